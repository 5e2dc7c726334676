/**
 * Proves that what a scan says of the code of a CDK app is what the templates say that the CDK makes of it.
 *
 * Each app in `tests/fixtures/cdk/` was synthesised once, by aws-cdk-lib 2.276.0; `expected/` holds the templates, a
 * shortened manifest, and in `constructs.json` those constructs that the app's own files make with `new` (recorded while
 * it ran). The templates are judged by another scanner, which has its own tests.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cdk } from '../../src/scan/cdk.ts';
import { cloudformation } from '../../src/scan/cloudformation.ts';
import { scanPaths } from '../../src/scan/estate.ts';
import type { Scanner } from '../../src/scan/scanner.ts';
import { type Reading, compared, foldTo, pathsOf, readingOf, stacksOf } from '../support/cdk.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/cdk');
const APPS = readdirSync(FIXTURES).toSorted();

/** Of the templates' edges, how many the code must show. */
const ENOUGH = 0.95;

interface Readings {
  readonly code: Reading;
  readonly templates: Reading;
  readonly constructs: readonly string[];
}

const readingsOf = async (app: string): Promise<Readings> => {
  const folder = path.join(FIXTURES, app);
  const expected = path.join(folder, 'expected');
  const json = (name: string) => JSON.parse(readFileSync(path.join(expected, name), 'utf8'));
  const constructs: readonly string[] = json('constructs.json');
  const stacks = stacksOf(json('manifest.json'));
  const files = readdirSync(expected).filter((name) => name.endsWith('.template.json'));
  const paths = pathsOf(new Map(files.map((name) => [name, json(name)])), stacks);
  const fold = foldTo(constructs);
  return {
    code: readingOf(await documentOf(folder, cdk), (id) => id, fold),
    templates: readingOf(await documentOf(expected, cloudformation), (id) => paths.get(id), fold),
    constructs,
  };
};

const documentOf = async (folder: string, scanner: Scanner, cwd = folder) =>
  (await scanPaths([folder], { scanners: [scanner], apps: 'none', cwd })).document;

describe.each(APPS)('the code of %s', (app) => {
  const known = readingsOf(app);

  it('has a node for each construct that becomes a resource', async () => {
    const { code, templates } = await known;
    expect([...templates.constructs].filter((construct) => !code.constructs.has(construct))).toEqual([]);
  });

  it('shows nearly all edges that its templates show', async () => {
    const { code, templates } = await known;
    const { missing, recall } = compared(code, templates);
    expect(templates.edges.size).toBeGreaterThan(0);
    expect(recall, `missing:\n${missing.join('\n')}`).toBeGreaterThanOrEqual(ENOUGH);
  });

  it('shows none that its templates do not show', async () => {
    const { code, templates } = await known;
    const { extra } = compared(code, templates);
    expect(extra, `extra:\n${extra.join('\n')}`).toEqual([]);
  });

  it('places each construct in the region that its template is deployed to', async () => {
    const { code, templates } = await known;
    const shown = (reading: Reading) =>
      [...templates.regions.keys()].map((construct) => [
        construct,
        [...(reading.regions.get(construct) ?? [])].toSorted(),
      ]);
    expect(shown(code)).toEqual(shown(templates));
  });

  it('says the same from wherever it is asked', async () => {
    const folder = path.join(FIXTURES, app);
    const edgesOf = async (cwd: string) => {
      const { edges } = readingOf(await documentOf(folder, cdk, cwd), (id) => id, (id) => id);
      return [...edges.keys()].toSorted();
    };
    expect(await edgesOf(tmpdir())).toEqual(await edgesOf(folder));
  });
});
