import { describe, expect, it } from 'vitest';
import { told, traceOf } from './run.ts';

const around = async (source: string, explore: 'all' | 'none' = 'none') => {
  const { calls } = await traceOf(`import { x, app, Client } from 'lib';\n${source}`, { explore });
  return calls.filter(({ name }) => name === 'send').map((call) => call.around);
};

describe('what is around a call', () => {
  it('is the start of the process at the top of a module, in what is called there and in what is made there', async () => {
    const found = await around(
      `
      x.send();
      function main() { x.send(); }
      main();
      class Repo { constructor() { x.send(); } find() { x.send(); } }
      const repo = new Repo();
      [1].forEach(() => x.send());
      export const handler = async () => { await x.send(); };
      app.get('/', async (req) => { x.send(); });`,
      'all',
    );
    expect(found.map(({ isAtStart, inside }) => [inside, isAtStart])).toEqual([
      [undefined, true],
      ['main', true],
      ['Repo', true],
      [undefined, true],
      [undefined, false],
      ['find', false],
      ['handler', false],
    ]);
  });

  it('is a guard where the failure is caught', async () => {
    const guards = async (source: string) => (await around(source)).map(({ guard }) => guard);
    expect(await guards(`try { x.send(); } catch (e) { console.log(e); }`)).toEqual(['caught']);
    expect(await guards(`function f() { try { return x.send(); } catch (e) { return []; } } f();`)).toEqual([
      'fallback',
    ]);
    expect(await guards(`let v; try { v = x.send(); } catch { v = 1; }`)).toEqual(['fallback']);
    expect(await guards(`try { x.send(); } catch (e) { console.log(e); throw e; }`)).toEqual([undefined]);
    expect(await guards(`try { x.send(); } finally { x.end(); }`)).toEqual([undefined]);
    expect(await guards(`function f(next) { try { x.send(); } catch (e) { next(e); } } f();`)).toEqual([
      undefined,
    ]);
    expect(
      await guards(
        `const f = () => { try { return x.send(); } catch (e) { return { statusCode: 500, body: '' }; } }; f();`,
      ),
    ).toEqual([undefined]);
    expect(await guards(`try { try { x.send(); } catch (e) { throw e; } } catch { return; }`)).toEqual([
      'caught',
    ]);
    expect(await guards(`const load = () => x.send(); try { load(); } catch {} x.send();`)).toEqual([
      'caught',
      undefined,
    ]);
  });

  it('is a guard where the promise is caught', async () => {
    const guards = async (source: string) => (await around(source)).map(({ guard }) => guard);
    expect(await guards(`const l = await x.send().catch(() => []);`)).toEqual(['fallback']);
    expect(await guards(`x.send().then((v) => v).catch(console.error);`)).toEqual(['caught']);
    expect(await guards(`x.send().catch((e) => { throw e; });`)).toEqual([undefined]);
    expect(await guards(`x.send().then((v) => v, () => null);`)).toEqual(['fallback']);
    expect(await guards(`new Promise((resolve, reject) => x.send().catch(reject));`)).toEqual([undefined]);
  });

  it('gives what a promise comes to', async () => {
    const { calls } = await traceOf(
      `import { x, out } from 'lib'; out(await x.get().then((v) => v.name).catch(() => 'd'));`,
    );
    expect(calls.filter(({ name }) => name === 'out').map(({ args }) => args.map(told))).toEqual([
      ["either(get()#0.name, 'd')"],
    ]);
  });
});
