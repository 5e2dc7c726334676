/**
 * How right a scan is: scans checkouts of real systems, and compares with what is known of each.
 *
 *     npm run build && node bench/scan-accuracy.mjs --truth DIR --checkouts DIR [--only SYSTEM] [--show 20]
 *
 * Checkouts are not part of the project: clone the repositories that the truth files name, at the commit they name,
 * into folders called OWNER+NAME.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { byEntities } from './accuracy/backstage.mjs';
import { byApps, bySynthesis } from './accuracy/cdk.mjs';
import { graphOf, localOf } from './accuracy/graph.mjs';
import { byPrograms } from './accuracy/pulumi.mjs';
import { NOTHING, bulkLine, compared, nodesOf, precisionOf, recallOf, sum } from './accuracy/score.mjs';
import { bySites } from './accuracy/sdk.mjs';
import { checkoutOf, edgeFilesOf, inputsOf, truthsIn } from './accuracy/systems.mjs';
import { byTraces } from './accuracy/traces.mjs';
import { isOfKind } from './accuracy/words.mjs';

const { values: asked } = parseArgs({
  options: {
    truth: { type: 'string' },
    checkouts: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    show: { type: 'string', default: '0' },
  },
});

const main = async () => {
  if (asked.truth === undefined || asked.checkouts === undefined) {
    throw new Error(
      'usage: node bench/scan-accuracy.mjs --truth DIR --checkouts DIR [--only SYSTEM] [--show N]',
    );
  }
  const rows = [];
  for (const truth of truthsIn(asked.truth)) {
    if (asked.only.length > 0 && !asked.only.includes(truth.system)) continue;
    const checkout = checkoutOf(truth, asked.checkouts);
    if (checkout === undefined) process.stderr.write(`${truth.system}: no checkout\n`);
    else rows.push(...(await scored(truth, checkout)));
  }
  process.stdout.write(table(rows));
};

/** Lines of the table for one system: one for each thing that is known of it. */
const scored = async (truth, checkout) => {
  process.stderr.write(`${truth.system} …\n`);
  const started = performance.now();
  const tools = { checkouts: asked.checkouts, show };
  const isCatalog = String(truth.formats).includes('backstage');
  const lines = [
    ...(Array.isArray(truth.edges) && !isCatalog ? [await byHand(truth, checkout)] : []),
    ...(isCatalog ? [await byEntities(truth, checkout, tools)] : []),
    ...(Array.isArray(truth.apps) ? [await byApps(truth, checkout, tools)] : []),
    ...(Array.isArray(truth.programs) ? await byPrograms(truth, checkout, tools) : []),
    ...(Array.isArray(truth.sites) ? [await bySites(truth, tools)] : []),
    ...(Array.isArray(truth.jaeger_files) ? await byTraces(truth, tools) : []),
    ...(await inBulk(truth, checkout)),
    ...(Array.isArray(truth.samples) ? [await bySamples(truth, checkout)] : []),
    ...(Array.isArray(truth.cases) ? [await byCases(truth, checkout)] : []),
    ...(Array.isArray(truth.files) && truth.naming?.includes('function key')
      ? [await byFunctions(truth, checkout)]
      : []),
    ...(Array.isArray(truth.files) && truth.naming?.includes('config addresses')
      ? [await byPlans(truth, checkout)]
      : []),
    ...(Array.isArray(truth.patterns) ? [await byTitles(truth, checkout)] : []),
  ];
  const seconds = (performance.now() - started) / 1000;
  return lines.map((line, i) => ({ system: truth.system, ...line, ...(i === 0 ? { seconds } : {}) }));
};

// —— nodes and edges by hand ————————————————————————————————————————————————————————————————————————————————————————

/** Edges that no manifest shows must not be asked of a scan of manifests. */
const fromManifests = ({ derivable_from: from = 'manifests' }) => from.startsWith('manifests');

/** Edges that are in the graph, but soft: telemetry, flags, what is needed to start. */
const SOFT = new Set([
  'telemetry',
  'feature-flags',
  'monitoring-scrape',
  'startup-only',
  'permission',
  'kms',
]);

