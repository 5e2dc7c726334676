/** One step of a proof: a claim and what it rests on, and the same as data. */
import type { Cause, Claim } from '../engine/explain.ts';
import type { Estate } from '../model/estate.ts';
import { stateOf } from '../model/state.ts';
import { NO_PLACES, type PlaceOf, causeData } from './evidence.ts';
import type { Solved } from './solve.ts';

export interface Step {
  readonly claim: Claim;
  readonly causes: readonly Cause[];
}

/** What a claim rests on. */
export const stepOf = ({ explainer }: Solved, { position, rank }: Claim): Step => {
  const claim = { position, rank };
  return { claim, causes: explainer.because(claim) };
};

/** A step as data, the node's id aside. */
export const stepData = (
  estate: Estate,
  { explainer }: Solved,
  { claim, causes }: Step,
  placeOf: PlaceOf = NO_PLACES,
): object => ({
  state: stateOf(claim.rank),
  wave: explainer.waveOf(claim),
  // Nothing but a fault puts a node in a state without a cause.
  ...(causes.length === 0 ? { fault: true } : {}),
  because: causes.map((cause) => causeData(estate, cause, placeOf)),
});
