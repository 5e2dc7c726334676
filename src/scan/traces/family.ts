/**
 * Who is whose parent, once all spans of all files are read: a parent may come after its children, and in another file.
 *
 * One table over all rows, by the numbers of their ids. A span that was written twice counts once; two halves of a
 * call that share one id (as Zipkin has them) are parent and child.
 */
import { CLIENT, CONSUMER, PRODUCER, SERVER } from './span.ts';
import type { Spans } from './spans.ts';

/** Spans of one id that are told apart. */
const MOST_HALVES = 16;

export const ABSENT = -2;

export interface Family {
  /** The row of the parent; -1 if there is none, `ABSENT` if it is not among the spans. */
  readonly parentOf: (row: number) => number;
  /** It is the same span as one before. */
  readonly isTwin: (row: number) => boolean;
  /** The row of a span that another one names, as seen from that one; -1 if it is not there. */
  readonly find: (id: number, from: number) => number;
}

export const familyOf = (spans: Spans): Family => {
  const twins = new Uint8Array(spans.length);
  const table = tableOf(spans, twins);
  const find = (id: number, from: number): number => {
    let best = -1;
    let rank = -1;
    for (const row of withId(table, spans, id)) {
      const its = row === from ? -1 : nearness(spans, row, from);
      if (its > rank) [best, rank] = [row, its];
    }
    return best;
  };
  const parents = new Int32Array(spans.length).fill(-1);
  for (let row = 0; row < spans.length; row++) {
    const other = otherHalf(table, spans, row);
    if (other >= 0) parents[row] = other;
    else if (spans.hasParent(row)) {
      const found = find(spans.parentOf(row), row);
      parents[row] = found >= 0 ? found : spans.parentOf(row) === spans.idOf(row) ? -1 : ABSENT;
    }
  }
  return { parentOf: (row) => parents[row]!, isTwin: (row) => twins[row] === 1, find };
};

/** Rows plus one, by id; at most half full. */
const tableOf = (spans: Spans, twins: Uint8Array): Uint32Array => {
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(spans.length * 2 + 2)));
  const mask = table.length - 1;
  for (let row = 0; row < spans.length; row++) {
    const id = spans.idOf(row);
    let slot = id & mask;
    let halves = 0;
    for (; table[slot] !== 0; slot = (slot + 1) & mask) {
      const other = table[slot]! - 1;
      if (spans.idOf(other) !== id) continue;
      const isSame =
        spans.serviceOf(other) === spans.serviceOf(row) && spans.kindOf(other) === spans.kindOf(row);
      if (!isSame && ++halves < MOST_HALVES) continue;
      twins[row] = 1;
      if (isSame) spans.unite(other, row);
      break;
    }
    if (twins[row] === 0) table[slot] = row + 1;
  }
  return table;
};

const withId = (table: Uint32Array, spans: Spans, id: number): readonly number[] => {
  const found: number[] = [];
  const mask = table.length - 1;
  for (let slot = id & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
    const row = table[slot]! - 1;
    if (spans.idOf(row) === id) found.push(row);
  }
  return found;
};

/** Of two halves with one id, a child belongs to the one of its own service, else to the one that answers. */
const nearness = (spans: Spans, row: number, child: number): number =>
  (spans.serviceOf(row) === spans.serviceOf(child) ? 2 : 0) +
  (spans.kindOf(row) === SERVER || spans.kindOf(row) === CONSUMER ? 1 : 0);

/** The half that calls, of one that answers under the same id; -1 if there is none. */
const otherHalf = (table: Uint32Array, spans: Spans, row: number): number => {
  const kind = spans.kindOf(row);
  if (kind !== SERVER && kind !== CONSUMER) return -1;
  const calling = kind === SERVER ? CLIENT : PRODUCER;
  const id = spans.idOf(row);
  return withId(table, spans, id).find((other) => spans.kindOf(other) === calling) ?? -1;
};
