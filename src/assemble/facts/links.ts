/**
 * What resources mean beyond what they refer to: the catalog's links as edges.
 *
 * An attachment refers to a role and to a policy; what it means is that the role stands on the policy. The evidence is
 * the attachment's line.
 */
import { groupBy } from '../../model/group-by.ts';
import type { Link } from './catalog.ts';
import { covers } from './catalog/common.ts';
import { type Edge, pairOf } from './edges.ts';
import { isThing } from './outside.ts';
import type { Thing } from './things.ts';

export interface Linked {
  readonly edges: readonly Edge[];
  /** Written edges that only register a thing with another one: the dependency goes the other way. */
  readonly harmless: ReadonlySet<Edge>;
}

/** The edges that links make of the edges written. */
export const linksOf = (things: Iterable<Thing>, written: readonly Edge[]): Linked => {
  const outgoing = groupBy(written, ({ from }) => from);
  const made: Edge[] = [];
  const harmless = new Set<Edge>();
  for (const thing of things) {
    const own = outgoing.get(thing) ?? [];
    for (const link of thing.row?.links ?? []) {
      const edges = linked(thing, link, own);
      made.push(...edges);
      if (link.to === 'self' && edges.length > 0) {
        for (const edge of own) if (isAt(edge, link.from)) harmless.add(edge);
      }
    }
  }
  return { edges: shortened(withReach(made, written), written), harmless };
};

/**
 * Of links, those by which something can fall that would not fall otherwise. A route table that leads to an internet
 * gateway, a policy that names nothing: such a link is true, and tells nothing.
 */
const withReach = (made: readonly Edge[], written: readonly Edge[]): readonly Edge[] => {
  const next = groupBy([...written, ...made], ({ from }) => from);
  return made.filter(({ from, to }) => isThing(to) && (to.role === 'part' || leadsOn(to, from, next)));
};

/**
 * Links that meet in a setting are one: a subnet's table has a route to a gateway, so the subnet needs the gateway. The
 * table cannot fail, and tells no reader anything. Where the setting itself refers on, it stays as it is.
 */
const shortened = (made: readonly Edge[], written: readonly Edge[]): readonly Edge[] => {
  // What it is part of (a table's network) is no way on.
  const onwards = written.filter(({ to, class: of }) => isThing(to) && to.role === 'part' && of !== 'config');
  const pairs = new Set(written.map(pairOf));
  const said = made.filter((edge) => pairs.has(pairOf(edge)));
  const refersOn = new Set([...onwards, ...said].map(({ from }) => from));
  const isBetween = (end: Edge['to']): end is Thing =>
    isThing(end) && end.role === 'setting' && end.kind === 'network' && !refersOn.has(end);
  const onward = groupBy(
    made.filter(({ from }) => isBetween(from)),
    ({ from }) => from,
  );
  return made.flatMap((edge) => {
    if (isBetween(edge.from)) return [];
    const next = isBetween(edge.to) ? (onward.get(edge.to) ?? []) : [];
    return next.length === 0
      ? [edge]
      : next.filter(({ to }) => to !== edge.from).map((last) => joined(edge, last));
  });
};

/** From the first link's start to the last one's end, as bad as the milder of the two lets it get. */
const joined = (first: Edge, last: Edge): Edge => ({
  ...last,
  from: first.from,
  why: `${first.why}, ${last.why}`,
  ...(first.atMost === undefined ? {} : { atMost: first.atMost }),
});

/** Things looked at from one end of a link: what leads on to more is worth keeping anyway. */
const MOST_LOOKED_AT = 200;

/** Whether something that can fail is reached from a setting, other than what the dependent itself refers to. */
const leadsOn = (setting: Thing, from: Thing, next: ReadonlyMap<Thing, readonly Edge[]>): boolean => {
  const known = new Set((next.get(from) ?? []).map(({ to }) => to));
  const seen = new Set<Thing>([setting, from]);
  const open = [setting];
  for (let thing = open.pop(); thing !== undefined; thing = open.pop()) {
    for (const { to } of next.get(thing) ?? []) {
      if (!isThing(to) || (to.role === 'part' && !known.has(to) && to !== from)) return true;
      if (to.role === 'part' || seen.has(to)) continue;
      if (seen.size >= MOST_LOOKED_AT) return true;
      seen.add(to);
      open.push(to);
    }
  }
  return false;
};

const linked = (thing: Thing, link: Link, own: readonly Edge[]): readonly Edge[] => {
  const froms =
    link.from === 'self'
      ? [thing]
      : madeHere(own.filter((edge) => isAt(edge, link.from))).map(({ to }) => to);
  const tos =
    link.to === 'self'
      ? [{ to: thing, where: thing.fact.where, by: byOf(thing, own) }]
      : madeHere(own.filter((edge) => isAt(edge, link.to)));
  return [...new Set(froms)].filter(isThing).flatMap((from) =>
    tos
      // What only connects is not what anybody needs.
      .filter(({ to }) => to !== from && (!isThing(to) || to.role !== 'link'))
      .map(({ to, where, by }): Edge => ({
        from,
        to,
        class: link.class,
        property: link.to,
        where,
        confidence: 'inferred',
        why: `${link.why} (${thing.id})`,
        by,
        isLink: true,
        ...(link.atMost === undefined ? {} : { atMost: link.atMost }),
        ...groupOf(thing, link),
      })),
  );
};

/** The source that says a thing's own references; with none of those there is no link either. */
const byOf = (thing: Thing, own: readonly Edge[]): Edge['by'] =>
  own[0]?.by ?? { tells: 'declared', realm: thing.fact.type };

/** What is made here comes before what it is read through: another root's state, a data source of the same thing. */
const madeHere = (ends: readonly Edge[]): readonly Edge[] => {
  const made = ends.filter(({ to }) => !isThing(to) || to.fact.isForeign !== true);
  return made.length > 0 ? made : ends;
};

/** Targets that share the work are one group whoever attached them; others are routes, each of which may fail alone. */
const groupOf = ({ fact }: Thing, link: Link): Pick<Edge, 'group'> =>
  link.form !== undefined
    ? { group: { key: `${fact.type} ${link.to}`, form: link.form } }
    : link.class === 'call'
      ? { group: { key: 'call', form: 'routes' } }
      : {};

const isAt = ({ property }: Edge, paths: string): boolean => covers(paths, property);
