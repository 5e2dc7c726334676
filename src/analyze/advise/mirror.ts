/**
 * A copy of a part in another place: the part itself, and of what it stands on all that is bound to the old place. What
 * the other place has already is used as it is; what is in no place, or in a third one, is shared.
 */
import type { PartialNode } from '../../model/document.ts';
import type { Estate } from '../../model/estate.ts';
import { nodeById } from '../../model/estate.ts';
import { type Node, requirementsOf } from '../../model/node.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';
import type { Patch } from './edit.ts';
import { isPacks } from './fixed.ts';
import { boundTo, idAt, otherZones, regionOf, zoneOf } from './places.ts';

export interface Copy {
  readonly id: string;
  /** Nodes that are new. */
  readonly patch: Patch;
}

/** New nodes of one copy: with more it is no change but a project. */
const MOST_NEW = 25;

/** A copy of a node in another region or zone; none if that is not possible, or too much. */
export const copyAt = (estate: Estate, id: string, from: string, to: string): Copy | undefined => {
  const copy = tryCopy(estate, id, from, to);
  return 'why' in copy ? undefined : copy;
};

interface CopyOptions {
  /** What some are called in the other place. */
  readonly names?: ReadonlyMap<string, string>;
  /** Whether what is called like a copy is one; if not, the copy is called otherwise. Left out: it always is. */
  readonly isCounterpart?: (name: string, own: Node) => boolean;
}

/** The same, and why it is not possible, as words. */
export const tryCopy = (
  estate: Estate,
  id: string,
  from: string,
  to: string,
  { names: given = new Map(), isCounterpart = () => true }: CopyOptions = {},
): Copy | { readonly why: string } => {
  const fresh = new Map<string, PartialNode>();
  const names = new Map(given);
  const taken = new Set(given.values());
  const nameIn = (own: string): string => {
    const known = names.get(own);
    if (known !== undefined) return known;
    const name = own === from ? to : isBound(estate, own, from) ? elsewhere(own) : own;
    names.set(own, name);
    taken.add(name);
    return name;
  };
  const elsewhere = (own: string): string => {
    const node = nodeById(estate, own)!;
    const name = siblingOf(estate, own, from, to);
    // Places and what a pack describes are called what they are called.
    if (isGiven(node)) return name;
    const isFree = estate.positions.has(name) ? isCounterpart(name, node) : !taken.has(name);
    return isFree ? name : freeId(name, (other) => estate.positions.has(other) || taken.has(other));
  };
  const open = [id];
  for (let own = open.pop(); own !== undefined; own = open.pop()) {
    const name = nameIn(own);
    if (name === own || fresh.has(name) || estate.positions.has(name)) continue;
    const node = nodeById(estate, own)!;
    // Zones, regions and what a pack describes are there or not: nobody makes one.
    if (isGiven(node)) return { why: `${own} has no counterpart in ${to}: ${name} is not described` };
    if (fresh.size >= MOST_NEW) return { why: `it would take more than ${MOST_NEW} new nodes` };
    for (const target of requirementsOf(node).flatMap(targetsOf)) nameIn(target);
    fresh.set(name, copied(node, name, nameIn));
    open.push(...requirementsOf(node).flatMap(targetsOf));
  }
  const name = nameIn(id);
  return name === id ? { why: `${id} does not depend on where it runs` } : { id: name, patch: fresh };
};

const isGiven = (node: Node): boolean => PLACES.has(node.kind) || isPacks(node);

/** The id with the first number behind it that nobody has. */
export const freeId = (id: string, isTaken: (id: string) => boolean): string => {
  let count = 2;
  while (isTaken(`${id}-${count}`)) count++;
  return `${id}-${count}`;
};

const PLACES: ReadonlySet<string> = new Set(['zone', 'region', 'provider']);

/** Whether a node is in that place, or needs something that is. */
const isBound = (estate: Estate, id: string, place: string): boolean =>
  zoneOf(estate, id) === place || regionOf(estate, id) === place || boundTo(estate, id) === place;

/** The same in the other place; of zones the first that is not taken for another one. */
const siblingOf = (estate: Estate, id: string, from: string, to: string): string => {
  const name = idAt(id, from, to);
  if (nodeById(estate, id)?.kind !== 'zone' || estate.positions.has(name)) return name;
  const zones = (region: string): readonly string[] =>
    estate.nodes
      .filter((node) => node.kind === 'zone' && regionOf(estate, node.id) === region)
      .map((node) => node.id);
  return zones(to)[[id, ...otherZones(estate, id)].toSorted().indexOf(id)] ?? name;
};

const copied = ({ kind, name, ...node }: Node, id: string, nameIn: (id: string) => string): PartialNode => ({
  id,
  kind,
  ...(name === undefined ? {} : { name: `${name} (${id.slice(id.lastIndexOf('/') + 1)})` }),
  tags: [],
  ...(node.in === undefined ? {} : { in: renamed(node.in, nameIn) }),
  dependsOn: distinct(node.dependsOn.map((one) => renamed(one, nameIn))),
  origins: [],
});

/** Two requirements on different nodes may become one. */
const distinct = (requirements: readonly Requirement[]): readonly Requirement[] => {
  const seen = new Set<string>();
  return requirements.filter((one) => {
    const key = JSON.stringify(one);
    return !seen.has(key) && seen.add(key);
  });
};

/** A requirement on the same things elsewhere: what was known of the old one is no evidence for it. */
const renamed = (requirement: Requirement, nameIn: (id: string) => string): Requirement => {
  const { source: _, confidence: __, origin: ___, ...rest } = requirement;
  if (rest.form === 'node') return { ...rest, node: nameIn(rest.node) };
  const { failover, ...group } = rest;
  return {
    ...group,
    of: group.of.map((member) => renamed(member, nameIn)),
    ...(failover === undefined
      ? {}
      : { failover: { ...failover, requires: failover.requires.map((one) => renamed(one, nameIn)) } }),
  };
};
