/**
 * Proves that what users see of the real documents is, byte for byte, what somebody looked at and found good.
 *
 * The files in `expected/` are those looked at. After a change that is meant, write them anew and read the difference
 * before it is committed:
 *
 *     npx vitest run tests/golden -u && git diff tests/golden
 */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { runHere } from '../cli/run.ts';

const EXPECTED = path.join(import.meta.dirname, 'expected');

const DOCUMENTS = {
  s3: 'graphs/incidents/2017-02-28-aws-s3.yaml',
  'web-shop': 'graphs/examples/web-shop.yaml',
  'multi-region': 'graphs/examples/web-shop-multi-region.yaml',
  'internal-network': 'graphs/incidents/2021-12-07-aws-internal-network.yaml',
  lambda: 'graphs/incidents/2023-06-13-aws-lambda.yaml',
  dynamodb: 'graphs/incidents/2025-10-20-aws-dynamodb.yaml',
  fastly: 'graphs/incidents/2021-06-08-fastly.yaml',
} as const;

interface Form {
  readonly args: readonly string[];
  readonly columns: number;
}

const FORMS: Readonly<Record<string, Form>> = {
  '80.txt': { args: [], columns: 80 },
  '200.txt': { args: [], columns: 200 },
  json: { args: ['--format', 'json'], columns: 80 },
  md: { args: ['--format', 'markdown'], columns: 80 },
};

const CASES: readonly (readonly [document: keyof typeof DOCUMENTS, name: string, args: readonly string[]])[] =
  [
    ['s3', 'impact-scenario', ['impact', '--scenario', 's3-outage']],
    [
      's3',
      'impact-scenario-apps',
      ['impact', '--scenario', 's3-outage', '--only', 'kind:app', '--limit', '5'],
    ],
    ['s3', 'impact-put', ['impact', 'aws/us-east-1/s3/put']],
    ['s3', 'impact-partial', ['impact', 'aws/us-east-1/s3', '--state', 'partial']],
    ['s3', 'why-affected', ['why', 'skeddly', '--scenario', 's3-outage']],
    ['s3', 'why-spared-by-redundancy', ['why', 'netflix', '--scenario', 's3-outage']],
    ['s3', 'why-untouched', ['why', 'virtual-office', '--scenario', 's3-outage']],
    ['s3', 'nodes', ['nodes', 'in:aws/us-east-1 !kind:app']],
    ['s3', 'show', ['show', 'aws/us-east-1/s3']],
    ['s3', 'validate', ['validate']],
    ['s3', 'replay', ['replay']],
    ['s3', 'replay-at', ['replay', '--at', '3h50m']],
    ['s3', 'recovery', ['recovery', 's3-outage']],
    ['internal-network', 'replay', ['replay']],
    ['lambda', 'replay', ['replay']],
    ['dynamodb', 'replay', ['replay']],
    ['fastly', 'replay', ['replay']],

    ['web-shop', 'impact-payments', ['impact', 'payments']],
    ['web-shop', 'impact-region-drops', ['impact', '--scenario', 'region-drops']],
    ['web-shop', 'impact-zone-a-drops', ['impact', '--scenario', 'zone-a-drops']],
    ['web-shop', 'impact-two-zones-partial', ['impact', 'kind:zone !*/*/*-1c', '--state', 'partial']],
    ['web-shop', 'impact-only-itself', ['impact', 'cache-a']],
    ['web-shop', 'why-affected', ['why', 'shop', '--fail', 'aws/us-east-1/us-east-1a']],
    ['web-shop', 'why-it-fails', ['why', 'payments', '--fail', 'payments']],
    ['web-shop', 'why-spared-by-redundancy', ['why', 'orders', '--fail', 'database-a']],
    [
      'web-shop',
      'why-spared-by-soft-edge',
      ['why', 'back-office', '--fail', 'aws/us-east-1/s3', '--state', 'partial'],
    ],
    ['web-shop', 'why-start-only', ['why', 'web', '--fail', 'aws/us-east-1/ecr']],
    ['web-shop', 'why-untouched', ['why', 'payments', '--fail', 'aws/us-east-1']],
    ['web-shop', 'nodes', ['nodes']],
    ['web-shop', 'nodes-apps', ['nodes', 'kind:app']],
    ['web-shop', 'show-app', ['show', 'shop']],
    ['web-shop', 'show-member', ['show', 'database-a']],
    ['web-shop', 'show-group', ['show', 'database']],
    ['web-shop', 'validate', ['validate']],
    ['web-shop', 'replay-zone-a-drops', ['replay', 'zone-a-drops']],
    ['web-shop', 'recovery-region-drops', ['recovery', 'region-drops']],
    ['web-shop', 'recovery-from-nothing', ['recovery']],

    ['multi-region', 'impact-east', ['impact', 'aws/us-east-1']],
    ['multi-region', 'impact-west', ['impact', 'aws/us-west-2']],
    ['multi-region', 'impact-scenario', ['impact', '--scenario', 'region-drops']],
    ['multi-region', 'why-switch-is-lost', ['why', 'shop', '--fail', 'aws/us-east-1']],
    ['multi-region', 'why-spared-by-redundancy', ['why', 'shop', '--fail', 'aws/us-west-2']],
    ['multi-region', 'nodes', ['nodes', 'aws/**']],
    ['multi-region', 'show-switch', ['show', 'route53/record-changes']],
    ['multi-region', 'validate', ['validate']],
    ['multi-region', 'replay-region-drops', ['replay', 'region-drops']],
  ];

const formsOf = (name: string): readonly string[] =>
  Object.keys(FORMS).filter((form) => form !== '200.txt' || /^(impact|why|replay)/.test(name));

const FILES = CASES.flatMap(([document, name, args]) =>
  formsOf(name).map((form) => ({ file: `${document}/${name}.${form}`, document, args, form: FORMS[form]! })),
);

describe('what users see of', () => {
  it.each(FILES)('$file', async ({ file, document, args, form }) => {
    const graph = ['--graph', DOCUMENTS[document], ...form.args];
    const { code, stdout, stderr } = await runHere([...args, ...graph], {
      env: { COLUMNS: String(form.columns) },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    if (file.endsWith('.txt')) {
      const lines = stdout.split('\n');
      expect(lines.filter((line) => stringWidth(line) > form.columns || line !== line.trimEnd())).toEqual([]);
    }
    await expect(stdout).toMatchFileSnapshot(path.join(EXPECTED, file));
  });

  it('nothing that is no longer made', () => {
    const there = readdirSync(EXPECTED, { recursive: true })
      .map((file) => String(file).split(path.sep).join('/'))
      .filter((file) => statSync(path.join(EXPECTED, file)).isFile())
      // Scans and the audit have tests of their own.
      .filter((file) => !/^(scan|audit)\//.test(file));
    expect(there.filter((file) => !FILES.some((known) => known.file === file))).toEqual([]);
  });
});
