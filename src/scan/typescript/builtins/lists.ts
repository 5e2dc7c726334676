/** Methods of lists and sets, with callbacks of the program. */
import { isCollection } from '../collections.ts';
import { iterated } from '../iterated.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../value.ts';
import {
  ANY,
  type ListValue,
  UNDEFINED,
  addTo,
  eitherOf,
  isSame,
  listOf,
  memberOf,
  numberIn,
  plainValue,
  textValue,
  truthOf,
  unknownOf,
  writtenOf,
} from '../values.ts';

type Invoke = (callback: Value, args: readonly Value[]) => Value;

/** How many items a callback is run for. */
const MOST_ITEMS = 1000;

export const callOfList = (
  machine: Machine,
  of: ListValue,
  name: string,
  args: readonly Value[],
  invoke: Invoke,
): Value | undefined => {
  const [first = UNDEFINED, second] = args;
  const { items, isOpen } = of;
  const walked = isOpen && items.length === 0 ? [memberOf(of, ANY)] : items.slice(0, MOST_ITEMS);
  const each = (): readonly Value[] => walked.map((item, i) => invoke(first, [item, plainValue(i), of]));
  switch (name) {
    case 'map':
      return listOf([...each()], isOpen);
    case 'forEach':
      each();
      return UNDEFINED;
    case 'flatMap': {
      const results = each();
      return listOf(results.flatMap(flatItems), isOpen || results.some(isUnknownList));
    }
    case 'filter': {
      const kept = each().map(truthOf);
      const left = walked.filter((_, i) => kept[i] !== false);
      return listOf(left, isOpen || kept.includes(undefined));
    }
    case 'find':
    case 'findLast':
      return found(name === 'find' ? walked : walked.toReversed(), isOpen, of, (item) =>
        truthOf(invoke(first, [item])),
      );
    case 'findIndex':
    case 'some':
    case 'every':
      return tested(name, each().map(truthOf), isOpen);
    case 'reduce':
    case 'reduceRight': {
      const order = name === 'reduce' ? walked : walked.toReversed();
      const start = second ?? order[0] ?? UNDEFINED;
      const rest = second === undefined ? order.slice(1) : order;
      return rest.reduce<Value>((before, item, i) => invoke(first, [before, item, plainValue(i), of]), start);
    }
    case 'push':
    case 'unshift':
    case 'add': {
      machine.journal.touch(of);
      const added =
        name === 'add' ? args.filter((arg) => !items.some((item) => isSame(item, arg) === true)) : args;
      addTo(of, added, name === 'unshift');
      return name === 'add' ? of : of.isOpen ? unknownOf() : plainValue(of.items.length);
    }
    case 'pop':
    case 'shift': {
      machine.journal.touch(of);
      const taken = name === 'pop' ? of.items.pop() : of.items.shift();
      return taken ?? (isOpen ? memberOf(of, ANY) : UNDEFINED);
    }
    case 'splice': {
      machine.journal.touch(of);
      const [start, count] = [numberIn(first), second === undefined ? Infinity : numberIn(second)];
      if (start === undefined || count === undefined) {
        of.isOpen = true;
        return listOf([...items], true);
      }
      return listOf(of.items.splice(start, count, ...args.slice(2)), isOpen);
    }
    case 'concat':
      return listOf([...items, ...args.flatMap(flatItems)], isOpen || args.some(isUnknownList));
    case 'slice': {
      if (args.some((arg) => numberIn(arg) === undefined && arg !== UNDEFINED))
        return listOf([...items], true);
      return listOf(
        items.slice(numberIn(first), second === undefined ? undefined : numberIn(second)),
        isOpen,
      );
    }
    case 'at': {
      const index = numberIn(first);
      if (index === undefined) return eitherOf(walked);
      return items.at(index) ?? (isOpen ? memberOf(of, ANY) : UNDEFINED);
    }
    case 'join':
      return joinedItems(of, args.length === 0 || first === UNDEFINED ? plainValue(',') : first);
    case 'includes':
    case 'has':
      return includes(of, first);
    case 'indexOf':
    case 'lastIndexOf':
      return includes(of, first).kind === 'plain' ? indexOf(items, first, name) : unknownOf([of, first]);
    case 'flat':
      return flattened(of, numberIn(first) ?? 1);
    case 'toReversed':
      return listOf(items.toReversed(), isOpen);
    case 'reverse':
      machine.journal.touch(of);
      of.items.splice(0, of.items.length, ...of.items.toReversed());
      return of;
    case 'sort':
    case 'toSorted':
      return sorted(
        machine,
        of,
        name === 'sort',
        args.length === 0 ? undefined : (a, b) => invoke(first, [a, b]),
      );
    case 'fill':
      machine.journal.touch(of);
      of.items.fill(first, numberIn(second) ?? 0);
      return of;
    case 'keys':
      return isCollection(of)
        ? listOf([...items], isOpen)
        : listOf(
            items.map((_, i) => plainValue(i)),
            isOpen,
          );
    case 'values':
      return listOf([...items], isOpen);
    case 'entries':
      return listOf(
        items.map((item, i) => listOf([isCollection(of) ? item : plainValue(i), item])),
        isOpen,
      );
    case 'delete':
      machine.journal.touch(of);
      of.items.splice(0, of.items.length, ...items.filter((item) => isSame(item, first) !== true));
      return plainValue(true);
    case 'clear':
      machine.journal.touch(of);
      of.items.length = 0;
      return UNDEFINED;
    case 'toString':
      return joinedItems(of, plainValue(','));
    default:
      return undefined;
  }
};

