/**
 * What a sweep lets fail: each node of a selection by itself, or all that shares an owner, a provider or a vendor.
 *
 * A provider or a vendor is lost with everything that lies in it, whatever the impact of lying there is: that is what
 * makes its loss more than the failure of one node.
 */
import { select } from '../../assemble/select.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { groupBy } from '../../model/group-by.ts';
import { KINDS, type Kind } from '../../model/kind.ts';
import { nearest } from '../../model/nearest.ts';
import { byCodePoint } from '../../model/order.ts';
import { quoted } from '../../model/printable.ts';
import { type Requirement, countsOn, targetsOf } from '../../model/requirement.ts';
import { UserError } from '../../model/user-error.ts';

/** What is lost, as it is told: a node, or all that an owner, a provider or a vendor has. */
export interface Loss {
  readonly of: 'node' | 'owner' | 'provider' | 'vendor';
  /** The node's id, or the owner's name. */
  readonly name: string;
  /** Of a node. */
  readonly kind?: Kind;
  /** Of an app: the tier in which it is counted. */
  readonly tier?: number;
  /** How many nodes fail at once. */
  readonly failing: number;
}

/** The same with the nodes that fail, by position, ascending. */
export interface Failure extends Loss {
  readonly positions: readonly number[];
}

/** A failure as it is told: the nodes of a provider are many. */
export const toldOf = ({ of, name, kind, tier, failing }: Failure): Loss => ({
  of,
  name,
  ...(kind === undefined ? {} : { kind }),
  ...(tier === undefined ? {} : { tier }),
  failing,
});

/** Losses of more than a node, by the word of `--each`. */
const SHARED = ['owner', 'provider', 'vendor'] as const;

type Shared = (typeof SHARED)[number];

/** The kind of the places that are lost with all that lies in them. */
const KIND_OF: Readonly<Record<string, Kind>> = { provider: 'provider', vendor: 'external' };

/** Words of `--each`. Of kind `provider` there are losses: more than the node. */
const WORDS: readonly string[] = ['node', ...SHARED, ...KINDS.filter((kind) => kind !== 'provider')];

/**
 * What `--each` names: several in one word are divided by commas; nothing is each node.
 *
 * @throws UserError with the nearest word.
 */
export const eachOf = (given: readonly string[] | undefined): readonly string[] => {
  if (given === undefined) return ['node'];
  const words = given.flatMap((text) => text.split(',')).map((word) => word.trim());
  for (const word of words) {
    if (WORDS.includes(word)) continue;
    const [near] = nearest(word, WORDS);
    throw new UserError({
      message: `--each: there is nothing called ${quoted(word)}`,
      hint: near === undefined ? `there are: ${WORDS.join(', ')}` : `did you mean "${near}"?`,
    });
  }
  return WORDS.filter((word) => words.includes(word));
};

/**
 * The failures of a sweep: nodes by id, then owners, providers and vendors by name, each once.
 *
 * @param selections What may fail; none: everything. Of an owner, a provider or a vendor only what is selected fails.
 * @param each Words of `eachOf`.
 * @param tierOf The tier that a position is counted in, if it is an app with one.
 * @throws UserError if a selection, or a word within it, matches nothing.
 */
export const failuresOf = (
  estate: Estate,
  selections: readonly string[],
  each: readonly string[],
  day: Day,
  tierOf: (position: number) => number | undefined,
): readonly Failure[] => {
  const selected = selections.length === 0 ? [...estate.nodes.keys()] : select(estate, selections);
  const single = new Set<number>();
  const shared: Failure[] = [];
  for (const word of each) {
    const nodes = selected.filter((position) => word === 'node' || estate.nodes[position]!.kind === word);
    const losses = isShared(word) ? sharedOf(estate, selected, word, day) : [];
    if (nodes.length === 0 && losses.length === 0) throw nothingOf(estate, selected, word);
    if (isShared(word)) shared.push(...losses);
    else for (const position of nodes) single.add(position);
  }
  const nodes = [...single].toSorted((a, b) => a - b);
  return [...nodes.map((position) => nodeOf(estate, position, tierOf(position))), ...shared];
};

