/** When something fails by itself: faults of the same time and state are one span. */
import { type State, rankOf, stateOf } from '../../../src/model/state.ts';
import type { TimelineAnswer } from '../../model/messages.ts';

export interface FaultSpan {
  readonly state: State;
  readonly from: number;
  /** `Infinity`: it does not end. */
  readonly until: number;
  /** Ascending. */
  readonly positions: readonly number[];
}

/** By onset, then end, then worst first. */
export const faultSpans = ({ faults }: Pick<TimelineAnswer, 'faults'>): readonly FaultSpan[] => {
  const spans = new Map<string, FaultSpan & { readonly positions: number[] }>();
  for (const { position, rank, from, until = Infinity } of faults) {
    const key = `${from} ${until} ${rank}`;
    const known = spans.get(key);
    if (known === undefined) spans.set(key, { state: stateOf(rank), from, until, positions: [position] });
    else known.positions.push(position);
  }
  return [...spans.values()].toSorted(
    (a, b) =>
      a.from - b.from ||
      (a.until === b.until ? rankOf(b.state) - rankOf(a.state) : a.until < b.until ? -1 : 1),
  );
};
