import { describe, expect, it } from 'vitest';
import { told, traceOf, valuesOf } from './run.ts';

const tellAll = async (source: string): Promise<readonly string[]> => (await valuesOf(source)).map(told);

describe('conditions', () => {
  it('decides what is known', async () => {
    expect(await tellAll(`let x; if (1 > 2) x = 'a'; else x = 'b'; out(x, true ? 1 : 2);`)).toEqual([
      "'b'",
      '1',
    ]);
  });

  it('joins what both arms leave of a variable', async () => {
    expect(await tellAll(`let x = 'none'; if (lib.y) x = 'a'; else x = 'b'; out(x);`)).toEqual([
      "either('a', 'b')",
    ]);
    expect(await tellAll(`let x = 'none'; if (lib.y) x = 'a'; out(x);`)).toEqual(["either('a', 'none')"]);
  });

  it('joins properties, and keeps one that only one arm sets', async () => {
    expect(await tellAll(`const o = { a: 1 }; if (lib.y) { o.a = 2; o.b = 3; } out(o);`)).toEqual([
      '{a: either(2, 1), b: 3}',
    ]);
  });

  it('joins lists to open ones', async () => {
    expect(await tellAll(`const l = [0]; if (lib.y) l.push(1); else l.push(2); out(l);`)).toEqual([
      '[0, 1, 2, …]',
    ]);
    expect(await tellAll(`const l = [0]; if (lib.y) lib.z(); out(l);`)).toEqual(['[0]']);
  });

  it('forgets what an arm did that throws', async () => {
    expect(
      await tellAll(`let x = 'a'; function f() { if (!lib.y) { x = 'b'; throw new Error(); } } f(); out(x);`),
    ).toEqual(["'a'"]);
  });

  it('gives all that a function may return', async () => {
    expect(
      await tellAll(
        `function f(a) { if (a.x) return 'x'; if (a.y) { return 'y'; } return 'z'; } out(f(lib.a));`,
      ),
    ).toEqual(["either('x', 'y', 'z')"]);
  });

  it('keeps what was changed before an early return', async () => {
    expect(
      await tellAll(
        `const o = { v: 1 }; function f(a) { if (a.x) { o.v = 2; return; } o.w = 3; } f(lib.a); out(o);`,
      ),
    ).toEqual(['{v: either(2, 1), w: 3}']);
  });

  it('takes the default last', async () => {
    expect(await tellAll(`out(process.env.STAGE ?? 'dev', process.env['STAGE'] || 'dev');`)).toEqual([
      "either(env.STAGE, 'dev')",
      "either(env.STAGE, 'dev')",
    ]);
    expect(await tellAll(`const { STAGE = 'dev' } = process.env; out(STAGE);`)).toEqual([
      "either(env.STAGE, 'dev')",
    ]);
  });

  it('reads nothing of what is nothing', async () => {
    expect(await tellAll(`const o = lib.y ? { a: 1 } : undefined; out(o?.a, o?.b?.c);`)).toEqual([
      '1',
      'undefined',
    ]);
  });

  it('calls a method on each thing that a variable may be', async () => {
    const { calls } = await traceOf(`
      import { A, B, y } from 'lib';
      const x = y ? new A() : new B();
      x.grant();`);
    expect(calls.map(({ callee }) => told(callee))).toEqual(['new A#0.grant', 'new B#1.grant']);
  });

  it('runs the cases of a switch that may be meant', async () => {
    const of = (value: string): string => `
      let x = 'none';
      switch (${value}) { case 'a': x = 'A'; break; case 'b': x = 'B'; default: x = 'D'; }
      out(x);`;
    expect(await tellAll(of("'a'"))).toEqual(["'A'"]);
    expect(await tellAll(of("'b'"))).toEqual(["'D'"]);
    expect(await tellAll(of('lib.y'))).toEqual(["either('A', 'D')"]);
  });

  it('says what is conditional', async () => {
    const { made } = await traceOf(`
      import { A, y } from 'lib';
      new A(1);
      if (y) new A(2);
      function f() { if (y) return; new A(3); }
      f();
      function g() { if (!y) throw new Error(); new A(4); }
      g();
      if (true) new A(5);`);
    expect(made.map(({ around }) => around.isConditional)).toEqual([false, true, true, false, false]);
  });
});

describe('loops', () => {
  it('takes turn by turn over what is known', async () => {
    expect(
      await tellAll(`
        for (const x of ['a', 'b']) out(x);
        for (const [k, v] of Object.entries({ p: 1, q: 2 })) out(k + v);
        for (let i = 0; i < 2; i++) out(i);
        for (const k in { r: 1 }) out(k);
        let n = 2; while (n > 0) { out(n); n--; }
        [...new Set(['x', 'x', 'y'])].forEach((x) => out(x));`),
    ).toEqual(["'a'", "'b'", "'p1'", "'q2'", '0', '1', "'r'", '2', '1', "'x'", "'y'"]);
  });

  it('runs once over what is not known', async () => {
    expect(
      await tellAll(
        `for (const x of lib.list) out(x.name); for (let i = 0; i < lib.n; i++) out(i); lib.list.map((x) => out(x));`,
      ),
    ).toEqual(['lib.lib.list.[*].name', '0', 'lib.lib.list.[*]']);
  });

  it('leaves where it must', async () => {
    expect(
      await tellAll(`
        outer: for (const x of [1, 2, 3]) for (const y of [1, 2]) { if (x === 2) continue outer; if (x === 3) break outer; out(x * 10 + y); }`),
    ).toEqual(['11', '12']);
  });

  it('gives closures their own variable of each turn', async () => {
    expect(
      await tellAll(`const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); out(fs.map((f) => f()));`),
    ).toEqual(['[0, 1, 2]']);
  });

  it('goes on after a turn that may leave', async () => {
    expect(
      await tellAll(`const l = []; for (const x of ['a', 'b']) { if (lib.y) continue; l.push(x); } out(l);`),
    ).toEqual(["['a', 'b']"]);
  });
});

describe('try', () => {
  it('joins what the catch leaves', async () => {
    expect(await tellAll(`let x; try { x = lib.f(); } catch { x = 'd'; } out(x);`)).toEqual([
      "either(f()#0, 'd')",
    ]);
  });

  it('runs the catch alone if the block throws for certain', async () => {
    expect(
      await tellAll(
        `let x; try { throw new Error('no'); } catch (e) { x = e.message; } finally { out('f'); } out(x);`,
      ),
    ).toEqual(["'f'", "'no'"]);
  });

  it('does not run a catch where nothing can fail', async () => {
    expect(await tellAll(`let x; try { x = 1 + 1; } catch { x = 'd'; } out(x);`)).toEqual(['2']);
  });
});
