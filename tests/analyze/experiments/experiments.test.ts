/** Proves which experiments are chosen, what is predicted of them, and that tools are handed what they take. */
import { describe, expect, it } from 'vitest';
import { loadEstate } from '../../../src/scan/document.ts';
import { ROOT } from '../../cli/run.ts';
import { estateWith } from '../../engine/estates.ts';
import { textOf } from '../ask.ts';
import { type ExperimentData, askExperiments, dataOf, flawsOf } from './ask-experiments.ts';

const SHOP = await loadEstate(['graphs/examples/web-shop.yaml'], { cwd: ROOT });
const REGIONS = await loadEstate(['graphs/examples/web-shop-multi-region.yaml'], { cwd: ROOT });

const edgesOf = (list: readonly ExperimentData[]): readonly string[] =>
  list.flatMap(({ softEdge }) =>
    softEdge === undefined ? [] : [`${softEdge.from} > ${softEdge.to}: ${softEdge.claim} ${softEdge.atMost}`],
  );

const setsOf = (list: readonly ExperimentData[]): readonly string[] =>
  list.filter(({ kind }) => kind === 'cut-set').map(({ fail }) => fail.join(' + '));

const toolIn = ({ tools }: ExperimentData, tool: string) => tools.find((one) => one.tool === tool)!;

const jsonIn = (one: ExperimentData, tool: string): unknown => JSON.parse(toolIn(one, tool).files![0]!.text);

describe('cut sets', () => {
  it('are those of the apps: the smallest first, then the likeliest, then the dearest', async () => {
    const { experiments, found } = dataOf(
      await askExperiments(SHOP, ['shop'], { only: 'cut-sets', top: '0' }),
    );
    expect(found).toEqual({ cutSets: 8, softEdges: 0, complete: true });
    expect(setsOf(experiments)).toEqual([
      'aws/us-east-1',
      'database',
      'web',
      'catalog',
      // The only one of which all chances are known comes before its equals.
      'database-a + database-b',
      'aws/us-east-1/us-east-1a + aws/us-east-1/us-east-1b',
      'aws/us-east-1/us-east-1a + database-b',
      'aws/us-east-1/us-east-1b + database-a',
    ]);
    expect(experiments[4]!.probability).toBeCloseTo(2.5e-7, 15);
  });

  it('that several apps have in common are one experiment about all of them', async () => {
    const { experiments } = dataOf(await askExperiments(SHOP, [], { only: 'cut-sets', top: '2' }));
    expect(experiments.map(({ fail, apps }) => [fail, apps])).toEqual([
      [['aws/us-east-1'], ['back-office', 'checkout', 'shop']],
      [['database'], ['back-office', 'checkout', 'shop']],
    ]);
  });

  it('say what is predicted, when, and what is left if one of them goes on', async () => {
    const { experiments } = dataOf(await askExperiments(SHOP, ['shop'], { only: 'cut-sets', top: '0' }));
    const pair = experiments[4]!;
    expect(pair.hypothesis).toEqual({
      apps: [
        { app: 'back-office', state: 'outage', intervals: [{ from: 0, until: null, state: 'outage' }] },
        { app: 'checkout', state: 'outage', intervals: [{ from: 0, until: null, state: 'outage' }] },
        {
          app: 'shop',
          state: 'outage',
          intervals: [
            { from: 0, until: 900, state: 'partial' },
            { from: 900, until: null, state: 'outage' },
          ],
        },
      ],
      settles: 900,
      goesOn: [],
      goesOnCount: 0,
      allButOne: [
        { left: 'database-a', apps: [{ app: 'shop', state: 'operational' }] },
        { left: 'database-b', apps: [{ app: 'shop', state: 'operational' }] },
      ],
    });
    expect(pair.hold).toBe(1200);
    expect(pair.blastRadius).toEqual({ affected: 9, apps: 3, costPerHour: 163_000 });
    expect(pair.guard.environment).toBe('isolated');
    expect(pair.evidence[0]).toEqual({ file: 'graphs/examples/web-shop.yaml', line: 124 });
  });

  it('that cost one app of three are not for production, and those that cost none are for anywhere', async () => {
    const { experiments } = dataOf(await askExperiments(SHOP, ['shop'], { top: '0', only: 'cut-sets' }));
    expect(experiments.find(({ fail }) => fail[0] === 'catalog')!.guard).toEqual({
      environment: 'not-production',
      warnings: ['not in production: shop would be partly or wholly down'],
    });
    const soft = dataOf(await askExperiments(SHOP, ['shop'], { top: '0', only: 'soft-edges' }));
    expect(soft.experiments.find(({ softEdge }) => softEdge!.to === 'recommendations')!.guard).toEqual({
      environment: 'any',
      warnings: [],
    });
  });
});

