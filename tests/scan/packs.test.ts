/** Proves that documents take from shipped packs and from files on demand, and are told where a pack would help. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/user-error.ts';
import { type EstateOptions, loadEstate, loadPacks } from '../../src/scan/document.ts';
import { folderWith } from '../cli/folders.ts';

const load = (text: string, options: EstateOptions = {}) =>
  loadEstate([{ file: 'd.yaml', text: `faultline: 1\n${text}` }], options);

const told = async (promise: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await promise;
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(
      ({ message, place, hint }) => `${place?.line}:${place?.column} ${message} (${hint})`,
    );
  }
};

describe('a shipped pack', () => {
  it('adds what is named, and what that stands on', async () => {
    const { nodes } = await load(
      'use: [aws]\nnodes: { shop: { kind: app, dependsOn: [aws/eu-west-1/s3] } }\n',
    );
    const ids = nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['shop', 'aws', 'aws/eu-west-1', 'aws/eu-west-1/s3']));
    expect(ids.filter((id) => id.startsWith('aws/us-west-2'))).toEqual([]);
    expect(nodes.length).toBeLessThan(100);
  });

  it('adds what is asked for', async () => {
    const text = 'use: [aws]\nnodes: { shop: { kind: app } }\n';
    expect((await load(text)).nodes).toHaveLength(1);
    const { positions, hints } = await load(text, { named: ['aws/eu-west-1/sqs', 'shop'] });
    expect(positions.has('aws/eu-west-1/sqs')).toBe(true);
    expect(hints).toBeUndefined();
  });

  it('is hinted at where nobody uses it', async () => {
    expect(
      await told(
        load(
          'nodes: { shop: { kind: app, dependsOn: [aws/eu-west-1/s3, aws/eu-west-9/s3] } }\n' +
            'scenarios: { s: { faults: [{ fail: gcp/us-central1 }], observed: { azure: { state: outage } } } }\n',
        ),
      ),
    ).toEqual([
      '2:41 unknown node "aws/eu-west-1/s3" (use: [aws] defines it)',
      '2:59 unknown node "aws/eu-west-9/s3" (no document describes it)',
      '3:36 nothing matches "gcp/us-central1" (use: [gcp] defines it)',
      '3:68 unknown node "azure" (use: [azure] defines it)',
    ]);
  });

  it('is not hinted at where it is used, or not meant', async () => {
    expect(
      await told(load('use: [aws]\nnodes: { a: { kind: app, dependsOn: [aws/eu-west-1/s33, db] } }\n')),
    ).toEqual([
      '3:38 unknown node "aws/eu-west-1/s33" (did you mean "aws/eu-west-1/s3"?)',
      '3:57 unknown node "db" (no document describes it)',
    ]);
  });

  it('is hinted at for what is asked, for whoever selects it', async () => {
    const { hints } = await load('nodes: { a: { kind: app } }\n', { named: ['a', 'aws/eu-west-1/s3', 'b'] });
    expect(hints).toEqual(new Map([['aws/eu-west-1/s3', 'use: [aws] defines it']]));
  });
});

const PLATFORM = `faultline: 1
placeholders: { team: [red, blue] }
nodes: { platform: { kind: provider, name: Our platform } }
templates:
  platform/{team}/queue: { kind: queue, in: platform, dependsOn: [corporate-dns] }
`;

describe('a file that is used', () => {
  it('adds what is named, and may stand on the document that uses it', async () => {
    const folder = folderWith({
      'platform.yaml': PLATFORM,
      'faultline.yaml':
        'faultline: 1\nuse: [./platform.yaml]\nnodes:\n  shop: { kind: app, dependsOn: [platform/red/queue] }\n  corporate-dns: { kind: dns }\n',
    });
    const estate = await loadEstate(['faultline.yaml'], { cwd: folder });
    expect(estate.nodes.map(({ id }) => id)).toEqual([
      'corporate-dns',
      'platform',
      'platform/red/queue',
      'shop',
    ]);
    const packs = await loadPacks(['faultline.yaml'], { cwd: folder });
    const ids = packs.nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['aws', 'azure', 'gcp', 'platform/blue/queue']));
    expect(ids).not.toContain('shop');
  });

  it('is told of where it stands on nothing that there is', async () => {
    const folder = folderWith({
      'platform.yaml': PLATFORM,
      'faultline.yaml': 'faultline: 1\nuse: [./platform.yaml]\n',
    });
    expect(await told(loadPacks(['faultline.yaml'], { cwd: folder }))).toEqual([
      '5:67 unknown node "corporate-dns" (no document describes it)',
    ]);
    expect(await told(loadPacks(['none.yaml'], { cwd: folder }))).toHaveLength(1);
  });
});

it('the packs are all there without a document', async () => {
  const roots = new Set((await loadPacks([])).nodes.map(({ id }) => id.split('/')[0]));
  expect([...roots]).toEqual(['aws', 'azure', 'gcp']);
});
