/** Proves that replay, recovery and backtest return what their schemas say, and that these refuse anything else. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtest } from '../../src/analyze/backtest.ts';
import { backtestReport } from '../../src/analyze/backtest-report.ts';
import { recovery } from '../../src/analyze/recovery.ts';
import { replay } from '../../src/analyze/replay.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import { json } from '../../src/report/json.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { estateOver } from '../analyze/ask-timed.ts';
import { ROOT } from '../cli/run.ts';
import { DAY } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import { timedSystems } from '../support/timed.ts';
import { errorsOf, validatorOf } from './schemas.ts';

const VALIDATORS = {
  replay: validatorOf('replay'),
  recovery: validatorOf('recovery'),
  backtest: validatorOf('backtest'),
};

type Command = keyof typeof VALIDATORS;

const resultOf = (report: Report): object =>
  JSON.parse(json.render(report, { width: 80, paint: (_, text) => text })) as object;

const flawsOf = (report: Report): readonly string[] =>
  errorsOf(VALIDATORS[report.command as Command], resultOf(report));

/** Every question about time that there is to an estate. */
const allReports = (name: string, estate: Estate): readonly Report[] => {
  const ask = { estate, today: DAY };
  const tested = backtest([{ name, estate }], DAY);
  return [
    recovery.run({ ...ask, args: [], options: {} }),
    recovery.run({ ...ask, args: [], options: { horizon: '2s', date: DAY } }),
    ...[...estate.scenarios.keys()].flatMap((id) => [
      replay.run({ ...ask, args: [id], options: {} }),
      replay.run({ ...ask, args: [id], options: { horizon: '2s', date: DAY } }),
      replay.run({ ...ask, args: [id], options: { at: '3s' } }),
      recovery.run({ ...ask, args: [id], options: {} }),
    ]),
    ...(tested.incidents.length === 0 ? [] : [backtestReport(tested)]),
  ];
};

