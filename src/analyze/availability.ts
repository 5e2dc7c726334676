/**
 * How much of the time apps are there: the exact probability that each is in a state or worse, from the availabilities
 * of what it stands on.
 */
import { select } from '../assemble/select.ts';
import { compile } from '../engine/compile.ts';
import { inputsOf } from '../engine/network.ts';
import type { Estate } from '../model/estate.ts';
import type { Report } from '../model/report.ts';
import { type Rank, stateOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import { defineAnalysis } from './analysis.ts';
import { rowLimit } from './asked.ts';
import type { Availability } from './availability/answer.ts';
import { chancesOf } from './availability/chances.ts';
import { dataOf, tableOf } from './availability/data.ts';
import {
  type Effort,
  type Figure,
  type Risk,
  type RiskFinder,
  figureOf,
  isSameRisk,
  risksOf,
} from './availability/figure.ts';
import { groundOf } from './availability/ground.ts';
import { type ExportedTree, openPsaText } from './availability/open-psa.ts';
import { availabilityBlocks, availabilityTitle } from './availability/words.ts';
import { wholeOption } from './availability/whole.ts';
import { DATE_OPTION } from './played.ts';

/** Rows of a table, unless asked otherwise; JSON always has all. */
const ROWS = 30;

const SAMPLES = 1_000_000;
const SEED = 1;
const NODES = 2_000_000;

/** The states that an app can fall to, worst first. */
const RANKS = [3, 2, 1] as const satisfies readonly Rank[];

export const availability = defineAnalysis({
  name: 'availability',
  summary: 'how much of the time apps are there, and what that hangs on',
  argument: {
    name: 'app',
    description: 'selections of what is asked about (default: all apps)',
    required: false,
    many: true,
  },
  options: [
    {
      name: 'state',
      value: 'state',
      choices: ['outage', 'partial', 'degraded'],
      description: 'only the probability of this state or worse (default: of each of the three)',
    },
    {
      name: 'importance',
      description:
        'also how much each part matters: Birnbaum, Fussell–Vesely, achievement and reduction worth',
    },
    {
      name: 'assume',
      value: 'selection=availability',
      many: true,
      description:
        'an availability for nodes that have none (kind:zone=99.95%); the last that matches counts',
    },
    {
      name: 'method',
      value: 'method',
      choices: ['exact', 'monte-carlo'],
      description: 'only this method (default: exact, and Monte Carlo where that is out of reach)',
    },
    {
      name: 'nodes',
      value: 'number',
      description: `nodes of a decision diagram from which on it is out of reach (default: ${NODES})`,
    },
    { name: 'samples', value: 'number', description: `samples of Monte Carlo (default: ${SAMPLES})` },
    { name: 'seed', value: 'number', description: `where its random numbers begin (default: ${SEED})` },
    { name: 'open-psa', value: 'file', description: 'also write the fault trees, in the Open-PSA format' },
    { name: 'all', description: 'also list the parts whose availability is not known' },
    { name: 'limit', value: 'rows', description: `rows of a table, 0 for all (default: ${ROWS})` },
    DATE_OPTION,
  ],
  examples: [
    'availability',
    'availability checkout --state outage --importance',
    'availability --assume kind:zone=99.95% --assume kind:region=99.99%',
    'availability checkout --open-psa checkout.xml',
  ],
  run: ({ estate, args, options, today, progress }) => {
    const asked = askedAbout(estate, args);
    const day = options.date ?? today;
    const ranks =
      options.state === undefined ? RANKS : RANKS.filter((rank) => stateOf(rank) === options.state);
    const limit = rowLimit(options.limit, ROWS);
    const effort: Effort = {
      ...(options.method === undefined ? {} : { method: options.method }),
      nodes: wholeOption('nodes', options.nodes, NODES, { least: 1, most: 50_000_000 }),
      samples: wholeOption('samples', options.samples, SAMPLES, { least: 1, most: 10_000_000_000 }),
      seed: wholeOption('seed', options.seed, SEED, { least: 0, most: Number.MAX_SAFE_INTEGER }),
      withImportance: options.importance === true,
      ...(progress === undefined ? {} : { progress }),
    };
    const chances = chancesOf(estate, options.assume);
    const network = compile(estate, day);
    const inputs = inputsOf(network);
    const target = options['open-psa'];
    const riskOf = risksOf(network, inputs, chances);
    const { figures, trees } = worked(estate, riskOf, asked, ranks, effort, target !== undefined);
    const answer: Availability = {
      estate,
      asked,
      ranks,
      chances,
      ground: groundOf(network, inputs, asked),
      figures,
      effort,
      listsUnknown: options.all === true,
      ...(options.date === undefined ? {} : { dayGiven: options.date }),
    };
    return {
      command: 'availability',
      title: availabilityTitle(answer),
      blocks: () => availabilityBlocks(answer, limit),
      data: () => dataOf(answer),
      table: () => tableOf(answer),
      ...(target === undefined ? {} : { writes: () => new Map([[target, openPsaText(trees)]]) }),
    } satisfies Report;
  },
});

const askedAbout = (estate: Estate, selections: readonly string[]): readonly number[] => {
  if (selections.length > 0) return select(estate, selections);
  const apps = estate.nodes.flatMap(({ kind }, position) => (kind === 'app' ? [position] : []));
  if (apps.length > 0) return apps;
  throw new UserError({
    message: 'the documents describe no app',
    hint: 'name the nodes that you ask about: faultline availability kind:service',
  });
};

const worked = (
  estate: Estate,
  riskOf: RiskFinder,
  asked: readonly number[],
  ranks: readonly Rank[],
  effort: Effort,
  isExported: boolean,
): { readonly figures: readonly Figure[]; readonly trees: readonly ExportedTree[] } => {
  const figures: Figure[] = [];
  const trees: ExportedTree[] = [];
  const outOfReach: string[] = [];
  asked.forEach((position, index) => {
    const { id } = estate.nodes[position]!;
    effort.progress?.('apps', index, asked.length);
    let before: { readonly risk: Risk; readonly figure: Figure | undefined } | undefined;
    for (const rank of ranks) {
      const risk = riskOf(position, rank);
      const figure =
        before !== undefined && isSameRisk(before.risk, risk)
          ? before.figure && { ...before.figure, rank }
          : figureOf(risk, { position, rank }, effort, `sampling ${id}`);
      before = { risk, figure };
      if (figure === undefined) outOfReach.push(`${id} (${stateOf(rank)})`);
      else figures.push(figure);
      if (isExported) trees.push({ ...risk, estate, position, rank });
    }
  });
  if (outOfReach.length > 0) {
    throw new UserError(
      outOfReach.map((what) => ({
        message: `the exact availability of ${what} takes a diagram of more than ${effort.nodes} nodes`,
        hint: 'allow more with --nodes, or leave out --method for a Monte Carlo answer',
      })),
    );
  }
  return { figures, trees };
};
