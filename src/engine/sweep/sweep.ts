/**
 * Many scenarios on one network, told as counts: what `propagate` would find for each, in a fraction of the time.
 *
 * Most failures are small and a few are huge, so there are two ways. Each scenario is first solved alone, by a walk over
 * what it affects (`alone.ts`), within a budget that nearly all of them keep to. The rest, one or two in a hundred, would
 * walk much the same ground again and again. They go through it together, 256 at once (`lanes.ts`), each in a lane:
 *
 * - Vertices are numbered in a topological order of the strongly connected components, so that one pass is enough for all
 *   that is not a circle (`order.ts`). Scenarios that begin near each other in that order share a batch (`batches.ts`).
 * - The four states are three sets of scenarios a vertex: those in which it is degraded, partial, out, or worse. An impact
 *   then is nothing but which set of the source goes into which set of the target, and the network becomes a circuit of
 *   ORs and thresholds (`circuit.ts`). A set is eight words; OR and AND are the processor's own, k of n a bit-sliced
 *   counter (`kernels.ts`). All are monotone, so that passing a circle until nothing changes gives the least fixpoint.
 * - A cell is looked at only if one of its inputs changed. So a pass costs what the union of the batch's effects costs,
 *   and cells off it are never read.
 * - In the end each lane is counted by carry-save adders (`counters.ts`): 32 scenarios a step.
 *
 * Bit-parallel search over many sources is due to Then et al. (“The More the Merrier”, VLDB 2014). Theirs knows reached or
 * not; here are states, thresholds and circles.
 */
import { type Budget, UNLIMITED } from './alone.ts';
import { batchesOf, byPlace } from './batches.ts';
import { circuitOf } from './circuit.ts';
import { type Findings, emptyFindings, outcomeOf } from './findings.ts';
import { type LargeRequest, largeSolver } from './large.ts';
import type { Network } from '../network.ts';
import { orderOf } from './order.ts';
import type { SweepOutcome, SweepRequest } from './request.ts';
import { scenarioCount } from './scenarios.ts';
import { solveSmall } from './small.ts';

/** Told how many scenarios are done. */
export type Progress = (done: number, of: number) => void;

/** Solves all scenarios of a request on this thread. */
export const sweep = (request: SweepRequest, progress?: Progress): SweepOutcome =>
  sweepWith(EFFORT, request, progress);

/** When a sweep goes over from one way to the other. The answer does not depend on it. */
export interface Effort {
  /** Scenarios that outgrow it go into lanes … */
  readonly budget: Budget;
  /** … unless there are fewer than so many of them. */
  readonly fewest: number;
}

/** A network is put in order for so many times fewer scenarios than it has nodes, not for less. */
const LEAST_ORDERED = 16;

/** As measured; twice or half as much of any makes little difference. */
export const EFFORT: Effort = { budget: { nodes: 4000, waiting: 1500 }, fewest: 16 };

/** The same with another effort. */
export const sweepWith = (
  effort: Effort,
  request: SweepRequest,
  progress: Progress = () => undefined,
): SweepOutcome => {
  const count = scenarioCount(request.scenarios);
  const findings = emptyFindings(count, request.classCount);
  const large = solveFew(effort, request, findings, (done) => progress(done, count));
  if (large.length > 0)
    solveLarge(prepared(request, large), findings, (done) => progress(count - large.length + done, count));
  progress(count, count);
  return outcomeOf(findings, [findings.hits]);
};

/** Solves what is best solved alone; returns the scenarios that are left, for lanes. */
export const solveFew = (
  { budget, fewest }: Effort,
  request: SweepRequest,
  findings: Findings,
  done: (count: number) => void,
): Uint32Array => {
  const count = scenarioCount(request.scenarios);
  const all = Uint32Array.from({ length: count }, (_, scenario) => scenario);
  // Not worth it for a few scenarios on a large network.
  const isWorthOrder = count * LEAST_ORDERED >= request.network.nodeCount;
  const numbers = isWorthOrder
    ? byPlace(all, request.scenarios, orderFor(request.network)).toReversed()
    : all;
  const large = solveSmall(request, numbers, budget, findings, done);
  return large.length < fewest ? solveSmall(request, large, UNLIMITED, findings, () => undefined) : large;
};

/** What scenarios are solved on in lanes, and the batches to do it in. */
export interface Prepared {
  readonly request: LargeRequest;
  readonly batches: readonly Uint32Array[];
}

export const prepared = (request: SweepRequest, large: Uint32Array): Prepared => {
  const { network, scenarios, classes, classCount, costs, watched } = request;
  const order = orderFor(network);
  return {
    request: {
      order,
      circuit: circuitFor(network),
      scenarios,
      classes,
      classCount,
      ...(costs === undefined ? {} : { costs }),
      ...(watched === undefined ? {} : { watched }),
    },
    batches: batchesOf(large, scenarios, order),
  };
};

/** Made once for a network: who checks or improves one sweeps it many times. */
const madeOnce = <Value>(make: (network: Network) => Value): ((network: Network) => Value) => {
  const known = new WeakMap<Network, Value>();
  return (network) => {
    const value = known.get(network) ?? make(network);
    known.set(network, value);
    return value;
  };
};

const orderFor = madeOnce(orderOf);
const circuitFor = madeOnce((network) => circuitOf(network, orderFor(network)));

/** Solves all batches, one after the other. */
export const solveLarge = (
  { request, batches }: Prepared,
  findings: Findings,
  done: (count: number) => void,
): void => {
  const solve = largeSolver(request, findings);
  let solved = 0;
  for (const batch of batches) {
    solve(batch);
    done((solved += batch.length));
  }
};
