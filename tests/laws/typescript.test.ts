/**
 * Laws of the interpreter of TypeScript: what is known it computes as JavaScript does, the order of files means
 * nothing, and it comes to an end on whatever it is given.
 */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainOf } from '../../src/scan/typescript/read.ts';
import { traceOf } from '../scan/typescript/run.ts';
import { sampled } from '../support/law.ts';

const NAMES = ['a', 'b', 'c'];

const name = fc.constantFrom(...NAMES);

const leaf = fc.oneof(
  fc.integer({ min: -3, max: 9 }).map((number) => `(${number})`),
  fc.constantFrom('true', 'false', 'null', 'undefined', "''", "'x'", "'orders-prod'", "'a,b,c'"),
  name,
);

const list = fc.constantFrom('[1, 2, 3]', "['p', 'q']", '[]', "[{ k: 'v', n: 1 }, { k: 'w', n: 2 }]");

/** Expressions whose value JavaScript knows without looking at anything outside. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      fc
        .tuple(
          inner,
          fc.constantFrom('+', '-', '*', '===', '!==', '<', '>=', '&&', '||', '??', '%', '|'),
          inner,
        )
        // `??` beside `||` needs brackets.
        .map(([a, operator, b]) => `((${a}) ${operator} (${b}))`),
      fc.tuple(inner, inner, inner).map(([test, a, b]) => `((${test}) ? (${a}) : (${b}))`),
      inner.map((a) => `(!(${a}))`),
      inner.map((a) => `(typeof (${a}))`),
      fc.tuple(inner, inner).map(([a, b]) => `\`\${${a}}-\${${b}}\``),
      fc.tuple(inner, inner).map(([a, b]) => `({ p: ${a}, ...{ q: ${b} } }).p`),
      fc.tuple(inner, inner).map(([a, b]) => `[${a}, ...[${b}]][1]`),
      fc.tuple(inner, inner).map(([a, b]) => `(({ p, q = ${b} }) => q)({ p: ${a} })`),
      fc.tuple(inner, inner).map(([a, b]) => `((x, ...more) => more.length + String(x))(${a}, ${b})`),
      inner.map((a) => `(() => { try { if (${a}) throw 'e'; return 'n'; } catch (e) { return e; } })()`),
      inner.map(
        (a) =>
          `(() => { switch (${a}) { case 1: return 'one'; case 'x': case true: return 'x'; default: return 'd'; } })()`,
      ),
      fc.tuple(list, inner).map(([of, a]) => `${of}.map((x, i) => [i, ${a}].join('')).join('|')`),
      fc.tuple(list, inner).map(([of, a]) => `${of}.filter((x, i) => i > 0 || ${a}).length`),
      list.map((of) => `${of}.reduce((sum, x) => sum + String(x.k ?? x), '')`),
      fc
        .tuple(list, inner)
        .map(
          ([of, a]) =>
            `(() => { let t = ''; for (const x of ${of}) { if (t.length > 2) break; t += ${a}; } return t; })()`,
        ),
      inner.map(
        (a) =>
          `(() => { let t = 0; for (let i = 0; i < 3; i++) { if (i === 1) continue; t += Number(Boolean(${a})); } return t; })()`,
      ),
      inner.map((a) => `Object.entries({ p: ${a}, q: 1 }).map(([k, v]) => k + v).join()`),
      inner.map((a) => `String(${a}).toUpperCase().split('-').at(-1)`),
      fc
        .tuple(inner, inner)
        .map(
          ([a, b]) =>
            `new (class P { #x = ${a}; y = ${b}; get x() { return this.#x; } static of() { return new P(); } })().x`,
        ),
      fc
        .tuple(inner, inner)
        .map(
          ([a, b]) =>
            `new (class extends (class { constructor(v) { this.v = v; } m() { return this.v; } }) { constructor() { super(${a}); this.w = ${b}; } m() { return [super.m(), this.w].join(); } })().m()`,
        ),
      inner.map((a) => `(function f(n) { return n <= 0 ? ${a} : f(n - 1); })(3)`),
      inner.map((a) => `[...new Map([['k', ${a}], ['l', 2]]).values()][0]`),
      inner.map((a) => `({ a: { b: ${a} } })?.a?.b`),
      inner.map((a) => `JSON.stringify({ v: ${a} }) ?? ''`),
      fc
        .tuple(inner, inner)
        .map(
          ([a, b]) =>
            `(() => { const o = { v: ${a} }; o.w = ${b}; delete o.v; return Object.keys(o).join() + ('v' in o) + o.w; })()`,
        ),
      fc
        .tuple(inner, inner)
        .map(([a, b]) => `(() => { let [x, y] = [${a}, ${b}]; [x, y] = [y, x]; return x; })()`),
      inner.map(
        (a) =>
          `(() => { const l = [1]; l.push(${a}); l.unshift(0); return l.slice(1).concat([9]).join() + l.indexOf(1) + l.includes(0); })()`,
      ),
    ),
  };
});

const program = fc
  .tuple(expression, expression, expression, expression)
  .map(
    ([a, b, c, d]) =>
      `const a = 1, b = 'x'; let c = null;\nconst one = ${a}; c = ${b};\nfunction two(a, b = ${c}) { return ${d}; }\nconst result = [one, two(c), two(2, 'y')];`,
  );

/** What cannot be written as JSON and read back is not compared. */
const comparable = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

