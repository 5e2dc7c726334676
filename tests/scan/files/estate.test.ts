/** Proves that a scan takes each file once, tells all that it did not understand, and is the same every time. */
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../../src/document/write.ts';
import { UserError } from '../../../src/model/user-error.ts';
import { missingOf } from '../../../src/scan/coverage.ts';
import { type ScanOptions, type ScanResult, scanPaths } from '../../../src/scan/estate.ts';
import { loadEstate } from '../../../src/scan/document.ts';
import { folderWith } from '../../cli/folders.ts';
import type { Scanner } from '../../../src/scan/scanner.ts';
import { FAKES, fakeScanner } from './fakes.ts';

const SHOP = {
  'shop/web.yaml': 'web: { ref: db }\ndb: { type: fake/thing }\nlost: { ref: nowhere }\n',
  'pay/pay.json': '{"api": {"type": "fake/thing"}}',
  'notes.md': '',
  Makefile: '',
};

const scan = (
  cwd: string,
  paths: readonly string[] = ['.'],
  options: Partial<ScanOptions> = {},
): Promise<ScanResult> => scanPaths(paths, { scanners: FAKES, apps: 'none', cwd, ...options });

const idsOf = ({ document }: ScanResult): readonly string[] => [...document.nodes.keys()];

describe('a scan', () => {
  it('gives what scanners find, and counts it', async () => {
    const result = await scan(folderWith(SHOP));
    expect(idsOf(result)).toEqual(expect.arrayContaining(['pay/api', 'shop/db', 'shop/lost', 'shop/web']));
    const { coverage } = result;
    expect(coverage.looked).toEqual(['.']);
    expect(coverage.files).toEqual({
      listed: 4,
      excluded: 0,
      claimed: 2,
      others: [
        { ending: '.md', files: 1 },
        { ending: 'Makefile', files: 1 },
      ],
    });
    expect(coverage.formats).toMatchObject([
      { scanner: 'yamlish', files: 1, read: 1, failed: 0, resources: 3, references: 2 },
      { scanner: 'jsonish', files: 1, read: 1, failed: 0, resources: 1, references: 0 },
    ]);
    expect(coverage.counts).toMatchObject({ resources: 4, references: 2, resolved: 1, unresolved: 1 });
    expect(coverage.byFile).toEqual([
      { file: 'pay/pay.json', resources: 1, references: 0, unresolved: 0 },
      { file: 'shop/web.yaml', resources: 3, references: 2, unresolved: 1 },
    ]);
    expect(coverage.unknownTypes).toEqual([{ type: 'fake/thing', resources: 2 }]);
    expect(coverage.findings).toMatchObject([
      { kind: 'unknown-type', file: 'pay/pay.json', line: 1 },
      { kind: 'unknown-type', file: 'shop/web.yaml', line: 2 },
      { kind: 'unresolved', file: 'shop/web.yaml', line: 3 },
    ]);
  });

  it('gives each file to the first scanner that claims it', async () => {
    const scanners = [fakeScanner('first', /^web/), ...FAKES];
    const { coverage } = await scan(folderWith(SHOP), ['.'], { scanners });
    expect(coverage.formats.map(({ scanner, files }) => [scanner, files])).toEqual([
      ['first', 1],
      ['jsonish', 1],
    ]);
  });

  it('gives a file of code to all that can read something from it', async () => {
    const beside = (name: string): Scanner => ({ ...fakeScanner(name, /^web/), alongside: true });
    const scanners = [beside('first'), ...FAKES, beside('second'), beside('third')];
    const { coverage } = await scan(folderWith(SHOP), ['.'], { scanners });
    expect(coverage.formats.map(({ scanner, files }) => [scanner, files])).toEqual([
      ['first', 1],
      ['jsonish', 1],
      ['second', 1],
      ['third', 1],
    ]);
    expect(coverage.files.claimed).toBe(2);
  });

  it('of several repositories gives one graph whose parts tell where they come from', async () => {
    const cwd = folderWith({
      'a/main.yaml': 'web: { ref: web }\n',
      'b/main.yaml': 'web: { type: fake/thing }\n',
    });
    const several = await scan(cwd, ['a', 'b']);
    expect(idsOf(several)).toEqual(['a/web', 'b/web']);
    expect(several.document.nodes.get('a/web')!.tags).toContain('origin:a');
    expect(several.document.nodes.get('b/web')!.tags).toContain('origin:b');
    const one = await scan(cwd, ['a']);
    expect(one.document.nodes.get('web')!.tags).toEqual(['compose/service']);
  });

  it('refuses a region that no provider has', async () => {
    const cwd = folderWith(SHOP);
    const problems = await scan(cwd, ['.'], { region: 'eu-wst-1' }).catch((e: UserError) => e.problems);
    expect(problems).toMatchObject([
      { message: expect.stringContaining('"eu-wst-1"'), hint: 'did you mean "eu-west-1"?' },
    ]);
    await expect(scan(cwd, ['.'], { region: 'West Europe' })).resolves.toBeDefined();
  });

  it('runs only the scanners asked for', async () => {
    const cwd = folderWith(SHOP);
    expect(idsOf(await scan(cwd, ['.'], { only: ['jsonish'] }))).toEqual(['pay/api']);
    await expect(scan(cwd, ['.'], { only: ['jsonsih'] })).rejects.toThrow(UserError);
    const problems = await scan(cwd, ['.'], { only: ['jsonsih', 'x'] }).catch((e: UserError) => e.problems);
    expect(problems).toMatchObject([
      { hint: 'did you mean "jsonish"?' },
      { hint: 'there are: yamlish, jsonish' },
    ]);
  });

  it('tells how far it is', async () => {
    const told: string[] = [];
    await scan(folderWith(SHOP), ['.'], { progress: (what, done, of) => told.push(`${what} ${done}/${of}`) });
    expect(told).toContain('reading Things of yamlish 0/1');
  });

  it('lets a defect of a scanner out', async () => {
    const broken = { ...FAKES[0]!, scan: () => Promise.reject(new TypeError('oops')) };
    await expect(scan(folderWith(SHOP), ['.'], { scanners: [broken] })).rejects.toThrow(TypeError);
  });

  it('of nothing is empty, and knows what it looked for', async () => {
    const { document, coverage } = await scan(folderWith({ 'a.md': '' }));
    expect(document.nodes.size).toBe(0);
    expect(coverage).toMatchObject({ known: ['Things of yamlish', 'Things of jsonish'], findings: [] });
  });

  it('tells files that it cannot read, and counts those that failed', async () => {
    const cwd = folderWith({ 'a.yaml': 'x: [', 'b.yaml': 'y: {}', 'c.yaml': 'a\0b' });
    const { coverage } = await scan(cwd);
    expect(coverage.formats).toMatchObject([{ files: 2, read: 1, failed: 1 }]);
    expect(missingOf(coverage).map(({ file, kind }) => [file, kind])).toEqual([
      ['a.yaml', 'unreadable'],
      ['c.yaml', 'skipped'],
    ]);
  });
});

