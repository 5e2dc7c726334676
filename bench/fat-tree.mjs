/**
 * Data-centre networks as fat trees, audited: the risk groups of services that are said to be redundant.
 *
 * A k-ary fat tree has (k/2)² core switches, k pods of k/2 aggregation and k/2 edge switches, and k³/4 servers. A server
 * needs its edge switch, an edge switch any of its pod's aggregation switches, the a-th of these any of the a-th k/2 core
 * switches. A risk group is a minimal cut set: a smallest set of devices without which the service is gone.
 *
 * Published for the same sizes, on other machines, and so no more than an orientation: the top 20 of 30,528 devices in
 * under a minute (E. Zhai et al., "An auditing language for preventing correlated failures in the cloud", OOPSLA 2017),
 * and three minutes (E. Zhai et al., "Check before you change", NSDI 2020).
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { compile } from '../dist/engine/compile.js';
import { conesOf } from '../dist/engine/cut-sets/cone.js';
import { cutSetsOf } from '../dist/engine/cut-sets/cut-sets.js';
import { inputsOf } from '../dist/engine/network.js';
import { propagate } from '../dist/engine/propagate.js';
import { loadEstate } from '../dist/index.js';
import { median, timed } from './measure.mjs';
import { randomFrom } from './random.mjs';
import { shownCount, shownTime } from './result.mjs';

const DAY = '2026-01-01';
const TOP = 20;
/** Milliseconds, by k. */
const MOST_COLD = { 48: 10_000, 64: 30_000 };
const MOST_AFTER_CHANGE = 1_000;
const CHANGED = 0.01;
/** Services that are audited one after the other, half with two replicas and half with three, on servers drawn by lot. */
const SERVICES = 200;

/** Chances that a device is down, made up; as whole numbers of a fine logarithm they add up exactly. */
const DOWN = { host: 0.02, edge: 0.005, agg: 0.003, core: 0.001 };
const WEIGHTS = Object.fromEntries(
  Object.entries(DOWN).map(([device, chance]) => [device, Math.round(-Math.log(chance) * 1e6)]),
);

/** @returns {Promise<import('./result.mjs').Line[]>} */
export const benchFatTree = async () => [...(await linesOf(48)), ...(await linesOf(64))];

const linesOf = async (k) => {
  const nodes = fatTree(k);
  const text = textOf(nodes);
  // The first is the coldest: nothing has run before, not even for another size where this is the first.
  const reading = await timedLater(() => loadEstate([{ file: 'fat-tree.json', text }]));
  const estate = reading.result;
  const auditing = timed(() => audit(estate, 'service'));
  const { network, top, likely } = auditing.result;
  checkGroups(estate, network, 'service', top);
  checkGroups(estate, network, 'service', likely);
  equal(
    top.filter(({ length }) => length === 3).length,
    2 ** 3,
    'a server or its edge switch, of each replica',
  );

  const many = audits(estate, network);
  const change = changesIn(nodes, randomFrom(k));
  const changing = timed(() => {
    const changed = changedEstate(estate, change);
    return audit(changed, 'service');
  });
  const again = await loadEstate([{ file: 'fat-tree.json', text: textOf({ ...nodes, ...change.nodes }) }]);
  const cold = audit(again, 'service');
  deepEqual(
    idsOf(estate, changing.result.top),
    idsOf(again, cold.top),
    'a change is answered as from the start',
  );
  deepEqual(idsOf(estate, changing.result.likely), idsOf(again, cold.likely), 'and so is the likeliest');

  const all = reading.ms + auditing.ms;
  const devices = Object.keys(nodes).length - SERVICES - 1;
  const what = `k = ${k}, ${shownCount(devices)} devices`;
  return [
    {
      what: `${what}: top ${TOP} of 3 replicas in 3 pods, by size and by chance, from the document’s text on`,
      measured: shownTime(all),
      target: `≤ ${MOST_COLD[k] / 1000} s`,
      met: all <= MOST_COLD[k],
    },
    { what: `— reading and assembling the document`, measured: shownTime(reading.ms) },
    { what: `— compile, cone, all minimal cut sets, both rankings`, measured: shownTime(auditing.ms) },
    {
      what: `${what}: after ${shownCount(change.count)} links changed (1 %), the same again`,
      measured: shownTime(changing.ms),
      target: `≤ ${MOST_AFTER_CHANGE / 1000} s`,
      met: changing.ms <= MOST_AFTER_CHANGE,
    },
    {
      what: `${what}: top ${TOP} of each of ${SERVICES} services with 2 or 3 replicas anywhere (median of one; worst)`,
      measured: `${shownTime(many.reduce((sum, ms) => sum + ms, 0))} (${shownTime(median(many))}; ${shownTime(Math.max(...many))})`,
    },
  ];
};

// —— the network ———————————————————————————————————————————————————————————————————————————————————————————————————

const numbers = (count) => Array.from({ length: count }, (_, i) => i);