const DOCUMENTS = ['examples', 'incidents'].flatMap((folder) =>
  readdirSync(path.join(ROOT, 'graphs', folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `graphs/${folder}/${file}`),
);

describe('results are what their schemas say', () => {
  it.each(DOCUMENTS)('%s', async (file) => {
    const estate = await loadEstate([file], { cwd: ROOT });
    const reports = allReports(file, estate);
    expect(reports.length).toBeGreaterThanOrEqual(6);
    expect(reports.flatMap(flawsOf)).toEqual([]);
  });

  it('any document', () => {
    const seen = { heldBy: 0, 'recovered":null': 0, 'settled":false': 0, 'needed":"start': 0, 'lag"': 0, never: 0 };
    holds(
      400,
      fc.property(timedSystems(), ({ document, faults }) => {
        const estate = estateOf({
          ...document,
          scenarios: {
            s: {
              faults: faults.map(({ node, state, from, until }) => ({
                fail: node,
                state,
                from: `${from}s`,
                ...(until === undefined ? {} : { until: `${until}s` }),
              })),
            },
          },
        });
        const reports = allReports('random', estate);
        expect(reports.flatMap(flawsOf)).toEqual([]);
        const all = reports.map((report) => JSON.stringify(report.data())).join('');
        for (const key of Object.keys(seen) as (keyof typeof seen)[]) {
          const sought = key === 'lag"' ? '"recovery":' : key === 'never' ? '"never":[{' : `"${key}`;
          if (all.includes(sought)) seen[key]++;
        }
      }),
    );
    // It would prove little if the rarer parts of results never came up.
    for (const [key, times] of Object.entries(seen)) expect.soft(times, key).toBeGreaterThan(10);
  });
});

/** An estate whose results have every key that there is. */
const everything = estateOver(
  {
    shop: { kind: 'app', costPerHour: 100, dependsOn: [{ node: 'auth', recovery: '1m' }] },
    auth: ['net', { node: 'vault', needed: 'start' }],
    vault: ['net', { node: 'auth', needed: 'start' }],
    site: { kind: 'app', dependsOn: [{ node: 'loop', recovery: '1m' }] },
    mail: ['net', { node: 'late', needed: 'start' }],
    loop: [{ node: 'site', recovery: '1m' }, 'net'],
    net: { kind: 'network' },
    late: [],
  },
  {
    s: {
      date: '2024-06-15',
      start: '2024-06-15T12:00:00Z',
      faults: [
        { fail: 'net', until: '1h' },
        { fail: 'late', until: '2h' },
      ],
      observed: {
        shop: {
          state: 'outage',
          accept: ['partial', 'outage'],
          confidence: 'vendor',
          source: 'x',
          why: 'y',
          onset: '1m',
          recovered: '2h',
        },
        site: { state: 'outage', confidence: 'inferred' },
        mail: { state: 'operational' },
      },
    },
  },
);

const ASK = { estate: everything, today: DAY };

/** Alike each result has all keys but those listed. */
const SAMPLES: readonly (readonly [name: string, Report])[] = [
  ['replay', replay.run({ ...ASK, args: ['s'], options: {} })],
  ['replay --at', replay.run({ ...ASK, args: ['s'], options: { at: '30m' } })],
  ['recovery', recovery.run({ ...ASK, args: ['s'], options: {} })],
  ['backtest', backtestReport(backtest([{ name: 'x', estate: everything }], DAY))],
];

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

describe.each(SAMPLES)('the schema of %s', (_, report) => {
  const validate: ValidateFunction = VALIDATORS[report.command as Command];
  const result = resultOf(report);
  const parts = within(result);
  const nameOf = (at: Path): string => at.join('.');

  it('takes the sample', () => {
    expect(errorsOf(validate, result)).toEqual([]);
    expect(parts.length).toBeGreaterThan(30);
  });

  it('refuses a value of another type, wherever it stands', () => {
    const taken = parts
      .filter(([at]) => at.length > 0)
      .filter(([at, value]) => validate(changed(result, at, () => (typeof value === 'object' ? 'x' : {}))));
    expect(taken.map(([at]) => nameOf(at))).toEqual([]);
  });

  it('refuses a key that it does not know, wherever it stands', () => {
    const objects = parts.filter(([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value));
    const taken = objects.filter(([at]) =>
      validate(changed(result, at, (value) => ({ ...(value as object), surprise: 1 }))),
    );
    expect(taken.map(([at]) => nameOf(at))).toEqual([]);
  });

  it('refuses words and numbers that mean nothing', () => {
    const free = new Set(['id', 'node', 'scenario', 'start', 'source', 'why', 'incident', 'predicted']);
    const isList = (at: Path): boolean => typeof at.at(-1) === 'number';
    const texts = parts.filter(
      ([at, value]) => typeof value === 'string' && !free.has(String(at.at(-1))) && !isList(at),
    );
    const numbers = parts.filter(([, value]) => typeof value === 'number');
    expect(texts.length).toBeGreaterThan(5);
    expect(numbers.length).toBeGreaterThan(5);
    const taken = [
      ...texts.filter(([at]) => validate(changed(result, at, () => 'nonsense'))),
      ...numbers.filter(([at]) => validate(changed(result, at, () => -1))),
    ];
    expect(taken.map(([at]) => nameOf(at))).toEqual([]);
  });
});

it.each<[Command, string, Path]>([
  ['replay', 'replay', ['nodes', 0, 'recovered']],
  ['replay', 'replay', ['nodes', 0, 'intervals', 0, 'until']],
  ['replay', 'replay', ['nodes', 0, 'seconds']],
  ['replay', 'replay', ['settled']],
  ['replay', 'replay', ['score', 'order']],
  ['replay', 'replay --at', ['affected', 0, 'since']],
  ['recovery', 'recovery', ['order', 0, 'at']],
  ['recovery', 'recovery', ['never', 0, 'heldBy']],
  ['recovery', 'recovery', ['deadlocks']],
  ['backtest', 'backtest', ['incidents', 0, 'subjects', 0, 'verdict']],
  ['backtest', 'backtest', ['total', 'foreseen']],
  ['backtest', 'backtest', ['byGrade']],
])('the schema of %s misses what is missing (%s, %j)', (command, name, at) => {
  const result = resultOf(SAMPLES.find(([sample]) => sample === name)![1]);
  const without = changed(result, at.slice(0, -1), (value) =>
    Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== at.at(-1))),
  );
  expect(without).not.toEqual(result);
  expect(VALIDATORS[command](without)).toBe(false);
});
