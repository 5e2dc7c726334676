/**
 * Proves what "faultline reconcile" prints, writes and fails on.
 *
 * The shop in `tests/fixtures/reconcile/shop` disagrees with itself in every way there is; what was found right stands
 * in `tests/fixtures/reconcile/expected`. After a change that is meant, write it anew and read the difference:
 *
 *     npx vitest run tests/cli/reconcile.test.ts -u && git diff tests/fixtures/reconcile/expected
 */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/analyze/reconcile/checks.ts';
import { PAGES } from '../docs/pages.ts';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { folderWith } from './folders.ts';
import { ROOT, type Run, runHere } from './run.ts';

const FIXTURES = path.join(ROOT, 'tests/fixtures/reconcile');
const EXPECTED = path.join(FIXTURES, 'expected');

/** A copy of the shop outside of this repository, whose own code would else be looked into; without some of it. */
const shop = (...without: readonly string[]): string => {
  const cwd = path.join(folderWith({ '.git/': '' }), 'shop');
  cpSync(path.join(FIXTURES, 'shop'), cwd, { recursive: true });
  for (const name of without) rmSync(path.join(cwd, name), { recursive: true });
  return cwd;
};

const reconcile = (args: readonly string[] = [], cwd = shop()): Promise<Run> =>
  runHere(['reconcile', ...args], { cwd, env: { COLUMNS: '120' } });

interface Result {
  readonly summary: readonly {
    readonly check: string;
    readonly count?: number;
    readonly notChecked?: string;
  }[];
  readonly [key: string]: unknown;
}

const resultOf = async (args: readonly string[] = [], cwd = shop()): Promise<Result> => {
  const { code, stdout, stderr } = await reconcile([...args, '--format', 'json'], cwd);
  expect(code, stderr).toBe(0);
  const result = JSON.parse(stdout) as Result;
  expect(errorsOf(validatorOf('reconcile'), result)).toEqual([]);
  return result;
};

const countsIn = ({ summary }: Result) =>
  Object.fromEntries(summary.map(({ check, count, notChecked }) => [check, count ?? notChecked]));

describe('the shop', () => {
  it.each([
    ['shop.txt', 'text'],
    ['shop.md', 'markdown'],
    ['shop.json', 'json'],
  ])('is told as somebody found right: %s', async (file, format) => {
    const { code, stdout, stderr } = await reconcile(['--format', format]);
    expect(code, stderr).toBe(0);
    await expect(stdout).toMatchFileSnapshot(path.join(EXPECTED, file));
  });

  it('is merged as somebody found right, and the document is a valid one', async () => {
    const cwd = shop();
    await reconcile(['-o', 'merged.yaml'], cwd);
    const merged = readFileSync(path.join(cwd, 'merged.yaml'), 'utf8');
    await expect(merged).toMatchFileSnapshot(path.join(EXPECTED, 'merged.yaml'));
    expect(await runHere(['validate', '--graph', 'merged.yaml'], { cwd })).toMatchObject({ code: 0 });
    // What lies there now is no source of its own.
    await reconcile(['-o', 'merged.yaml'], cwd);
    expect(readFileSync(path.join(cwd, 'merged.yaml'), 'utf8')).toBe(merged);
  });

  it('has the same ids and edges whatever is merged: only words, confidence and strength change', async () => {
    const cwd = shop();
    await reconcile(['-o', '../merged.json'], cwd);
    await runHere(['scan', '-o', '../scanned.json'], { cwd });
    const edges = (file: string) => {
      const { nodes } = JSON.parse(readFileSync(path.join(cwd, '..', file), 'utf8')) as {
        nodes: Record<string, { dependsOn?: readonly unknown[] }>;
      };
      const bare = (need: unknown): unknown => {
        const { node = need, of, atLeast } = need as { node?: unknown; of?: unknown[]; atLeast?: unknown };
        return of === undefined ? node : { atLeast, of: of.map(bare) };
      };
      return Object.entries(nodes).map(([id, { dependsOn = [] }]) => [id, dependsOn.map(bare)]);
    };
    expect(edges('merged.json')).toEqual(edges('scanned.json'));
  });

  it('disagrees in every way there is', async () => {
    const counts = countsIn(await resultOf());
    for (const [check, count] of Object.entries(counts)) expect(count, check).toBeGreaterThan(0);
  });

  it('is told the same every time, and from wherever it is called', async () => {
    const cwd = shop();
    const once = await reconcile(['--all'], cwd);
    expect(await reconcile(['--all'], cwd)).toEqual(once);
    const above = await reconcile(['shop', '--all', '--format', 'json'], path.dirname(cwd));
    const inside = await reconcile(['--all', '--format', 'json'], cwd);
    const plain = (text: string): unknown => JSON.parse(text.replaceAll('"file": "shop/', '"file": "'));
    const { edges, summary } = plain(above.stdout) as Result;
    expect({ edges, summary }).toEqual({
      edges: (plain(inside.stdout) as Result)['edges'],
      summary: (plain(inside.stdout) as Result).summary,
    });
  });
});

