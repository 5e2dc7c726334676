import { describe, expect, it } from 'vitest';
import type { NodeFacts } from '../../../viewer/model/messages.ts';
import { matchesOf } from '../../../viewer/shell/matches.ts';

const node = (id: string, kind: NodeFacts['kind'] = 'service', name?: string): NodeFacts => ({
  id,
  kind,
  tags: [],
  isShipped: false,

  ...(name === undefined ? {} : { name }),
});

const NODES = [
  node('aws/us-east-1', 'region'),
  node('aws/us-east-1/s3', 'storage', 'Amazon S3'),
  node('aws/us-east-1/s3/get'),
  node('my-s3-tool', 'app'),
  node('shop', 'app', 'Web shop'),
];

const found = (text: string, most = 10): readonly string[] =>
  matchesOf(NODES, text, most).map((at) => NODES[at]!.id);

describe('a few letters', () => {
  it('mean first what is called so, then what begins so, then what has them', () => {
    expect(found('s3')).toEqual(['aws/us-east-1/s3', 'my-s3-tool', 'aws/us-east-1/s3/get']);
    expect(found('us-east')).toEqual(['aws/us-east-1', 'aws/us-east-1/s3', 'aws/us-east-1/s3/get']);
  });

  it('are looked for in names, too, in any case', () => {
    expect(found('WEB')).toEqual(['shop']);
    expect(found('amazon east')).toEqual(['aws/us-east-1/s3']);
  });

  it('must all be there', () => {
    expect(found('web s3')).toEqual([]);
    expect(found('   ')).toEqual([]);
  });

  it('give no more than are asked for', () => {
    expect(found('s', 2)).toHaveLength(2);
  });
});