const byHand = async (truth, checkout) => {
  const graph = await graphOf(inputsOf(truth, checkout), checkout);
  const ids = truth.nodes.map(({ id }) => id);
  const names = new Map(ids.map((id) => [id.toLowerCase(), id]));
  const nameOf = (id) => names.get(id.toLowerCase()) ?? names.get(localOf(id).toLowerCase()) ?? id;
  const pairs = (keep) => graph.edges.filter(keep).map(({ from, to }) => [nameOf(from), nameOf(to)]);
  const there = new Set([...graph.nodes.keys()].map(nameOf));
  const wanted = truth.edges.filter(fromManifests).map(({ from, to }) => [from, to]);
  const core = truth.edges.filter((edge) => fromManifests(edge) && !SOFT.has(edge.class));
  const all = truth.edges.map(({ from, to }) => [from, to]);
  const must = compared(
    wanted,
    pairs(() => true),
    ids,
    there,
  );
  const coreScore = compared(
    core.map(({ from, to }) => [from, to]),
    pairs(() => true),
    ids,
    there,
  );
  // What the truth knows from code is no mistake if a scan finds it, too.
  const any = compared(
    all,
    pairs(() => true),
    ids,
    there,
  );
  const forbidden = new Set((truth.non_edges ?? []).map(({ from, to }) => `${from}\0${to}`));
  const emitted = any.wrong.filter((pair) => forbidden.has(pair.join('\0')));
  const dangling = (truth.dangling ?? []).filter(({ from, to }) =>
    graph.edges.some(
      (edge) => nameOf(edge.from) === from && edge.to.toLowerCase().includes(String(to).split(' ')[0]),
    ),
  );
  show(truth.system, must.missing, any.wrong);
  return {
    what: 'edges by hand',
    score: { ...must, found: any.found, right: must.right },
    recall: recallOf(must),
    core: recallOf(coreScore),
    precision: precisionOf(any),
    nodes: nodesOf(must),
    sourced: sourcedShare(graph),
    note: [
      `forbidden ${emitted.length}`,
      ...((truth.dangling ?? []).length > 0
        ? [`dangling told ${dangling.length}/${truth.dangling.length}`]
        : []),
    ].join(', '),
  };
};

// —— edges made mechanically ————————————————————————————————————————————————————————————————————————————————————————

const inBulk = async (truth, checkout) => {
  const lines = [];
  for (const { file, content } of edgeFilesOf(truth)) {
    if (Array.isArray(content)) {
      if (content.every((pair) => Array.isArray(pair)))
        lines.push(await planPairs(truth, checkout, file, content));
      else if (content.every(({ stacks }) => Array.isArray(stacks)))
        lines.push(await bySynthesis(truth, content, { checkouts: asked.checkouts, show }));
    } else if (Array.isArray(content.edges)) {
      lines.push(await oneRoot(truth, checkout, file, content));
    } else lines.push(await perFile(truth, checkout, content));
  }
  return lines;
};

const localPairs = ({ edges }, keep) =>
  edges.filter(keep).map(({ from, to }) => [localOf(from), localOf(to)]);

/** One scan per file: names are logical ids of that file. */
const perFile = async (truth, checkout, content) => {
  let [written, all] = [NOTHING, NOTHING];
  let [edges, sourced] = [0, 0];
  for (const [key, { resources, edges: wanted }] of Object.entries(content)) {
    const file = path.join(checkout, key);
    const graph = existsSync(file) ? await graphOf([file], checkout) : { nodes: new Map(), edges: [] };
    const there = new Set([...graph.nodes.keys()].map(localOf));
    const ids = Object.keys(resources);
    const score = compared(
      wanted,
      localPairs(graph, (edge) => edge.written),
      ids,
      there,
    );
    written = sum(written, score);
    all = sum(
      all,
      compared(
        wanted,
        localPairs(graph, () => true),
        ids,
        there,
      ),
    );
    edges += graph.edges.length;
    sourced += graph.edges.filter((edge) => edge.sourced).length;
    show(`${truth.system} ${key}`, score.missing, score.wrong);
  }
  return {
    ...bulkLine('templates', written, all),
    sourced: edges === 0 ? '–' : (sourced / edges).toFixed(3),
  };
};

