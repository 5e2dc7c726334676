/**
 * Proves that what a scan makes of whole repositories is, byte for byte, what somebody looked at and found right.
 *
 * The repositories lie in `tests/fixtures/scan/`, what was found right in `expected/scan/`. After a change that is
 * meant, write it anew and read the difference before it is committed: each edge must be one that the fixture says.
 *
 *     npx vitest run tests/golden/scan.test.ts -u && git diff tests/golden/expected/scan
 */
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../cli/folders.ts';
import { type Run, runHere } from '../cli/run.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/scan');
const EXPECTED = path.join(import.meta.dirname, 'expected/scan');

const NAMES = readdirSync(FIXTURES).toSorted();

/** Questions to the shop with its hand-written document on top. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'impact-region': ['impact', 'aws/eu-west-1'],
  'impact-zone': ['impact', 'aws/eu-west-1/eu-west-1a'],
  'impact-other-region': ['impact', 'aws/eu-central-1'],
  'impact-certificates-region': ['impact', 'aws/us-east-1'],
  'impact-table': ['impact', 'infra/prod/aws_dynamodb_table.orders'],
  'impact-taken-back': ['impact', 'shop/catalog'],
};

const expectedFiles = [
  ...NAMES.flatMap((name) => [`${name}.yaml`, `${name}.coverage.txt`]),
  ...Object.keys(QUESTIONS).map((name) => `webshop.${name}.txt`),
];

/**
 * A copy of a fixture outside of this repository, whose own files would else be looked into for code.
 *
 * @returns the folder that holds the copy.
 */
const copied = (name: string, as = name): string => {
  const cwd = folderWith();
  cpSync(path.join(FIXTURES, name), path.join(cwd, as), { recursive: true });
  return cwd;
};

interface Scan extends Run {
  readonly document: string;
  readonly coverage: string;
}

/** Scans a folder; what is written lies beside it, not in it. */
const scanned = async (cwd: string, folder: string, ending: 'yaml' | 'json' = 'yaml'): Promise<Scan> => {
  const up = folderWith();
  const files = { document: path.join(up, `scanned.${ending}`), coverage: path.join(up, 'coverage.txt') };
  const run = await runHere(['scan', folder, '-o', files.document, '--coverage', files.coverage], { cwd });
  expect(run.code, run.stderr).toBe(0);
  return {
    ...run,
    document: readFileSync(files.document, 'utf8'),
    coverage: readFileSync(files.coverage, 'utf8'),
  };
};

/** Scans a fixture from its own folder: once, however many tests look at it. */
const scannedInside = (name: string): Promise<Scan> => {
  const known = SCANS.get(name);
  if (known !== undefined) return known;
  const scan = scanned(path.join(copied(name), name), '.');
  SCANS.set(name, scan);
  return scan;
};

const SCANS = new Map<string, Promise<Scan>>();

describe.each(NAMES)('a scan of %s', (name) => {
  it('finds what somebody found right', async () => {
    const { document, coverage } = await scannedInside(name);
    await expect(document).toMatchFileSnapshot(path.join(EXPECTED, `${name}.yaml`));
    await expect(coverage).toMatchFileSnapshot(path.join(EXPECTED, `${name}.coverage.txt`));
  });

  it('says the same wherever the folder lies, and however often it is asked', async () => {
    const one = await scannedInside(name);
    const other = await scanned(path.join(copied(name, 'elsewhere'), 'elsewhere'), '.');
    expect(other.document).toBe(one.document);
    expect(other.coverage).toBe(one.coverage);
  });

  it('has the same ids and edges from the folder above; only the files are told from there', async () => {
    const cwd = copied(name, 'below');
    const inside = await scanned(path.join(cwd, 'below'), '.', 'json');
    const above = await scanned(cwd, 'below', 'json');
    expect(above.document).not.toBe(inside.document);
    expect(above.document.replaceAll(/("source":"|caught at )below\//g, '$1')).toBe(inside.document);
  });

  it('is the same as JSON', async () => {
    const yaml = await scannedInside(name);
    const json = await scanned(path.join(copied(name), name), '.', 'json');
    expect(JSON.parse(json.document)).toEqual(parse(yaml.document));
    expect(json.coverage).toBe(yaml.coverage);
  });

  it('is a valid document, whose every requirement but the places has a file and a line', async () => {
    const { document } = await scannedInside(name);
    const cwd = folderWith({ 'scanned.yaml': document });
    expect(await runHere(['validate', '--graph', 'scanned.yaml'], { cwd })).toMatchObject({ code: 0 });
    const { nodes } = parse(document) as {
      nodes: Readonly<Record<string, { readonly dependsOn?: readonly { readonly source?: string }[] }>>;
    };
    const needs = Object.values(nodes).flatMap(({ dependsOn = [] }) => dependsOn);
    expect(needs.length).toBeGreaterThan(0);
    expect(needs.filter(({ source }) => !/^[^:]+:[1-9]\d*$/.test(source ?? ''))).toEqual([]);
  });
});

describe('a question to the web shop with its own document above the scan', () => {
  it.each(Object.entries(QUESTIONS))('%s', async (name, args) => {
    const cwd = path.join(copied('webshop'), 'webshop');
    const { code, stdout, stderr } = await runHere([...args, '--scan', '.'], {
      cwd,
      env: { COLUMNS: '160' },
    });
    expect(code, stderr).toBe(0);
    await expect(stdout).toMatchFileSnapshot(path.join(EXPECTED, `webshop.${name}.txt`));
  });
});

it('nothing is expected that is no longer made', () => {
  expect(readdirSync(EXPECTED).toSorted()).toEqual(expectedFiles.toSorted());
});