/** Nodes by id, as a document has them. */
const fatTree = (k) => {
  const half = k / 2;
  const nodes = {};
  for (const a of numbers(half)) for (const i of numbers(half)) nodes[`core-${a}-${i}`] = { kind: 'network' };
  for (const p of numbers(k)) {
    for (const a of numbers(half))
      nodes[`pod-${p}/agg-${a}`] = anyOf(numbers(half).map((i) => `core-${a}-${i}`));
    for (const e of numbers(half)) {
      nodes[`pod-${p}/edge-${e}`] = anyOf(numbers(half).map((a) => `pod-${p}/agg-${a}`));
      for (const h of numbers(half))
        nodes[`pod-${p}/host-${e}-${h}`] = { kind: 'compute', dependsOn: [`pod-${p}/edge-${e}`] };
    }
  }
  const random = randomFrom(k);
  const draw = (count) => Math.floor(random() * count);
  const server = () => `pod-${draw(k)}/host-${draw(half)}-${draw(half)}`;
  nodes.service = service(['pod-0/host-0-0', 'pod-1/host-1-1', 'pod-2/host-2-2']);
  for (const s of numbers(SERVICES)) {
    const servers = new Set();
    while (servers.size < 2 + (s % 2)) servers.add(server());
    nodes[`service-${s}`] = service([...servers]);
  }
  return nodes;
};

const anyOf = (ids) => ({ kind: 'network', dependsOn: [{ anyOf: ids }] });
const service = (servers) => ({ kind: 'app', dependsOn: [{ anyOf: servers }] });
const textOf = (nodes) => JSON.stringify({ faultline: 1, nodes });

/** What a device is, by its id. */
const deviceOf = (id) => /(host|edge|agg|core)/.exec(id)[1];

// —— the audit —————————————————————————————————————————————————————————————————————————————————————————————————————

/** From an estate to the risk groups of one service: the first by size, and the likeliest. */
const audit = (estate, id) => {
  const network = compile(estate, DAY);
  return { network, ...groupsOf(estate, conesOf(network, inputsOf(network)), id) };
};

const groupsOf = (estate, find, id) => {
  const isDevice = (position) => estate.nodes[position].kind !== 'app';
  const found = cutSetsOf(find(estate.positions.get(id), 3, isDevice));
  ok(found.isComplete);
  return {
    top: found.first(TOP),
    likely: found.first(TOP, (position) => WEIGHTS[deviceOf(estate.nodes[position].id)]),
  };
};

/** The milliseconds of each of the many services, on one network. */
const audits = (estate, network) => {
  const find = conesOf(network, inputsOf(network));
  return numbers(SERVICES).map((s) => timed(() => groupsOf(estate, find, `service-${s}`)).ms);
};

/** Each group takes the service down, and without any of its members it does not: by the engine of `impact`. */
const checkGroups = (estate, network, id, groups) => {
  const app = estate.positions.get(id);
  const falls = (group) =>
    propagate(
      network,
      group.map((position) => ({ position, rank: 3 })),
    ).ranks[app] === 3;
  equal(new Set(groups.map(String)).size, TOP);
  for (const group of groups) {
    ok(falls(group));
    // Of the large ones a few members speak for all.
    for (const member of group.slice(0, 8)) ok(!falls(group.filter((other) => other !== member)));
  }
};

const idsOf = (estate, groups) => groups.map((group) => group.map((position) => estate.nodes[position].id));

// —— a change ——————————————————————————————————————————————————————————————————————————————————————————————————————

/** One link in a hundred, drawn by lot, is taken out; a server that loses its only one is plugged in elsewhere. */
const changesIn = (nodes, random) => {
  const changed = {};
  let count = 0;
  for (const [id, node] of Object.entries(nodes)) {
    if (node.kind === 'app' || node.dependsOn === undefined) continue;
    const [first] = node.dependsOn;
    if (typeof first === 'string') {
      if (random() >= CHANGED) continue;
      count++;
      changed[id] = { ...node, dependsOn: [first.replace(/\d+$/, (edge) => String(edge === '0' ? 1 : 0))] };
      continue;
    }
    const left = first.anyOf.filter(() => random() >= CHANGED);
    if (left.length === first.anyOf.length) continue;
    count += first.anyOf.length - left.length;
    changed[id] = { ...node, dependsOn: [{ anyOf: left }] };
  }
  return { nodes: changed, count };
};

/** The estate with these nodes replaced: what they require is swapped, everything else stays as it is. */
const changedEstate = (estate, { nodes }) => {
  const list = [...estate.nodes];
  for (const [id, { dependsOn }] of Object.entries(nodes)) {
    const position = estate.positions.get(id);
    list[position] = { ...list[position], dependsOn: dependsOn.map(requirementOf) };
  }
  return { ...estate, nodes: list };
};

const requirementOf = (entry) =>
  typeof entry === 'string'
    ? { form: 'node', node: entry }
    : { form: 'anyOf', of: entry.anyOf.map((node) => ({ form: 'node', node })) };

const timedLater = async (call) => {
  const start = performance.now();
  const result = await call();
  return { result, ms: performance.now() - start };
};
