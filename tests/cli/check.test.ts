/** Proves that a check ends as it should: exit codes, files, and words that somebody who never saw it understands. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

const TRAP = ['check', '--graph', 'graphs/examples/web-shop-multi-region.yaml', '--date', '2026-06-15'];

const SHOP = `faultline: 1
policies:
  survive: { region-loss: { fail: "kind:region", atMost: degraded } }
nodes:
  shop: { kind: app, in: r }
  r: { kind: region }
`;

describe('the web shop in two regions', () => {
  it('fails, with both of its traps in words', async () => {
    const { code, stdout, stderr } = await runHere(TRAP, { env: { COLUMNS: '400' } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Check failed: 4 errors/);
    expect(stdout).toContain(
      'checkout is in outage if aws/us-east-1 is: orders/us-west-2 should be left, but needs sign-in, which needs aws/us-east-1/cognito',
    );
    expect(stdout).toContain(
      'the switch of shop from web/us-east-1 to web/us-west-2 needs route53/record-changes, which aws/us-east-1 takes together with web/us-east-1: route53/record-changes runs in aws/us-east-1',
    );
    expect(stderr).toContain('error: shared-fate: 1 finding (checkout)');
  });

  it('as JSON is what the schema says', async () => {
    const { stdout } = await runHere([...TRAP, '--format', 'json']);
    const result = JSON.parse(stdout) as { findings: { rule: string; place: object; flows: unknown[] }[] };
    expect(errorsOf(validatorOf('check'), result)).toEqual([]);
    expect(result.findings.every(({ place, flows }) => place !== undefined && flows.length > 0)).toBe(true);
  });

  it.each(['text', 'markdown', 'json'])('%s is the same twice', async (format) => {
    const once = await runHere([...TRAP, '--format', format]);
    expect((await runHere([...TRAP, '--format', format])).stdout).toBe(once.stdout);
  });

  it('fits the width of the terminal', async () => {
    const { stdout } = await runHere([...TRAP, '--format', 'text'], { env: { COLUMNS: '80' } });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('a baseline', () => {
  it('is written, and makes the next run pass', async () => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    expect((await runHere(['check'], { cwd })).code).toBe(1);
    const written = await runHere(['check', '--write-baseline', 'base.json'], { cwd });
    expect([written.code, written.stdout.split('\n')[0]]).toEqual([
      0,
      'Baseline written: 2 findings in base.json',
    ]);
    expect(existsSync(path.join(cwd, 'base.json'))).toBe(true);
    const { code, stdout } = await runHere(['check', '--baseline', 'base.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('base.json hides 2 findings; written on ');
  });

  it('does not hide what is added, and keeps its days when it is written again', async () => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    await runHere(['check', '--write-baseline', 'base.json', '--date', '2026-01-01'], { cwd });
    writeFileSync(path.join(cwd, 'faultline.yaml'), `# moved\n${SHOP}  other: { kind: app, in: r }\n`);
    const { code, stderr } = await runHere(['check', '--baseline', 'base.json'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('error: survive/region-loss: 1 finding (other)');
    await runHere(['check', '--write-baseline', 'base.json', '--date', '2026-02-02'], { cwd });
    const text = readFileSync(path.join(cwd, 'base.json'), 'utf8');
    expect(text.match(/"since":"2026-01-01"/g)).toHaveLength(2);
    expect(text).toContain('{"day":"2026-01-01","findings":2},\n    {"day":"2026-02-02","findings":');
  });

  it.each([
    ['no.json', 'no.json'],
    ['bad.json', 'bad.json is no baseline: it is no JSON'],
  ])('%s: bad input', async (file, told) => {
    const cwd = folderWith({ 'faultline.yaml': SHOP, 'bad.json': 'x' });
    const { code, stderr, stdout } = await runHere(['check', '--baseline', file], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
  });
});

describe('what to look at', () => {
  it.each([
    [['--rule', 'single-zone'], 0],
    [['--policy', 'region-loss'], 1],
    [['--policy', 'survive/region-loss', '--fail-on', 'never'], 0],
    [['--rule', 'single-region', '--fail-on', 'warning'], 1],
  ] as const)('%j', async (options, code) => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    expect((await runHere(['check', ...options], { cwd })).code).toBe(code);
  });

  it.each([
    [['--rule', 'single-zoen'], 'there is no rule "single-zoen"', 'did you mean "single-zone"?'],
    [['--policy', 'region-lost'], 'there is no policy "region-lost"', 'did you mean "region-loss"?'],
  ] as const)('%j', async (options, message, hint) => {
    const { code, stderr } = await runHere(['check', ...options], {
      cwd: folderWith({ 'faultline.yaml': SHOP }),
    });
    expect(code).toBe(2);
    expect(stderr).toBe(`error: ${message}\n  hint: ${hint}\n`);
  });
});

describe('explain', () => {
  it('lists the rules', async () => {
    const { code, stdout } = await runHere(['explain']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^16 rules\n/);
    expect(stdout).toMatch(/^shared-fate +error +Redundancy that falls together$/m);
  });

  it('tells the page of one, with its example', async () => {
    const { code, stdout } = await runHere(['explain', 'shared-fate']);
    expect(code).toBe(0);
    expect(stdout).toContain('Why\n');
    expect(stdout).toContain('  checkout: { kind: app, dependsOn: [{ anyOf: [orders/east, orders/west] }] }');
    expect(stdout).not.toContain('<!--');
  });

  it('takes a policy by its rule', async () => {
    expect((await runHere(['explain', 'survive/region-loss'])).stdout).toMatch(/^survive: /);
  });

  it('as JSON is what the schema says', async () => {
    const validate = validatorOf('explain');
    for (const args of [['explain'], ['explain', 'extra-nine']]) {
      const { stdout } = await runHere([...args, '--format', 'json']);
      expect(errorsOf(validate, JSON.parse(stdout))).toEqual([]);
    }
  });

  it('knows what was meant', async () => {
    const { code, stderr } = await runHere(['explain', 'shared-fat']);
    expect([code, stderr]).toEqual([
      2,
      'error: there is no rule "shared-fat"\n  hint: did you mean "shared-fate"?\n',
    ]);
  });
});
