/**
 * Traces and lists of dependencies: services, and who calls or tells whom how often.
 *
 * The truth has the way that a call or a message goes. Of a message ours says that the consumer needs the producer: the
 * same statement, so it is turned round here; the table says of how many.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { graphOf, localOf } from './graph.mjs';
import { NOTHING, compared, precisionOf, recallOf, sum } from './score.mjs';

export const byTraces = async (truth, { checkouts, show }) => {
  const checkout = path.join(checkouts, truth.source[0].repo.replace(/^github:/, '').replace('/', '+'));
  let total = NOTHING;
  let [services, servicesFound, counts, countsRight, messages] = [0, 0, 0, 0, 0];
  for (const { file, services: wanted, edges = [], error } of truth.jaeger_files) {
    if (error !== undefined) continue;
    const graph = await callsIn(path.join(checkout, file), checkout);
    const edgesWanted = sumByPair(edges.map(arrow));
    const score = compared(
      [...edgesWanted.values()].map(({ pair }) => pair),
      graph.pairs,
      graph.services,
      graph.services,
    );
    total = sum(total, score);
    messages += graph.messages;
    services += wanted;
    servicesFound += Math.min(wanted, graph.services.size);
    if (graph.services.size !== wanted)
      show(`${truth.system} ${file}`, [[`services ${graph.services.size}`, String(wanted)]], []);
    for (const [key, { calls, pair }] of edgesWanted) {
      counts++;
      if (graph.calls.get(key) === calls) countsRight++;
      else show(`${truth.system} ${file}`, [[...pair, `×${calls}, found ${graph.calls.get(key)}`]], []);
    }
    show(`${truth.system} ${file}`, score.missing, score.wrong);
  }
  return [
    {
      what: 'calls in traces',
      nodes: `${servicesFound}/${services}`,
      recall: recallOf(total),
      precision: precisionOf(total),
      note: `counts right ${countsRight}/${counts}; ${messages} pairs are messages${await twins(truth, checkout)}`,
    },
    ...(await lists(truth, checkout)),
  ];
};

/** The same trace in two formats must say the same. */
const twins = async ({ metamorphic = [] }, checkout) => {
  const files = metamorphic.flatMap((text) => {
    const [first, second] = text.match(/[\w./-]+\.json/g) ?? [];
    return first === undefined || second === undefined
      ? []
      : [[first, path.join(path.dirname(first), path.basename(second))]];
  });
  let same = 0;
  for (const pair of files) {
    const [one, other] = await Promise.all(pair.map((file) => callsIn(path.join(checkout, file), checkout)));
    const isSame = (a, b) => a.size === b.size && [...a].every((item) => b.has(item));
    if (
      isSame(one.services, other.services) &&
      isSame(new Set(one.calls.keys()), new Set(other.calls.keys()))
    )
      same++;
  }
  return files.length === 0 ? '' : `, twins alike ${same}/${files.length}`;
};

/** Lists of dependencies, by their numbers of links, services and calls. */
const lists = async ({ dependency_samples: samples = {} }, checkout) => {
  const lines = [];
  for (const [name, { links, services, calls }] of Object.entries(samples)) {
    const file = found(checkout, `sample_data/${name}.json`);
    if (file === undefined) continue;
    const graph = await callsIn(file, checkout);
    const sumOfCalls = [...graph.calls.values()].reduce((total, count) => total + count, 0);
    lines.push({
      what: `dependencies, ${name}`,
      nodes: `${graph.services.size}/${services}`,
      recall: `${graph.calls.size}/${links}`,
      note: `calls ${sumOfCalls} of ${calls}`,
    });
  }
  return lines;
};

/** Services and calls of one file: what was seen, by the ledger; names are the last words of ids. */
const callsIn = async (file, checkout) => {
  const { nodes, testimonies } = existsSync(file)
    ? await graphOf([file], checkout)
    : { nodes: new Map(), testimonies: [] };
  const isService = ({ tags }) => tags.includes('trace/service');
  const services = new Set([...nodes.values()].filter(isService).map(({ id }) => localOf(id)));
  const calls = new Map();
  let messages = 0;
  for (const { from, to, tells, class: kind, observed } of testimonies) {
    if (tells !== 'observed') continue;
    const pair = [localOf(from), localOf(to)];
    if (!pair.every((name) => services.has(name))) continue;
    if (kind === 'asynchronous') messages++;
    const key = (kind === 'asynchronous' ? pair.toReversed() : pair).join(' ');
    calls.set(key, (calls.get(key) ?? 0) + (observed?.calls ?? 0));
  }
  return { services, calls, messages, pairs: [...calls.keys()].map((key) => key.split(' ')) };
};

/** `a -> b CHILD_OF x3` */
const arrow = (text) => {
  const [, from, to, times] = /^(.+?)\s+->\s+(.+?)\s+\w+\s+x(\d+)$/.exec(text) ?? [];
  return { pair: [from, to], calls: Number(times) };
};

const sumByPair = (some) => {
  const sums = new Map();
  for (const { pair, calls } of some) {
    const key = pair.join(' ');
    sums.set(key, { pair, calls: calls + (sums.get(key)?.calls ?? 0) });
  }
  return sums;
};

const found = (folder, ending) => {
  const name = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(
    (one) =>
      one.endsWith(ending) && !one.includes('node_modules') && statSync(path.join(folder, one)).isFile(),
  );
  return name === undefined ? undefined : path.join(folder, name);
};
