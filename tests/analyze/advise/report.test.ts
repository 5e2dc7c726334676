/** What advice says, word for word, on an app that stands on one database in one zone of a region with two. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../../src/analyze/advise.ts';
import type { Report } from '../../../src/model/report.ts';
import { DAY, estateWith } from '../../engine/estates.ts';
import { textOf } from '../ask.ts';

const ESTATE = estateWith({
  shop: { kind: 'app', dependsOn: ['web'] },
  web: { in: 'aws/r1', dependsOn: ['db'] },
  db: { kind: 'database', in: 'aws/r1/a' },
  aws: { kind: 'provider' },
  'aws/r1': { kind: 'region', in: 'aws' },
  'aws/r1/a': { kind: 'zone', in: 'aws/r1' },
  'aws/r1/b': { kind: 'zone', in: 'aws/r1' },
  'aws/r2': { kind: 'region', in: 'aws' },
});

type Options = Parameters<typeof advise.run>[0]['options'];

const ask = (options: Options = {}): Promise<Report> =>
  advise.run({ estate: ESTATE, args: ['shop'], options, today: DAY });

const linesOf = async (options?: Options): Promise<readonly string[]> =>
  textOf(await ask(options))
    .trimEnd()
    .split('\n');

const SOFT = 'let shop go on without web, degraded: from a cache, or without that part';
const REPLICA = 'let web need either db or db/b (new, in aws/r1/b)';
const ZONES = 'run db in aws/r1/a and aws/r1/b, either of which will do';

describe('advice', () => {
  it('tells where the app stands, what each change does, and what they do together', async () => {
    expect(await linesOf()).toEqual([
      'shop: 4 of 4 single failures leave it partial or worse; with 2 changes, 0',
      '',
      'Of 4 single failures below it, 4 end in outage, 0 in partial, 0 in degraded; 0 more pairs leave it partial or worse.',
      'The worst: aws/r1 (outage), aws/r1/a (outage), db (outage), web (outage)',
      '',
      'Single changes, by the risk that each removes',
      `├─ 32 of 36  soft: ${SOFT}; outage 4 → 0, partial 0, degraded 0 → 4 [law.json:1]`,
      `├─ 18 of 36  replica: ${REPLICA}; outage 4 → 2, partial 0, degraded 0 [law.json:1]`,
      `└─ 9 of 36  replica: ${ZONES}; outage 4 → 3, partial 0, degraded 0 [law.json:1]`,
      '',
      '2 changes together',
      `├─ soft: ${SOFT} (risk 36 → 4)`,
      `└─ replica: ${REPLICA} (risk 4 → 2)`,
      '',
      'Single failures: outage 4 → 0, partial 0, degraded 0 → 2; pairs of failures 0',
      '',
      'To paste, above the document that there is',
      'faultline: 1',
      'include: [law.json]',
      'nodes:',
      '  db/b:',
      '    kind: database',
      '    in: aws/r1/b',
      '  shop:',
      '    dependsOn:',
      '      - { node: web, impact: degraded }',
      '  web:',
      '    dependsOn:',
      '      - { anyOf: [db, db/b] }',
      '      - { node: db, impact: none }',
      '',
      '23 changes tried, each by playing all failures on the changed estate. Risk: 9 for a failure that ends in outage, 3 for partial, 1 for degraded.',
    ]);
  });

  it('of one change says that it is one, and lists no more than asked for', async () => {
    const lines = await linesOf({ 'max-changes': '1', limit: '1' });
    expect(lines[0]).toBe('shop: 4 of 4 single failures leave it partial or worse; with 1 change, 0');
    expect(lines.filter((line) => / of 36 {2}/.test(line))).toHaveLength(1);
    expect(lines).toContain('… and 2 more (--limit 0 shows all)');
    expect(lines.slice(lines.indexOf('The change') + 1, lines.indexOf('The change') + 4)).toEqual([
      `└─ soft: ${SOFT} (risk 36 → 4)`,
      '',
      'Single failures: outage 4 → 0, partial 0, degraded 0 → 4; pairs of failures 0',
    ]);
  });

  it('has nothing to say where nothing may be changed', async () => {
    const lines = await linesOf({ keep: ['**'] });
    expect(lines[0]).toBe(
      'shop: 4 single failures leave it partial or worse, and no change was found that helps',
    );
    expect(lines).not.toContain('The change');
    expect(lines.at(-1)).toMatch(/^0 changes tried, /);
  });

  it('tells how a goal is reached', async () => {
    expect((await linesOf({ survive: ['kind:zone'] }))[0]).toBe(
      'shop: 1 change will do for surviving kind:zone at most degraded',
    );
  });

  it('is a row for each change', async () => {
    const rows = [
      [SOFT, 'soft', 'shop', 0, 0, 4, 32],
      [REPLICA, 'replica', 'web', 2, 0, 0, 18],
      [ZONES, 'replica', 'db', 3, 0, 0, 9],
    ];
    const columns = ['change', 'kind', 'node', 'outage', 'partial', 'degraded', 'risk removed'];
    expect((await ask()).table!()).toEqual({ columns, rows });
    expect((await ask({ keep: ['**'] })).table!()).toEqual({ columns, rows: [] });
  });
});
