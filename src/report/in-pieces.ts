/** Formats whose texts grow with what was found: they are made piece by piece, so that nobody has to hold them whole. */
import { inertJson } from './inert.ts';
import type { Reporter, Surroundings } from './reporter.ts';
import type { Report } from '../model/report.ts';

/** A format that is made in pieces; its text is all of them. */
export const inPieces = (
  name: string,
  pieces: (report: Report, surroundings: Surroundings) => Iterable<string>,
): Reporter => ({
  name,
  pieces,
  render: (report, surroundings) => [...pieces(report, surroundings)].join(''),
});

/** Things of which one piece is made: a piece should take neither a call each nor much memory. */
const BATCH = 200;

/** A list, a few hundred at a time. */
export function* batchesOf<T>(list: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < list.length; start += BATCH) yield list.slice(start, start + BATCH);
}

/**
 * What `JSON.stringify(…, null, 2)` says, made inert, between the brackets of a list, in pieces. `valueOf` is called for one batch at
 * a time; `depth` is that of the elements: 1 if the list is all there is, 2 if it is a property.
 */
export function* jsonElements<T>(
  list: readonly T[],
  valueOf: (item: T) => unknown,
  depth: 1 | 2,
): Iterable<string> {
  // Within another list it is indented as within an object; brackets stand in lines of their own, at both ends alike.
  const around = depth === 1 ? '[\n'.length : '[\n  [\n'.length;
  let before = '';
  for (const batch of batchesOf(list)) {
    const values = batch.map(valueOf);
    const text = JSON.stringify(depth === 1 ? values : [values], null, 2);
    yield `${before}${inertJson(text.slice(around, -around))}`;
    before = ',\n';
  }
}