describe('what is known', () => {
  const found = async (source: string): Promise<unknown> => {
    const { calls } = await traceOf(`import { out } from 'lib';\n${source}\nout(result);`);
    return plainOf(calls.at(-1)?.args[0]);
  };

  const cases = sampled(program, 400);

  test('is what JavaScript makes of it', async () => {
    for (const source of cases) {
      let expected: unknown;
      try {
        expected = comparable(runInNewContext(`${source}\nresult`));
      } catch {
        // A program that ends by an error has no value.
        continue;
      }
      // Nor has one that catches the error of a variable that is not there yet.
      if (JSON.stringify(expected).includes('ReferenceError')) continue;
      expect(comparable(await found(source)), source).toEqual(expected);
    }
  });
});

const SOURCES: readonly string[] = [
  `import * as cdk from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { names } from './b';
export class Shop extends cdk.Stack {
  private readonly table: Table;
  constructor(scope: cdk.App, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    this.table = new Table(this, 'T', { tableName: \`\${names.orders}-\${process.env.STAGE ?? 'dev'}\` });
    for (const [key, value] of Object.entries({ a: 1, b: 2 })) {
      if (value > 1 && props?.env) this.table.grant(key);
      else continue;
    }
  }
}
new Shop(new cdk.App(), 'shop');`,
  `export enum Stage { dev = 'dev', prod = 'prod' }
export const names = { orders: 'orders', stage: Stage.dev } as const;
export const region = (x = process.env['AWS_REGION']) => x || 'eu-west-1';
export default async function load(id: string) {
  try { return await fetch(\`https://api.example.com/\${id}\`).then((r) => r.json()); }
  catch (error) { return [...[1, 2].map((n) => n * 2), region()]; }
  finally { switch (id) { case 'a': break; default: console.log(id); } }
}`,
  `const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
const b = require('./b');
const client = new S3Client({ region: b.region() });
let cached;
exports.handler = async (event) => {
  do { for (const record of event.Records ?? []) await client.send(new GetObjectCommand({ Key: record.key })); } while (!event);
  label: for (;;) { if (event.x) break label; return (cached ??= await b.default(event.id)); }
};
class Q { static #n = 0; get n() { return Q.#n++; } *all() { yield* [this.n]; } }
module.exports.q = new Q().n;`,
];

/** Files of a shop of which some pieces are cut out, doubled or moved: what a half-written file looks like, and worse. */
const mutation = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom('cut', 'double', 'move', 'swap'));

const mutated = (text: string, [a, b, c, how]: readonly [number, number, number, string]): string => {
  const tokens = text.split(/\b/);
  const from = a % tokens.length;
  const count = 1 + (b % 12);
  const piece = tokens.slice(from, from + count);
  const rest = [...tokens.slice(0, from), ...tokens.slice(from + count)];
  const at = c % (rest.length + 1);
  if (how === 'cut') return rest.join('');
  if (how === 'double') return [...tokens.slice(0, from), ...piece, ...piece, ...tokens.slice(from)].join('');
  if (how === 'swap')
    return [...tokens.slice(0, from), ...piece.toReversed(), ...tokens.slice(from + count)].join('');
  return [...rest.slice(0, at), ...piece, ...rest.slice(at)].join('');
};

const NAMES_OF_FILES = ['a.ts', 'b.ts', 'c.js'];

const filesOf = (texts: readonly string[], order: readonly number[]): Record<string, string> =>
  Object.fromEntries(order.map((i) => [NAMES_OF_FILES[i]!, texts[i]!]));

describe('whatever is in the files', () => {
  test('it comes to an end, tells no line that is not there, and the order of files means nothing', async () => {
    const cases = sampled(
      fc.tuple(
        fc.array(fc.tuple(fc.nat(2), mutation), { maxLength: 6 }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      ),
      150,
    );
    for (const [mutations, order] of cases) {
      const texts = [...SOURCES];
      for (const [which, how] of mutations) texts[which] = mutated(texts[which]!, how);
      const trace = await traceOf(filesOf(texts, [0, 1, 2]), { explore: 'all' });
      const other = await traceOf(filesOf(texts, order), { explore: 'all' });
      const sites = (one: typeof trace): readonly string[] =>
        [...one.made, ...one.calls, ...one.texts].map(({ site }) => `${site.inside}:${site.line}`);
      expect(sites(other)).toEqual(sites(trace));
      expect(other.findings).toEqual(trace.findings);
      for (const { file, line } of trace.findings) {
        const lines = texts[NAMES_OF_FILES.indexOf(file)]!.split('\n').length;
        expect(line ?? 1).toBeLessThanOrEqual(lines);
      }
    }
  });
});

test('texts as they are do what they say', async () => {
  const trace = await traceOf(filesOf(SOURCES, [0, 1, 2]), { explore: 'all' });
  expect(trace.findings).toEqual([]);
  expect(trace.made.map((made) => made.class.path.at(-1))).toEqual([
    'App',
    'Stack',
    'Table',
    'S3Client',
    'GetObjectCommand',
  ]);
});
