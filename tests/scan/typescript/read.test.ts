import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  entriesOf,
  entryOf,
  itemsOf,
  libraryOf,
  mentionsIn,
  patternOf,
  plainOf,
  textOf,
} from '../../../src/scan/typescript/read.ts';
import type { Value } from '../../../src/scan/typescript/value.ts';
import { told, valuesOf } from './run.ts';

const valueOf = async (source: string): Promise<Value> => (await valuesOf(source)).at(-1)!;

describe('plain values and texts', () => {
  it('are known as far as they are', async () => {
    const value = await valueOf(
      `out({ a: 1, b: lib.x, l: [1, lib.x, 'c'], e: lib.y ? 2 : 2, f: lib.y ? 1 : 2, t: \`\${'a'}b\` });`,
    );
    expect(plainOf(value)).toEqual({ a: 1, l: [1, null, 'c'], e: 2, t: 'ab' });
    expect(textOf(entryOf(value, 'a'))).toBe('1');
    expect(textOf(entryOf(value, 'f'))).toBeUndefined();
    expect(plainOf(undefined)).toBeUndefined();
  });

  it('have a pattern if some of them is known', async () => {
    const patterns = await valuesOf(`
      const table = new Thing('t');
      out(\`\${table.name}-index\`, 'a-' + process.env.STAGE, \`https://\${process.env.HOST ?? 'localhost'}/x\`, table.name, lib.f(1) + '/x', 7);`);
    expect(patterns.map(patternOf)).toEqual([
      '${table.name}-index',
      'a-${env.STAGE}',
      'https://localhost/x',
      undefined,
      '${f()}/x',
      '7',
    ]);
  });

  it('end, whatever holds itself', () => {
    const entries = new Map<string, Value>();
    const circle: Value = { kind: 'object', entries, isOpen: false };
    entries.set('self', circle);
    expect(JSON.stringify(plainOf(circle)).length).toBeGreaterThan(0);
    expect(mentionsIn(circle)).toEqual([]);
  });

  it('keep keys that objects inherit', () => {
    const value: Value = {
      kind: 'object',
      entries: new Map([['__proto__', { kind: 'plain', plain: 1 }]]),
      isOpen: false,
    };
    expect(Object.entries(plainOf(value) as object)).toEqual([['__proto__', 1]]);
  });
});

describe('ways into values', () => {
  it('lead through the first choice that goes on', async () => {
    const value = await valueOf(`out(lib.x ? undefined : { a: [{ b: 'x' }] });`);
    expect(choicesOf(value)).toHaveLength(2);
    expect(textOf(entryOf(value, 'a', 0, 'b'))).toBe('x');
    expect(entryOf(value, 'a', 7)).toBeUndefined();
    expect(entriesOf(value).map(([key]) => key)).toEqual(['a']);
    expect(itemsOf(entryOf(value, 'a'))).toHaveLength(1);
    expect(itemsOf(undefined)).toEqual([]);
  });
});

describe('mentions', () => {
  it('are told with the way to them and what is asked of them', async () => {
    const value = await valueOf(`
      const table = new Thing('t');
      const role = lib.find(table.arn, 'x');
      class Own { table = table; }
      out({ environment: { TABLE: table.name, URL: \`x\${table.stream.arn}\` }, list: [table, { role: role.arn }], own: new Own(), any: lib.y ? table.a : null });`);
    expect(
      mentionsIn(value).map((mention) => [
        mention.path.join('.'),
        told(mention.value),
        mention.made?.id,
        mention.call?.name,
        mention.members.join('.'),
      ]),
    ).toEqual([
      ['environment.TABLE', 'new Thing#0.name', 0, undefined, 'name'],
      ['environment.URL', 'new Thing#0.stream.arn', 0, undefined, 'stream.arn'],
      ['list', 'new Thing#0', 0, undefined, ''],
      ['list.role', 'find()#0.arn', undefined, 'find', 'arn'],
      ['list.role', 'new Thing#0.arn', 0, undefined, 'arn'],
      ['own', 'instance Own', undefined, undefined, ''],
      ['any', 'new Thing#0.a', 0, undefined, 'a'],
    ]);
  });

  it('outlive what was done to texts and lists', async () => {
    const value = await valueOf(`
      const table = new Thing('t');
      const encoded = JSON.stringify({ a: [table.name] });
      out(Object.fromEntries(Object.entries({ T: table.name }).map(([k, v]) => [k.toLowerCase(), v.toString()])), encoded, encodeURIComponent(table.name), [table.arn, 'x'].join('/'), \`\${table.name}\`.replace('a', 'b'));`);
    expect(value).toBeDefined();
    const all = await valuesOf(`
      const table = new Thing('t');
      out(JSON.stringify({ a: [table.name] }), Object.fromEntries([['t', table.arn]]), encodeURIComponent(table.name), [table.arn, 'x'].join('/'), \`\${table.name}!\`.replace('a', 'b'), table.name.toString(), Buffer.from(table.name));`);
    expect(all.map((one) => mentionsIn(one).some(({ made }) => made?.id === 0))).toEqual(all.map(() => true));
  });
});

describe('libraries', () => {
  it('are told of callees, of classes and of what is made', async () => {
    const all = await valuesOf(`
      import * as s3 from 'aws-s3';
      class B extends s3.Bucket {}
      out(s3, s3.Bucket, new s3.Bucket(), B, new B(), s3.Bucket.fromName('x'), new s3.Bucket().arn);`);
    const paths = all.map(libraryOf).map((one) => one && [one.module, ...one.path].join('.'));
    expect(paths).toEqual([
      'aws-s3',
      'aws-s3.Bucket',
      'aws-s3.Bucket',
      'aws-s3.Bucket',
      'aws-s3.Bucket',
      undefined,
      undefined,
    ]);
    const result = all.find(({ kind }) => kind === 'result');
    expect(result?.kind === 'result' && libraryOf(result.call.callee)?.path).toEqual(['Bucket', 'fromName']);
  });
});