describe('soft edges', () => {
  it('are the claims that the apps rest on', async () => {
    const { experiments, found } = dataOf(
      await askExperiments(SHOP, ['shop'], { only: 'soft-edges', top: '0' }),
    );
    expect(found).toEqual({ cutSets: 0, softEdges: 13, complete: true });
    expect(edgesOf(experiments)).toEqual([
      'database > database-a: failover operational',
      'web > aws/us-east-1/ecr: start operational',
      'web > web-a: redundancy degraded',
      'web > web-b: redundancy degraded',
      'catalog > cache: impact degraded',
      'shop > recommendations: impact degraded',
      'cache > cache-a: redundancy operational',
      'cache > cache-b: redundancy operational',
      'cache > cache-c: redundancy operational',
      'checkout > payments: impact partial',
      'shop > aws/us-east-1/s3: impact partial',
      'shop > checkout: impact partial',
      'catalog > database: grace outage',
    ]);
  });

  it('come by how little is known of them, then by what hangs on them', async () => {
    const estate = estateWith({
      shop: {
        kind: 'app',
        costPerHour: 10,
        dependsOn: [
          { node: 'seen', impact: 'degraded', confidence: 'observed' },
          { node: 'read', impact: 'degraded', confidence: 'documented' },
          { node: 'said', impact: 'degraded' },
          { node: 'guessed', impact: 'degraded', confidence: 'inferred' },
          { node: 'taken', impact: 'partial', confidence: 'assumed' },
          { node: 'taken-dear', impact: 'degraded', confidence: 'assumed' },
        ],
      },
      seen: [],
      read: [],
      said: [],
      guessed: [],
      taken: [],
      'taken-dear': [],
    });
    const { experiments } = dataOf(await askExperiments(estate, ['shop'], { only: 'soft-edges', top: '0' }));
    expect(experiments.map(({ softEdge }) => softEdge!.to)).toEqual([
      'taken-dear',
      'taken',
      'guessed',
      'said',
      'read',
      'seen',
    ]);
    // Partly down is counted whole already, so nothing more hangs on "partial".
    expect(experiments.map(({ test }) => test!.ifWrong.costPerHour)).toEqual([10, undefined, 10, 10, 10, 10]);
  });

  it('say what to block, what to expect when, and what to write', async () => {
    const { experiments } = dataOf(await askExperiments(SHOP, ['shop'], { only: 'soft-edges', top: '0' }));
    const testOf = (to: string, from?: string) =>
      experiments.find(
        ({ softEdge }) => softEdge!.to === to && (from === undefined || softEdge!.from === from),
      )!;
    expect(testOf('recommendations').test).toEqual({
      claim: 'impact',
      block: { from: 'shop', to: 'recommendations' },
      expect: { node: 'shop', settleWithin: 60, windows: [{ from: 0, atMost: 'degraded' }] },
      apps: [{ app: 'shop', atMost: 'degraded' }],
      hold: 300,
      ifWrong: {
        state: 'outage',
        apps: [{ app: 'shop', state: 'outage' }],
        costPerHour: 40_000,
        line: '- { node: recommendations, impact: outage, confidence: observed }',
        document:
          'faultline: 1\nnodes:\n  shop:\n    dependsOn:\n      - { node: recommendations, impact: outage, confidence: observed }\n',
      },
      ifItHolds: {
        line: '- { node: recommendations, impact: degraded, confidence: observed }',
        document:
          'faultline: 1\nnodes:\n  shop:\n    dependsOn:\n      - { node: recommendations, impact: degraded, confidence: observed }\n',
      },
    });
    expect(testOf('database-a').test!.expect.windows).toEqual([
      { from: 0, until: 120, atMost: 'outage' },
      { from: 120, atMost: 'operational' },
    ]);
    expect(testOf('database', 'catalog').test!.expect.windows).toEqual([
      { from: 0, until: 900, atMost: 'operational' },
      { from: 900, atMost: 'outage' },
    ]);
    // A grace is proved while it lasts.
    expect(testOf('database', 'catalog').hold).toBe(900);
    expect(testOf('aws/us-east-1/ecr').test!.ifWrong.line).toBe(
      '- { node: aws/us-east-1/ecr, impact: outage, needed: run, confidence: observed }',
    );
  });

  it('that are masked ask for the one connection to be cut', async () => {
    const { experiments } = dataOf(await askExperiments(SHOP, ['shop'], { only: 'soft-edges', top: '0' }));
    expect(edgesOf(experiments.filter(({ softEdge }) => softEdge!.masked))).toEqual([]);
    const estate = estateWith({
      shop: { kind: 'app', dependsOn: ['core', { node: 'cache', impact: 'degraded' }] },
      core: ['cache'],
      cache: [],
    });
    const masked = dataOf(await askExperiments(estate, ['shop'], { only: 'soft-edges' })).experiments[0]!;
    expect(masked.softEdge).toMatchObject({ from: 'shop', to: 'cache', masked: true });
    expect(masked.test).toMatchObject({ block: { onlyThisConnection: true } });
  });
});

