/** What a replay tells as data, as far as the page reads it, and the verdicts on what was predicted. */
import { byCodePoint } from '../../../src/model/order.ts';
import { type State, rankOf } from '../../../src/model/state.ts';
import type { Stretch } from './fates.ts';

/** Worst first: what is wrong is what is looked for. */
export const VERDICTS = ['missed', 'falseAlarm', 'hit', 'spared', 'open', 'injected'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Of one subject, and of several. */
export const VERDICT_WORDS: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  missed: ['missed', 'missed'],
  falseAlarm: ['false alarm', 'false alarms'],
  hit: ['hit', 'hit'],
  spared: ['rightly spared', 'rightly spared'],
  open: ['left open', 'left open by the sources'],
  injected: ['injected', 'injected'],
};

/** What each says of a prediction; shown as a mark before the word. */
export const VERDICT_MARKS: Readonly<Record<Verdict, string>> = {
  missed: '✗',
  falseAlarm: '✗',
  hit: '✓',
  spared: '✓',
  open: '?',
  injected: '·',
};

/** Seconds after the first fault; null: not predicted to happen within the horizon. */
interface Times {
  readonly observed: number;
  readonly predicted: number | null;
}

export interface SubjectData {
  readonly id: string;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly predicted: State;
  readonly observed: State;
  readonly accept: readonly State[];
  readonly accepted: boolean;
  readonly confidence?: string;
  readonly source?: string;
  readonly why?: string;
  readonly onset?: Times;
  readonly recovered?: Times;
}

/** The data of `faultline replay`. */
export interface ReplayData {
  readonly horizon: number;
  readonly settled: boolean;
  readonly end: number;
  readonly nodes: readonly { readonly id: string; readonly because: readonly { readonly node: string }[] }[];
  readonly score?: { readonly subjects: readonly SubjectData[] } & Readonly<Partial<Record<Verdict, number>>>;
}

/** How many subjects have each verdict; those that none has are left out. */
export const verdictCounts = (
  subjects: readonly SubjectData[],
): readonly (readonly [verdict: Verdict, count: number])[] =>
  VERDICTS.map(
    (verdict) => [verdict, subjects.filter((subject) => subject.verdict === verdict).length] as const,
  ).filter(([, count]) => count > 0);

/** What is wrong first, then by id. */
export const byVerdict = (subjects: readonly SubjectData[]): readonly SubjectData[] =>
  subjects.toSorted(
    (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || byCodePoint(a.id, b.id),
  );

/** How near a prediction came: `exact`, `accepted`, `one step too mild`. */
export const nearness = ({ predicted, observed, accepted }: SubjectData): string => {
  const off = rankOf(predicted) - rankOf(observed);
  if (off === 0) return 'exact';
  if (accepted) return 'accepted';
  const steps = ['one step', 'two steps', 'three steps'][Math.abs(off) - 1]!;
  return `${steps} too ${off > 0 ? 'bad' : 'mild'}`;
};

/** A bar of what was seen, as far as its times are known. */
interface ObservedBar {
  readonly stretches: readonly Stretch[];
  readonly isStartKnown: boolean;
  readonly isEndKnown: boolean;
}

/** Undefined where history tells no time, or nothing happened. Unknown ends are those of the axis. */
export const observedBar = (
  { observed, onset, recovered }: SubjectTimes,
  end: number,
): ObservedBar | undefined => {
  if (observed === 'operational' || (onset === undefined && recovered === undefined)) return undefined;
  const from = onset ?? 0;
  return {
    stretches: [{ from, until: Math.max(from, recovered ?? end), rank: rankOf(observed) }],
    isStartKnown: onset !== undefined,
    isEndKnown: recovered !== undefined,
  };
};

interface SubjectTimes {
  readonly observed: State;
  readonly onset?: number;
  readonly recovered?: number;
}
