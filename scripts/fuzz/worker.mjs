// Tries inputs of a target, one after another, and tells what came of each. The thread that started this one watches how
// long each takes, and ends it if one takes too long.
import { workerData, parentPort } from 'node:worker_threads';
import { Draw } from './draw.mjs';
import { minimised } from './minimise.mjs';
import { programIn, scanInMemory } from './program.mjs';
import { TARGETS } from './targets.mjs';

const { dist, seed, shared, root } = workerData;

/** Numbers that the watch reads: [how many are tried or being tried, accepted, refused, inputs being minimised]. */
const counts = new Int32Array(shared);

/** One answer in so many is looked at closely. */
const CLOSE = 25;
const SLOW_MS = 1_500;

const program = { ...(await programIn(dist)), scanInMemory };

/** What tells one defect from another: the error, and where in the program it came up. */
const signatureOf = (error) => {
  const where = /\n\s+at (?:async )?([^\n]*?dist\/([^\n:]+:\d+))/.exec(error.stack ?? '')?.[2] ?? '';
  return `${error.name}: ${String(error.message).split('\n')[0].replaceAll(/\d+/g, '#').slice(0, 120)} @ ${where}`;
};

const tryOne = async (target, index, input) => target.run(program, input, index % CLOSE === 0);

const failureOf = async (target, index, input) => {
  try {
    await tryOne(target, index, input);
    return undefined;
  } catch (error) {
    return error;
  }
};

/** @param {object} found */
function tell(found) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort.postMessage(found);
}

parentPort.on('message', (share) => void work(share));

/** Tries a share of a target's inputs; what is found is told at once. */
async function work({ name, from, to, isMinimised }) {
  const target = TARGETS.find((one) => one.name === name);
  for (let index = from; index < to; index++) {
    Atomics.store(counts, 0, index - from + 1);
    const input = target.make(new Draw(seed, name, index));
    const before = performance.now();
    const cpu = process.cpuUsage();
    try {
      const answer = await tryOne(target, index, input);
      Atomics.add(counts, answer === 'accepted' ? 1 : 2, 1);
    } catch (error) {
      const signature = signatureOf(error instanceof Error ? error : new Error(String(error)));
      Atomics.store(counts, 3, 1);
      const small = isMinimised
        ? await minimised(input, async (one) => {
            const again = await failureOf(target, index, one);
            return again instanceof Error && signatureOf(again) === signature;
          })
        : input;
      Atomics.store(counts, 3, 0);
      tell({
        failure: {
          kind: 'crash',
          target: name,
          index,
          signature,
          stack: String(error?.stack ?? error).replaceAll(root, ''),
          input: small,
        },
      });
    }
    if (performance.now() - before > SLOW_MS) {
      const { user, system } = process.cpuUsage(cpu);
      if ((user + system) / 1_000 > SLOW_MS)
        tell({
          slow: { target: name, index, ms: Math.round((user + system) / 1_000), bytes: sizeOf(input) },
        });
    }
  }
  tell({ done: true });
}

const sizeOf = (input) => Object.values(input).reduce((sum, one) => sum + one.length, 0);

tell({ ready: true });
