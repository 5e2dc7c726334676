/** Which values placeholders may have together: ways through the tree of a document's placeholders. */
import { type Placeholders, filledIn, placeholdersIn } from '../../model/placeholder.ts';

/** Values that are chosen, by the names of the placeholders. */
export type Bindings = ReadonlyMap<string, string>;

export const UNBOUND: Bindings = new Map();

/**
 * All ways to give one more placeholder a value beside those that are chosen, in the order written. What stands above
 * the value in the tree is chosen with it: a zone's region. None if no value goes with those chosen.
 */
export const waysToBind = (tree: Placeholders, name: string, bound: Bindings): readonly Bindings[] => {
  const found: Bindings[] = [];
  const search = (level: Placeholders, ways: Bindings): void => {
    for (const [other, values] of level) {
      const isSought = other === name;
      if (!isSought && !namesBelow(values).has(name)) continue;
      const fixed = ways.get(other);
      for (const value of fixed === undefined ? values.keys() : [fixed]) {
        const below = values.get(value);
        if (below === undefined) continue;
        const extended = fixed === undefined ? new Map(ways).set(other, value) : ways;
        if (isSought) found.push(extended);
        else search(below, extended);
      }
    }
  };
  search(tree, bound);
  return found;
};

/** Ways that are found of one text, and members and nodes that are made of one document's templates: a product of
 * lists can be longer than any memory. */
export const MOST_MADE = 500_000;

/** All ways to give all placeholders of some texts a value beside those that are chosen; not many more than the most. */
export const waysToFill = (
  tree: Placeholders,
  texts: readonly string[],
  bound: Bindings,
): readonly Bindings[] => {
  let ways: readonly Bindings[] = [bound];
  for (const text of texts) {
    for (const name of placeholdersIn(text)) {
      const more: Bindings[] = [];
      for (const way of ways) {
        if (way.has(name)) more.push(way);
        else for (const wider of waysToBind(tree, name, way)) more.push(wider);
        if (more.length > MOST_MADE) break;
      }
      ways = more;
    }
  }
  return ways;
};

/** The text with the values that are chosen. */
export const filledWith = (text: string, bound: Bindings): string =>
  filledIn(text, (name) => bound.get(name));

/** Whether the tree knows a placeholder at all. */
export const defines = (tree: Placeholders, name: string): boolean => namesIn(tree).has(name);

/** The names of all placeholders, however deep. */
export const namesIn = (tree: Placeholders): ReadonlySet<string> => {
  let names = allNames.get(tree);
  if (names === undefined) {
    names = new Set([...tree].flatMap(([name, values]) => [name, ...namesBelow(values)]));
    allNames.set(tree, names);
  }
  return names;
};

type Values = ReadonlyMap<string, Placeholders>;

/** The names of all placeholders that stand below any of these values. */
const namesBelow = (values: Values): ReadonlySet<string> => {
  let names = below.get(values);
  if (names === undefined) {
    names = new Set([...values.values()].flatMap((tree) => [...namesIn(tree)]));
    below.set(values, names);
  }
  return names;
};

// Every id of an estate may be looked for in the tree: what stands where is found out once.
const allNames = new WeakMap<Placeholders, ReadonlySet<string>>();
const below = new WeakMap<Values, ReadonlySet<string>>();
