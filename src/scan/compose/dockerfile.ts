/** What a Dockerfile says of the service that is built from it: settings, and what the image stands on. */
import { type Lookup, interpolated } from './variables.ts';

export interface Dockerfile {
  /** `ENV`, of the stage that is built and of those that it stands on; the last value of each. */
  readonly settings: readonly { readonly key: string; readonly value: string; readonly line: number }[];
  /** Single files that `COPY` and `ADD` take from the context, and where they go. */
  readonly copies: readonly { readonly source: string; readonly target: string }[];
  /** The image at the very bottom; none if it is `scratch` or not known. */
  readonly base: string | undefined;
}

interface Stage {
  readonly from: string;
  readonly settings: Map<string, { value: string; line: number }>;
  readonly copies: { source: string; target: string }[];
}

/** `target`: the stage asked for, else the last; `args`: build arguments given by whoever builds. */
export const readDockerfile = (text: string, target: string | undefined, args: Lookup): Dockerfile => {
  const stages = new Map<string, Stage>();
  const defaults = new Map<string, string>();
  const lookup: Lookup = (name) => args(name) ?? defaults.get(name);
  let stage: Stage | undefined;
  let last = '';
  for (const { text: instruction, line } of instructionsOf(text)) {
    const [, word = '', rest = ''] = /^([A-Za-z]+)\s+([^]*)$/.exec(instruction) ?? [];
    switch (word.toUpperCase()) {
      case 'ARG':
        for (const [key, value] of pairsOf(rest))
          if (value !== '') defaults.set(key, interpolated(value, lookup));
        break;
      case 'FROM': {
        const [, image = '', name] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(rest) ?? [];
        const from = interpolated(image, lookup).toLowerCase();
        stage = {
          from,
          settings: new Map(stages.get(from)?.settings),
          copies: [...(stages.get(from)?.copies ?? [])],
        };
        last = (name ?? `\u0000${stages.size}`).toLowerCase();
        stages.set(last, stage);
        break;
      }
      case 'ADD':
      case 'COPY': {
        const words = rest.split(/\s+/).filter((part) => !/^--(?:chown|chmod|link)/.test(part));
        const [source, target] = words;
        // Several sources, or another stage's: not a file of configuration.
        if (words.length === 2) stage?.copies.push({ source: source!, target: target! });
        break;
      }
      case 'ENV':
        for (const [key, value] of pairsOf(rest)) {
          const within: Lookup = (asked) => stage?.settings.get(asked)?.value ?? lookup(asked);
          stage?.settings.set(key, { value: interpolated(value, within), line });
        }
        break;
    }
  }
  const built = stages.get(target?.toLowerCase() ?? last) ?? stages.get(last);
  return {
    settings: [...(built?.settings ?? [])].map(([key, setting]) => ({ key, ...setting })),
    copies: built?.copies ?? [],
    base: baseOf(built, stages),
  };
};

const baseOf = (built: Stage | undefined, stages: ReadonlyMap<string, Stage>): string | undefined => {
  let from = built?.from;
  // A stage can only stand on an earlier one; names given twice could still make a circle.
  for (let i = 0; i < stages.size && from !== undefined && stages.has(from); i++)
    from = stages.get(from)!.from;
  return from === undefined || from === 'scratch' || stages.has(from) ? undefined : from;
};

/** Lines that end in a backslash go on; comments between them do not count. */
const instructionsOf = (text: string): readonly { readonly text: string; readonly line: number }[] => {
  const found: { text: string; line: number }[] = [];
  let parts: string[] = [];
  let begun = 0;
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (parts.length === 0) begun = i + 1;
    const goesOn = /\\\s*$/.test(line);
    parts.push(goesOn ? line.replace(/\\\s*$/, '') : line);
    if (goesOn) continue;
    found.push({ text: parts.join(' ').trim(), line: begun });
    parts = [];
  }
  return found;
};

/** `A=b C="d e"`, or `A b` in the old form. */
const pairsOf = (text: string): readonly (readonly [string, string])[] => {
  const old = /^([A-Za-z_][\w.]*)\s+([^=\s][^]*)$/.exec(text);
  if (old !== null) return [[old[1]!, old[2]!.trim()]];
  return [...text.matchAll(/([A-Za-z_][\w.-]{0,200})(?:=("(?:[^"\\]|\\[^])*"|'[^']*'|\S*))?(?=\s|$)/g)].map(
    ([, key, value = '']) => [key!, value.replaceAll(/^["']|["']$/g, '')] as const,
  );
};
