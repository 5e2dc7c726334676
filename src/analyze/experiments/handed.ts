/** From a plan to an experiment: what it says in a sentence, and what each tool is handed. */
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { targetsOf } from '../../model/requirement.ts';
import type { Experiment, HandOff, Plan, Reach, Tool } from './experiment.ts';
import { toFis } from './fis.ts';
import { sentenceOf } from './words.ts';
import { toLitmus } from './litmus.ts';
import { toLocalstack } from './localstack.ts';
import type { PodsOf } from './pods.ts';
import { type Thing, thingOf } from './things.ts';

/** Hands plans to tools. */
export const handOver = (
  estate: Estate,
  plans: readonly Plan[],
  tools: readonly Tool[],
  podsOf: PodsOf,
): readonly Experiment[] => {
  const regions = regionsOf(estate);
  const usersOf = usersIn(estate);
  return plans.map((plan) => handedTo(estate, plan, tools, { podsOf, regions, usersOf }));
};

interface Known {
  readonly podsOf: PodsOf;
  readonly regions: readonly string[];
  readonly usersOf: (thing: Thing) => readonly Thing[];
}

const handedTo = (
  estate: Estate,
  plan: Plan,
  tools: readonly Tool[],
  { podsOf, regions, usersOf }: Known,
): Experiment => {
  const things = plan.fail.map((position) => thingOf(estate, position));
  const hypothesis = sentenceOf(estate, plan);
  const owner = plan.edge === undefined ? {} : { owner: thingOf(estate, plan.edge.owner) };
  const handOff = (tool: Tool): HandOff => {
    switch (tool) {
      case 'fis':
        return toFis(plan, { things, podsOf, hypothesis, regions });
      case 'litmus':
        return toLitmus(plan, { estate, things, podsOf, usersOf, hypothesis, ...owner });
      case 'localstack':
        return toLocalstack(plan, things);
    }
  };
  return { ...plan, handOffs: tools.map((tool) => withGuesses(handOff(tool), things)) };
};

/** What only the kind of a node says is told as a guess. */
const withGuesses = (handOff: HandOff, things: readonly Thing[]): HandOff => ({
  ...handOff,
  reaches: handOff.reaches.map((reach, i): Reach => {
    const { isGuess, service, node } = things[i]!;
    if (isGuess !== true || reach.action === undefined) return reach;
    const guess = `taken for ${service!} by its kind, ${node.kind}`;
    return { ...reach, differs: reach.differs === undefined ? guess : `${guess}; ${reach.differs}` };
  }),
});

/** Regions of AWS that there are nodes of. */
const regionsOf = (estate: Estate): readonly string[] =>
  estate.nodes.flatMap(({ kind }, position) => {
    const region = kind === 'region' ? thingOf(estate, position).region : undefined;
    return region === undefined ? [] : [region];
  });

/** Workloads of one thing that are cut off, at the most: more is no experiment. */
const MOST_USERS = 20;

/** Who needs what: workloads, directly or through what is none (a service, a record). */
const usersIn = (estate: Estate): Known['usersOf'] => {
  let users: Map<string, number[]> | undefined;
  const usersOfId = (id: string): readonly number[] => {
    if (users === undefined) {
      users = new Map();
      for (const [position, node] of estate.nodes.entries()) {
        for (const target of new Set(requirementsOf(node).flatMap(targetsOf))) {
          const known = users.get(target);
          if (known === undefined) users.set(target, [position]);
          else known.push(position);
        }
      }
    }
    return users.get(id) ?? [];
  };
  return ({ node }) => {
    const found = new Map<number, Thing>();
    const seen = new Set<number>();
    const open = [...usersOfId(node.id)];
    for (let at = open.pop(); at !== undefined && found.size <= MOST_USERS; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const thing = thingOf(estate, at);
      if (thing.sort === 'kubernetes-workload') found.set(at, thing);
      else open.push(...usersOfId(estate.nodes[at]!.id));
    }
    return found.size > MOST_USERS ? [] : [...found].toSorted(([a], [b]) => a - b).map(([, thing]) => thing);
  };
};
