/**
 * Trying what may happen: each arm of a condition that is not known runs on the same state, and what they leave behind
 * is joined.
 *
 * All writes go through here. While an arm runs, what was there before is kept, so that it can be put back for the
 * next one.
 */
import type { Value } from './value.ts';
import { type ListValue, eitherOf } from './values.ts';

/** A variable. Without a value: not initialised yet. */
export interface Cell {
  value: Value | undefined;
}

type Entries = Map<string, Value>;

/** What something was, or has become: cells have their value under an empty name. */
type Slots = Map<Cell | Entries, Map<string, Value | undefined>>;
type Lists = Map<ListValue, { readonly items: readonly Value[]; readonly isOpen: boolean }>;

/** What an arm has changed. */
export interface Change {
  readonly slots: Slots;
  readonly lists: Lists;
}

const newChange = (): Change => ({ slots: new Map(), lists: new Map() });

export class Journal {
  private readonly open: Change[] = [];

  setCell(cell: Cell, value: Value): void {
    this.note(cell, '', cell.value);
    cell.value = value;
  }

  setEntry(entries: Entries, name: string, value: Value): void {
    this.note(entries, name, entries.get(name));
    entries.set(name, value);
  }

  deleteEntry(entries: Entries, name: string): void {
    this.note(entries, name, entries.get(name));
    entries.delete(name);
  }

  /** To be called before a list is changed. */
  touch(list: ListValue): void {
    const before = this.open.at(-1)?.lists;
    if (before !== undefined && !before.has(list))
      before.set(list, { items: [...list.items], isOpen: list.isOpen });
  }

  private note(of: Cell | Entries, name: string, value: Value | undefined): void {
    const before = this.open.at(-1)?.slots;
    if (before === undefined) return;
    let names = before.get(of);
    if (names === undefined) before.set(of, (names = new Map()));
    if (!names.has(name)) names.set(name, value);
  }

  /** Runs something, puts everything back, and gives what it had changed. */
  attempt<T>(run: () => T): { readonly result: T; readonly change: Change } {
    const before = newChange();
    this.open.push(before);
    let result: T;
    const change = newChange();
    try {
      result = run();
    } finally {
      this.open.pop();
      for (const [of, names] of before.slots) {
        const now = new Map<string, Value | undefined>();
        for (const [name, value] of names) {
          now.set(name, current(of, name));
          restore(of, name, value);
        }
        change.slots.set(of, now);
      }
      for (const [list, { items, isOpen }] of before.lists) {
        change.lists.set(list, { items: [...list.items], isOpen: list.isOpen });
        list.items.splice(0, list.items.length, ...items);
        list.isOpen = isOpen;
      }
    }
    return { result, change };
  }

  /** Makes one of these changes happen, none knows which. A change of nothing is one, too. */
  join(changes: readonly Change[]): void {
    const touched = new Map<Cell | Entries, Set<string>>();
    for (const { slots } of changes) {
      for (const [of, names] of slots) {
        const all = touched.get(of) ?? new Set();
        for (const name of names.keys()) all.add(name);
        touched.set(of, all);
      }
    }
    for (const [of, names] of touched) {
      for (const name of names) {
        const before = current(of, name);
        const values = changes.map(({ slots }) => {
          const own = slots.get(of);
          return own?.has(name) === true ? own.get(name) : before;
        });
        this.put(of, name, joinedValue(values));
      }
    }
    for (const list of new Set(changes.flatMap(({ lists }) => [...lists.keys()]))) {
      const all = changes.map(
        ({ lists }) => lists.get(list) ?? { items: [...list.items], isOpen: list.isOpen },
      );
      this.touch(list);
      const { items, isOpen } = joinedList(all);
      list.items.splice(0, list.items.length, ...items);
      list.isOpen = isOpen;
    }
  }

  private put(of: Cell | Entries, name: string, value: Value | undefined): void {
    this.note(of, name, current(of, name));
    restore(of, name, value);
  }
}

const current = (of: Cell | Entries, name: string): Value | undefined =>
  of instanceof Map ? of.get(name) : of.value;

const restore = (of: Cell | Entries, name: string, value: Value | undefined): void => {
  if (!(of instanceof Map)) of.value = value;
  else if (value === undefined) of.delete(name);
  else of.set(name, value);
};

/** What is there in some arms only is there: a property that may be set is worth more than the doubt. */
const joinedValue = (values: readonly (Value | undefined)[]): Value | undefined => {
  const there = values.filter((value) => value !== undefined);
  return there.length === 0 ? undefined : eitherOf(there);
};

interface Items {
  readonly items: readonly Value[];
  readonly isOpen: boolean;
}

/** The items that all have, then whatever any has. */
const joinedList = (all: readonly Items[]): Items => {
  const [first = { items: [], isOpen: true }, ...others] = all;
  const isEqual = others.every(
    (other) =>
      other.items.length === first.items.length && other.items.every((item, i) => item === first.items[i]),
  );
  if (isEqual) return { items: first.items, isOpen: all.some((one) => one.isOpen) };
  const items = [...first.items];
  for (const other of others) {
    for (const item of other.items) if (!items.includes(item)) items.push(item);
  }
  return { items, isOpen: true };
};