describe('what was not scanned', () => {
  it('is said, and what to add: only manifests', async () => {
    const { code, stdout } = await reconcile(['k8s']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing to compare: only manifests and infrastructure code were scanned\n/);
    for (const kind of ['program code', 'the catalog', 'traces'])
      expect(stdout).toContain(`Not scanned: ${kind}: `);
    expect(stdout).toContain('rates');
  });

  it('is said, and what to add: only traces', async () => {
    const { stdout } = await reconcile(['traces']);
    expect(stdout).toMatch(/^Nothing to compare: only traces were scanned\n/);
    expect(stdout).toContain('Not scanned: manifests and infrastructure code: ');
    expect(stdout).not.toContain('Observed, not declared:');
  });

  it('leaves out what cannot be compared, and says why', async () => {
    expect(countsIn(await resultOf([], shop('traces', 'catalog')))).toMatchObject({
      stale: 'no traces were scanned',
      'never-observed': 'no traces were scanned',
      undeclared: 'no traces were scanned',
      catalog: 'no catalog was scanned',
      strength: 1,
      unresolved: 2,
    });
  });

  it('is one line of what was not looked for, and no row of it', async () => {
    const { stdout } = await reconcile([], shop('traces', 'catalog'));
    expect(stdout).toContain(
      '\nNot looked for: stale, never-observed, undeclared (no traces were scanned), catalog (no catalog was scanned)\n',
    );
    expect(stdout).not.toContain('likely stale');
    // Of one kind of source the title says it.
    expect((await reconcile(['k8s'])).stdout).not.toContain('Not looked for');
  });

  it('is a mistake if it is everything', async () => {
    const cwd = folderWith({ '.git/': '', 'notes.md': '' });
    const { code, stdout, stderr } = await reconcile(['-o', 'merged.yaml'], cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('nothing that describes or shows a system was found in .');
    expect(existsSync(path.join(cwd, 'merged.yaml'))).toBe(false);
  });
});

describe('--fail-on', () => {
  it('fails with the number and the first of each kind', async () => {
    const { code, stdout, stderr } = await reconcile(['--fail-on', 'all']);
    expect(code).toBe(1);
    expect(stdout).toContain('disagreements among');
    expect(stderr.slice(stderr.indexOf('--fail-on'))).toBe(`--fail-on: sources disagree
  stale: 4, first shop/checkout → catalog/component/default/loyalty
  never-observed: 8, first shop/checkout → catalog/component/default/loyalty
  undeclared: 2, first shop/checkout → shop/fraud-detection
  strength: 3, first shop/checkout → infra/aws_s3_bucket.receipts
  region: 2, first shop/payment
  catalog: ${countsIn(await resultOf())['catalog']}, first catalog/component/default/loyalty
  unresolved: 2, first unresolved/shop/quotes.legacy.internal
`);
  });

  it('takes several kinds, in one word or in several', async () => {
    const { code, stderr } = await reconcile(['--fail-on', 'region,undeclared', '--fail-on', 'stale']);
    expect(code).toBe(1);
    expect(stderr.match(/^ {2}[a-z-]+(?=:)/gm)).toEqual(['  stale', '  undeclared', '  region']);
  });

  it('does not pass where nothing was looked for', async () => {
    const { code, stderr } = await reconcile(['k8s', '--fail-on', 'undeclared,catalog']);
    expect(code).toBe(1);
    expect(stderr).toContain('undeclared: not checked, no traces were scanned');
    expect(stderr).toContain('catalog: not checked, no catalog was scanned');
  });

  it('passes where there is nothing of the kind', async () => {
    const { code } = await reconcile(['infra', 'catalog', '--fail-on', 'unresolved,region']);
    expect(code).toBe(0);
  });

  it.each([
    [
      ['--fail-on', 'undeclard'],
      ['there is no kind "undeclard"', 'did you mean "undeclared"?'],
    ],
    [
      ['--only', 'everything'],
      ['there is no kind "everything"', 'there are: stale, never-observed'],
    ],
    [['--limit', 'all'], ['--limit takes a number of rows']],
    [
      ['--scanner', 'kubernets'],
      ['there is no scanner "kubernets"', 'did you mean "kubernetes"?'],
    ],
    [['--var', 'stage'], ['--var takes name=value, not "stage"']],
    [['nowhere'], ['nowhere']],
  ])('a mistake in %j is told before anything is written', async (args, words) => {
    const cwd = shop();
    const { code, stdout, stderr } = await reconcile([...args, '-o', 'merged.yaml'], cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const word of words) expect(stderr).toContain(word);
    expect(existsSync(path.join(cwd, 'merged.yaml'))).toBe(false);
  });
});

describe('what is shown', () => {
  it('is only the kinds asked for, in JSON as well', async () => {
    const { stdout } = await reconcile(['--only', 'region,undeclared']);
    expect(stdout).toContain('In different regions: 2');
    expect(stdout).not.toContain('likely stale: ');
    const result = await resultOf(['--only', 'region']);
    expect(Object.keys(countsIn(result))).toEqual(['region']);
    expect(result).not.toHaveProperty('undeclared');
  });

  it('names each caller once, with all that it was not seen to call', async () => {
    const { stdout } = await reconcile(['--only', 'stale']);
    expect(stdout.match(/─ shop\/frontend · of its 31 calls/g)).toHaveLength(1);
    expect(stdout.match(/─ → /g)).toHaveLength(4);
  });

  it('counts beside the disagreements what is open, and what is outside', async () => {
    const { stdout } = await reconcile();
    expect(stdout).toContain('Of different strength: 3, 1 open\n');
    expect(stdout).toContain('Hosts that nothing scanned answers to: 2, 2 outside\n');
  });

  it('is so many rows of each list, and says how to get all', async () => {
    const { stdout } = await reconcile(['--limit', '1', '--only', 'stale']);
    expect(stdout).toContain('… and 3 more (--limit 0 shows all)');
    const all = await reconcile(['--limit', '1', '--all', '--only', 'stale']);
    expect(all.stdout).not.toContain('--limit 0');
    expect(all.stdout).toContain('Of things that no trace shows: 2');
    expect(all.stdout).toMatch(/Known to several: \d+/);
  });

  it('is the document alone, if that goes to standard output', async () => {
    const { code, stdout } = await reconcile(['-o', '-']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# What "faultline reconcile" made of all sources/);
    expect(stdout).toContain('\nfaultline: 1\n');
  });

  it('comes from the scanners asked for alone', async () => {
    const result = await resultOf(['--scanner', 'kubernetes', '--scanner', 'traces']);
    expect(result['sources']).toMatchObject([{ realms: ['kubernetes'] }, { realms: ['traces'] }]);
  });
});

describe('docs/reconcile.md', () => {
  const page = PAGES.find(({ name }) => name === 'docs/reconcile.md')!;
  const shown = page.blocks.filter(({ comment }) => comment === 'of the shop');

  it('shows three pieces of what the shop is told', () => {
    expect(shown).toHaveLength(3);
  });

  it.each(shown.map(({ line, content }) => ({ line, content })))('line $line is true', ({ content }) => {
    const printed = readFileSync(path.join(EXPECTED, 'shop.txt'), 'utf8').split('\n');
    const pieces = content
      .split(/^…$/m)
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '');
    let at = 0;
    for (const piece of pieces) {
      const lines = piece.split('\n');
      const found = printed.findIndex((_, i) => i >= at && lines.every((text, n) => printed[i + n] === text));
      expect(found, piece).toBeGreaterThanOrEqual(0);
      at = found + lines.length;
    }
  });

  it('names every kind, and every option', async () => {
    const { stdout } = await reconcile(['--help']);
    for (const check of CHECKS) expect(page.text).toContain(`| \`${check}\``);
    for (const [, option] of stdout.matchAll(/(--[a-z-]+)/g))
      if (option !== '--help' && option !== '--fail') expect(page.text, option).toContain(`\`${option}`);
  });
});
