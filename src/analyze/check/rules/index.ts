/** The rules. A new one is its file and its line here, its id in the model's list and its page in docs/rules. */
import type { CheckRule } from '../rule.ts';
import { circularStart } from './circular-start.ts';
import { controlPlaneInRecovery } from './control-plane-in-recovery.ts';
import { extraNine } from './extra-nine.ts';
import { hardCodedRegion } from './hard-coded-region.ts';
import { sharedFate } from './shared-fate.ts';
import { singlePointOfFailure } from './single-point-of-failure.ts';
import { singleRegion } from './single-region.ts';
import { singleZone } from './single-zone.ts';
import { tierInversion } from './tier-inversion.ts';
import { undeclaredDependency } from './undeclared-dependency.ts';
import { unresolvedDependency } from './unresolved-dependency.ts';

/** By id. What excuses findings has rules of its own, which stand with it. */
export const CHECK_RULES: readonly CheckRule[] = [
  circularStart,
  controlPlaneInRecovery,
  extraNine,
  hardCodedRegion,
  sharedFate,
  singlePointOfFailure,
  singleRegion,
  singleZone,
  tierInversion,
  undeclaredDependency,
  unresolvedDependency,
];
