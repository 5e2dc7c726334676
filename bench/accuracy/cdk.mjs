/**
 * CDK apps: constructs by their ids, the first below the stack; what stands deeper belongs to it.
 *
 * An app is scanned alone. Of an id of ours the stack's name is looked for, and the word after it is the construct;
 * where the stack is called otherwise, the first word that is a construct's.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { graphOf } from './graph.mjs';
import { NOTHING, bulkLine, compared, recallOf, sum } from './score.mjs';

/** @typedef {{ checkouts: string, show: (title: string, missing: string[][], wrong: string[][]) => void }} Tools */

/** Apps that were read by eye. */
export const byApps = async (truth, checkout, { show }) => {
  let [written, all] = [NOTHING, NOTHING];
  let [regions, right, states] = [0, 0, 0];
  for (const { app, nodes, edges, region, not_nodes: noNodes = [] } of truth.apps) {
    const folder = path.join(checkout, app);
    const graph = await graphOf([folder], folder);
    const nameOf = nameFrom(nodes, undefined);
    const score = scores(
      graph,
      edges.map(({ from, to }) => [from, to]),
      nodes,
      nameOf,
    );
    written = sum(written, score.written);
    all = sum(all, score.all);
    states += noNodes.filter((id) =>
      [...graph.nodes.keys()].some((node) => node.split('/').includes(slug(id))),
    ).length;
    const [wanted] = /[a-z]{2}-[a-z]+-\d/.exec(region ?? '') ?? [];
    if (wanted !== undefined && nodes.length > 0) {
      regions++;
      const own = [...graph.nodes.values()].filter(({ id }) => nameOf(id) !== undefined);
      if (areThere(own, wanted)) right++;
    }
    show(`${truth.system} ${app}`, score.all.missing, score.written.wrong);
  }
  return {
    ...bulkLine('constructs by hand', written, all),
    recall: recallOf(all),
    regions: `${right}/${regions}`,
    note: `states as nodes ${states}`,
  };
};

/** Apps that were run: edges of each stack, between constructs that its source makes. */
export const bySynthesis = async (truth, apps, { checkouts, show }) => {
  let [written, all] = [NOTHING, NOTHING];
  let [absent, regions, right] = [0, 0, 0];
  const facts = truth.region_facts ?? [];
  for (const { app, source, stacks } of apps) {
    const [repository, inner] = source.split(':');
    const folder = path.join(checkouts, repository.replace('/', '+'), inner);
    if (!existsSync(folder)) {
      absent++;
      continue;
    }
    const graph = await graphOf([folder], folder);
    for (const stack of stacks) {
      const own = Object.keys(stack.constructs).filter((id) => !stack.constructs_auto_generated.includes(id));
      const nameOf = nameFrom(own, stacks.length > 1 ? stack.stack : undefined, stack.stack);
      const score = scores(graph, stack.edges_between_source_constructs, own, nameOf);
      written = sum(written, score.written);
      all = sum(all, score.all);
      show(`${truth.system} ${app} ${stack.stack}`, score.all.missing, score.written.wrong);
      const fact = facts.find((one) => one.app === app && one.stack === stack.stack);
      if (fact === undefined || !isLiteralIn(folder, fact.region)) continue;
      const nodes = [...graph.nodes.values()].filter(({ id }) => id.split('/').includes(slug(stack.stack)));
      // A stack that only the library makes (support for another region) has nothing of the source in it.
      if (own.length === 0 && nodes.length === 0) continue;
      regions++;
      if (areThere(nodes, fact.region)) right++;
      else show(`${truth.system} ${app} ${stack.stack}`, [['region', fact.region]], []);
    }
  }
  return {
    ...bulkLine('constructs, synthesised', written, all),
    recall: recallOf(all),
    regions: `${right}/${regions}`,
    note: `recall of written alone ${recallOf(written)}${absent === 0 ? '' : `, ${absent} apps absent`}`,
  };
};

const scores = (graph, truth, constructs, nameOf) => {
  const there = new Set([...graph.nodes.keys()].map(nameOf).filter((name) => name !== undefined));
  const pairs = (keep) => graph.edges.filter(keep).map(({ from, to }) => [nameOf(from), nameOf(to)]);
  const wanted = truth.map(([from, to]) => [from, to]);
  return {
    written: compared(
      wanted,
      pairs(({ written }) => written),
      constructs,
      there,
    ),
    all: compared(
      wanted,
      pairs(() => true),
      constructs,
      there,
    ),
  };
};

/**
 * @param {readonly string[]} constructs
 * @param {string | undefined} only If given, ids without this stack are none of it.
 * @param {string | undefined} stack
 */
const nameFrom = (constructs, only, stack = only) => {
  const byId = new Map(constructs.map((id) => [slug(id), id]));
  return (node) => {
    const words = node.split('/');
    const at = stack === undefined ? -1 : words.indexOf(slug(stack));
    if (at < 0 && only !== undefined) return undefined;
    const found = at < 0 ? words.find((word) => byId.has(word)) : words[at + 1];
    return found === undefined ? undefined : byId.get(found);
  };
};

/** As ids are written: what they must not hold becomes a dash. */
const slug = (id) => id.replaceAll(/[^A-Za-z0-9._@-]+/g, '-');

/** Whether things are where they should be; what is nowhere is not of a region (a content network's firewall). */
const areThere = (nodes, wanted) => {
  const placed = nodes.filter(({ regions }) =>
    [...regions].some((one) => /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(one)),
  );
  return nodes.length > 0 && placed.every(({ regions }) => regions.has(wanted));
};

/** Whether the region stands in the code: else it is the one of the machine that ran the app. */
const isLiteralIn = (folder, region) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:[cm]?tsx?|json)$/.test(name) && !/node_modules|package-lock|\.d\.ts$/.test(name))
    .some((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8').replaceAll(/^\s*(?:\/\/|\*).*$/gm, '');
      return text.includes(region);
    });