/** One scan of one root module: names are addresses. */
const oneRoot = async (truth, checkout, file, content) => {
  const inputs = inputsOf(truth, checkout).filter((input) => !input.endsWith('.json'));
  // Files of one root module: its folder is what is scanned.
  const roots = [...new Set(inputs.map((input) => (input.endsWith('.tf') ? path.dirname(input) : input)))];
  const graph = await graphOf(roots.slice(0, 1), checkout);
  const there = new Set([...graph.nodes.keys()].map(localOf));
  const ids = content.nodes;
  const written = compared(
    content.edges,
    localPairs(graph, (edge) => edge.written),
    ids,
    there,
  );
  const all = compared(
    content.edges,
    localPairs(graph, () => true),
    ids,
    there,
  );
  show(truth.system, written.missing, written.wrong);
  return {
    ...bulkLine('references', written, all),
    sourced: sourcedShare(graph),
    regions: regionShare(graph, truth.regions, new Set(ids)),
  };
};

/** Pairs that Terraform itself computed, transitive: each must be found, or follow. */
const planPairs = async (truth, checkout, file, pairs) => {
  const plan = inputsOf(truth, checkout).filter((input) => input.endsWith('.json'));
  if (plan.length === 0) return { what: path.basename(file), note: 'no plan in the checkout' };
  const graph = await graphOf(plan, checkout);
  const ids = new Set(pairs.flat());
  const there = new Set([...graph.nodes.keys()].map(localOf));
  const found = localPairs(graph, () => true);
  const score = compared(pairs, closure(found), ids, there);
  show(`${truth.system} plan`, score.missing, []);
  return {
    what: 'plan: pairs that follow',
    recall: recallOf(score),
    nodes: nodesOf(score),
    sourced: sourcedShare(graph),
    regions: regionShare(graph, truth.regions, ids),
    note: 'transitive, so no precision',
  };
};

const closure = (pairs) => {
  const next = new Map();
  for (const [from, to] of pairs) next.set(from, [...(next.get(from) ?? []), to]);
  return [...next.keys()].flatMap((from) => {
    const seen = new Set();
    const open = [from];
    while (open.length > 0) {
      for (const to of next.get(open.pop()) ?? []) {
        if (!seen.has(to)) {
          seen.add(to);
          open.push(to);
        }
      }
    }
    return [...seen].map((to) => [from, to]);
  });
};

// —— samples, cases, functions, plans, titles ———————————————————————————————————————————————————————————————————————

/** `a -> b (how)`: each sample is a file, and a system of its own. */
const bySamples = async (truth, checkout) => {
  let total = NOTHING;
  let friends = 0;
  for (const { file, edges = [], false_friends: falseFriends = [] } of truth.samples) {
    const graph = await graphOf([path.join(checkout, file)], checkout);
    const there = new Set([...graph.nodes.keys()].map(localOf));
    const wanted = edges.map(arrow);
    // Every service of the file may be an end: what is found beyond the truth counts against us.
    const score = compared(
      wanted,
      localPairs(graph, ({ to }) => !to.startsWith('external/')),
      there,
      there,
    );
    show(`${truth.system} ${file}`, score.missing, score.wrong);
    const found = new Set(localPairs(graph, () => true).map((pair) => pair.join(' ')));
    friends += falseFriends.map(arrow).filter((pair) => found.has(pair.join(' '))).length;
    total = sum(total, score);
  }
  return {
    what: 'samples',
    score: total,
    recall: recallOf(total),
    precision: precisionOf(total),
    nodes: '–',
    note: `false friends ${friends}`,
  };
};

const arrow = (text) => {
  const [, from, to] = /^(\S+) -> (\S+)/.exec(text) ?? [];
  return [from, to];
};

