/** Runs `faultline view`: loaded only once there is something to look at. */
import path from 'node:path';
import { isDay } from '../../model/day.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { write } from '../output.ts';
import { assertScanned, scanChoices } from '../scan/options.ts';
import { writeWhole } from '../scan/write-file.ts';
import { jsonOf } from './json.ts';
import { liveData } from './live.ts';
import type { ViewOptions } from './options.ts';
import { builtPage, livePage, selfContained } from './page.ts';
import { realOf } from './real.ts';
import { serve } from './server.ts';
import { type Known, type Looked, pageDataOf } from './sides.ts';

/**
 * Writes the page, or serves it until the program is interrupted.
 *
 * @throws UserError for mistakes on the command line and in the documents.
 */
export const view = async (files: readonly string[], options: ViewOptions): Promise<void> => {
  const looked = lookedAt(files, options);
  const port = portOf(options);
  const page = await builtPage();
  const say = (text: string): Promise<void> =>
    options.quiet === true ? Promise.resolve() : write(process.stderr, text);
  if (options.out === undefined) return served(page, looked, port, say);
  const known: Known = new Map();
  const data = jsonOf(await pageDataOf(looked, known));
  assertSpared(options.out, known);
  const html = selfContained(page, data);
  if (options.out === '-') return write(process.stdout, html);
  await writeWhole(options.out, html);
  return say(
    `wrote ${options.out} (${megabytes(html)} MB): it opens from the disk, and asks nobody for anything\n`,
  );
};

/** @throws UserError for what contradicts itself. */
const lookedAt = (files: readonly string[], options: ViewOptions): Looked => {
  const { graph = [], scan, against, date } = options;
  assertScanned(scan, options);
  if (date !== undefined && !isDay(date))
    throw new UserError({ message: `--date takes a day such as 2017-02-28, not ${quoted(date)}` });
  const documents = [...files, ...graph];
  if ([...documents, ...(against ?? [])].filter((file) => file === '-').length > 1)
    throw new UserError({ message: 'standard input can be read once', hint: 'name a file for one of them' });
  return {
    files: documents,
    choices: scanChoices(options),
    allowOutside: options.allowOutside === true,
    isAnonymised: options.anonymise === true,
    ...(scan === undefined ? {} : { scan }),
    ...(against === undefined ? {} : { against }),
    ...(date === undefined ? {} : { day: date }),
  };
};

const portOf = ({ port, out }: ViewOptions): number => {
  if (port === undefined) return 0;
  if (out !== undefined)
    throw new UserError({
      message: '--port is about serving, and --out writes a file',
      hint: 'leave one out',
    });
  if (/^\d{1,5}$/.test(port) && Number(port) < 65_536) return Number(port);
  throw new UserError({ message: `--port takes a number from 0 to 65535, not ${quoted(port)}` });
};

/** @throws UserError if the page would take the place of something that was read for it. */
const assertSpared = (out: string, known: Known): void => {
  if (!known.has(realOf(path.resolve(out)))) return;
  throw new UserError({
    message: `${out} was read for this: the page would take its place`,
    hint: 'name another file',
  });
};

const megabytes = (text: string): string => (Buffer.byteLength(text) / 1e6).toFixed(1);

const served = async (
  page: string,
  looked: Looked,
  port: number,
  say: (text: string) => Promise<void>,
): Promise<void> => {
  const live = await liveData(looked);
  // A problem names files and quotes them.
  const shown = (problem: string): string =>
    looked.isAnonymised ? 'the documents can no longer be read' : problem;
  const problem = (): string | undefined => {
    const text = live.problem();
    return text === undefined ? undefined : shown(text);
  };
  const server = await serve({ page: livePage(page), data: live.data, problem }, port);
  const ended = interrupted();
  // What was given on standard input cannot be read again.
  const isFollowed = ![...looked.files, ...(looked.against ?? [])].includes('-');
  if (isFollowed) {
    await live.follow({
      onData: () => {
        server.tell('change', '');
        void say('read again\n');
      },
      onProblem: (text) => {
        server.tell('problem', shown(text));
        void write(process.stderr, `${text}\nthe page shows what could be read before\n`);
      },
      onTrouble: (text) => void write(process.stderr, `not all changes will be seen: ${text}\n`),
    });
  }
  await write(process.stdout, `${server.url}\n`);
  await say(
    isFollowed
      ? 'the page changes with the files; Ctrl-C ends it\n'
      : 'what was read from standard input stays as it is; Ctrl-C ends it\n',
  );
  await ended;
  await live.close();
  await server.close();
};

/** Resolves when the system asks the program to end; on Ctrl-C it ends at once. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => process.exit(130));
    process.once('SIGTERM', () => resolve());
  });