const isShared = (word: string): word is Shared => SHARED.some((known) => known === word);

const nodeOf = (estate: Estate, position: number, tier: number | undefined): Failure => {
  const { id, kind } = estate.nodes[position]!;
  return {
    of: 'node',
    name: id,
    kind,
    ...(tier === undefined ? {} : { tier }),
    failing: 1,
    positions: [position],
  };
};

const nothingOf = (estate: Estate, selected: readonly number[], word: string): UserError => {
  const kinds = new Set(selected.map((position) => estate.nodes[position]!.kind));
  const isThere = (other: string): boolean =>
    other === 'node' ||
    (other === 'owner' && selected.some((position) => estate.nodes[position]!.owner !== undefined)) ||
    kinds.has(KIND_OF[other] ?? (other as Kind));
  const isAll = selected.length === estate.nodes.length;
  return new UserError({
    message: `--each ${word}: ${word === 'owner' ? 'nothing has an owner' : `there is no ${word}`}${isAll ? '' : ' among what is selected'}`,
    hint: `there are: ${WORDS.filter(isThere).join(', ')}`,
  });
};

const sharedOf = (estate: Estate, selected: readonly number[], of: Shared, day: Day): readonly Failure[] => {
  const groups = of === 'owner' ? ownersOf(estate, selected) : placesOf(estate, selected, of, day);
  return groups
    .filter(([, positions]) => positions.length > 0)
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .map(([name, positions]) => ({ of, name, failing: positions.length, positions }));
};

type Group = readonly [name: string, positions: readonly number[]];

const ownersOf = (estate: Estate, selected: readonly number[]): readonly Group[] =>
  [...groupBy(selected, (position) => estate.nodes[position]!.owner)].flatMap(([owner, positions]) =>
    owner === undefined ? [] : [[owner, positions] as const],
  );

const placesOf = (
  estate: Estate,
  selected: readonly number[],
  of: 'provider' | 'vendor',
  day: Day,
): readonly Group[] => {
  const kind = KIND_OF[of];
  const inhabitants = inhabitantsOf(estate, day);
  return estate.nodes.flatMap((node, position): readonly Group[] => {
    if (node.kind !== kind) return [];
    const lost = lostWith(estate, position, inhabitants, day);
    return [[node.id, selected.filter((one) => lost.has(one))]];
  });
};

/** Who lies in a place, or has it among the places of which it lies in some. */
const inhabitantsOf = (estate: Estate, day: Day): ReadonlyMap<number, readonly number[]> => {
  const inhabitants = new Map<number, number[]>();
  estate.nodes.forEach(({ in: place }, position) => {
    if (place === undefined || !countsOn(place, day)) return;
    for (const id of targetsOf(place)) {
      const target = estate.positions.get(id)!;
      const known = inhabitants.get(target);
      if (known === undefined) inhabitants.set(target, [position]);
      else known.push(position);
    }
  });
  return inhabitants;
};

/** The place and all that lies in it; what lies in one of several places is lost once all of them are. */
const lostWith = (
  estate: Estate,
  place: number,
  inhabitants: ReadonlyMap<number, readonly number[]>,
  day: Day,
): ReadonlySet<number> => {
  const lost = new Set([place]);
  const isLost = (requirement: Requirement): boolean => {
    if (requirement.form === 'node') return lost.has(estate.positions.get(requirement.node)!);
    const members = requirement.of.filter((member) => countsOn(member, day));
    return requirement.form === 'allOf' ? members.some(isLost) : members.every(isLost);
  };
  // A set that grows while it is walked: what joins is walked too.
  for (const here of lost)
    for (const one of inhabitants.get(here) ?? []) if (isLost(estate.nodes[one]!.in!)) lost.add(one);
  return lost;
};
