/**
 * The laws of experiments: the prediction is that of `impact`, every cut set handed over is a minimal one, what a failed
 * test says to write makes the document say what was seen, the same question gets the same bytes, and no name breaks a file.
 */
import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { impact } from '../../src/analyze/impact.ts';
import { patched } from '../../src/analyze/advise/edit.ts';
import { worldOf } from '../../src/analyze/experiments/forecast.ts';
import { hardened, lineOf, proven } from '../../src/analyze/experiments/proof-of-softness.ts';
import { softEdgesOf } from '../../src/analyze/experiments/soft-edges.ts';
import { compile } from '../../src/engine/compile.ts';
import { propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { State } from '../../src/model/state.ts';
import { type ExperimentData, askExperiments, dataOf } from '../analyze/experiments/ask-experiments.ts';
import { DAY, documents } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { estateWith } from '../engine/estates.ts';
import { holds, holdsInTime, inProportion } from '../support/law.ts';

/** What `impact` says of apps. */
const impactOn = (estate: Estate, fail: readonly string[]): Readonly<Record<string, State>> => {
  const { affected } = impact.run({ estate, args: fail, options: {}, today: DAY }).data() as {
    readonly affected: readonly { readonly id: string; readonly kind: string; readonly state: State }[];
  };
  return Object.fromEntries(
    affected.filter(({ kind }) => kind === 'app').map(({ id, state }) => [id, state]),
  );
};

const predictedBy = (one: ExperimentData): Readonly<Record<string, State>> =>
  Object.fromEntries(
    one.hypothesis.apps.filter(({ state }) => state !== 'operational').map(({ app, state }) => [app, state]),
  );

const appsOf = ({ nodes }: Estate): readonly string[] =>
  nodes.filter(({ kind }) => kind === 'app').map(({ id }) => id);

describe('experiments', () => {
  it('predict what impact says of the same failures, and cut sets are minimal', async () => {
    const seen = { sets: 0, pairs: 0, edges: 0 };
    await holdsInTime(
      250,
      fc.asyncProperty(documents({ nodes: 8 }), async (document) => {
        const estate = estateOf(document);
        if (appsOf(estate).length === 0) return;
        const { experiments } = dataOf(await askExperiments(estate, [], { top: '0' }));
        expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
        for (const one of experiments) {
          expect(predictedBy(one)).toEqual(impactOn(estate, one.fail));
          if (one.kind === 'soft-edge') seen.edges++;
          else {
            seen.sets++;
            for (const app of one.apps) expect(impactOn(estate, one.fail)[app]).toBe('outage');
            for (const left of one.fail.length > 1 ? one.fail : []) {
              seen.pairs++;
              const less = impactOn(
                estate,
                one.fail.filter((id) => id !== left),
              );
              const told = one.hypothesis.allButOne!.find((each) => each.left === left)!.apps;
              expect(told.map(({ app, state }) => [app, state])).toEqual(
                one.apps.map((app) => [app, less[app] ?? 'operational']),
              );
              for (const app of one.apps) expect(less[app]).not.toBe('outage');
            }
          }
        }
      }),
    );
    expect(seen.sets).toBeGreaterThan(inProportion(100));
    expect(seen.pairs).toBeGreaterThan(inProportion(4));
    expect(seen.edges).toBeGreaterThan(inProportion(200));
  });

  it('are the same bytes for the same question', async () => {
    await holdsInTime(
      60,
      fc.asyncProperty(documents({ nodes: 8 }), async (document) => {
        const estate = estateOf(document);
        if (appsOf(estate).length === 0) return;
        const textOf = async () =>
          JSON.stringify([...(await askExperiments(estate, [], { top: '0', write: 'out' })).writes!()]);
        expect(await textOf()).toBe(await textOf());
      }),
    );
  });
});

describe('what a test says to write', () => {
  it('makes the document say what was seen, and, if the claim holds, changes no state', () => {
    let tried = 0;
    holds(
      400,
      fc.property(documents({ nodes: 8 }), (document) => {
        const estate = estateOf(document);
        const world = worldOf(estate, DAY);
        for (const edge of softEdgesOf(world, world.apps)) {
          tried++;
          const fail = [{ position: edge.blocked, rank: 3 as const }];
          const wrong = patched(estate, hardened(estate, edge).patch);
          const feared = propagate(world.network, [
            ...fail,
            { position: edge.owner, rank: edge.wrong },
          ]).ranks;
          expect([...propagate(compile(wrong, DAY), fail).ranks]).toEqual([...feared]);
          const right = patched(estate, proven(estate, edge).patch);
          expect([...propagate(compile(right, DAY), fail).ranks]).toEqual([
            ...propagate(world.network, fail).ranks,
          ]);
          // The one line reads back as what the document's lines say.
          for (const one of [hardened(estate, edge), proven(estate, edge)]) {
            const read = parse(lineOf(one)) as unknown;
            expect(Array.isArray(read) ? read.length === 1 : typeof read === 'object').toBe(true);
          }
        }
      }),
    );
    expect(tried).toBeGreaterThan(inProportion(250));
  });
});

describe('hostile names', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      "'; rm -rf / #",
      '$(reboot)',
      '"\n---\nkind: Pod',
      '\u2028\u0085\u007f',
      '__proto__',
      '}}{{',
      '*a',
      '!!js',
    ),
  );
  const idsFrom = fc.constantFrom(
    '__proto__',
    'constructor',
    '-',
    '--',
    '.',
    'A/B',
    '@',
    '-x/..',
    'a'.repeat(300),
  );

  it('break no file, no command and no path', async () => {
    await holdsInTime(
      150,
      fc.asyncProperty(idsFrom, idsFrom, texts, texts, async (one, other, name, why) => {
        if (one === other) return;
        const estate = estateWith({
          [`app/${one}`]: {
            kind: 'app',
            name,
            dependsOn: [one, { node: other, impact: 'degraded', why }],
          },
          [one]: {
            kind: 'compute',
            name,
            tags: ['apps/Deployment', 'aws_instance'],
            in: 'aws/eu-west-1',
          },
          [other]: { kind: 'external', name, owner: why, source: `${name}:3` },
          'aws/eu-west-1': { kind: 'region' },
        });
        // Files are held to what the tools take as they are asked for.
        const report = await askExperiments(
          estate,
          [],
          { top: '0', write: 'out' },
          { linesOf: () => ['metadata:', `  name: ${name}`, '    matchLabels:', `      a: ${why}`] },
        );
        for (const path of report.writes!().keys())
          expect(path).toMatch(/^out\/[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
        for (const { tools } of dataOf(report).experiments)
          for (const { run = [], stop = [] } of tools)
            for (const line of [...run, ...stop]) expect(line).toMatch(/^[\w ./:=@{}'",[\]-]+$/);
      }),
    );
  });
});
