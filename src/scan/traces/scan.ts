/**
 * Traces to facts. Files are read one after the other and piece by piece into columns; who called whom is asked when
 * all of them are read, as a call's two sides may stand in two files.
 */
import type { Facts, Finding, Where } from '../../model/fact.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { factsOfCounted, factsOfSeen, many, regionFindings, sorted } from './facts.ts';
import { JsonWalk } from './json-walk.ts';
import { Peers } from './peers.ts';
import { type Lost, type Room, TraceReader, type Trouble } from './reader.ts';
import { isLinesName } from './recognise.ts';
import { type Rows, rowsBy, sightOf } from './seen.ts';
import { Services } from './services.ts';
import { NOBODY, Spans } from './spans.ts';

/** Spans that are read: each takes some fifty bytes. */
const MOST_SPANS = 20_000_000;

/** A file that was read, and the row of its first span. */
interface ReadFile {
  readonly path: string;
  readonly start: number;
  readonly reader: TraceReader;
}

/** `most`: spans that are read. */
export const scanTraces = async (
  files: readonly SourceFile[],
  context: Pick<ScanContext, 'progress'>,
  most = MOST_SPANS,
): Promise<Facts> => {
  const room: Room = { spans: new Spans(), services: new Services(), peers: new Peers(), most };
  const read: ReadFile[] = [];
  for (const [done, file] of files.entries()) {
    context.progress(done, files.length);
    const start = room.spans.length;
    read.push({ path: file.path, start, reader: await readFile(file, room) });
  }
  return factsOf(read, room);
};

const readFile = async (file: SourceFile, room: Room): Promise<TraceReader> => {
  const reader = new TraceReader(file.path, room);
  const walk = new JsonWalk(reader, { isLines: isLinesName(file.name) });
  for await (const piece of file.chunks()) walk.feed(piece);
  walk.end();
  return reader;
};

const factsOf = (read: readonly ReadFile[], { spans, services, peers }: Room): Facts => {
  const fileOf = fileFinder(read.map(({ start }) => start));
  const whereOf = (row: number): Where => ({ file: read[fileOf(row)]!.path, line: spans.lineOf(row) });
  const sight = sightOf(spans, services, peers, fileOf);
  const seen = factsOfSeen(sight.seen, services, whereOf);
  const counted = read.flatMap(({ path, reader }) => factsOfCounted(reader.counted, services, path));
  const nameless = rowsBy(spans.length, fileOf, (row) => spans.serviceOf(row) <= NOBODY);
  const told = (rows: Rows, message: (count: string, isOne: boolean) => string): readonly Finding[] =>
    [...rows.values()].map(({ count, first }) => ({
      kind: 'unresolved',
      message: message(many(count, 'span'), count === 1),
      ...whereOf(first),
    }));
  return {
    tells: 'observed',
    resources: [...services.facts(), ...seen.resources],
    references: sorted([...seen.references, ...counted]),
    findings: [
      ...read.flatMap(troublesOf),
      ...told(
        sight.orphans,
        (count, isOne) => `${count} without ${isOne ? 'its' : 'their'} parent: ${PARENTS}`,
      ),
      ...told(nameless, (count) => `${count} of no service: ${NAMELESS}`),
      ...told(sight.silent, (count) => `${count} of calls that do not tell whom they call`),
      ...regionFindings(services),
      ...(peers.lost === 0 ? [] : [tooManyPeers(peers.lost, read[0]!.path)]),
    ],
  };
};

const PARENTS = 'who called is not among what was read';
const NAMELESS = 'neither resource nor process has a name for it';

/** The number of the file of a row. */
const fileFinder =
  (starts: readonly number[]) =>
  (row: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (starts[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  };

const troublesOf = ({ path, reader }: ReadFile): readonly Finding[] =>
  [...reader.troubles].map(([trouble, lost]) => ({
    ...TROUBLES[trouble](lost),
    file: path,
    line: lost.line,
  }));

const TROUBLES: Readonly<Record<Trouble, (lost: Lost) => Omit<Finding, 'file'>>> = {
  broken: ({ count }) => ({
    kind: 'unreadable',
    message: `it is no JSON here${count === 1 ? '' : ` and in ${count - 1} more places`}; the rest of what was read stands`,
  }),
  cut: () => ({ kind: 'unreadable', message: 'it ends in the midst; what was read before stands' }),
  long: ({ count }) => ({ kind: 'skipped', message: `${many(count, 'object')} too large to be a span` }),
  strange: ({ count }) => ({
    kind: 'skipped',
    message: `${many(count, 'object')} that ${count === 1 ? 'is' : 'are'} no span`,
  }),
  full: ({ count }) => ({
    kind: 'skipped',
    message: `${many(count, 'span')} beyond those that there is room for`,
    hint: 'scan fewer files at a time',
  }),
};

const tooManyPeers = (lost: number, file: string): Finding => ({
  kind: 'skipped',
  message: `${many(lost, 'call')} of more addresses than names there can be`,
  file,
});
