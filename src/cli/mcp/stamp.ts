/**
 * Whether files are still those that were read, told by what the system knows of them.
 *
 * A file that is written twice within one tick of the system's clock looks the same after both. So one that changed
 * shortly before it was read is never taken for unchanged: it is read again until it has been left alone for a while.
 */
import { stat } from 'node:fs/promises';

/** Milliseconds after which a change gets another time than the one before, on the coarsest file systems. */
const TICK = 2_000;

/** What a file looked like; undefined if it cannot be told from one that is written now. */
export type Stamp = string | undefined;

/** What a file that is not there looks like. */
const ABSENT = 'absent';

/**
 * How a file looks now.
 *
 * @param begun when it began to be read, in milliseconds since 1970
 */
export const stampOf = async (file: string, begun: number): Promise<Stamp> => {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  if (found === undefined) return ABSENT;
  const { dev, ino, size, mtimeNs, ctimeNs } = found;
  const changed = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
  return changed + TICK > begun ? undefined : [dev, ino, size, mtimeNs, ctimeNs].join(' ');
};

/** Files looked at at once: each takes a thread of the system's. */
const AT_ONCE = 64;

/** How all of these look, in one word; undefined if one of them cannot be told from one that is written now. */
export const stampOfAll = async (files: readonly string[], begun: number): Promise<Stamp> => {
  const lines: string[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const batch = files.slice(from, from + AT_ONCE);
    const stamps = await Promise.all(batch.map(async (file) => stampOf(file, begun)));
    if (stamps.includes(undefined)) return undefined;
    lines.push(...batch.map((file, i) => `${file}\0${stamps[i]!}`));
  }
  return lines.join('\n');
};
