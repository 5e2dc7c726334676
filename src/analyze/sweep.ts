/** Every single failure, and what it takes down, worst first; the loss of all that is shared, and pairs. */
import { compile } from '../engine/compile.ts';
import { sweep as sweepHere } from '../engine/sweep/sweep.ts';
import type { Sweeper } from '../engine/sweep/request.ts';
import type { Report } from '../model/report.ts';
import { rankOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import { defineAnalysis } from './analysis.ts';
import { askedIn, rowLimit } from './asked.ts';
import { FAULT_OPTIONS } from './solve.ts';
import { type Census, censusOf, classCountOf } from './sweep/census.ts';
import { digestOf } from './sweep/digest.ts';
import { eachOf, failuresOf, toldOf } from './sweep/losses.ts';
import { type Asked, BY } from './sweep/question.ts';
import { sweepReport } from './sweep/report.ts';
import { WHOLE, assertedCount, numbersOf, shardOf } from './sweep/scenarios.ts';
import { lossesOf, shardReport } from './sweep/shard.ts';
import { rowsOf } from './sweep/swept.ts';

/** Rows of a table on the terminal, unless asked otherwise; JSON has all. */
const ROWS = 20;

const [, STATE, DATE] = FAULT_OPTIONS;

export const sweep = defineAnalysis({
  name: 'sweep',
  summary: 'every single failure, ranked by what it takes down',
  argument: {
    name: 'selection',
    description:
      'what may fail: ids, globs or conditions ("kind:zone in:aws/us-east-1"); default: every node',
    required: false,
    many: true,
  },
  options: [
    {
      name: 'each',
      value: 'what',
      many: true,
      description:
        'what of it fails at a time: node, a kind (region, zone, service, …), or all that shares an owner, provider or vendor; several are divided by commas (default: node)',
    },
    { name: 'pairs', description: 'every two of them at once, ranked by what neither takes down alone' },
    { ...STATE, description: 'the state of what fails (default: outage)' },
    { ...DATE, description: 'the day that decides what dated dependencies count (default: today)' },
    { name: 'only', value: 'selection', many: true, description: 'count only these among what is affected' },
    { name: 'tier', value: 'n', description: 'count as apps only those of tier n and more important ones' },
    {
      name: 'by',
      value: 'what',
      choices: BY,
      description: 'rank by apps tier by tier, by all apps, by cost, or by nodes (default: tier)',
    },
    {
      name: 'limit',
      value: 'rows',
      description: `rows of the table in text and markdown, 0 for all (default: ${ROWS})`,
    },
    {
      name: 'shard',
      value: 'i/n',
      description: 'solve only the i-th of n parts, for "faultline merge": as JSON',
    },
  ],
  examples: [
    'sweep',
    'sweep --each region,zone --tier 1',
    'sweep --each owner,provider,vendor --by cost',
    'sweep "kind:database" "kind:cache" --pairs',
    'sweep --shard 3/8 -o shard-3.json',
  ],
  run: async ({ estate, args, options, today, sweeper = onThisThread, progress }): Promise<Report> => {
    const limit = rowLimit(options.limit, ROWS);
    const shard = options.shard === undefined ? WHOLE : shardOf(options.shard);
    const each = eachOf(options.each);
    const asked: Asked = {
      state: options.state ?? 'outage',
      selection: args,
      each,
      pairs: options.pairs === true,
      ...(options.only === undefined ? {} : { only: options.only }),
      ...(options.tier === undefined ? {} : { tier: tierOf(options.tier) }),
      by: options.by ?? 'tier',
      limit: limit === Infinity ? 0 : limit,
    };
    const day = options.date ?? today;
    const census = censusOf(estate, askedIn(estate, options.only), asked.tier);
    const failures = failuresOf(estate, args, each, day, (position) => countedTier(census, position));
    const numbers = numbersOf(assertedCount(failures.length, asked.pairs, classCountOf(census)), shard);
    const network = compile(estate, day);
    const what = `sweeping ${asked.pairs ? 'pairs' : 'failures'}`;
    progress?.(what, 0, numbers.length);
    const rows = await rowsOf({
      network,
      census,
      failures,
      pairs: asked.pairs,
      rank: rankOf(asked.state),
      numbers,
      sweeper,
      progress: (done, of) => progress?.(what, done, of),
    });
    const losses = failures.map(toldOf);
    const { tiers, totals, perUsd } = census;
    const counted = { tiers, totals, ...(perUsd === undefined ? {} : { perUsd }) };
    if (options.shard === undefined) return sweepReport({ asked, counted, losses, rows });
    return shardReport({
      shard,
      digest: digestOf(asked, network, census, failures),
      asked,
      counted,
      lossCount: losses.length,
      losses: lossesOf(losses, numbers, asked.pairs),
      rows,
    });
  },
});

const onThisThread: Sweeper = async (request, progress) => sweepHere(request, progress);

const tierOf = (text: string): number => {
  if (!/^\d{1,9}$/.test(text))
    throw new UserError({ message: `--tier takes a number, not "${text}"`, hint: 'write --tier 1' });
  return Number(text);
};

const countedTier = ({ tiers, classes }: Census, position: number): number | undefined =>
  tiers[classes[position]!];
