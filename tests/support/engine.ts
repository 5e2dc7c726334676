/** The program's own way from a raw document to what became of its nodes, told in the words of the naive one. */
import { assemble } from '../../src/assemble/assemble.ts';
import { decode } from '../../src/document/decode.ts';
import { compile } from '../../src/engine/compile.ts';
import { type InjectedFault, NEVER, type Outcome, propagate, wavesOf } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { Origin } from '../../src/model/place.ts';
import { type Rank, rankOf, stateOf } from '../../src/model/state.ts';
import type { Fate, Fates } from './naive.ts';
import type { RawDocument, RawFault, System } from './raw.ts';

/** An origin for documents that stand in no file. */
export const NOWHERE = new Origin({
  file: 'law.json',
  locate: (sought) => sought.map(() => ({ file: 'law.json', line: 1, column: 1 })),
  frame: () => '',
});

export interface EngineSolution {
  readonly estate: Estate;
  readonly outcome: Outcome;
  readonly fates: Fates;
}

/** The estate of a document that has no mistakes. */
export const estateOf = (document: RawDocument): Estate => {
  const { document: decoded, unreadable } = decode(document, NOWHERE);
  if (unreadable.length > 0) throw new Error(`unreadable: ${JSON.stringify(unreadable)}`);
  const { estate, complaints } = assemble([decoded]);
  if (complaints.length > 0) throw new Error(complaints.map(({ message }) => message).join('; '));
  return estate;
};

const injected = (estate: Estate, faults: readonly RawFault[]): readonly InjectedFault[] =>
  faults.map(({ node, state }) => ({ position: estate.positions.get(node)!, rank: rankOf(state) }));

/** Decoded, assembled, compiled, propagated. */
export const solveByEngine = ({ document, faults }: System, day: string): EngineSolution => {
  const estate = estateOf(document);
  const outcome = propagate(compile(estate, day), injected(estate, faults));
  const waves = wavesOf(outcome);
  return {
    estate,
    outcome,
    fates: Object.fromEntries(estate.nodes.map(({ id }, at) => [id, fateAt(outcome, waves, at)])),
  };
};

const fateAt = (outcome: Outcome, waves: ReturnType<typeof wavesOf>, position: number): Fate => {
  const reached = (rank: Rank): number => {
    const wave = waves(position, rank);
    return wave === NEVER ? Infinity : wave;
  };
  return {
    state: stateOf(outcome.ranks[position] as Rank),
    reached: { degraded: reached(1), partial: reached(2), outage: reached(3) },
  };
};
