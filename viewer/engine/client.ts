/**
 * The page's side of the engine: numbered requests to workers.
 *
 * There are three lanes, each with a worker and the documents of its own, so that a click waits for nothing but its
 * answer: one for what a click waits for, one for scenes, and one, from its first question on, for what may take seconds
 * (a sweep, cut sets, a comparison).
 */
import type { Engine, RequestName, Requests } from '../model/messages.ts';
import { Lane, NotStarted, type Port, type Unnumbered } from './lane.ts';
import { pagePort, workerPort } from './port.ts';

export interface PageEngine extends Engine {
  /**
   * As of every engine; what is no longer wanted can be called off: it rejects with an `AskError`, and what has not begun
   * never does.
   */
  ask<N extends RequestName>(
    name: N,
    question: Requests[N]['in'],
    signal?: AbortSignal,
  ): Promise<Requests[N]['out']>;
  close(): void;
}

/** Milliseconds that a long answer may take which nobody waits for: about what it takes to start anew. */
const PATIENCE = 500;

/** An engine in workers of its own; where no worker can be started, in the page. */
export const createEngine = (): PageEngine => {
  let opened: Unnumbered | undefined;
  let edited: Unnumbered | undefined;
  // Where the page must do it all, one desk is enough.
  let inPage: Port | undefined;
  const otherwise = (): Port => (inPage ??= pagePort());
  const start = (): Port => {
    if (inPage !== undefined) return inPage;
    try {
      return workerPort();
    } catch (error) {
      if (error instanceof NotStarted) return otherwise();
      throw error;
    }
  };
  const prelude = (): readonly Unnumbered[] => [opened, edited].filter((asked) => asked !== undefined);
  const quick = new Lane({ start, otherwise });
  const scenes = new Lane({ start, otherwise, prelude });
  const slow = new Lane({ start, otherwise, prelude, patience: PATIENCE });
  const lanes = [quick, scenes, slow];
  const laneOf = (name: RequestName, question: Requests[RequestName]['in']): Lane => {
    if (inPage !== undefined) return quick;
    return name === 'scene' ? scenes : isSlow(name, question) ? slow : quick;
  };

  const open = async (asked: Unnumbered): Promise<unknown> => {
    const isFirst = opened === undefined;
    [opened, edited] = [asked, undefined];
    const answer = quick.ask(asked);
    if (isFirst) scenes.wake(asked);
    else for (const lane of [scenes, slow]) lane.tell(asked);
    // The first click finds the network compiled.
    void quick.ask({ ...asked, name: 'impact', question: { side: 'after', faults: [] } }).catch(() => {});
    return answer;
  };

  const edit = async (asked: Unnumbered): Promise<unknown> => {
    edited = asked;
    for (const lane of [scenes, slow]) lane.tell(asked);
    return quick.ask(asked);
  };

  return {
    ask: async <N extends RequestName>(name: N, question: Requests[N]['in'], signal?: AbortSignal) => {
      const asked: Unnumbered = { name, question, today: today() };
      const answer =
        name === 'open'
          ? open(asked)
          : name === 'edit'
            ? edit(asked)
            : laneOf(name, question).ask(asked, signal);
      return answer as Promise<Requests[N]['out']>;
    },
    close: () => {
      for (const lane of lanes) lane.close();
    },
  };
};

/** The one clock of the engine, and only the day of it. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** Analyses that take no longer than a frame or two, whatever the size of the document. */
const QUICK = new Set(['why', 'nodes', 'replay', 'validate']);

const isSlow = (name: RequestName, question: Requests[RequestName]['in']): boolean =>
  name === 'compare' ||
  name === 'render' ||
  (name === 'ask' && !QUICK.has((question as Requests['ask']['in']).analysis));
