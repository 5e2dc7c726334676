/** Findings of one kind counted: what holds for a thousand nodes is told once, with its number and its first place. */
import type { Finding, Where } from '../../../model/fact.ts';

interface Counted {
  readonly where: Where;
  readonly of: Omit<Finding, 'message' | 'file' | 'line'>;
  readonly say: (count: number) => string;
  count: number;
}

export interface Told {
  /** Tells something of one place; the same key again is counted. `say`: the message for so many. */
  tell(
    key: string,
    where: Where,
    of: Omit<Finding, 'message' | 'file' | 'line'>,
    say: (count: number) => string,
  ): void;
  findings(): readonly Finding[];
}

export const told = (): Told => {
  const all = new Map<string, Counted>();
  return {
    tell: (key, where, of, say) => {
      const known = all.get(key);
      if (known === undefined) all.set(key, { where, of, say, count: 1 });
      else known.count++;
    },
    findings: () =>
      [...all.values()].map(({ where, of, say, count }) => ({
        ...of,
        message: say(count),
        file: where.file,
        line: where.line,
      })),
  };
};

/** `1 node`, `3 nodes`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
