/**
 * What counts of calls prove about a dependency: whether its failures pass on to the one that calls it.
 *
 * A trace that shows a dependency's error inside of a request that went well shows that the caller lives without it.
 * One such trace may be luck (a retry, a health check), so a few are asked for before anything is called proved.
 */
import type { CallCounts } from './fact.ts';

/** Errors that must have been seen: if half of them passed on, five in a row would not with a chance of 3 %. */
const FEWEST_ERRORS = 5;

/** The part of the errors that passed on from which the caller is said to fall with it. */
const MOSTLY = 0.9;

/** `soft`: no error made the caller fail. `hard`: almost all did. `open`: too few, or some did and some did not. */
export type Proof = 'soft' | 'hard' | 'open';

/** What the counts prove. */
export const provedBy = ({ errors, propagated }: CallCounts): Proof => {
  if (errors < FEWEST_ERRORS) return 'open';
  if (propagated === 0) return 'soft';
  return propagated / errors >= MOSTLY ? 'hard' : 'open';
};

/** The counts of several sightings of one dependency together. */
export const countsTogether = (all: readonly CallCounts[]): CallCounts | undefined =>
  all.length === 0
    ? undefined
    : {
        calls: sum(all.map(({ calls }) => calls)),
        errors: sum(all.map(({ errors }) => errors)),
        propagated: sum(all.map(({ propagated }) => propagated)),
      };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
