/**
 * Proves that the JSON of the audit is what its schemas say: for every real document, for thousands of random ones, and
 * where that matters with options; and that the schemas refuse what means nothing.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/analyze/advise.ts';
import { availability } from '../../src/analyze/availability.ts';
import type { Analysis } from '../../src/analyze/analysis.ts';
import { check } from '../../src/analyze/check.ts';
import { cutSets } from '../../src/analyze/cut-sets.ts';
import { spof } from '../../src/analyze/spof.ts';
import { sweep } from '../../src/analyze/sweep.ts';
import type { Estate } from '../../src/model/estate.ts';
import { UserError } from '../../src/model/user-error.ts';
import { json } from '../../src/report/json.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { ROOT } from '../cli/run.ts';
import { DAY, documents } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holdsInTime } from '../support/law.ts';
import { errorsOf, validatorOf } from './schemas.ts';

const VALIDATORS = {
  check: validatorOf('check'),
  sweep: validatorOf('sweep'),
  'sweep-shard': validatorOf('sweep-shard'),
  spof: validatorOf('spof'),
  'cut-sets': validatorOf('cut-sets'),
  availability: validatorOf('availability'),
  advise: validatorOf('advise'),
};

type Command = keyof typeof VALIDATORS;

type Asked = readonly [analysis: Analysis, args: readonly string[], options: Readonly<Record<string, unknown>>];

/** Every question of the audit, about one node of an estate. */
const asked = (about: string): readonly Asked[] => [
  [check, [], {}],
  [check, [], { failOn: 'never', rule: ['shared-fate', 'single-region'] }],
  [sweep, [], {}],
  [sweep, [], { pairs: true, limit: '5', by: 'nodes' }],
  [sweep, [], { shard: '1/2' }],
  [spof, [about], { state: 'partial', among: ['**'] }],
  [cutSets, [about], { order: '2', among: ['**'], limit: '20' }],
  [cutSets, [about], { allOrders: true, among: ['**'] }],
  [availability, [about], { importance: true, all: true }],
  [availability, [about], { assume: ['**=99%'], importance: true }],
  [availability, [about], { assume: ['**=90%'], method: 'monte-carlo', samples: '200' }],
  [advise, [about], { maxChanges: '1' }],
];

type Result = readonly [Command, object];

/** The results of all questions, as JSON says them; none of a question that cannot be asked (pairs of one node). */
const resultsOf = async (estate: Estate, about: string): Promise<readonly Result[]> => {
  const results = await Promise.all(
    asked(about).map(async ([analysis, args, options]): Promise<readonly Result[]> => {
      try {
        const report = await analysis.run({ estate, today: DAY, args, options: options as Parameters<Analysis['run']>[0]['options'] });
        const text = json.render(report, { width: 80, paint: (_, it) => it });
        return [[report.command as Command, JSON.parse(text) as object]];
      } catch (error) {
        if (error instanceof UserError) return [];
        throw error;
      }
    }),
  );
  return results.flat();
};

const flawsIn = (results: readonly Result[]): readonly string[] =>
  results.flatMap(([command, result]) => {
    const said = 'shard' in result ? 'sweep-shard' : command;
    return errorsOf(VALIDATORS[said], result).map((error) => `${said}: ${error}`);
  });

const DOCUMENTS = ['examples', 'incidents'].flatMap((folder) =>
  readdirSync(path.join(ROOT, 'graphs', folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `graphs/${folder}/${file}`),
);

describe('results are what their schemas say', () => {
  it.each(DOCUMENTS)('%s', { timeout: 60_000 }, async (file) => {
    const estate = await loadEstate([file], { cwd: ROOT });
    const app = estate.nodes.find(({ kind }) => kind === 'app') ?? estate.nodes[0]!;
    expect(flawsIn(await resultsOf(estate, app.id))).toEqual([]);
  });

  it('any document', { timeout: 120_000 }, async () => {
    const seen = { '"findings":[{': 0, '"cutSets":[{': 0, '"sharedFates":[{': 0, '"shard":{': 0, '"because":[{': 0 };
    await holdsInTime(
      60,
      fc.asyncProperty(documents({ nodes: 8 }), fc.nat(7), async (document, n) => {
        const estate = estateOf(document);
        const results = await resultsOf(estate, estate.nodes[n % estate.nodes.length]!.id);
        expect(flawsIn(results)).toEqual([]);
        const all = JSON.stringify(results);
        for (const key of Object.keys(seen) as (keyof typeof seen)[]) if (all.includes(key)) seen[key]++;
      }),
    );
    // It would prove little if the rarer parts of results never came up.
    for (const [key, times] of Object.entries(seen)) expect.soft(times, key).toBeGreaterThan(0);
  });
});

/** Where a schema takes any key or number: measures that may be negative, and what is not said more closely. */
const LOOSE = /(^summary\.tiers|^weights\.\w+|\.birnbaum|\.fussellVesely|\.removed)$/;

type Path = readonly (string | number)[];

/** Every value within a value, with its path. */
const within = (value: unknown, at: Path = []): readonly (readonly [Path, unknown])[] => [
  [at, value],
  ...(Array.isArray(value)
    ? value.flatMap((inner, i) => within(inner, [...at, i]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => within(inner, [...at, key]))
      : []),
];

/** A copy with the value at a path changed. */
const changed = (value: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown => {
  if (step === undefined) return change(value);
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const inner = copy as Record<string | number, unknown>;
  inner[step] = changed(inner[step], rest, change);
  return copy;
};

describe('the schemas refuse', async () => {
  const estate = await loadEstate(['graphs/examples/web-shop-multi-region.yaml'], { cwd: ROOT });
  const results = await resultsOf(estate, 'checkout');

  it.each(results.map(([command, result], i) => [`${command} ${i}`, result] as const))(
    'in the result of %s what does not belong there',
    { timeout: 60_000 },
    (name, result) => {
      const command = name.split(' ')[0] as Command;
      const validate: ValidateFunction = VALIDATORS['shard' in result ? 'sweep-shard' : command];
      // Lists of the same are judged by their first entries.
      const parts = within(result).filter(([at]) => at.every((step) => typeof step !== 'number' || step < 2));
      expect(parts.length).toBeGreaterThan(10);
      const named = (taken: readonly (readonly [Path, unknown])[]): readonly string[] => taken.map(([at]) => at.join('.')).filter((at) => !LOOSE.test(at));
      const surprised = parts
        .filter(([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value))
        .filter(([at]) => validate(changed(result, at, (value) => ({ ...(value as object), 'a surprise': 1 }))));
      expect(named(surprised)).toEqual([]);
      const otherwise = parts
        .filter(([at]) => at.length > 0)
        .filter(([at, value]) => validate(changed(result, at, () => (typeof value === 'object' ? 'x' : {}))));
      expect(named(otherwise)).toEqual([]);
      const negative = parts
        .filter(([, value]) => typeof value === 'number')
        .filter(([at]) => validate(changed(result, at, () => -1)));
      expect(named(negative)).toEqual([]);
    },
  );
});
