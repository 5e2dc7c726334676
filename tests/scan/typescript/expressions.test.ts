import { describe, expect, it } from 'vitest';
import { plainsOf, told, traceOf, valuesOf } from './run.ts';

describe('expressions', () => {
  it('take apart and put together', async () => {
    expect(
      await plainsOf(`
        const { a, b: { c = 'd', ...more }, ...rest } = { a: 1, b: { e: 2 }, f: 3 };
        const [x, , y = 'z', ...others] = ['p', 'q', undefined, 'r'];
        const f = ({ name, size = 's' }: { name: string; size?: string }, ...tail: string[]) => [name, size, ...tail].join('-');
        out(a, c, more, rest, x, y, others, f({ name: 'n' }, ...['t', 'u']), { ...rest, ...(lib.never ? {} : {}), g: 4 });`),
    ).toEqual([1, 'd', { e: 2 }, { f: 3 }, 'p', 'z', ['r'], 'n-s-t-u', { f: 3, g: 4 }]);
  });

  it('keep what is spread but not known', async () => {
    const [object, list] = await valuesOf(`out({ a: 1, ...lib.more, b: 2 }, ['x', ...lib.list]);`);
    expect(told(object)).toBe('{a: 1, [*]: lib.lib.more, b: 2, …}');
    expect(told(list)).toBe("['x', lib.lib.list.[*], …]");
  });

  it('may have a known default where a spread may have a value', async () => {
    const [value] = await valuesOf(
      `out({ a: 1, ...(lib.y ? { a: 2, b: 3 } : {}), ...(lib.z && { c: 4 }) });`,
    );
    expect(told(value)).toBe('{a: either(1, 2), b: 3, c: 4}');
  });

  it('read the environment in every spelling', async () => {
    const values = await valuesOf(`
      const { A, B: b = 'd' } = process.env; const name = 'C'; import { env } from 'node:process'; import process2 from 'process';
      out(A, b, process.env['X'], process.env[name], import.meta.env.D, process.env.E!, env.F, process2.env.G, globalThis.process.env.H);`);
    expect(values.map(told)).toEqual([
      'env.A',
      "either(env.B, 'd')",
      'env.X',
      'env.C',
      'env.D',
      'env.E',
      'env.F',
      'env.G',
      'env.H',
    ]);
  });

  it('tag texts', async () => {
    const [raw, tagged] = await valuesOf('out(String.raw`a\\n${1}`, lib.sql`select ${lib.x} from t`);');
    expect(told(raw)).toBe("'a\\n1'");
    expect(tagged?.kind === 'result' && tagged.call.args.map(told)).toEqual([
      "['select ', ' from t']",
      'lib.lib.x',
    ]);
  });

  it('know types away, and JSX for its expressions', async () => {
    const { made } = await traceOf({
      'a.tsx': `import { A, B } from 'lib';
        const a = (<const T,>(x: T) => x)(new A() as unknown as any satisfies any)!;
        const page = <div title={new B()}>{[1].map(() => <p key={1}>{new A()}</p>)}</div>;`,
    });
    expect(made.map((one) => one.class.path[0])).toEqual(['A', 'B', 'A']);
  });

  it('wait for nothing: what is awaited, yielded and resolved is there', async () => {
    expect(
      await plainsOf(`
        async function f() { return 1; }
        function* g() { yield 'a'; yield 'b'; }
        const [x, y] = await Promise.all([f(), Promise.resolve(2)]);
        const z = await new Promise((resolve) => setTimeout(() => resolve(3), 10));
        out(x, y, [...g()], await f().then((v) => v + 1), z);`),
    ).toEqual([1, 2, ['a', 'b'], 2, 3]);
  });

  it('know lists, texts, maps and sets', async () => {
    expect(
      await plainsOf(`
        const m = new Map([['a', 1]]); m.set('b', 2);
        const s = new Set(['x']); s.add('x').add('y');
        out(m.get('a'), m.get('c'), m.size, [...m.keys()], s.size, s.has('y'), [...s]);
        out([3, 1, 2].sort((a, b) => a - b), ['b', 'a'].toSorted(), [[1], [2, [3]]].flat(2), ['a', 'b'].entries().map(([i, v]) => v + i));
        out('a-b'.split('-'), 'Abc'.toLowerCase().replace('b', 'x'), 'a/b/c'.lastIndexOf('/'), 'x'.repeat(3), '7'.padStart(3, '0'), 'a,b'.replaceAll(',', ';'));
        out(Object.assign({}, { a: 1 }, { b: 2 }), Object.values({ a: 1 }), Array.from({ length: 2 }, (_, i) => i), Math.max(1, 2), Number('4'), parseInt('12px', 10), JSON.parse('{"a":[1]}'));`),
    ).toEqual([
      1,
      undefined,
      2,
      ['a', 'b'],
      2,
      true,
      ['x', 'y'],
      [1, 2, 3],
      ['a', 'b'],
      [1, 2, 3],
      ['a0', 'b1'],
      ['a', 'b'],
      'axc',
      3,
      'xxx',
      '007',
      'a;b',
      { a: 1, b: 2 },
      [1],
      [0, 1],
      2,
      4,
      12,
      { a: [1] },
    ]);
  });

  it('call functions as they are bound', async () => {
    expect(
      await plainsOf(`
        function f(this: any, a, b) { return this.x + a + b; }
        const bound = f.bind({ x: 1 }, 2);
        out(bound(3), f.call({ x: 4 }, 5, 6), f.apply({ x: 7 }, [8, 9]), (function () { return arguments.length; })(1, 2, 3));
        const counter = () => { let n = 0; return { next: () => ++n }; };
        const c = counter(); c.next(); out(c.next());
        function Old(name) { this.name = name; } out(new Old('o').name);`),
    ).toEqual([6, 15, 24, 3, 2, 'o']);
  });

  it('give calls with what they are called on, their arguments and their place', async () => {
    const { calls } = await traceOf(`
      import * as aws from 'aws';
      import { fromName } from 'names';
      const bucket = aws.s3.Bucket.fromName('x');
      const { arn } = bucket;
      fromName(arn, (x) => x);
      bucket
        .policy()
        .grant(arn);
      fetch('/x');`);
    expect(
      calls.map((call) => [call.name, told(call.callee), call.args.map(told), call.site.line, call.boundTo]),
    ).toEqual([
      ['fromName', 'aws.s3.Bucket.fromName', ["'x'"], 4, 'bucket'],
      ['fromName', 'names.fromName', ['fromName()#0.arn', 'function '], 6, undefined],
      ['policy', 'fromName()#0.policy', [], 8, undefined],
      ['grant', 'policy()#2.grant', ['fromName()#0.arn'], 9, undefined],
      ['fetch', 'unknown(fetch)', ["'/x'"], 10, undefined],
    ]);
  });
});
