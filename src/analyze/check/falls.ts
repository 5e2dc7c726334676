/** Findings of the form "this app falls if that fails": each failure alone, solved once for all that it takes. */
import type { Claim } from '../../engine/explain.ts';
import type { Rank } from '../../model/state.ts';
import type { Audit } from './audit.ts';
import { blameFor } from './blame.ts';
import type { Case, Found } from './rule.ts';
import { blameText, fallText, remedyText } from './words.ts';

/** What fails, forced to a rank. */
export interface Failing {
  readonly failures: readonly number[];
  readonly rank: Rank;
}

/** A finding about a node that falls; `key` tells it from others of its rule about the node. */
export const fallOf = (
  audit: Audit,
  { failures, rank }: Failing,
  claim: Claim,
  key: readonly string[],
): Found => {
  const { estate } = audit;
  const solved = audit.solved(failures, rank);
  const proof = { failures, rank, claim };
  const blame = blameFor(audit, solved, claim, failures);
  const failed = failures.length === 1 ? estate.nodes[failures[0]!]!.id : 'what fails';
  return {
    node: estate.nodes[claim.position]!.id,
    message: [fallText(estate, proof), ...(blame === undefined ? [] : [blameText(estate, blame)])].join(': '),
    ...(failures.length === 1 ? { failure: failed } : {}),
    ...(blame === undefined ? {} : { remedy: remedyText(estate, blame, failed) }),
    short: [failed, ...(blame === undefined ? [] : [blameText(estate, blame)])].join(': '),
    key,
    spot:
      blame === undefined
        ? { type: 'node', position: claim.position }
        : { type: 'requirement', position: blame.owner, requirement: blame.requirement },
    proof,
  };
};

/** One case for each app: the failures that alone take it to a rank or worse. */
export const singleFalls = async (
  audit: Audit,
  failures: readonly number[],
  apps: readonly number[],
  atLeast: Rank,
): Promise<readonly Case[]> => {
  const { estate } = audit;
  const exposure = await audit.exposure(failures, apps);
  const found = apps.map((): Found[] => []);
  failures.forEach((position, failure) => {
    for (const { app, rank } of exposure.hitsOf(failure)) {
      const claim = { position: apps[app]!, rank };
      if (rank < atLeast || claim.position === position) continue;
      const { id } = estate.nodes[position]!;
      found[app]!.push(fallOf(audit, { failures: [position], rank: 3 }, claim, [id]));
    }
  });
  return apps.map((position, app) => ({ subject: estate.nodes[position]!.id, found: found[app]! }));
};
