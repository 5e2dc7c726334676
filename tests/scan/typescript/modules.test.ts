import { describe, expect, it } from 'vitest';
import { told, traceOf } from './run.ts';

const outOf = async (
  texts: Readonly<Record<string, string>>,
  only?: readonly string[],
): Promise<readonly string[]> => {
  const { calls } = await traceOf(texts, only === undefined ? {} : { only });
  return calls.filter(({ name }) => name === 'out').flatMap(({ args }) => args.map(told));
};

const MAIN = `import { out } from 'lib';`;

describe('modules', () => {
  it('give each other constants: named, renamed, default, namespaces, barrels, JSON', async () => {
    expect(
      await outOf({
        'src/main.ts': `${MAIN}
          import def, { A, b as c } from './names.js';
          import * as all from './barrel';
          import config from './config.json';
          import { region } from './config.json';
          out(def, A.x, c, all.A.x, all.default, all.inner.z, all.z, config.region, region);`,
        'src/names.ts': `export const A = { x: 'ax' } as const; const b = 'b'; export { b }; export default 'd';`,
        'src/barrel/index.ts': `export * from '../names'; export * as inner from './deep'; export { z } from './deep';`,
        'src/barrel/deep.tsx': `export enum E { one = 'e1' } export const z = E.one;`,
        'src/config.json': `{ "region": "eu-west-1" }`,
      }),
    ).toEqual(["'d'", "'ax'", "'b'", "'ax'", 'undefined', "'e1'", "'e1'", "'eu-west-1'", "'eu-west-1'"]);
  });

  it('may give each other names that lead back to themselves', async () => {
    expect(
      await outOf({
        'main.ts': `${MAIN} import { own } from './main'; import { a, b } from './a'; import x = x.y;
          export const own = 1; export { own as again } from './main'; out(a, b, x, 'end');`,
        'a.ts': `export { a } from './b'; export const b = 'b';`,
        'b.ts': `export { a } from './a';`,
      }),
    ).toHaveLength(4);
  });

  it('may be CommonJS on either side', async () => {
    expect(
      await outOf({
        'main.cjs': `const { out } = require('lib'); const { a, f } = require('./a'); const whole = require('./whole'); const esm = require('./esm.mjs'); out(a, f(2), whole.x, esm.e);`,
        'a.js': `exports.a = 1; module.exports.f = function (x) { return x + exports.a; };`,
        'whole.cjs': `module.exports = { x: 'w' };`,
        'esm.mjs': `export const e = 'e';`,
        'main.ts': `${MAIN} import whole from './whole.cjs'; import { x } from './whole.cjs'; import old = require('./old'); out(whole.x, x, old.o);`,
        'old.ts': `const o = { o: 'o' }; export = o;`,
      }),
    ).toEqual(['1', '3', "'w'", "'e'", "'w'", "'w'", "'o'"]);
  });

  it('may be imported while the program runs', async () => {
    expect(
      await outOf({
        'main.ts': `${MAIN} const { a } = await import('./a'); const lazy = await import('lazy-lib'); out(a, lazy.X);`,
        'a.ts': `export const a = 1;`,
      }),
    ).toEqual(['1', 'lazy-lib.X']);
  });

  it('may import each other in a circle', async () => {
    expect(
      await outOf({
        'a.ts': `${MAIN} import { b } from './b'; export const a = 'a'; export const f = () => 'f'; out(b());`,
        'b.ts': `import { a, f } from './a'; export const b = () => a + f();`,
      }),
    ).toEqual(["'af'"]);
  });

  it('are found by tsconfig paths, through extends and in spite of comments', async () => {
    expect(
      await outOf(
        {
          'app/src/main.ts': `${MAIN} import { a } from '@app/a'; import { b } from 'shared/b'; import { c } from '#c'; out(a, b, c);`,
          'app/tsconfig.json': `{ "extends": "../base.json", /* here */ "compilerOptions": { "paths": { "@app/*": ["./src/*"], "#c": ["./c.ts"], }, }, }`,
          'base.json': `{ "extends": "./app/tsconfig.json", "compilerOptions": { "baseUrl": "." } }`,
          'app/src/a.ts': `export const a = 'a';`,
          'shared/b.ts': `export const b = 'b';`,
          'app/c.ts': `export const c = 'c';`,
        },
        ['app/src/main.ts'],
      ),
    ).toEqual(["'a'", "'b'", "'c'"]);
  });

  it('are found by the name of a package of the repository, its sources before its build', async () => {
    expect(
      await outOf(
        {
          'apps/api/main.ts': `${MAIN} import { a } from '@shop/db'; import { b } from '@shop/db/tables'; import { c } from 'plain'; out(a, b, c);`,
          'packages/db/package.json': `{ "name": "@shop/db", "main": "dist/index.js", "exports": { ".": { "import": "./dist/index.js" }, "./*": "./dist/*.js" } }`,
          'packages/db/src/index.ts': `export const a = 'a';`,
          'packages/db/src/tables.ts': `export const b = 'b';`,
          'packages/plain/package.json': `{ "name": "plain" }`,
          'packages/plain/index.js': `export const c = 'c';`,
        },
        ['apps/api/main.ts'],
      ),
    ).toEqual(["'a'", "'b'", "'c'"]);
  });

  it('that are not there are libraries', async () => {
    const { made } = await traceOf(
      `import { A } from './missing'; import { B } from 'lib/sub'; export * from 'other'; new A(); new B();`,
    );
    expect(made.map((one) => one.class.module)).toEqual(['./missing', 'lib/sub']);
  });

  it('re-export libraries', async () => {
    const { made } = await traceOf(
      {
        'main.ts': `import { Bucket, s3, Topic } from './libs'; new Bucket(); new s3.Bucket(); new Topic();`,
        'libs.ts': `export { Bucket } from 'aws-s3'; export * as s3 from 'aws-s3'; export * from 'aws-sns';`,
      },
      { only: ['main.ts'] },
    );
    expect(made.map((one) => `${one.class.module}.${one.class.path.join('.')}`)).toEqual([
      'aws-s3.Bucket',
      'aws-s3.Bucket',
      'aws-sns.Topic',
    ]);
  });

  it('bring in what others import for them; types are no imports', async () => {
    const { reaches } = await traceOf({
      'a.ts': `import { b } from './b'; import type { T } from './types'; import { type U } from './types'; b();`,
      'b.ts': `export { c as b } from './c';`,
      'c.ts': `export const c = () => 1;`,
      'types.ts': `export type T = 1; export type U = 1;`,
    });
    expect(Object.fromEntries(reaches)).toEqual({
      'a.ts': ['b.ts', 'c.ts'],
      'b.ts': ['c.ts'],
      'c.ts': [],
      'types.ts': [],
    });
  });

  it('know where they lie', async () => {
    expect(
      await outOf({
        'infra/lib/stack.ts': `${MAIN} import * as path from 'node:path'; import { join, resolve } from 'path'; import { fileURLToPath } from 'url';
          const here = path.dirname(fileURLToPath(import.meta.url));
          out(__dirname, path.join(__dirname, '..', '../lambda'), resolve(__dirname, 'x.ts'), join(here, 'y'), fileURLToPath(new URL('../z', import.meta.url)), import.meta.dirname, path.basename(__filename, '.ts'), path.join(__dirname, process.env.DIR));`,
      }),
    ).toEqual([
      "'infra/lib'",
      "'lambda'",
      "'infra/lib/x.ts'",
      "'infra/lib/y'",
      "'infra/z'",
      "'infra/lib'",
      "'stack'",
      "text('infra/lib/', env.DIR)",
    ]);
  });

  it('hold namespaces', async () => {
    expect(
      await outOf({
        'main.ts': `${MAIN} namespace N { export const a = 1; export namespace M { export const b = 2; } } import q = N.M; out(N.a, q.b);`,
      }),
    ).toEqual(['1', '2']);
  });
});