describe('the same files', () => {
  it('give the same ids from wherever the scan is called, and wherever they lie', async () => {
    const top = folderWith(SHOP);
    const whole = writeJson((await scan(top)).document);
    expect(writeJson((await scan(top)).document)).toBe(whole);
    const elsewhere = path.join(folderWith(), 'moved');
    const ids = idsOf(await scan(top));
    expect(idsOf(await scan(path.join(top, 'shop'), ['..']))).toEqual(ids);
    expect(idsOf(await scan('/', [top]))).toEqual(ids);
    mkdirSync(elsewhere);
    for (const name of ['shop', 'pay']) renameSync(path.join(top, name), path.join(elsewhere, name));
    expect(writeJson((await scan(elsewhere)).document)).toBe(whole);
  });

  it('give the same whichever of several paths comes first', async () => {
    const cwd = folderWith(SHOP);
    const one = await scan(cwd, ['shop', 'pay']);
    const other = await scan(cwd, ['pay', 'shop']);
    expect(writeJson(one.document)).toBe(writeJson(other.document));
    expect(one.coverage.findings).toEqual(other.coverage.findings);
  });
});

describe('a scanned document', () => {
  it('is weaker than what is written by hand, which may take it back', async () => {
    const cwd = folderWith({
      ...SHOP,
      'faultline.yaml':
        'faultline: 1\nnodes:\n  shop/web: { kind: app, owner: web-team, dependsOn: [{ node: shop/db, impact: none }, pay/api] }\n',
    });
    const { document } = await scan(cwd, ['.'], { exclude: ['faultline.yaml'] });
    const estate = await loadEstate(['faultline.yaml'], { cwd, scanned: [document] });
    const web = estate.nodes.find(({ id }) => id === 'shop/web')!;
    expect(web).toMatchObject({ kind: 'app', owner: 'web-team' });
    expect(web.dependsOn.map((it) => it.form === 'node' && [it.node, it.impact?.at(-1)])).toEqual([
      ['shop/db', 0],
      ['pay/api', undefined],
    ]);
  });

  it('brings the packs that it names, which are one with those of the document', async () => {
    const cwd = folderWith({
      'faultline.yaml':
        'faultline: 1\nuse: [aws]\nnodes:\n  shop: { kind: app, dependsOn: [aws/eu-west-1/s3] }\n',
    });
    const made = {
      use: ['aws'],
      include: [],
      scenarios: new Map(),
      nodes: new Map([
        [
          'job',
          {
            id: 'job',
            kind: 'function' as const,
            tags: [],
            origins: [],
            dependsOn: [{ form: 'node' as const, node: 'aws/us-east-1/lambda' }],
          },
        ],
      ]),
    };
    const alone = await loadEstate([], { cwd, scanned: [made] });
    expect(alone.positions.has('aws/us-east-1/lambda')).toBe(true);
    expect(alone.positions.has('aws/eu-west-1/s3')).toBe(false);
    const both = await loadEstate(['faultline.yaml'], { cwd, scanned: [made] });
    expect(both.positions.has('aws/us-east-1/lambda') && both.positions.has('aws/eu-west-1/s3')).toBe(true);
    const lambda = both.nodes[both.positions.get('aws/us-east-1/lambda')!]!;
    expect(lambda.origins).toHaveLength(
      alone.nodes[alone.positions.get('aws/us-east-1/lambda')!]!.origins.length,
    );
  });
});
