import { describe, expect, it } from 'vitest';
import { plainsOf, told, traceOf, valuesOf } from './run.ts';

const findingsOf = async (source: string, explore: 'all' | 'none' = 'none') =>
  (await traceOf(source, { explore })).findings.map(({ kind, message, line }) => [kind, message, line]);

describe('what is broken', () => {
  it('is told once, and read around', async () => {
    const { made, findings } = await traceOf(
      `import { A, B } from 'lib';\nnew A();\nconst x = = 1;\nnew B(;\nnew A();`,
    );
    expect(made.map((one) => one.class.path[0])).toEqual(['A', 'B', 'A']);
    expect(findings.map(({ kind, file, line }) => [kind, file, line])).toEqual([
      ['unreadable', 'main.ts', 3],
    ]);
    expect(findings[0]!.message).toContain('syntax error');
  });

  it('costs only what throws', async () => {
    const { made } = await traceOf(
      `import { A, B } from 'lib'; throw new Error('x'); new A(); (() => { throw 1; })(); new B();`,
    );
    expect(made).toHaveLength(2);
  });

  it('may have a mark, other line ends, and a line for the shell', async () => {
    expect(await plainsOf(`const a = 1;\r\nout(a);\r\n`)).toEqual([1]);
    const { calls } = await traceOf({
      'a.js': `#!/usr/bin/env node\r\nconst { out } = require('lib');\r\nout('a');`,
    });
    expect(calls.map(({ site }) => site.line)).toEqual([3]);
  });
});

describe('what a machine has written', () => {
  it('is skipped if it is large, or its lines are', async () => {
    expect(await findingsOf(`const a = '${'x'.repeat(1_600_000)}';`)).toEqual([
      ['skipped', expect.stringContaining('generated'), undefined],
    ]);
    expect(await findingsOf(`const a = [${'1,'.repeat(60_000)}];`)).toEqual([
      ['skipped', expect.stringContaining('lines'), undefined],
    ]);
    expect(await findingsOf(`const a = '${'x'.repeat(15_000)}';\n`)).toEqual([]);
  });
});

describe('names that objects inherit', () => {
  it('are keys like any other', async () => {
    const [value] = await valuesOf(
      `const o = { ['__proto__']: 1, constructor: 2, toString: 'x' }; o['hasOwnProperty'] = 3; out({ ...o });`,
    );
    expect(told(value)).toBe("{__proto__: 1, constructor: 2, toString: 'x', hasOwnProperty: 3}");
    expect(await plainsOf(`const o = {}; out(o.__proto__, typeof o.constructor, o.prototype);`)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('what does not end', () => {
  it('is given up where it calls itself', async () => {
    expect(await findingsOf(`function f(n) { return f(n + 1); } f(0);`)).toEqual([
      ['unknown-value', expect.stringContaining('"f"'), 2 - 1],
    ]);
    expect(await findingsOf(`class A { constructor() { this.a = new A(); } } new A();`)).toEqual([
      ['unknown-value', expect.stringContaining('"A"'), 1],
    ]);
    expect(await findingsOf(`const a = () => b(); const b = () => a(); a();`)).toHaveLength(1);
    expect(await findingsOf(`const o = { get x() { return this.x; } }; o.x;`)).toHaveLength(1);
  });

  it('is given up where it turns for ever', async () => {
    expect(await findingsOf(`while (true) {} for (;;) { x(); }`)).toEqual([
      ['unknown-value', expect.stringContaining('1000 turns'), 1],
    ]);
  });

  it('is given up where it is too much, and what stands beside it is not', async () => {
    const start = performance.now();
    const { made, findings } = await traceOf(`
      import { A } from 'lib';
      function fib(n) { return n < 2 ? 1 : fib(n - 1) + fib(n - 2); }
      fib(30);
      new A();
      const f0 = (x) => x;
      ${Array.from({ length: 30 }, (_, i) => `const f${i + 1} = (x) => [f${i}(x), f${i}(x)];`).join('\n')}
      f30(1);
      new A();`);
    expect(made).toHaveLength(2);
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'unknown-value', line: expect.any(Number) }),
    );
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('does not double itself until the memory is full', async () => {
    const [value] = await valuesOf(
      `let s = 'x'; let l = [1]; for (let i = 0; i < 100; i++) { s = s + s; l = [...l, ...l]; } out(s);`,
    );
    expect(value?.kind ?? 'nothing').not.toBe('plain');
  });

  it('ends on values that hold themselves', async () => {
    expect(
      await plainsOf(
        `const o = { a: 1 }; o.o = o; const l = [o]; l.push(l); out(o.o.o.a, JSON.stringify(o), \`\${l}\`);`,
      ),
    ).toHaveLength(3);
  });
});

describe('what is nested deeply', () => {
  it('does not overflow the stack', async () => {
    const many = 3_000;
    for (const source of [
      `out(${'('.repeat(many)}1${')'.repeat(many)});`,
      `out(${'['.repeat(many)}1${']'.repeat(many)});`,
      `out(${'!'.repeat(many)}x);`,
      `out(${'a => '.repeat(many)}1);`,
      `out(${"'a' + ".repeat(many)}'b');`,
      `out(x${'.y'.repeat(many)});`,
      `out(x${'.y()'.repeat(many)});`,
      `out(${'c ? 1 : '.repeat(many)}2);`,
      `${'if (lib.x) { '.repeat(many)}out(1);${'}'.repeat(many)}`,
      `${'if (lib.x) out(0); else '.repeat(many)}out(1);`,
      `out(\`${'${`'.repeat(500)}${'`}'.repeat(500)}\`);`,
    ])
      await expect(
        traceOf(`import { out, lib } from 'lib'; ${source}`, { explore: 'all' }),
      ).resolves.toBeDefined();
  });

  it('adds long sums all the same', async () => {
    expect(await plainsOf(`out(${"'a' + ".repeat(3_000)}'b');`)).toEqual([`${'a'.repeat(3_000)}b`]);
  });
});
