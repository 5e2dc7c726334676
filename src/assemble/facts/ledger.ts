/** Who said what: each source's word on the nodes and the edges that all of them made, in a fixed order. */
import type { Address, Facts } from '../../model/fact.ts';
import { capOf, passedThrough } from '../../model/impact.ts';
import { byCodePoint } from '../../model/order.ts';
import { rankOf, type State } from '../../model/state.ts';
import { type Ledger, type Sighting, type Testimony } from '../../model/testimony.ts';
import type { Edge } from './edges.ts';
import { isThing } from './outside.ts';
import { termsOf } from './terms.ts';
import type { Things } from './things.ts';

/**
 * The ledger of a scan.
 *
 * @param written What the sources wrote, by their own addresses.
 * @param apart The same facts in the same order, under addresses that no two realms share.
 * @param nowAt The address of the thing that one of those became.
 */
export const ledgerOf = (
  written: readonly Facts[],
  apart: readonly Facts[],
  nowAt: (address: Address) => Address,
  things: Things,
  edges: readonly Edge[],
): Ledger => ({
  sightings: written.flatMap((one, i) => sightingsOf(one, apart[i]!, nowAt, things)).toSorted(bySighting),
  testimonies: edges.map(testimonyOf).toSorted(byTestimony),
});

const sightingsOf = (
  { realm = '', tells = 'declared', resources }: Facts,
  apart: Facts,
  nowAt: (address: Address) => Address,
  things: Things,
): readonly Sighting[] =>
  resources.flatMap(({ address, type, where, region, owner = '' }, i): readonly Sighting[] => {
    const thing = things.find(nowAt(apart.resources[i]!.address));
    return thing === undefined
      ? []
      : [
          {
            node: thing.id,
            tells,
            realm,
            type,
            local: address.local,
            where,
            isPart: thing.role === 'part',
            ...(region === undefined ? {} : { region }),
            ...(owner === '' ? {} : { owner }),
          },
        ];
  });

const testimonyOf = ({ from, to, by, class: of, confidence, why, where, ...edge }: Edge): Testimony => {
  const said = worstOf(of, !isThing(to) || to.role === 'part');
  const { atMost = said, observed, isLink = false } = edge;
  return {
    from: from.id,
    to: to.id,
    ...by,
    class: of,
    confidence,
    why,
    where,
    atMost: rankOf(atMost) < rankOf(said) ? atMost : said,
    isLink,
    ...(observed === undefined ? {} : { observed }),
  };
};

/** How bad it gets along an edge of a class, if nothing else is said. What is needed to start passes nothing on. */
const worstOf = (of: Edge['class'], isPart: boolean): State => {
  const { impact, needed } = termsOf(of, isPart);
  if (needed === 'start') return 'operational';
  return impact === undefined ? 'outage' : (capOf(impact) ?? passedThrough(impact, 'outage'));
};

const bySighting = (a: Sighting, b: Sighting): number =>
  byCodePoint(a.node, b.node) ||
  byCodePoint(a.realm, b.realm) ||
  byCodePoint(a.where.file, b.where.file) ||
  a.where.line - b.where.line ||
  byCodePoint(a.local, b.local);

const byTestimony = (a: Testimony, b: Testimony): number =>
  byCodePoint(a.from, b.from) ||
  byCodePoint(a.to, b.to) ||
  byCodePoint(a.realm, b.realm) ||
  byCodePoint(a.where.file, b.where.file) ||
  a.where.line - b.where.line ||
  byCodePoint(a.why, b.why);
