/**
 * A copy of a node in a place that somebody names: what is bound to the old region or zone becomes what the new one has,
 * or is copied too; what is bound to none stands in the new place and shares the rest.
 */
import { type Estate, nodeById } from '../../model/estate.ts';
import type { Node } from '../../model/node.ts';
import { quoted } from '../../model/printable.ts';
import { isPacks } from '../advise/fixed.ts';
import { type Copy, freeId, tryCopy } from '../advise/mirror.ts';
import { boundTo, idAt, regionOf, zoneOf } from '../advise/places.ts';
import { homeOf } from '../audit/homes.ts';

/** The copy of a node in a zone or region, or why there can be none, in words. */
export const copyIn = (estate: Estate, id: string, place: string): Copy | { readonly why: string } => {
  const node = nodeById(estate, id);
  if (node === undefined) return { why: `there is no ${quoted(id)}` };
  const kind = nodeById(estate, place)?.kind;
  if (kind === undefined) return { why: `there is no ${quoted(place)}` };
  if (kind !== 'zone' && kind !== 'region')
    return { why: `${place} is no zone or region, where a copy could stand` };
  if (node.kind === 'zone' || node.kind === 'region' || node.kind === 'provider')
    return { why: `${id} is a ${node.kind}: nobody can make another one` };
  if (homeOf(estate, place).has(id)) return { why: `${place} is in ${id}: its copy would lie in itself` };
  const [zone, region] = [zoneOf(estate, id), boundTo(estate, id)];
  if (zone === place || (kind === 'region' && region === place)) return besides(estate, node, place);
  if (kind === 'region')
    return region === undefined ? standing(estate, node, place) : moved(estate, node, region, place);
  if (zone === undefined)
    return region === undefined
      ? standing(estate, node, place)
      : { why: `${id} is in ${region}, and in no single zone of it: try a region` };
  const away = regionOf(estate, place);
  return region === undefined || away === undefined || away === region
    ? moved(estate, node, zone, place)
    : moved(estate, node, region, away, new Map([[zone, place]]));
};

/** In another place of the same sort, with all that is bound to the old one. */
const moved = (
  estate: Estate,
  node: Node,
  from: string,
  to: string,
  names?: ReadonlyMap<string, string>,
): Copy | { readonly why: string } => {
  const isZone = nodeById(estate, to)!.kind === 'zone';
  return tryCopy(estate, node.id, from, to, {
    ...(names === undefined ? {} : { names }),
    // Called alike by accident: of another kind, or certainly elsewhere.
    isCounterpart: (name, own) => {
      const home = isZone ? zoneOf(estate, name) : boundTo(estate, name);
      return nodeById(estate, name)!.kind === own.kind && (home === undefined || home === to);
    },
  });
};

/** A second one in the same place. */
const besides = (estate: Estate, node: Node, place: string): Copy | { readonly why: string } =>
  isPacks(node)
    ? { why: `there is one ${node.id} in ${place}, which its provider runs` }
    : made(
        node,
        freeId(node.id, (id) => estate.positions.has(id)),
        node.in,
      );

/** What is bound to no place, in one; or what is there already by that name. */
const standing = (estate: Estate, node: Node, place: string): Copy | { readonly why: string } => {
  if (isPacks(node)) return { why: `${node.id} is run by its provider, for all places` };
  const name = idAt(node.id, place, place);
  const known = name === node.id ? undefined : nodeById(estate, name);
  if (known !== undefined && known.kind === node.kind && homeOf(estate, name).has(place))
    return { id: name, patch: new Map() };
  const isTaken = (id: string): boolean => estate.positions.has(id);
  return made(node, isTaken(name) ? freeId(name, isTaken) : name, { form: 'node', node: place });
};

const made = ({ kind, name, dependsOn }: Node, id: string, place: Node['in']): Copy => ({
  id,
  patch: new Map([
    [
      id,
      {
        id,
        kind,
        ...(name === undefined ? {} : { name: `${name} (${id.slice(id.lastIndexOf('/') + 1)})` }),
        tags: [],
        ...(place === undefined ? {} : { in: place }),
        dependsOn,
        origins: [],
      },
    ],
  ]),
});
