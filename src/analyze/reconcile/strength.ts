/**
 * The same need, of different strength: what sources say of how bad its loss gets, against what traces proved.
 *
 * An error of the dependency inside of a request that went well proves that the caller lives without it; errors that
 * always pass on refute whoever says so. What counts as a proof is the model's to say (`model/observed`).
 */
import { groupBy } from '../../model/group-by.ts';
import { type Proof, provedBy } from '../../model/observed.ts';
import { byCodePoint } from '../../model/order.ts';
import { type State, rankOf, worse } from '../../model/state.ts';
import type { Testimony } from '../../model/testimony.ts';
import { isUse } from './known.ts';
import type { Need } from './needs.ts';
import { type Interval, wilson } from './wilson.ts';

/**
 * `soft`: proved soft, and a source says worse. `hard`: a source says that it gets no worse than so, and errors passed
 * on. `mixed`: some errors passed on and some did not. `differ`: sources differ, and no trace decides. `start`: said
 * to be needed at the start only, and called while it runs.
 */
type StrengthVerdict = 'soft' | 'hard' | 'mixed' | 'differ' | 'start';

export interface Strength {
  readonly need: Need;
  readonly verdict: StrengthVerdict;
  /** The worst that each kind of source says, by the testimony that says it. */
  readonly words: readonly Testimony[];
  /** The share of errors that passed on; left out: no error was seen. */
  readonly share?: Interval;
}

/** The worst that a caller suffers which goes on without it: as the assembled graph takes it. */
const WITHOUT: State = 'degraded';

/** Needs of which sources disagree, or whose words traces refute; proved ones with most errors first. */
export const strengthsOf = (needs: readonly Need[]): readonly Strength[] =>
  needs
    .flatMap((need): readonly Strength[] => {
      const words = wordsOf(need);
      const errors = need.isExact ? (need.counts?.errors ?? 0) : 0;
      const proof = need.isExact && need.counts !== undefined ? provedBy(need.counts) : 'open';
      const verdict = verdictOf(need, words, proof);
      if (verdict === undefined) return [];
      const share = errors === 0 ? {} : { share: wilson(need.counts!.propagated, errors) };
      return [{ need, verdict, words, ...share }];
    })
    .toSorted(
      (a, b) =>
        VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
        (b.need.counts?.errors ?? 0) - (a.need.counts?.errors ?? 0) ||
        byCodePoint(a.need.from, b.need.from),
    );

/** What is proved comes first. */
const VERDICTS: readonly StrengthVerdict[] = ['hard', 'soft', 'start', 'differ', 'mixed'];

const verdictOf = (
  { stated, seen, counts, isExact }: Need,
  words: readonly Testimony[],
  proof: Proof,
): StrengthVerdict | undefined => {
  const worst = words.reduce<State>((state, { atMost }) => worse(state, atMost), 'operational');
  const mildest = Math.min(...words.map(({ atMost }) => rankOf(atMost)));
  if (words.length > 0) {
    if (proof === 'soft' && rankOf(worst) > rankOf(WITHOUT)) return 'soft';
    if (proof === 'hard' && mildest < rankOf('outage')) return 'hard';
    if (mildest < rankOf(worst) && proof === 'open') return 'differ';
    // Enough errors, and still no proof.
    const isMixed = isExact && counts !== undefined && counts.propagated > 0;
    if (isMixed && proof === 'open' && provedBy({ ...counts, propagated: 0 }) === 'soft') return 'mixed';
    return undefined;
  }
  const isForStart = stated.some(({ class: of }) => of === 'start-up');
  const isOnlyForStart = isForStart && stated.every(({ atMost }) => atMost === 'operational');
  return isOnlyForStart && seen.some(isUse) ? 'start' : undefined;
};

/** Of each kind of source but traces, the testimony that says the worst; the first of those that say the same. */
const wordsOf = ({ used }: Need): readonly Testimony[] =>
  [...groupBy(used, ({ tells }) => tells).values()].map((same) =>
    same.reduce((a, b) => (rankOf(b.atMost) > rankOf(a.atMost) ? b : a)),
  );
