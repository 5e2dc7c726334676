/** What the threads of a sweep share: the request, the batches with a counter that hands them out, and the counts. */
import { Findings, type Hits } from '../engine/sweep/findings.ts';
import { type LargeRequest, largeSolver } from '../engine/sweep/large.ts';
import type { Prepared } from '../engine/sweep/sweep.ts';

export interface Share {
  readonly request: LargeRequest;
  readonly batches: readonly Uint32Array[];
  /** The number of the next batch that nobody has taken, and how many scenarios are done. */
  readonly tickets: Int32Array;
  /** As in the outcome. Each thread fills in those of its batches. */
  readonly counts: Uint32Array;
  readonly costs: Float64Array;
}

export const shareOf = ({ request, batches }: Prepared, { counts, costs }: Findings): Share =>
  inSharedMemory({ request, batches, tickets: new Int32Array(2), counts, costs });

/** Solves batches as long as there are any, and pauses after each; returns the hits in them. */
export const solveShare = async (
  { request, batches, tickets, counts, costs }: Share,
  pause: (done: number) => Promise<void> | undefined,
): Promise<Hits> => {
  const findings = new Findings(costs.length, counts, costs);
  const solve = largeSolver(request, findings);
  for (;;) {
    const batch = batches[Atomics.add(tickets, 0, 1)];
    if (batch === undefined) return findings.hits.trimmed();
    solve(batch);
    await pause(Atomics.add(tickets, 1, batch.length) + batch.length);
  }
};

/** The same with all typed arrays in it copied to where every thread sees them. */
const inSharedMemory = <T>(value: T): T => sharedCopy(value) as T;

const sharedCopy = (value: unknown): unknown => {
  if (isNumbers(value)) {
    const { constructor, length } = value;
    const copy = new constructor(new SharedArrayBuffer(value.byteLength), 0, length);
    copy.set(value);
    return copy;
  }
  if (Array.isArray(value)) return value.map(sharedCopy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sharedCopy(inner)]));
};

interface Numbers extends Uint32Array {
  readonly constructor: new (buffer: SharedArrayBuffer, offset: number, length: number) => Uint32Array;
}

const isNumbers = (value: unknown): value is Numbers =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);
