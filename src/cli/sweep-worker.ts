/** A thread of a sweep: solves its share, answers with the hits, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Share, solveShare } from './sweep-share.ts';

const hits = await solveShare(workerData as Share, () => undefined);
// Without a list of what to hand over the arrays would be copied.
parentPort!.postMessage(hits, [
  hits.from.buffer,
  hits.size.buffer,
  hits.nodes.buffer,
  hits.ranks.buffer,
] as readonly ArrayBuffer[]);
