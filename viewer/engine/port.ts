/** Whoever answers: a worker, or, where none can be started, the page itself. */
import { NotStarted, type Port } from './lane.ts';
import type { Asked, Replied, Reply } from './wire.ts';
// What stands behind the question mark makes one: the whole worker as a text of this file.
// oxlint-disable-next-line import/default
import Worker from './worker.ts?worker&inline';

interface Waiting {
  readonly number: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** @throws NotStarted if the browser has no workers, or wants none from a page like this. */
export const workerPort = (): Port => {
  let worker: Worker;
  try {
    worker = new Worker();
  } catch (error) {
    throw new NotStarted('the worker did not start', { cause: error });
  }
  let isStarted = false;
  let waiting: Waiting | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<Replied>) => {
    isStarted = true;
    if (data.number === waiting?.number) waiting.resolve(data);
  });
  // What is refused by the page's policy fails later, with an event that says nothing.
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (isStarted) waiting?.resolve({ defect: event.message });
    else waiting?.reject(new NotStarted('the worker did not start'));
  });
  worker.addEventListener('messageerror', () => {
    waiting?.resolve({ defect: 'an answer could not be read' });
  });
  return {
    ask: async (asked) =>
      new Promise((resolve, reject) => {
        waiting = { number: asked.number, resolve, reject };
        worker.postMessage(asked, []);
      }),
    close: () => {
      worker.terminate();
    },
  };
};

/** The same functions in the page: it stands still while they work, but it works. */
export const pagePort = (): Port => {
  const loaded = import('./handlers.ts').then(({ answerer, replyTo }) => {
    const answer = answerer();
    const now = (): number => performance.now();
    return async ({ name, question, today }: Asked): Promise<Reply> =>
      replyTo(answer(name, question, { today, now }));
  });
  return {
    ask: async (asked) => {
      const reply = await loaded;
      // What the page has to show is shown before.
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
      return reply(asked);
    },
    close: () => undefined,
  };
};
