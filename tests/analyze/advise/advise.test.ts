/** What is advised: on the example with the trap, and in small cases. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { advise } from '../../../src/analyze/advise.ts';
import type { Estate } from '../../../src/model/estate.ts';
import { UserError } from '../../../src/model/user-error.ts';
import { loadEstate } from '../../../src/scan/document.ts';
import { ROOT } from '../../cli/run.ts';
import { DAY, type Needs, estateWith } from '../../engine/estates.ts';
import { textOf } from '../ask.ts';

type Options = Parameters<typeof advise.run>[0]['options'];

const ask = (estate: Estate, app: string, options: Options = {}) =>
  advise.run({ estate, args: [app], options, today: DAY });

interface Data {
  readonly changes: readonly { readonly change: string; readonly kind: string; readonly removed: number }[];
  readonly plan: {
    readonly changes: readonly { readonly change: string }[];
    readonly broken: readonly object[];
    readonly document?: string;
  };
  readonly reached?: boolean;
}

const dataFor = async (estate: Estate, app: string, options: Options = {}): Promise<Data> =>
  (await ask(estate, app, options)).data() as Data;

const SHOP = await loadEstate([path.join(ROOT, 'graphs/examples/web-shop-multi-region.yaml')]);

describe('on the shop in two regions', () => {
  const SWITCH = 'let the switch of shop need route53/answers, not route53/record-changes';
  const SIGN_IN =
    'let orders/us-west-2 in aws/us-west-2 need sign-in/us-west-2 (new, in aws/us-west-2) instead of sign-in, which is in aws/us-east-1';

  it('it finds the mend of checkout: an own sign-in for the west', async () => {
    const { changes } = await dataFor(SHOP, 'checkout');
    expect(changes[0]).toMatchObject({ kind: 'split', change: SIGN_IN, removed: 27 });
  });

  it('it finds both mends of the shop', async () => {
    const { changes, plan } = await dataFor(SHOP, 'shop');
    expect(changes.map(({ change }) => change)).toEqual(expect.arrayContaining([SWITCH, SIGN_IN]));
    expect(plan.changes.map(({ change }) => change)).toEqual(expect.arrayContaining([SWITCH, SIGN_IN]));
  });

  it('it finds that the two are enough to survive a region, and that one is not', async () => {
    const two = await dataFor(SHOP, 'shop', { survive: ['kind:region'], 'max-changes': '2' });
    expect(two.reached).toBe(true);
    expect(two.plan.changes.map(({ change }) => change).toSorted()).toEqual([SIGN_IN, SWITCH].toSorted());
    const one = await ask(SHOP, 'shop', { survive: ['kind:region'], 'max-changes': '1' });
    expect((one.data() as Data).reached).toBe(false);
    expect(textOf(one)).toContain('is not reached with 1 change: closest, 1 of 1 failures still break it');
  });

  it('what is to be kept is left alone', async () => {
    const { changes } = await dataFor(SHOP, 'shop', { keep: ['shop', 'orders/*', 'route53/**', 'checkout'] });
    expect(
      changes.filter(({ change }) => /let (the switch of )?(shop|orders|checkout) /.test(change)),
    ).toEqual([]);
  });

  it('only the kinds that are asked for', async () => {
    const { changes } = await dataFor(SHOP, 'shop', { only: ['failover,soft'] });
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['failover', 'soft']));
  });

  it('the document is written where it is asked for, and prints no line that a terminal would wrap', async () => {
    const report = await ask(SHOP, 'shop', { write: 'mend.yaml' });
    const text = report.writes?.().get('mend.yaml');
    expect(text).toContain('include: [');
    const { plan } = report.data() as Data;
    expect(
      plan.document!.split('\n').filter((line) => line.length > 80 && !line.startsWith('include')),
    ).toEqual([]);
  });
});

describe('in small', () => {
  const advised = async (needs: Needs, app = 'app'): Promise<readonly string[]> =>
    (await dataFor(estateWith(needs), app)).changes.map(({ kind, change }) => `${kind}: ${change}`);

  it('a node in one zone is put into two', async () => {
    const changes = await advised({
      app: { kind: 'app', in: 'r/a' },
      r: { kind: 'region' },
      'r/a': { kind: 'zone', in: 'r' },
      'r/b': { kind: 'zone', in: 'r' },
    });
    expect(changes).toContain('replica: run app in r/a and r/b, either of which will do');
  });

  it('a copy takes what the other place has, and shares what is in none', async () => {
    const data = await dataFor(
      estateWith({
        app: { kind: 'app', dependsOn: ['web/east'] },
        'web/east': { in: 'east', dependsOn: ['db/east', 'mail'] },
        'db/east': { kind: 'database', in: 'east' },
        'db/west': { kind: 'database', in: 'west' },
        mail: { kind: 'external' },
        east: { kind: 'region' },
        west: { kind: 'region' },
      }),
      'app',
      { only: ['replica'] },
    );
    const [first] = data.changes as unknown as readonly {
      readonly change: string;
      readonly document: string;
    }[];
    expect(first!.change).toBe('let app need either web/east or web/west (new, in west)');
    expect(first!.document).toContain(
      '  web/west:\n    kind: service\n    in: west\n    dependsOn:\n      - db/west\n      - mail\n',
    );
  });

  it('an app that nothing affects needs nothing', async () => {
    const report = await ask(estateWith({ app: { kind: 'app' } }), 'app');
    expect(textOf(report)).toContain('app is affected by no single failure');
  });

  it.each([
    [{ 'at-most': 'partial' } as const, '--at-most says how well'],
    [{ policy: 'no' } as const, 'there is no survive policy "no"'],
    [{ only: ['replicas'] } as const, 'there is no kind of change "replicas"'],
    [{ 'max-changes': '0' } as const, '--max-changes takes a number'],
    [{ survive: ['nothing'] } as const, 'nothing matches "nothing"'],
  ])('%j is a mistake that is told', async (options, message) => {
    await expect(ask(SHOP, 'shop', options)).rejects.toThrow(UserError);
    await expect(ask(SHOP, 'shop', options)).rejects.toThrow(message);
  });
});

it('what is soft on purpose stays as it is, and a document that was read is not written over', async () => {
  const estate = estateWith({
    app: { kind: 'app', dependsOn: [{ node: 'a', impact: 'partial', why: 'the rest still works' }] },
    a: {},
  });
  const { changes } = await dataFor(estate, 'app');
  expect(changes.map(({ kind }) => kind)).not.toContain('soft');
  const [file] = SHOP.nodes[0]!.origins.map(({ source }) => source.file);
  const report = await ask(SHOP, 'checkout', { write: `./${file!}`.replace('.//', '/') });
  expect(() => report.writes?.()).toThrow('is a document that was read for this');
});

describe('on a long chain', () => {
  it('the search ends, and says so', { timeout: 60_000 }, async () => {
    const needs: Record<string, Needs[string]> = { app: { kind: 'app', dependsOn: ['n4000'] } };
    for (let i = 1; i <= 4_000; i++)
      needs[`n${i}`] = { kind: 'service', dependsOn: i === 1 ? [] : [`n${i - 1}`] };
    const report = await ask(estateWith(needs), 'app');
    expect((report.data() as { complete: boolean }).complete).toBe(false);
    expect(textOf(report)).toMatch(/Stopped after trying \d+ of at least \d+ changes/);
  });
});
