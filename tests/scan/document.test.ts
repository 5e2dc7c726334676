/** Proves that documents in give an estate, or every mistake in them at once; and that what ships is right. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { problemText } from '../../src/cli/problem-text.ts';
import { STARTER } from '../../src/cli/starter.ts';
import { UserError } from '../../src/model/user-error.ts';
import { loadEstate } from '../../src/scan/document.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const errorOf = async (text: string): Promise<UserError> => {
  try {
    await loadEstate([{ file: 'd.yaml', text }]);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it is right');
};

describe('loadEstate', () => {
  it('the example of the specification', async () => {
    const estate = await loadEstate([
      {
        file: 'd.yaml',
        text: `
faultline: 1
title: Web shop
nodes:
  shop:
    kind: app
    name: Web shop
    owner: web-team
    tier: 1
    tags: [pci]
    in: aws/us-east-1
    costPerHour: 120000
    availability: 99.95%
    dependsOn:
      - checkout
      - { node: recommendations, impact: degraded }
      - { node: aws/us-east-1/s3, impact: partial, after: 15m, why: images, source: deploy/cdn.tf:12 }
      - { anyOf: [db-a, db-b], failover: 2m }
      - { atLeast: 2, of: [cache-1, cache-2, cache-3], impact: degraded }
  aws/us-east-1: {kind: region}
  aws/us-east-1/s3: {kind: storage, in: aws/us-east-1}
${['checkout', 'recommendations', 'db-a', 'db-b', 'cache-1', 'cache-2', 'cache-3'].map((id) => `  ${id}: {kind: service}\n`).join('')}
scenarios:
  s3-drops:
    title: S3 in us-east-1 drops
    faults:
      - { fail: aws/us-east-1/s3, state: outage, from: 0s, until: 4h17m }
    observed:
      shop: { state: partial, accept: [partial, outage], confidence: reported, source: "…" }
`,
      },
    ]);
    expect(estate.nodes).toHaveLength(10);
    expect(estate.nodes.find(({ id }) => id === 'shop')?.dependsOn).toHaveLength(5);
    expect(estate.scenarios.get('s3-drops')?.faults[0]).toMatchObject({
      state: 'outage',
      from: 0,
      until: 15_420,
    });
  });

  it('mistakes of reading and of assembling are told together, sorted by place', async () => {
    const { problems } = await errorOf(
      'faultline: 1\nnodes:\n  a: {kind: app, in: zoo}\n  b: {knd: app}\n  c: {tier: 1}\n',
    );
    expect(problems.map(({ message, place }) => `${place!.line}:${place!.column} ${message}`)).toEqual([
      '3:22 unknown node "zoo"',
      '4:7 unknown key "knd"',
      '5:3 "c" has no kind, here or in another document',
    ]);
  });

  it('what "faultline init" writes is right', async () => {
    expect((await loadEstate([{ file: 'faultline.yaml', text: STARTER }])).nodes.length).toBeGreaterThan(5);
  });

  const shipped = ['examples', 'incidents'].flatMap((folder) =>
    readdirSync(path.join(ROOT, 'graphs', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:ya?ml|json)$/.test(file))
      .map((file) => path.join('graphs', folder, file)),
  );
  it.each(shipped)('%s is right', async (file) => {
    const estate = await loadEstate([file], { cwd: ROOT });
    expect(estate.nodes.length).toBeGreaterThan(1);
    for (const node of estate.nodes)
      for (const origin of node.origins) expect(origin.source.file).toMatch(/^graphs\//);
  });
});

describe('as the command line shows it', () => {
  it('place, message, frame and hint, problem by problem, and how many there are', async () => {
    const { problems } = await errorOf('faultline: 1\nnodes:\n  a: {kind: servce}\n  "b c": {kind: app}\n');
    // Colours or none: the words are the same.
    // oxlint-disable-next-line no-control-regex -- colours
    expect(problemText(problems).replaceAll(/\u001b\[\d+m/g, '')).toBe(`error: unknown kind "servce"
  at d.yaml:3:13
  2 | nodes:
> 3 |   a: {kind: servce}
    |             ^
  4 |   "b c": {kind: app}
  hint: did you mean "service"?

error: "b c" is not an id
  at d.yaml:4:3
  3 |   a: {kind: servce}
> 4 |   "b c": {kind: app}
    |   ^
  5 |
  hint: ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"

2 errors
`);
  });

  it('nothing that a document holds can repaint the terminal', async () => {
    const { problems } = await errorOf(
      '{"faultline": 1, "\\u001b[2J\\u202e": 1, "nodes": {"a": {"kind": "\\u0007"}}}',
    );
    for (const harmful of ['\u001b[2J', '\u202e', '\u0007']) {
      expect(problemText(problems)).not.toContain(harmful);
    }
  });
});
