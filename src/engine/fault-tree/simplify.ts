/** A fault tree made smaller before any diagram of it is built: what is said twice is said once. */
import { absorbed } from './absorption.ts';
import { normalForm } from './normal-form.ts';
import type { FaultTree } from './tree.ts';

/** Each round may make room for another; few trees need more than three. */
const MOST_ROUNDS = 8;

/** The same function of the same events. Trees with circles are left as they are. */
export const simplified = (tree: FaultTree): FaultTree => {
  let now = normalForm(tree);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = absorbed(now);
    if (next === now) break;
    now = normalForm(next);
  }
  return now;
};