/** The items of a list; anything else is one item. */
const flatItems = (value: Value): readonly Value[] => (value.kind === 'list' ? value.items : [value]);

/** What may be a list, of whose items nothing is known. */
const isUnknownList = (value: Value): boolean =>
  value.kind === 'list'
    ? value.isOpen
    : value.kind === 'result' || value.kind === 'member' || value.kind === 'unknown';

const found = (
  items: readonly Value[],
  isOpen: boolean,
  of: ListValue,
  test: (item: Value) => boolean | undefined,
): Value => {
  const possible: Value[] = [];
  for (const item of items) {
    const truth = test(item);
    if (truth === false) continue;
    possible.push(item);
    if (truth === true && !isOpen) return eitherOf(possible);
  }
  if (possible.length > 0) return eitherOf(isOpen ? possible : [...possible, UNDEFINED]);
  return isOpen ? memberOf(of, ANY) : UNDEFINED;
};

const tested = (name: string, truths: readonly (boolean | undefined)[], isOpen: boolean): Value => {
  if (name === 'findIndex') {
    const first = truths.indexOf(true);
    const isCertain = !isOpen && truths.slice(0, first < 0 ? truths.length : first).every(isKnown);
    return isCertain ? plainValue(first) : unknownOf();
  }
  const decisive = name === 'some';
  if (truths.includes(decisive)) return plainValue(decisive);
  return isOpen || !truths.every(isKnown) ? unknownOf() : plainValue(!decisive);
};

const isKnown = (truth: boolean | undefined): boolean => truth !== undefined;

const joinedItems = ({ items, isOpen }: ListValue, by: Value): Value => {
  const isNothing = (item: Value): boolean =>
    item.kind === 'plain' && (item.plain === undefined || item.plain === null);
  const parts = items.flatMap((item, i) => {
    const own = isNothing(item) ? plainValue('') : item;
    return i === 0 ? [own] : [by, own];
  });
  return textValue(isOpen ? [...parts, unknownOf()] : parts);
};

const includes = ({ items, isOpen }: ListValue, what: Value): Value => {
  const same = new Set(items.map((item) => isSame(item, what)));
  if (same.has(true)) return plainValue(true);
  return same.has(undefined) || isOpen ? unknownOf([what]) : plainValue(false);
};

const indexOf = (items: readonly Value[], what: Value, name: string): Value => {
  const test = (item: Value): boolean => isSame(item, what) === true;
  return plainValue(name === 'indexOf' ? items.findIndex(test) : items.findLastIndex(test));
};

const flattened = (of: ListValue, depth: number): Value => {
  if (depth < 1) return of;
  const items = of.items.flatMap((item) => {
    if (item.kind !== 'list') return [item];
    const inner = depth > 1 ? flattened(item, Math.min(depth, 20) - 1) : item;
    return iterated(inner).items;
  });
  return listOf([...items], of.isOpen || of.items.some(isUnknownList));
};

/** As JavaScript sorts, where all is known; else the order is not. */
const sorted = (
  machine: Machine,
  of: ListValue,
  isInPlace: boolean,
  compare: ((a: Value, b: Value) => Value) | undefined,
): Value => {
  const texts = of.items.map(writtenOf);
  let items: readonly Value[] = of.items;
  if (compare !== undefined) {
    let isKnown = of.items.length <= MOST_ITEMS;
    const attempt = isKnown
      ? of.items.toSorted((a, b) => {
          const order = isKnown ? numberIn(compare(a, b)) : undefined;
          if (order === undefined) isKnown = false;
          return order ?? 0;
        })
      : items;
    if (isKnown) items = attempt;
  } else if (texts.every((text) => text !== undefined)) {
    const byText = of.items.map((item, i) => ({ item, text: texts[i]! }));
    items = byText
      // The default order of `sort` is that of UTF-16 units.
      .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
      .map(({ item }) => item);
  }
  if (!isInPlace) return listOf([...items], of.isOpen);
  machine.journal.touch(of);
  of.items.splice(0, of.items.length, ...items);
  return of;
};
