import { describe, expect, it } from 'vitest';
import { told, traceOf, valuesOf } from './run.ts';

const SOURCE = `
  import { Stack, T, send } from 'lib';
  export class Orders extends Stack {
    constructor(scope, id, props) { super(scope, id, props); new T(props.name); }
    later() { send('later'); }
  }
  abstract class Base extends Stack {}
  class Plain { constructor(private readonly db) {} find(id) { send(this.db, id); } static all() { send('all'); } }
  export const handler = async (event, context) => { send(event.Records); };
  export default { fetch(request) { send(request); } };
  function outer() { const inner = () => send('inner'); return inner; }
  function called() { send('called'); }
  called();`;

const sent = async (explore: 'all' | 'constructs' | 'none') => {
  const { calls, made } = await traceOf(SOURCE, { explore });
  return [
    ...made.map((one) => `new ${one.class.path[0]}(${one.args.map(told).join(', ')})`),
    ...calls.map(({ args }) => args.map(told).join(', ')),
  ];
};

describe('what nobody calls', () => {
  it('is left alone if nothing is asked', async () => {
    expect(await sent('none')).toEqual(["'called'"]);
  });

  it('is made if it is a class of a library', async () => {
    expect(await sent('constructs')).toEqual([
      'new Stack(unknown(scope), unknown(id), unknown(props))',
      'new T(unknown(props).name)',
      "'called'",
    ]);
  });

  it('is called with parameters that are called as they are', async () => {
    expect((await sent('all')).toSorted()).toEqual(
      [
        'new Stack(unknown(scope), unknown(id), unknown(props))',
        'new Stack(unknown(scope), unknown(id), unknown(props))',
        'new T(unknown(props).name)',
        "'called'",
        "'later'",
        'unknown(db), unknown(id)',
        "'all'",
        'unknown(event).Records',
        'unknown(request)',
        "'inner'",
      ].toSorted(),
    );
  });

  it('is not run again if it was run', async () => {
    const { calls } = await traceOf(
      `import { send } from 'lib'; export function f(x) { send(x); } f(1); f(2);`,
      {
        explore: 'all',
      },
    );
    expect(calls.map(({ args }) => args.map(told))).toEqual([['1'], ['2']]);
  });

  it('is told as nobody calls it: without a way there', async () => {
    const { made } = await traceOf(SOURCE, { explore: 'constructs' });
    expect(made.map(({ via }) => via)).toEqual([[], []]);
  });
});

describe('callbacks', () => {
  it('given to libraries run once, with what is around them, after what stands below them at the top', async () => {
    const values = await valuesOf(`
      lib.on('exit', (code) => out(code, server));
      const server = new Thing();
      const make = () => { lib.with((inner) => out(inner.x)); out('after'); };
      make();`);
    expect(values.map(told)).toEqual(['unknown(inner).x', "'after'", 'unknown(code)', 'new Thing#0']);
  });

  it('may be asked for by a dialect, which gives what calls give', async () => {
    const values = await valuesOf(`out(lib.all([new Thing('a')]).apply(([a]) => a.name));`, {
      intrinsic: (call, invoke) => {
        if (call.name === 'all') return call.args[0];
        const { callee } = call;
        return call.name === 'apply' && callee.kind === 'member'
          ? invoke(call.args[0]!, [callee.of])
          : undefined;
      },
    });
    expect(values.map(told)).toEqual(['new Thing#0.name']);
  });

  it('see properties as a dialect knows them', async () => {
    const values = await valuesOf(
      `class S extends Thing { r = this.region; } out(new S().r, new Thing().region, process.env.A);`,
      {
        property: (_, name) => (name === 'region' ? { kind: 'plain', plain: 'eu-west-1' } : undefined),
        environment: new Map([['A', 'a']]),
      },
    );
    expect(values.map(told)).toEqual(["'eu-west-1'", "'eu-west-1'", "'a'"]);
  });
});
