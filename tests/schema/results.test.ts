/** Proves that every JSON result is what its schema says, for the real documents and for thousands of random ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impact } from '../../src/analyze/impact.ts';
import { nodes } from '../../src/analyze/nodes.ts';
import { providers } from '../../src/analyze/providers.ts';
import { show } from '../../src/analyze/show.ts';
import { validate } from '../../src/analyze/validate.ts';
import { why } from '../../src/analyze/why.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import { json } from '../../src/report/json.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { DAY, documents } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import { ROOT } from '../cli/run.ts';
import { errorsOf, validatorOf } from './schemas.ts';

const VALIDATORS = {
  impact: validatorOf('impact'),
  why: validatorOf('why'),
  nodes: validatorOf('nodes'),
  show: validatorOf('show'),
  providers: validatorOf('providers'),
  validate: validatorOf('validate'),
};

const surroundings = { width: 80, paint: (_: unknown, text: string) => text };

/** What is wrong with a report's JSON by the schema of its command. */
const flawsOf = (report: Report): readonly string[] =>
  errorsOf(
    VALIDATORS[report.command as keyof typeof VALIDATORS],
    JSON.parse(json.render(report, surroundings)),
  ).map((error) => `${report.command}: ${error}`);

/** Every question there is about an estate, with one node failing and, if there is one, with a scenario. */
const allReports = (estate: Estate, fail: string, about: string): readonly Report[] => {
  const ask = { estate, today: DAY };
  return [
    impact.run({ ...ask, args: [fail], options: {} }),
    impact.run({ ...ask, args: [fail], options: { state: 'partial', only: [fail] } }),
    why.run({ ...ask, args: [about], options: { fail: [fail] } }),
    show.run({ ...ask, args: [about], options: {} }),
    nodes.run({ ...ask, args: [], options: {} }),
    providers.run({ ...ask, args: [], options: {} }),
    validate.run({ ...ask, args: [], options: {} }),
    ...[...estate.scenarios.keys()].flatMap((scenario) => [
      impact.run({ ...ask, args: [], options: { scenario } }),
      why.run({ ...ask, args: [about], options: { scenario } }),
    ]),
  ];
};

describe('results are what their schemas say', () => {
  it.each([
    ['graphs/incidents/2017-02-28-aws-s3.yaml', 'aws/us-east-1/s3'],
    ['graphs/examples/web-shop.yaml', 'aws/us-east-1'],
    ['graphs/examples/web-shop.yaml', 'aws/us-east-1/us-east-1a'],
    ['graphs/examples/web-shop-multi-region.yaml', 'aws/us-east-1'],
    ['graphs/examples/web-shop-multi-region.yaml', 'aws/us-west-2'],
  ])('%s without %s', async (file, fail) => {
    const estate = await loadEstate([file], { cwd: ROOT });
    const flaws = estate.nodes.flatMap(({ id }) => allReports(estate, fail, id).flatMap(flawsOf));
    expect(flaws).toEqual([]);
  });

  it('any document', () => {
    const seen = { earlier: 0, blocksRecovery: 0, switchTo: 0, spared: 0 };
    holds(
      800,
      fc.property(documents({ nodes: 8 }), fc.nat(7), fc.nat(7), (document, a, b) => {
        const estate = estateOf(document);
        const at = (n: number): string => estate.nodes[n % estate.nodes.length]!.id;
        const reports = allReports(estate, at(a), at(b));
        expect(reports.flatMap(flawsOf)).toEqual([]);
        const all = reports.map((report) => JSON.stringify(report.data())).join('');
        for (const key of ['earlier', 'blocksRecovery', 'switchTo', 'spared'] as const) {
          if (all.includes(`"${key}":`)) seen[key]++;
        }
      }),
    );
    // It would prove little if the rarer parts of results never came up.
    for (const [key, times] of Object.entries(seen)) expect.soft(times, key).toBeGreaterThan(10);
  });
});
