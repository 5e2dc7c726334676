import { expect, it } from 'vitest';
import { patternOf } from '../../../src/scan/typescript/read.ts';
import { traceOf } from './run.ts';

it('tells the addresses that stand in the code, each once, with what they are bound to', async () => {
  const { texts } = await traceOf({
    'main.tsx': `
    import { lib } from 'https://esm.sh/lib';
    // https://comment.example.com
    const base = 'https://api.example.com';
    const paths = { orders: \`\${base}/orders/\${process.env.STAGE}\`, type: 'application/json' };
    export async function load(host = 'db.internal.example.com') {
      for (const x of [1, 2]) await fetch('https://' + lib.host + '/v1');
      return { queue: 'arn:aws:sqs:eu-west-1:1:q', cache: "redis:6379", file: 'main.ts', words: 'end. com' };
    }
    function never() { return \`s3://\${bucket}/x\`; }
    const page = <a href="https://docs.example.org">{'mailto:x'}</a>;
    type T = 'https://type.example.com';`,
  });
  expect(texts.map((text) => [patternOf(text.value), text.key, text.inside])).toEqual([
    ['https://api.example.com', 'base', undefined],
    ['https://api.example.com/orders/${env.STAGE}', 'orders', undefined],
    ['db.internal.example.com', 'host', 'load'],
    ['https://${lib.host}/v1', undefined, 'load'],
    ['arn:aws:sqs:eu-west-1:1:q', 'queue', 'load'],
    ['redis:6379', 'cache', 'load'],
    ['s3://${bucket}/x', undefined, 'never'],
    ['https://docs.example.org', 'href', undefined],
  ]);
});
