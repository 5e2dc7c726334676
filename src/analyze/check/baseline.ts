/**
 * A baseline: the findings that were there when it was written, which do not count.
 *
 * It is a file for review: sorted, a line each (of an app's single points, too), nothing in it that moves with lines or
 * dates. How many it held at each
 * writing is kept, so that nobody lets it grow without anybody's notice.
 */
import type { Day } from '../../model/day.ts';
import { isDay } from '../../model/day.ts';
import { byCodePoint } from '../../model/order.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly node: string;
  readonly message: string;
  /** The day on which it was first written. */
  readonly since: Day;
}

/** How many findings it held after a writing. */
interface Writing {
  readonly day: Day;
  readonly findings: number;
}

export interface Baseline {
  /** By day; of a day the last. */
  readonly history: readonly Writing[];
  /** By fingerprint. */
  readonly entries: ReadonlyMap<string, BaselineEntry>;
}

/**
 * Reads a baseline.
 *
 * @throws UserError if it is none.
 */
export const readBaseline = (file: string, text: string): Baseline => {
  const fail = (why: string): never => {
    throw new UserError({
      message: `${file} is no baseline: ${why}`,
      hint: `"faultline check --write-baseline ${file}" writes one`,
    });
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('it is no JSON');
  }
  if (!isObject(value) || value['faultlineBaseline'] !== 1) return fail('"faultlineBaseline": 1 is missing');
  const { history, findings } = value;
  if (!Array.isArray(history) || !Array.isArray(findings))
    return fail('"history" and "findings" must be lists');
  const entries = findings.map((entry: unknown, i) =>
    isEntry(entry) ? entry : fail(`entry ${i + 1} of "findings" is ${quoted(JSON.stringify(entry))}`),
  );
  return {
    history: history.map((writing: unknown) =>
      isWriting(writing) ? writing : fail(`an entry of "history" is ${quoted(JSON.stringify(writing))}`),
    ),
    entries: new Map(entries.map((entry) => [entry.fingerprint, entry])),
  };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEntry = (value: unknown): value is BaselineEntry =>
  isObject(value) &&
  ['fingerprint', 'rule', 'node', 'message'].every((key) => typeof value[key] === 'string') &&
  typeof value['since'] === 'string' &&
  isDay(value['since']);

const isWriting = (value: unknown): value is Writing =>
  isObject(value) &&
  typeof value['day'] === 'string' &&
  isDay(value['day']) &&
  Number.isSafeInteger(value['findings']);

/** Writings that are kept: the first, and the last of the others. */
const MOST_WRITINGS = 100;

/** The text of a baseline of these findings; what an earlier one holds keeps its day. */
export const baselineText = (
  findings: readonly Omit<BaselineEntry, 'since'>[],
  today: Day,
  before: Baseline | undefined,
): string => {
  const entries = findings
    .map(({ fingerprint, rule, node, message }) => ({
      rule,
      node,
      fingerprint,
      message,
      since: before?.entries.get(fingerprint)?.since ?? today,
    }))
    .toSorted(
      (a, b) =>
        byCodePoint(a.rule, b.rule) ||
        byCodePoint(a.node, b.node) ||
        byCodePoint(a.fingerprint, b.fingerprint),
    );
  const [first, ...others] = [
    ...(before?.history ?? []).filter(({ day }) => day !== today),
    { day: today, findings: entries.length },
  ];
  const history = [first, ...others.slice(-(MOST_WRITINGS - 1))];
  const lines = (values: readonly object[]): string =>
    values.length === 0
      ? '[]'
      : `[\n${values.map((value) => `    ${JSON.stringify(value)}`).join(',\n')}\n  ]`;
  return `{\n  "faultlineBaseline": 1,\n  "history": ${lines(history)},\n  "findings": ${lines(entries)}\n}\n`;
};

/** How a baseline stands against what is found now. */
export interface BaselineState {
  readonly file: string;
  /** Entries that keep something from counting, and the findings that they make up. */
  readonly hides: number;
  readonly hiddenFindings: number;
  /** How many it holds, whether they occur or not. */
  readonly holds: number;
  /** The first and the last writing, if it was ever written by us. */
  readonly first?: Writing;
  readonly last?: Writing;
  /** Entries that were not in the first writing, and those that came with the last one. */
  readonly addedSinceFirst: number;
  readonly addedLast: number;
  /** Entries of what no longer occurs, by rule, then node. */
  readonly gone: readonly BaselineEntry[];
}

/** `occurring`: the fingerprints of all that was found; `looked`: whether an entry's rule was looked at this time. */
export const baselineState = (
  file: string,
  { history, entries }: Baseline,
  occurring: ReadonlySet<string>,
  hides: number,
  hiddenFindings: number,
  looked: (rule: string) => boolean,
): BaselineState => {
  const all = [...entries.values()];
  const [first] = history;
  const last = history.at(-1);
  return {
    file,
    hides,
    hiddenFindings,
    holds: all.length,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    addedSinceFirst: first === undefined ? 0 : all.filter(({ since }) => since > first.day).length,
    addedLast:
      first === undefined || last === undefined || first.day === last.day
        ? 0
        : all.filter(({ since }) => since === last.day).length,
    gone: all.filter(({ fingerprint, rule }) => looked(rule) && !occurring.has(fingerprint)),
  };
};