/** Graphs of another tool, which folds attachments and groups into edges: an edge of it must be a path of ours. */
const byCases = async (truth, checkout) => {
  let [nodes, nodesFound, edges, edgesFound, errors, told] = [0, 0, 0, 0, 0, 0];
  for (const { input, nodes: ids = [], edges: arrows = [], expects_error: mustFail } of truth.cases) {
    const graph = await graphOf([path.join(checkout, input)], checkout);
    if (mustFail === true) {
      errors++;
      if (graph.findings.length > 0) told++;
    }
    const known = ids.filter((id) => !id.startsWith('im_out'));
    const there = known.filter((id) => graph.byLocal.has(id));
    nodes += known.length;
    nodesFound += there.length;
    const missing = known.filter((id) => !graph.byLocal.has(id)).map((id) => [input, id]);
    const wanted = arrows
      .map((text) => text.split(' -> '))
      .filter((pair) => pair.every((id) => known.includes(id)));
    const near = wanted.filter(([from, to]) => isNear(graph, from, to, 5));
    edges += wanted.length;
    edgesFound += near.length;
    show(`${truth.system} ${input}`, [...missing, ...wanted.filter((pair) => !near.includes(pair))], []);
  }
  return {
    what: 'graphs of another tool',
    recall: `${edgesFound}/${edges}`,
    nodes: (nodesFound / nodes).toFixed(3),
    note: `errors told ${told}/${errors}; edges as paths`,
  };
};

