import { describe, expect, it } from 'vitest';
import { plainsOf, told, traceOf, valuesOf } from './run.ts';

describe('classes of the files', () => {
  it('have fields, parameter properties, getters, statics and private names', async () => {
    expect(
      await plainsOf(`
        class P {
          static readonly count = 3;
          static of(v: string) { return new P(v, 1); }
          #secret = 'k';
          label = 'L' + this.name;
          constructor(private readonly name: string, public n: number) { this.n = n + 1; }
          get secret() { return this.#secret; }
          set twice(v: number) { this.n = v * 2; }
          greet = () => this.name;
        }
        const p = P.of('x');
        out(p.name, p.n, p.label, p.secret, P.count, p.greet());
        p.twice = 4;
        out(p.n);`),
    ).toEqual(['x', 2, 'Lx', 'k', 3, 'x', 8]);
  });

  it('inherit, override and call what they override', async () => {
    expect(
      await plainsOf(`
        abstract class A { constructor(readonly x: string) {} abstract id(): string; say() { return 'A' + this.id(); } }
        class B extends A { id() { return this.x; } override say() { return super.say() + 'B'; } }
        class C extends B { constructor() { super('c'); } }
        out(new C().say(), new B('b').say());`),
    ).toEqual(['AcB', 'AbB']);
  });

  it('are what is mixed into them', async () => {
    expect(
      await plainsOf(`
        const Named = (Base) => class extends Base { name() { return 'n' + this.x; } };
        class A { x = 1; }
        class B extends Named(A) {}
        out(new B().name());`),
    ).toEqual(['n1']);
  });

  it('lack what nobody set', async () => {
    const [value] = await valuesOf(`class A {} out(new A().nothing);`);
    expect(told(value)).toBe('undefined');
  });
});

describe('classes of a library', () => {
  it('are made by new, with their arguments, place and name', async () => {
    const { made } = await traceOf({
      'a.ts': `import * as s3 from 'aws-s3';
        import { Topic as T } from 'aws-sns';
        import Stripe from 'stripe';
        const { Queue } = require('aws-sqs');
        const bucket = new s3.Bucket('b', { v: true });
        let topic; topic = new T('t');
        class X { q = new Queue('q'); constructor() { this.s = new Stripe('k'); } }
        new X();`,
    });
    expect(
      made.map((one) => [one.id, one.class.module, one.class.path.join('.'), one.site.line, one.boundTo]),
    ).toEqual([
      [0, 'aws-s3', 'Bucket', 5, 'bucket'],
      [1, 'aws-sns', 'Topic', 6, 'topic'],
      [2, 'aws-sqs', 'Queue', 7, 'q'],
      [3, 'stripe', '', 7, 's'],
    ]);
  });

  it('are made by super of the classes that extend them, through others too', async () => {
    const { made, calls } = await traceOf(`
      import { Stack } from 'lib';
      import { Table } from 'db';
      abstract class Base extends Stack {
        protected readonly stage: string;
        constructor(scope: unknown, id: string, props: { stage: string }) { super(scope, id + '-x', props); this.stage = props.stage; }
      }
      export class Orders extends Base {
        readonly table = new Table(this, this.stage);
        constructor(scope: unknown, id: string, props: { stage: string }) {
          super(scope, id, props);
          this.table.grantRead(this);
          this.tag(this.region, this.node.id);
        }
      }
      const orders = new Orders(undefined, 'o', { stage: 'dev' });
      orders.addDependency(orders.table);`);
    expect(made.map((one) => [one.class.path[0], one.by, one.boundTo, one.args.map(told)])).toEqual([
      ['Stack', 'Orders', 'orders', ['undefined', "'o-x'", "{stage: 'dev'}"]],
      ['Table', undefined, 'table', ['instance Orders', "'dev'"]],
    ]);
    expect(calls.map(({ callee, args }) => [told(callee), ...args.map(told)])).toEqual([
      ['new Table#1.grantRead', 'instance Orders'],
      ['instance Orders.tag', 'instance Orders.region', 'instance Orders.node.id'],
      ['instance Orders.addDependency', 'new Table#1'],
    ]);
  });

  it('pass on the arguments where there is no constructor', async () => {
    const { made } = await traceOf(`import { S } from 'lib'; class A extends S { x = 1; } new A('s', 'id');`);
    expect(made.map(({ args }) => args.map(told))).toEqual([["'s'", "'id'"]]);
  });

  it('give their statics to those who extend them', async () => {
    const { calls } = await traceOf(`import { S } from 'lib'; class A extends S {} A.fromName('x');`);
    expect(calls.map(({ callee }) => told(callee))).toEqual(['lib.S.fromName']);
  });

  it('are two where one function makes them twice, each with its way', async () => {
    const { made } = await traceOf(`
      import { T } from 'lib';
      const make = (name: string) => new T(name);
      make('a');
      make('b');`);
    expect(made.map((one) => [told(one.args[0]), one.site.line, one.via.map(({ line }) => line)])).toEqual([
      ["'a'", 3, [4]],
      ["'b'", 3, [5]],
    ]);
  });

  it('may be chosen by name', async () => {
    const { made } = await traceOf(`
      import * as lib from 'lib';
      const kinds = { a: lib.A, b: lib.B } as const;
      for (const kind of ['a', 'b'] as const) new kinds[kind]();`);
    expect(made.map((one) => one.class.path.join('.'))).toEqual(['A', 'B']);
  });

  it('are made where decorators are evaluated', async () => {
    const { made } = await traceOf(`import { D, T } from 'lib'; @D({ t: new T() }) class A { @D() m() {} }`);
    expect(made).toHaveLength(1);
  });
});