describe('the region that the other one hangs on', () => {
  it('is cut off from the other region by AWS FIS, and fails whole in LocalStack', async () => {
    const { experiments } = dataOf(await askExperiments(REGIONS, ['shop'], { only: 'cut-sets', top: '1' }));
    const [region] = experiments as [ExperimentData];
    expect(region.fail).toEqual(['aws/us-east-1']);
    expect(toolIn(region, 'fis').run![0]).toBe(
      `aws fis create-experiment-template --region us-west-2 --cli-input-json file://${region.id}.fis.json`,
    );
    expect(jsonIn(region, 'fis')).toMatchObject({
      actions: {
        '1-network-route-table-disrupt-cross-region-connectivity': {
          actionId: 'aws:network:route-table-disrupt-cross-region-connectivity',
          parameters: { duration: 'PT5M', region: 'us-east-1' },
        },
      },
      tags: { 'faultline/environment': 'isolated' },
    });
    expect(jsonIn(region, 'localstack')).toEqual([
      { region: 'us-east-1', probability: 1, error: { statusCode: 503, code: 'ServiceUnavailable' } },
    ]);
    expect(toolIn(region, 'litmus')).toMatchObject({
      possible: false,
      nodes: [{ node: 'aws/us-east-1', cannot: 'there is no fault for a region' }],
    });
  });

  it('what is in two regions has a template in each', async () => {
    const { experiments } = dataOf(await askExperiments(REGIONS, ['shop'], { only: 'cut-sets', top: '0' }));
    const pair = experiments.find(
      ({ fail }) => fail.join(' + ') === 'database/us-east-1 + database/us-west-2',
    )!;
    expect(toolIn(pair, 'fis').files!.map(({ name }) => name)).toEqual([
      `${pair.id}.fis.us-east-1.json`,
      `${pair.id}.fis.us-west-2.json`,
    ]);
  });
});

describe('the command', () => {
  it('writes one file for each experiment and tool, by its id', async () => {
    const report = await askExperiments(SHOP, ['shop'], {
      write: 'chaos/',
      top: '1',
      for: ['fis,localstack'],
    });
    const { experiments } = dataOf(report);
    const [set, edge] = experiments as [ExperimentData, ExperimentData];
    expect([...report.writes!().keys()]).toEqual([
      `chaos/${set.id}.json`,
      `chaos/${set.id}.localstack.json`,
      `chaos/${edge.id}.json`,
      `chaos/${edge.id}.fis.json`,
      `chaos/${edge.id}.localstack.json`,
      `chaos/${edge.id}.localstack-slow.json`,
    ]);
    for (const [name, text] of report.writes!())
      if (/\.(?:fis|localstack)/.test(name)) expect(flawsOf({ name, text })).toEqual([]);
  });

  it('tells in text what each tool can do, and why not', async () => {
    const text = textOf(await askExperiments(SHOP, ['shop'], { top: '2', only: 'cut-sets' }));
    expect(text).toContain(
      'predicted: back-office outage; checkout outage; shop partial for 15m, then outage from 15m on; 7 nodes affected, up to 163,000 USD an hour; held for 20m',
    );
    expect(text).toContain(
      'AWS FIS, LitmusChaos and LocalStack cannot: "kind: database" does not say what runs it',
    );
  });

  it.each([
    [{ for: ['litmos'] }, '--for: there is no hand-off for "litmos"', 'did you mean "litmus"?'],
    [{ top: 'some' }, '--top takes a number of experiments, not "some"', undefined],
    [
      { hold: '5s' },
      '--hold takes a duration from 1m to 12h, not "5s"',
      'such as 10m: AWS FIS holds nothing for shorter or longer',
    ],
    [{ write: '-' }, '--write takes a folder, not "-"', 'such as chaos'],
  ])('refuses %j', async (options, message, hint) => {
    const error: unknown = await askExperiments(SHOP, ['shop'], options).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problems: [{ message, ...(hint === undefined ? {} : { hint }) }] });
  });
});
