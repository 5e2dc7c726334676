/** Random networks with circles, any impact and nested gates, and random scenarios on them; a seed gives the same. */
import { bucketed } from '../../../src/engine/buckets.ts';
import { edgeOf } from '../../../src/engine/edge.ts';
import { gateCounters } from '../../../src/engine/gate-counters.ts';
import type { Network } from '../../../src/engine/network.ts';
import type { InjectedFault } from '../../../src/engine/propagate.ts';
import type { SweepRequest } from '../../../src/engine/sweep/request.ts';
import { scenariosOf } from '../../../src/engine/sweep/scenarios.ts';
import type { Rank } from '../../../src/model/state.ts';

export type Dice = (sides: number) => number;

/** A linear congruential generator, with the constants of Numerical Recipes; its high bits are the better ones. */
export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
};

export interface Shape {
  readonly nodes: number;
  readonly gates: number;
  /** Edges of nodes; `back` in a hundred may run against the order of the nodes, and so in a circle. */
  readonly edges: number;
  readonly back: number;
}

/** The six bits of every impact that is monotone. */
const IMPACTS = Array.from({ length: 64 }, (_, bits) => bits).filter(
  (bits) => (bits & 3) <= ((bits >> 2) & 3) && ((bits >> 2) & 3) <= bits >> 4,
);

const HARD = 0b11_10_01;

export const networkOf = (dice: Dice, { nodes, gates, edges, back }: Shape): Network => {
  const impact = (): number => (dice(3) > 0 ? HARD : IMPACTS[dice(IMPACTS.length)]!);
  // A gate stands between two nodes, or is a member of a gate before it.
  const owners = Array.from({ length: gates }, (_, gate) =>
    gate > 0 && dice(3) === 0 ? nodes + dice(gate) : dice(nodes),
  );
  const ownerOf = (vertex: number): number => (vertex < nodes ? vertex : ownerOf(owners[vertex - nodes]!));
  const members = new Uint32Array(gates);
  owners.forEach((owner) => owner >= nodes && members[owner - nodes]!++);
  const keys: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < edges; i++) {
    const target = dice(3) === 0 && gates > 0 ? nodes + dice(gates) : dice(nodes);
    const owner = ownerOf(target);
    const source = dice(100) < back || owner === 0 ? dice(nodes) : dice(owner);
    keys.push(2 * source + (target < nodes ? 0 : 1));
    values.push(edgeOf(target, impact()));
    if (target >= nodes) members[target - nodes]!++;
  }
  const { start, values: outputs } = bucketed(2 * nodes, Uint32Array.from(keys), Uint32Array.from(values));
  return {
    nodeCount: nodes,
    gateCount: gates,
    outputStart: start,
    outputs,
    gateOutputs: Uint32Array.from(owners, (owner) => edgeOf(owner, impact())),
    // Now and then one more than there are members: such a gate never fails.
    counters: gateCounters([...members].flatMap((count) => sorted([0, 1, 2].map(() => 1 + dice(count + 1))))),
  };
};

const sorted = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

/** A request that asks for everything, in so many scenarios of none to three faults of any rank. */
export const requestOf = (dice: Dice, network: Network, scenarios: number): SweepRequest => {
  const { nodeCount } = network;
  const classCount = 1 + dice(4);
  const fault = (): InjectedFault => ({ position: dice(nodeCount), rank: (1 + dice(3)) as Rank });
  return {
    network,
    scenarios: scenariosOf(
      Array.from({ length: scenarios }, () =>
        Array.from({ length: dice(20) === 0 ? 0 : 1 + dice(3) }, fault),
      ),
    ),
    classes: Uint8Array.from({ length: nodeCount }, () => (dice(5) === 0 ? 255 : dice(classCount))),
    classCount,
    costs: Float64Array.from({ length: nodeCount }, () => dice(2) * dice(100_000)),
    watched: Uint32Array.from({ length: nodeCount }, (_, node) => node).filter(() => dice(3) === 0),
  };
};
