/** Why a node is in its state: the proof as a part of the graph, and in words. */
import { proofOf, whyReport } from '../../../src/analyze/why.ts';
import { selectOne } from '../../../src/assemble/select.ts';
import { citedBy } from '../../../src/engine/explain.ts';
import type { Rank } from '../../../src/model/state.ts';
import type { Proof, Requests } from '../../model/messages.ts';
import { type Desk, sheetOf } from '../desk.ts';
import { toldOf } from '../told.ts';

/**
 * Of a node that is operational: itself, and what spared it in words.
 *
 * @throws UserError if there is no such node.
 */
export const proof = (desk: Desk, { of, id }: Requests['proof']['in']): Proof => {
  const { estate, solved } = sheetOf(desk, of.side);
  const position = selectOne(estate, [id], 'why');
  const answer = solved(of);
  const claim = { position, rank: answer.outcome.ranks[position] as Rank };
  const steps = proofOf(answer, claim);
  const ways = new Set<number>();
  const pairs: number[] = [];
  for (const { claim: fallen, causes } of steps) {
    for (const cited of causes.flatMap(citedBy)) {
      // A node may be proved in more than one state, along the same arrow.
      const key = fallen.position * estate.nodes.length + cited.position;
      if (ways.has(key)) continue;
      ways.add(key);
      pairs.push(fallen.position, cited.position);
    }
  }
  return {
    nodes: [...new Set([position, ...steps.map((step) => step.claim.position)])].toSorted((a, b) => a - b),
    pairs: Uint32Array.from(pairs),
    told: toldOf(whyReport(estate, answer, claim, steps)),
  };
};
