/**
 * Data that follow the files: read again when these change, one reading at a time. What can no longer be read leaves the
 * last good data where they are.
 */
import { jsonOf } from './json.ts';
import { problemLines } from './problem.ts';
import { type Known, type Looked, isPack, pageDataOf } from './sides.ts';
import { type Watch, watch, watchedOf, watchedText } from './watch.ts';

interface News {
  /** There are other data, or those there are hold again. */
  readonly onData: () => void;
  readonly onProblem: (problem: string) => void;
  /** Something that only the one who started it can mend. */
  readonly onTrouble: (message: string) => void;
}

export interface Live {
  /** JSON. */
  readonly data: () => string;
  /** Why the data are not those of the files as they are; undefined: they are. */
  readonly problem: () => string | undefined;
  /** Watches the files, once it resolves. */
  readonly follow: (news: News) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Milliseconds without a change after which is read again: programs write several files, and files in pieces. */
const QUIET = 100;

/**
 * Reads what is looked at, and is ready to do so again.
 *
 * @throws UserError for any mistake in the documents as they are now.
 */
export const liveData = async (looked: Looked): Promise<Live> => {
  let known: Known = new Map();
  let data = jsonOf(await pageDataOf(looked, known));
  let problem: string | undefined;
  let news: News | undefined;
  let isChanged = false;
  let isReading = false;
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let watching: { readonly what: string; readonly watch: Watch } | undefined;

  const read = async (): Promise<void> => {
    const before = known;
    // Packs that came with the program are not read again: they are large, and do not change.
    const now: Known = new Map([...before].filter(([file]) => isPack(file)));
    try {
      const next = jsonOf(await pageDataOf(looked, now));
      const isNews = next !== data || problem !== undefined;
      [known, data, problem] = [now, next, undefined];
      if (isNews && !closing.signal.aborted) news?.onData();
    } catch (error) {
      const told = problemLines(error);
      const isNews = told !== problem;
      // Whatever was read before may be what has to be mended.
      [known, problem] = [new Map([...before, ...now]), told];
      if (isNews && !closing.signal.aborted) news?.onProblem(told);
    }
  };

  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void catchUp(), QUIET);
  };

  const catchUp = async (): Promise<void> => {
    isChanged = true;
    if (isReading) return;
    isReading = true;
    while (isChanged && !closing.signal.aborted) {
      isChanged = false;
      await read();
      // What is watched from now on may have changed since it was read.
      if (await watchAll()) isChanged = true;
    }
    isReading = false;
  };

  /** Watches what was read; what is included may be others now. Resolves to whether anything else is watched. */
  const watchAll = async (): Promise<boolean> => {
    const watched = watchedOf(looked, known);
    const what = watchedText(watched);
    if (what === watching?.what || closing.signal.aborted) return false;
    const next = await watch(watched, { onChange, onTrouble: (text) => news?.onTrouble(text) });
    await watching?.watch.close();
    watching = { what, watch: next };
    // It was closed while it began.
    if (closing.signal.aborted) await next.close();
    return true;
  };

  return {
    data: () => data,
    problem: () => problem,
    follow: async (given) => {
      news = given;
      await watchAll();
    },
    close: async () => {
      closing.abort();
      clearTimeout(timer);
      await watching?.watch.close();
    },
  };
};
