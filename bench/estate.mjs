/**
 * A synthetic estate of any size: apps on services on stores on cloud services, in zones, in regions.
 *
 * What makes real estates hard is kept: popularity follows a power law (a few nodes carry nearly all others), some
 * requirements are in groups, some are soft, and a few run in circles. The same size gives the same estate.
 */
import { randomFrom } from './random.mjs';

/**
 * @typedef {'degraded' | 'partial' | Record<string, string>} Impact
 * @typedef {{ node: string, impact?: Impact }} Single
 * @typedef {{ anyOf?: string[], allOf?: string[], atLeast?: number, of?: string[], impact?: Impact }} Group
 * @typedef {string | Single | Group} Requirement
 * @typedef {{ kind: string, owner?: string, tier?: number, costPerHour?: number, in?: string,
 *   dependsOn?: Requirement[] }} RawNode
 * @typedef {{ id: string, node: RawNode }} Entry
 * @typedef {'region' | 'zone' | 'cloud' | 'store' | 'service' | 'app'} LayerName
 * @typedef {{ name: LayerName, size: number, kinds: readonly string[], id: (index: number) => string,
 *   place?: (index: number) => string, standsOn: readonly (readonly [LayerName, share: number])[] }} Layer
 */

/** Nodes that a node requires, the place where it runs among them. */
const REQUIREMENTS_PER_NODE = 5.8;

/** Shares of the entries of dependsOn; with these, 15 % of all required nodes are in groups, and 14 % are soft. */
const GROUPS = 0.096;
const SOFT = 0.17;

/** One service in so many requires one that may well require it in turn: where the circles come from. */
const SERVICES_PER_CIRCLE = 1000;

const NODES_PER_REGION = 5000;
const NODES_PER_TEAM = 50;
const ZONES = ['a', 'b', 'c'];

/**
 * The estate's nodes, from the ground up. What a node requires need not have come before it.
 *
 * @param {number} nodes how many
 * @returns {Generator<Entry>}
 */
export function* estateOf(nodes) {
  const layers = layersOf(nodes);
  const wiring = new Wiring(layers, randomFrom(nodes));
  let nodesLeft = nodes;
  let requirementsLeft = Math.round(nodes * REQUIREMENTS_PER_NODE);
  for (const layer of layers.values()) {
    for (let index = 0; index < layer.size; index++) {
      const node = wiring.node(layer, index, requirementsLeft / nodesLeft--);
      requirementsLeft -= requiredBy(node).length;
      yield { id: layer.id(index), node };
    }
  }
}

/**
 * The ids of all nodes that a node requires.
 *
 * @param {RawNode} node
 * @returns {string[]}
 */
export const requiredBy = (node) => [
  ...(node.in === undefined ? [] : [node.in]),
  ...(node.dependsOn ?? []).flatMap(namedBy),
];

/**
 * The ids that an entry of dependsOn names: one, or the members of a group.
 *
 * @param {Requirement} entry
 * @returns {string[]}
 */
export const namedBy = (entry) => {
  if (typeof entry === 'string') return [entry];
  return 'node' in entry ? [entry.node] : (entry.anyOf ?? entry.allOf ?? entry.of ?? []);
};

/** @type {(nodes: number) => ReadonlyMap<LayerName, Layer>} */
const layersOf = (nodes) => {
  const regions = Math.max(2, Math.round(nodes / NODES_PER_REGION));
  const zones = regions * ZONES.length;
  const cloud = Math.round(nodes * 0.08);
  const stores = Math.round(nodes * 0.25);
  const apps = Math.round(nodes * 0.15);
  const services = nodes - regions - zones - cloud - stores - apps;

  const teams = Math.max(1, Math.round(nodes / NODES_PER_TEAM));
  const region = (index) => `cloud/region-${(index % regions) + 1}`;
  const zone = (index) => `${region(index)}/zone-${ZONES[Math.floor(index / regions) % ZONES.length]}`;
  const ofTeam = (name) => (index) => `${name}/team-${(index % teams) + 1}/${name}-${index + 1}`;

  /** @type {Layer[]} */
  const layers = [
    { name: 'region', size: regions, kinds: ['region'], id: region, standsOn: [] },
    { name: 'zone', size: zones, kinds: ['zone'], id: zone, place: region, standsOn: [] },
    {
      name: 'cloud',
      size: cloud,
      kinds: ['identity', 'queue', 'storage', 'dns', 'network', 'control-plane'],
      id: (index) => `${region(index)}/managed-service-${index + 1}`,
      place: region,
      standsOn: [['cloud', 1]],
    },
    {
      name: 'store',
      size: stores,
      kinds: ['database', 'cache', 'storage'],
      id: ofTeam('store'),
      place: zone,
      standsOn: [['cloud', 1]],
    },
    {
      name: 'service',
      size: services,
      kinds: ['service', 'function'],
      id: ofTeam('service'),
      place: zone,
      standsOn: [
        ['service', 0.5],
        ['store', 0.3],
        ['cloud', 0.2],
      ],
    },
    {
      name: 'app',
      size: apps,
      kinds: ['app'],
      id: ofTeam('app'),
      place: zone,
      standsOn: [
        ['service', 0.9],
        ['cloud', 0.1],
      ],
    },
  ];
  return new Map(layers.map((layer) => [layer.name, layer]));
};

