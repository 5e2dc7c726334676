/**
 * Hands calls to the process that answers, one at a time, and takes it down where a call that it works on is no longer
 * wanted: nothing else ends a computation. The next call gets a new one.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Call, Reply } from './messages.ts';
import type { McpOptions } from './opened.ts';
import type { Tell } from './answer.ts';
import type { Input } from './tools.ts';

const CLERK = fileURLToPath(new URL('./clerk.js', import.meta.url));

/** Milliseconds that it has to clean up when it is told to end. */
const GRACE = 2_000;

/** What came of a call; undefined: it was cancelled. */
export type Outcome = Exclude<Reply, { readonly progress: unknown }> | undefined;

export interface Desk {
  /** Never rejects. */
  readonly ask: (tool: string, input: Input, signal: AbortSignal, tell: Tell) => Promise<Outcome>;
  /** Ends what is worked on; nothing is asked afterwards. */
  readonly close: () => void;
}

interface Waiting {
  readonly call: Call;
  readonly tell: Tell;
  readonly settle: (outcome: Outcome) => void;
}

/** A desk for what the server was opened with; the first call starts the process. */
export const deskFor = (options: McpOptions): Desk => {
  const queue: Waiting[] = [];
  let current: Waiting | undefined;
  let clerk: ChildProcess | undefined;
  let count = 0;

  const settle = (outcome: Outcome): void => {
    const done = current;
    current = undefined;
    done?.settle(outcome);
    next();
  };

  const started = (): ChildProcess => {
    const child = fork(CLERK, [JSON.stringify(options)], {
      // Standard output is the protocol's.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const gone = (why: string): void => {
      if (clerk !== child) return;
      clerk = undefined;
      if (current !== undefined) settle({ id: current.call.id, defect: why });
    };
    child.on('message', (reply: Reply) => {
      if (clerk !== child || reply.id !== current?.call.id) return;
      if ('progress' in reply) current.tell(reply.progress.what, reply.progress.done, reply.progress.of);
      else settle(reply);
    });
    child.on('error', (error) => gone(error.message));
    child.on('exit', (code, signal) =>
      gone(`the process that answers ended with ${signal ?? `exit code ${code}`}`),
    );
    return child;
  };

  const next = (): void => {
    if (current !== undefined) return;
    current = queue.shift();
    if (current === undefined) return;
    clerk ??= started();
    // If it has just ended it is told of that by "exit".
    clerk.send(current.call, () => {});
  };

  const takeDown = (): void => {
    const child = clerk;
    clerk = undefined;
    if (child === undefined) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
    child.once('exit', () => clearTimeout(timer));
  };

  const cancel = (waiting: Waiting): void => {
    const at = queue.indexOf(waiting);
    if (at >= 0) {
      queue.splice(at, 1);
      waiting.settle(undefined);
    } else if (current === waiting) {
      takeDown();
      settle(undefined);
    }
  };

  return {
    ask: (tool, input, signal, tell) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(undefined);
          return;
        }
        const onAbort = (): void => cancel(waiting);
        const waiting: Waiting = {
          call: { id: count++, tool, input },
          tell,
          settle: (outcome) => {
            signal.removeEventListener('abort', onAbort);
            resolve(outcome);
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.push(waiting);
        next();
      }),
    close: () => {
      for (const waiting of queue.splice(0)) waiting.settle(undefined);
      takeDown();
      const open = current;
      current = undefined;
      open?.settle(undefined);
    },
  };
};