const isNear = (
  graph,
  from,
  to,
  most,
  isFrom = (id) => localOf(id) === from,
  isTo = (id) => localOf(id) === to,
) => {
  const around = new Map();
  const join = (a, b) => around.set(a, [...(around.get(a) ?? []), b]);
  for (const edge of graph.edges) {
    // Everything stands on its region: that two things do is no connection.
    if (/^(?:aws|gcp|azure)\//.test(edge.to) && !isTo(edge.to) && !isFrom(edge.to)) continue;
    join(edge.from, edge.to);
    join(edge.to, edge.from);
  }
  let edge = new Set([...graph.nodes.keys(), ...around.keys()].filter(isFrom));
  const seen = new Set(edge);
  for (let step = 0; step <= most; step++) {
    if ([...edge].some(isTo)) return true;
    edge = new Set([...edge].flatMap((id) => around.get(id) ?? []).filter((id) => !seen.has(id)));
    for (const id of edge) seen.add(id);
  }
  return false;
};

/** Serverless files: functions and resources by name, events and policies that name resources. */
const byFunctions = async (truth, checkout) => {
  let total = NOTHING;
  let [regions, regionsRight] = [0, 0];
  for (const one of truth.files) {
    const {
      file,
      functions = [],
      resources = {},
      iam_refs: allowed = [],
      provider_env_refs: named = [],
    } = one;
    const graph = await graphOf([path.join(checkout, file)], checkout);
    const there = new Set([...graph.nodes.keys()].map(localOf));
    const ids = [...functions.map(({ name }) => name), ...Object.keys(resources)];
    const wanted = functions.flatMap(({ name, events = [] }) =>
      [...events.flatMap(({ refs = [] }) => refs), ...allowed, ...named].map((to) => [name, to]),
    );
    const isFunction = new Set(functions.map(({ name }) => name));
    const found = localPairs(graph, ({ from }) => isFunction.has(localOf(from)));
    const score = compared(
      wanted.filter(([, to]) => ids.includes(to)),
      found,
      ids,
      there,
    );
    show(`${truth.system} ${file}`, score.missing, score.wrong);
    total = sum(total, score);
    if (one.region !== undefined && one.provider === 'aws') {
      for (const { name } of functions) {
        for (const id of graph.byLocal.get(name) ?? []) {
          regions++;
          if (graph.nodes.get(id).regions.has(one.region)) regionsRight++;
        }
      }
    }
  }
  return {
    what: 'functions',
    score: total,
    recall: recallOf(total),
    precision: precisionOf(total),
    nodes: nodesOf(total),
    regions: regions === 0 ? '–' : (regionsRight / regions).toFixed(3),
  };
};

/** Plans and states, each file alone: edges as listed, and what cannot be read is told. */
const byPlans = async (truth, checkout) => {
  let total = NOTHING;
  let [unreadable, told] = [0, 0];
  for (const { file, edge_list: arrows = [], config_resources: configured, unparsable } of truth.files) {
    const graph = await graphOf([path.join(checkout, file)], checkout);
    if (unparsable !== undefined) {
      unreadable++;
      if (graph.findings.some(({ kind }) => kind === 'unreadable')) told++;
    }
    const there = new Set([...graph.nodes.keys()].map(localOf));
    const wanted = arrows.map((text) => text.split(' -> '));
    const score = compared(
      wanted,
      localPairs(graph, () => true),
      there,
      there,
    );
    // Of states the truth lists no edges: what is found in them is not judged.
    if (!(configured > 0)) continue;
    show(`${truth.system} ${file}`, score.missing, score.wrong);
    total = sum(total, score);
  }
  return {
    what: 'plans',
    score: total,
    recall: recallOf(total),
    precision: precisionOf(total),
    nodes: '–',
    note: `unreadable told ${told}/${unreadable}`,
  };
};

const byTitles = async (truth, checkout) => {
  let [pairs, found] = [0, 0];
  for (const { dir, chain, formats } of truth.patterns) {
    // CDK and Pulumi programs are read by other scanners.
    if (formats.every((format) => /^(?:cdk|pulumi)/.test(format))) continue;
    const folder = path.join(checkout, dir);
    if (!existsSync(folder)) continue;
    const graph = await graphOf([folder], checkout);
    const is = (kind) => {
      const fits = isOfKind(kind);
      return (id) => fits(graph.nodes.get(id) ?? { id, tags: [] });
    };
    for (let i = 0; i + 1 < chain.length; i++) {
      pairs++;
      if (isNear(graph, '', '', 4, is(chain[i]), is(chain[i + 1]))) found++;
      else show(`${truth.system} ${dir}`, [[chain[i], chain[i + 1]]], []);
    }
  }
  return { what: 'author-stated pairs', recall: `${found}/${pairs}`, note: 'paths of at most 4' };
};

// —— shares and the table ———————————————————————————————————————————————————————————————————————————————————————————

const sourcedShare = ({ edges }) =>
  edges.length === 0 ? '–' : (edges.filter(({ sourced }) => sourced).length / edges.length).toFixed(3);

/** Of the AWS resources that the truth knows and that are in a region, how many are in the one that it names. */
const regionShare = ({ nodes }, regions = [], known) => {
  const [wanted] = regions.map(({ value }) => value);
  if (wanted === undefined) return '–';
  const placed = [...nodes.values()].filter(
    ({ id, tags, regions: own }) =>
      own.size > 0 && known.has(localOf(id)) && tags.some((tag) => tag.startsWith('aws_')),
  );
  if (placed.length === 0) return '0';
  return (placed.filter(({ regions: own }) => own.has(wanted)).length / placed.length).toFixed(3);
};

const show = (title, missing, wrong) => {
  const most = Number(asked.show);
  if (most === 0 || (missing.length === 0 && wrong.length === 0)) return;
  const lines = [
    ...missing.slice(0, most).map((pair) => `  missing ${pair.join(' -> ')}`),
    ...wrong.slice(0, most).map((pair) => `  wrong   ${pair.join(' -> ')}`),
  ];
  process.stderr.write(`${title}\n${lines.join('\n')}\n`);
};

const COLUMNS = [
  ['System', 'system'],
  ['What', 'what'],
  ['Nodes', 'nodes'],
  ['Recall', 'recall'],
  ['Core recall', 'core'],
  ['Precision', 'precision'],
  ['with links', 'withLinks'],
  ['Regions', 'regions'],
  ['file:line', 'sourced'],
  ['Seconds', 'seconds'],
  ['', 'note'],
];

const table = (rows) => {
  const cell = (row, key) => (typeof row[key] === 'number' ? row[key].toFixed(1) : (row[key] ?? ''));
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  return [
    line(COLUMNS.map(([title]) => title)),
    line(COLUMNS.map(() => '---')),
    ...rows.map((row) => line(COLUMNS.map(([, key]) => cell(row, key)))),
  ].join('');
};

await main();
