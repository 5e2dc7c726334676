/**
 * The law: every `because` is a proof.
 *
 * For every node that is affected, and for every claim that is cited on the way down, the causes are enough, fewest,
 * earliest, complete, and end in faults. What that means is written in the verifier, which knows nothing of the
 * engine.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cause, type Claim, type Explainer, citedBy, explainer } from '../../src/engine/explain.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { type Rank, stateOf } from '../../src/model/state.ts';
import { DAY, systems } from '../support/documents.ts';
import { type EngineSolution, solveByEngine } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import type { Path } from '../support/raw.ts';
import { type CauseData, type ClaimData, flawsIn } from '../support/verify-proof.ts';

const pathOf = (requirement: Requirement): Path => requirement.origin?.path ?? [];

const causeData = (estate: Estate, cause: Cause): CauseData => {
  const impact = stateOf(cause.counts);
  switch (cause.type) {
    case 'node':
      return {
        path: pathOf(cause.requirement),
        node: estate.nodes[cause.position]!.id,
        state: stateOf(cause.rank),
        impact,
      };
    case 'group':
      return {
        path: pathOf(cause.requirement),
        group: cause.requirement.form,
        state: stateOf(cause.rank),
        impact,
        members: cause.members.map((member) => causeData(estate, member)),
      };
    case 'switch':
      return {
        path: pathOf(cause.member),
        impact,
        requires: cause.requires.map((required) => causeData(estate, required)),
      };
  }
};

const claimData = (estate: Estate, explain: Explainer, claim: Claim): ClaimData => ({
  node: estate.nodes[claim.position]!.id,
  state: stateOf(claim.rank),
  wave: explain.waveOf(claim),
  because: explain.because(claim).map((cause) => causeData(estate, cause)),
});

/** What became of every affected node, and whatever that rests on. */
const allClaims = ({ estate, outcome }: EngineSolution): readonly ClaimData[] => {
  const explain = explainer(estate, DAY, outcome);
  const open: Claim[] = [...outcome.affected].map((position) => ({
    position,
    rank: outcome.ranks[position] as Rank,
  }));
  const claims = new Map<string, ClaimData>();
  for (let claim = open.pop(); claim !== undefined; claim = open.pop()) {
    const key = `${claim.position} ${claim.rank}`;
    if (claims.has(key)) continue;
    claims.set(key, claimData(estate, explain, claim));
    open.push(...explain.because(claim).flatMap(citedBy));
  }
  return [...claims.values()];
};

describe('because', () => {
  it('proves the state of every affected node, down to the faults', () => {
    holds(
      6_000,
      fc.property(systems(), (system) => {
        expect(flawsIn(system, DAY, allClaims(solveByEngine(system, DAY)))).toEqual([]);
      }),
    );
  });
});