/** Decides what each node requires. */
class Wiring {
  /**
   * @param {ReadonlyMap<LayerName, Layer>} layers
   * @param {() => number} random
   */
  constructor(layers, random) {
    this.layers = layers;
    this.random = random;
  }

  /**
   * @param {Layer} layer
   * @param {number} index
   * @param {number} mean how many nodes a node should require to bring the sum out right
   * @returns {RawNode}
   */
  node(layer, index, mean) {
    const wanted = Math.round(mean * (0.4 + 1.2 * this.random()));
    const place = layer.place?.(index);
    const dependsOn = layer.standsOn.length === 0 ? [] : this.entries(layer, index, wanted - 1);
    return {
      kind: layer.kinds[index % layer.kinds.length],
      ...ownership(layer, index),
      ...(place === undefined ? {} : { in: place }),
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
    };
  }

  /** Entries of dependsOn that name `wanted` nodes, each once. */
  entries(layer, index, wanted) {
    const taken = new Set([layer.id(index)]);
    /** @type {Requirement[]} */
    const entries = this.upward(layer, index, taken);
    for (let left = wanted - entries.length; left > 0;) {
      const size = left > 1 && this.random() < GROUPS ? Math.min(left, 2 + Math.floor(this.random() * 3)) : 1;
      const on = this.layerBelow(layer);
      const ids = Array.from({ length: size }, () => this.popular(on, on === layer ? index : on.size, taken));
      const known = ids.filter((id) => id !== undefined);
      if (known.length > 0) entries.push(this.softened(this.joined(known)));
      left -= size;
    }
    return entries;
  }

  /** A requirement on a node further up in the same layer, for a few. */
  upward(layer, index, taken) {
    if (layer.name !== 'service' || index % SERVICES_PER_CIRCLE !== 0 || index + 1 >= layer.size) return [];
    const above = layer.id(index + 1 + Math.floor(this.random() * (layer.size - index - 1)));
    taken.add(above);
    return [above];
  }

  layerBelow({ standsOn }) {
    let dice = this.random();
    const [name] = standsOn.find(([, share]) => (dice -= share) < 0) ?? standsOn.at(-1);
    return this.layers.get(name);
  }

  /**
   * One of a layer's first nodes that is not taken yet, the n-th with a probability proportional to 1/n (Zipf's
   * law); undefined if there is hardly one left.
   */
  popular(layer, first, taken) {
    for (let tries = 0; tries < 20; tries++) {
      const id = layer.id(Math.floor(first ** this.random()) - 1);
      if (first === 0 || taken.has(id)) continue;
      taken.add(id);
      return id;
    }
    return undefined;
  }

  /** @type {(ids: string[]) => Requirement} */
  joined(ids) {
    if (ids.length === 1) return ids[0];
    const dice = this.random();
    if (dice < 0.5) return { anyOf: ids };
    return dice < 0.85 ? { atLeast: ids.length - 1, of: ids } : { allOf: ids };
  }

  /** @type {(entry: Requirement) => Requirement} */
  softened(entry) {
    if (this.random() >= SOFT) return entry;
    const dice = this.random();
    const impact =
      dice < 0.6 ? 'degraded' : dice < 0.9 ? 'partial' : { outage: 'partial', partial: 'degraded' };
    return typeof entry === 'string' ? { node: entry, impact } : { ...entry, impact };
  }
}

const ownership = ({ name, id }, index) => {
  if (name !== 'app' && name !== 'service' && name !== 'store') return {};
  const owner = { owner: id(index).split('/')[1] };
  return name === 'app' ? { ...owner, tier: 1 + (index % 4), costPerHour: 100 * (1 + (index % 50)) } : owner;
};
