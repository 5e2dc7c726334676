/**
 * Proves that no code, catalog or trace, however large, deep or endless, makes a scan crash or hang: what can be read
 * is, and what was given up is told.
 */
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pipeAt } from '../scan/files/fakes.ts';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

/** Milliseconds that a scan may take on a slow machine; most take a hundredth of it. */
const LONGEST = 10_000;

interface Told {
  readonly kind: string;
  readonly file: string;
  readonly message: string;
}

interface Result {
  readonly findings: readonly Told[];
  readonly ids: readonly string[];
}

/** Beside whatever is hostile: this must be found all the same. */
const GOOD = {
  'good/package.json': '{ "name": "good" }',
  'good/main.ts':
    "import { S3Client } from '@aws-sdk/client-s3';\nexport default new S3Client({ region: 'eu-west-1' });\n",
};

/** Scans with all scanners that there are, in time, and finds what is good. */
const scanned = async (cwd: string): Promise<Result> => {
  const start = performance.now();
  const { code, stderr } = await runHere(['scan', '-o', 'out.json', '--coverage', 'out-coverage.json'], {
    cwd,
  });
  const took = performance.now() - start;
  expect(code, stderr).toBe(0);
  expect(took).toBeLessThan(LONGEST);
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(cwd, file), 'utf8'));
  const result = {
    findings: (read('out-coverage.json') as { findings: readonly Told[] }).findings,
    ids: Object.keys((read('out.json') as { nodes: object }).nodes),
  };
  expect(result.ids).toContain('good');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  return result;
};

const scannedWith = (files: Readonly<Record<string, string>>): Promise<Result> =>
  scanned(folderWith({ ...GOOD, ...files }));

const about = ({ findings }: Result, file: string): readonly Told[] =>
  findings.filter((finding) => finding.file === file);

const SQS = "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\n";
const SDK = `${SQS}export const sqs = new SQSClient({ region: 'eu-west-1' });\n`;
const CDK =
  "import { App, Stack } from 'aws-cdk-lib';\nimport { Queue } from 'aws-cdk-lib/aws-sqs';\nconst stack = new Stack(new App(), 'S');\n";

describe('code', () => {
  it.each<readonly [string, string, boolean]>([
    [
      'of 5 MB',
      Array.from(
        { length: 60_000 },
        (_, i) => `export const value${i} = { name: 'a${i}', list: [1, 2, 3], text: \`x\${${i}}\` };`,
      ).join('\n'),
      false,
    ],
    ['of 3 MB in one line', 'a(1);'.repeat(600_000), true],
    ['that is nested in brackets', `export const x = ${'['.repeat(2_000)}1${']'.repeat(2_000)};`, true],
    ['that is nested in parentheses', `export const x = ${'('.repeat(2_000)}1${')'.repeat(2_000)};`, true],
    [
      'that is nested in calls',
      `const f = (x: unknown) => x;\nexport const x = ${'f('.repeat(2_000)}1${')'.repeat(2_000)};`,
      true,
    ],
    ['that is nested in objects', `export const x = ${'{ a: '.repeat(2_000)}1${' }'.repeat(2_000)};`, true],
    ['that is nested in functions', `export const x = ${'() => '.repeat(2_000)}1;`, false],
    ['that is nested in conditions', `export const x = ${'a ? 1 : '.repeat(2_000)}1;`, false],
    ['that is nested in blocks', `${'{'.repeat(2_000)}${'}'.repeat(2_000)}`, true],
    ['that is nested in branches', `${'if (a) '.repeat(2_000)}b();`, false],
    ['that is nested in templates', `export const x = ${'`${'.repeat(1_000)}1${'}`'.repeat(1_000)};`, false],
    ['that is nested a hundred thousand times', `export const x = ${'['.repeat(100_000)}`, true],
    ['that goes down a long way', `export const x = a${'.b'.repeat(20_000)};`, false],
    ['that calls down a long way', `export const x = a${'.b()'.repeat(5_000)};`, false],
    [
      'that adds a long way',
      `export const x = ${Array.from({ length: 20_000 }, () => "'a'").join(' + ')};`,
      false,
    ],
    [
      'that chooses a long way',
      `export const x = ${Array.from({ length: 5_000 }, (_, i) => `process.env.A${i}`).join(' ?? ')};`,
      false,
    ],
    [
      'that calls itself twice',
      'const f = (n: number): number => (n === 0 ? 1 : f(n - 1) + f(n - 1));\nexport const x = f(40);',
      true,
    ],
    [
      'that calls itself for ever',
      'const f = (n: number): number => f(n + 1) + f(n + 2);\nexport const x = f(0);',
      true,
    ],
    [
      'of forty functions that call the next one twice',
      `${Array.from({ length: 40 }, (_, i) => `const f${i} = (n: number): number => f${i + 1}(n) + f${i + 1}(n);`).join('\n')}\nconst f40 = (n: number) => n;\nexport const x = f0(1);`,
      true,
    ],
    ['that makes itself', 'class A { a = new A(); }\nexport const x = new A();', true],
    ['that never ends', 'while (true) { for (;;) { do { var x = 1; } while (x); } }', true],
    [
      'that counts to a milliard',
      'let n = 0;\nfor (let i = 0; i < 1e9; i++) for (let j = 0; j < 1e9; j++) n += j;\nexport const x = n;',
      true,
    ],
    [
      'that doubles a text',
      "let t = 'x';\nfor (let i = 0; i < 200; i++) t += t;\nexport const x = `https://${t}`;",
      false,
    ],
    [
      'that doubles a text by a template',
      "let t = 'https://x/';\nfor (let i = 0; i < 200; i++) t = `${t}${t}`;\nexport const x = t;",
      false,
    ],
    [
      'that doubles a text of what is not known',
      'let t = `https://${process.env.A}`;\nfor (let i = 0; i < 200; i++) t = t + t;\nexport const x = fetch(t);',
      false,
    ],
    [
      'that doubles a list',
      'let l = [1];\nfor (let i = 0; i < 200; i++) l = [...l, ...l];\nexport const x = l;',
      false,
    ],
    [
      'that doubles a list by a method',
      'let l = [1];\nfor (let i = 0; i < 200; i++) l = l.concat(l);\nexport const x = l;',
      false,
    ],
    [
      'that doubles what is in a list',
      'let l: unknown[] = [1];\nfor (let i = 0; i < 200; i++) l = [l, l];\nexport const x = JSON.stringify(l);',
      false,
    ],
    [
      'that doubles an object',
      'let o: unknown = { a: process.env.A };\nfor (let i = 0; i < 200; i++) o = { a: o, b: o };\nexport const x = fetch(o);',
      false,
    ],
    [
      'that pushes a list into itself',
      'const l: unknown[] = [1];\nfor (let i = 0; i < 100; i++) l.push(...l, l);\nexport const x = l;',
      false,
    ],
    [
      'that joins what it doubled',
      "let l = ['a'];\nfor (let i = 0; i < 60; i++) l = l.concat(l);\nexport const x = l.join('-');",
      false,
    ],
    [
      'that doubles what may be',
      'let v = process.env.A ? 1 : 2;\nfor (let i = 0; i < 200; i++) v = process.env.B ? v + 1 : v * 2;\nexport const x = v;',
      false,
    ],
    [
      'of a thousand branches',
      `let v = 0;\n${Array.from({ length: 1_000 }, (_, i) => `if (process.env.A${i}) v += ${i};`).join('\n')}\nexport const x = v;`,
      false,
    ],
    [
      'that repeats a text',
      "export const x = ['x'.repeat(1e9), 'x'.padStart(1e9), 'x'.padEnd(2 ** 29, 'ab'), 'ab'.repeat(-1)];",
      false,
    ],
    [
      'that repeats what it repeated',
      "const a = 'x'.repeat(10000);\nexport const x = a.replaceAll('x', a).replaceAll('x', a).split('').join(a);",
      false,
    ],
    [
      'that makes large lists',
      'export const x = [Array(1e9), new Array(2 ** 31), new Array(-1), Array.from({ length: 1e9 }), Array(1e9).fill(0).map(String), [...Array(1e9).keys()]];',
      false,
    ],
    [
      'that writes far behind a list',
      'const l: number[] = [];\nl[4294967294] = 1;\nl[1e9] = 2;\nl.length = 1e9;\nexport const x = l;',
      false,
    ],
    ['with a giant template', `export const x = \`${'a${process.env.A}'.repeat(20_000)}\`;`, false],
    ['with a giant text', `export const x = 'https://${'a'.repeat(3_000_000)}';`, false],
    [
      'with regular expressions that explode',
      `export const x = [/(a+)+$/.test('${'a'.repeat(50)}!'), '${'a'.repeat(50)}!'.replace(/(a|a)*$/, ''), '${'a'.repeat(50)}'.match(new RegExp('(a*)*b')), '${'a'.repeat(50)}'.split(/(a*)*b/)];`,
      false,
    ],
    [
      'with getters that throw',
      "const o = { get a(): string { throw new Error('a'); }, get b(): string { return this.b; } };\nexport const x = [o.b, o.a];",
      false,
    ],
    ['with a proxy', 'export const x = new Proxy({}, { get: (t, k, r) => r[k] }).a.b.c;', false],
    [
      'with a generator that never ends',
      'function* g() { let i = 0; while (true) yield i++; }\nexport const x = [...g()];',
      false,
    ],
    [
      'with what pollutes',
      'const o = JSON.parse(\'{"__proto__": {"polluted": 1}}\');\nObject.assign({}, o);\n({} as any).__proto__.polluted = 1;\n(Object as any).prototype.polluted = 1;\nexport const x = { ...o }.polluted;',
      false,
    ],
    [
      'with large numbers',
      "export const x = [2n ** 100000n, 1e308 * 10, (9).toString(99), (1).toFixed(200), Number('1'.repeat(400)), 'a'.at(NaN)];",
      false,
    ],
    ['that is no text', '\0\u0001\u0002\ufffd\ud800', false],
  ])('%s', { timeout: 60_000 }, async (_, text, isTold) => {
    const files = { 'bad/main.ts': `${SDK}${text}\n` };
    const result = await scannedWith(files);
    expect(
      about(result, 'bad/main.ts').some(({ kind }) => kind !== 'assumed') || !isTold,
      JSON.stringify(result.findings),
    ).toBe(true);
  });

  it.each([
    ['stacks without end', 'for (let i = 0; ; i++) new Queue(stack, `q${i}`);'],
    [
      'a construct that makes itself',
      'class C extends Stack { constructor(s: unknown, i: string) { super(s, i); new C(this, i + i); } }\nnew C(stack, "c");',
    ],
    ['an id that doubles', 'let id = "a";\nfor (let i = 0; i < 60; i++) id += id;\nnew Queue(stack, id);'],
    [
      'constructs of constructs',
      'let at = stack;\nfor (let i = 0; i < 900; i++) at = new Queue(at, `q${i}`);',
    ],
    [
      'a construct in itself',
      'const q: Queue = new Queue(q, "q");\nnew Queue(stack, "p", { deadLetterQueue: { queue: q } });',
    ],
    [
      'properties that hold themselves',
      'const props: any = { visibilityTimeout: 1 };\nprops.self = props;\nprops.list = [props, props];\nnew Queue(stack, "q", props);',
    ],
  ])('that builds %s', { timeout: 60_000 }, async (_, text) => {
    await scannedWith({ 'bad/main.ts': `${CDK}${text}\n` });
  });

  it('in ten thousand files', { timeout: 60_000 }, async () => {
    const files = Array.from({ length: 10_000 }, (_, i) => [
      `many/${i % 100}/f${i}.ts`,
      i % 10 === 0
        ? `import { x } from './f${i + 100}';\n${SDK}export * from './f${i + 100}';\n`
        : `import { x } from '@aws-sdk/client-s3';\nexport const x${i} = x;\n`,
    ]);
    const start = performance.now();
    const { ids } = await scannedWith(Object.fromEntries(files) as Record<string, string>);
    expect(ids).toContain('many/0');
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  it('whose settings lead in circles', { timeout: 60_000 }, async () => {
    const main = `${SQS}import { region } from '#region';\nimport '@/a/b';\nexport default new SQSClient({ region });\n`;
    const cwd = folderWith({
      ...GOOD,
      'a/tsconfig.json': '{ "extends": "./b.json" }',
      'a/main.ts': main,
      'b/tsconfig.json': `{ "extends": [${Array.from({ length: 200 }, () => '"./tsconfig.json"').join(', ')}] }`,
      'b/main.ts': main,
      'c/tsconfig.json': `{ "compilerOptions": { "baseUrl": "${'a/'.repeat(10_000)}", "paths": { "*": ["*"], "@/*": ["@/*", "${'../'.repeat(500)}*"], "#*": 1 } } }`,
      'c/main.ts': main,
      'd/package.json': `{ "name": "d", "imports": { "#region": "#region" }, "exports": { ".": { ".": "." } }, "main": ".", "workspaces": ["**/**/**/*", ".."] }`,
      'd/main.ts': `${main}import 'd';\nimport '.';\nimport '..';\n`,
      'e/tsconfig.json': '{'.repeat(50_000),
      'e/main.ts': main,
    });
    symlinkSync('tsconfig.json', path.join(cwd, 'a/b.json'));
    symlinkSync('tsconfig.base.json', path.join(cwd, 'a/tsconfig.base.json'));
    const { ids } = await scanned(cwd);
    expect(ids).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd', 'e']));
  });
});

describe('a trace', () => {
  const NAMED = '{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]}';

  it('that is a pipe is never opened', { timeout: 60_000 }, async () => {
    const cwd = folderWith(GOOD);
    pipeAt(path.join(cwd, 'trace.jsonl'));
    expect(about(await scanned(cwd), 'trace.jsonl')).toMatchObject([{ kind: 'skipped' }]);
  });

  it('of 30 MB that is cut while it is compressed is read up to there', { timeout: 60_000 }, async () => {
    const span = (i: number): string =>
      `{"resourceSpans":[${NAMED},"scopeSpans":[{"spans":[{"traceId":"a${i}","spanId":"01","kind":2,"name":"${Math.sin(i)}"}]}]}]}\n`;
    const whole = gzipSync(Array.from({ length: 200_000 }, (_, i) => span(i)).join(''), { level: 1 });
    const cwd = folderWith(GOOD);
    writeFileSync(path.join(cwd, 'trace.jsonl.gz'), whole.subarray(0, Math.floor(whole.length * 0.9)));
    const result = await scanned(cwd);
    expect(about(result, 'trace.jsonl.gz')).not.toEqual([]);
    expect(result.ids).toContain('web');
  });

  it('that unpacks to a hundred times its size is read all the same', { timeout: 60_000 }, async () => {
    const cwd = folderWith(GOOD);
    const text = `{"resourceSpans":[${NAMED},"scopeSpans":[{"spans":[]}]}]}\n${' '.repeat(100_000_000)}\n`;
    writeFileSync(path.join(cwd, 'trace.jsonl.gz'), gzipSync(text));
    await scanned(cwd);
  });

  it.each([
    ['that nests a million times', `{"resourceSpans":[{"resource":${'['.repeat(1_000_000)}`, true],
    ['that nests a million objects', `{"resourceSpans":[${'{"a":'.repeat(1_000_000)}`, true],
    [
      'that nests in an attribute',
      `{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":${'{"arrayValue":{"values":['.repeat(10_000)}${']}}'.repeat(10_000)}}]},"scopeSpans":[]}]}`,
      false,
    ],
    [
      'with ids of a megabyte',
      `{"resourceSpans":[${NAMED},"scopeSpans":[{"spans":[{"traceId":"${'a'.repeat(1_000_000)}","spanId":"${'b'.repeat(1_000_000)}","kind":2}]}]}]}`,
      false,
    ],
    [
      'with a name of a megabyte',
      `{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"${'a'.repeat(1_000_000)}"}}]},"scopeSpans":[{"spans":[{"traceId":"aa","spanId":"bb","kind":2}]}]}]}`,
      false,
    ],
    [
      'whose spans are their own parents',
      `{"resourceSpans":[${NAMED},"scopeSpans":[{"spans":[{"traceId":"aa","spanId":"01","parentSpanId":"02","kind":3},{"traceId":"aa","spanId":"02","parentSpanId":"01","kind":2},{"traceId":"aa","spanId":"03","parentSpanId":"03","kind":2}]}]}]}`,
      false,
    ],
    [
      'whose spans are a long chain',
      `{"resourceSpans":[${NAMED},"scopeSpans":[{"spans":[${Array.from({ length: 50_000 }, (_, i) => `{"traceId":"aa","spanId":"${(i + 1).toString(16)}","parentSpanId":"${(i + 2).toString(16)}","kind":3,"status":{"code":2}}`).join(',')}]}]}]}`,
      false,
    ],
    [
      'with the names of objects',
      '{"data":[{"traceID":"a","spans":[{"traceID":"a","spanID":"b","processID":"__proto__","tags":[{"key":"__proto__","value":{"polluted":1}}]}],"processes":{"__proto__":{"serviceName":"constructor"},"constructor":{"serviceName":"__proto__"}}}]}',
      false,
    ],
    [
      'of numbers that are none',
      `{"resourceSpans":[${NAMED},"scopeSpans":[{"spans":[{"traceId":1e999,"spanId":-0,"kind":"x","status":[],"startTimeUnixNano":"${'9'.repeat(100_000)}"}]}]}]}`,
      false,
    ],
  ] as const)('%s', { timeout: 60_000 }, async (_, text, isTold) => {
    const result = await scannedWith({ 'trace.json': text });
    expect(about(result, 'trace.json').length > 0 || !isTold).toBe(true);
  });
});

describe('a catalog', () => {
  const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
    .split('')
    .map(
      (name, i) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefgh'[i]}`).join(', ')}]`,
    )
    .join('\n')}\n`;
  const ENTITY = 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: web }\n';

  it.each([
    ['that is a bomb of aliases', `${ENTITY}${BOMB}spec: { type: *h, dependsOn: *h }\n`, true],
    [
      'that points at itself',
      'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { targets: [./catalog-info.yaml, ./*.yaml, ./**/*.yaml] }\n',
      false,
    ],
    [
      'with a glob that explodes',
      `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { target: './${'*a'.repeat(200)}${'**/'.repeat(200)}.yaml' }\n`,
      true,
    ],
    [
      'of a hundred thousand references',
      `${ENTITY}spec: { type: service, owner: me, dependsOn: [${Array.from({ length: 100_000 }, (_, i) => `component:c${i % 500}`).join(', ')}] }\n`,
      false,
    ],
    ['that nests too deep', `${ENTITY}spec: ${'['.repeat(20_000)}\n`, true],
    [
      'with a name of a megabyte',
      `${ENTITY.replace('web', 'w'.repeat(1_000_000))}spec: { type: service }\n`,
      true,
    ],
  ])('%s', { timeout: 60_000 }, async (_, text, isTold) => {
    const result = await scannedWith({ 'catalog-info.yaml': text });
    expect(about(result, 'catalog-info.yaml').length > 0 || !isTold, JSON.stringify(result.findings)).toBe(
      true,
    );
  });
});

describe('a template of Azure', () => {
  const HEAD =
    '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", ';
  const named = (name: string): string =>
    `${HEAD}"resources": [{"type": "Microsoft.Web/sites", "name": ${JSON.stringify(name)}}]}`;

  it.each([
    ['whose expression is deep', 'main.json', named(`[${'concat('.repeat(5_000)}'a'${')'.repeat(5_000)}]`)],
    ['whose expression never ends', 'main.json', named(`[${'concat('.repeat(50_000)}`)],
    [
      'that makes large texts',
      'main.json',
      named("[padLeft(string(range(0, 1000000000)), 1000000000, 'x')]"),
    ],
    [
      'whose variables double',
      'main.json',
      `${HEAD}"variables": {"v0": "x", ${Array.from({ length: 60 }, (_, i) => `"v${i + 1}": "[concat(variables('v${i}'), variables('v${i}'))]"`).join(', ')}}, "resources": [{"type": "Microsoft.Web/sites", "name": "[variables('v60')]"}]}`,
    ],
    [
      'that copies in copies',
      'main.json',
      `${HEAD}"resources": [{"type": "Microsoft.Web/sites", "name": "[concat('a', copyIndex())]", "copy": {"name": "c", "count": 1000000}, "properties": {"copy": [{"name": "x", "count": 1000000, "input": {"copy": [{"name": "y", "count": 1000000, "input": "[copyIndex('y')]"}]}}]}}]}`,
    ],
    [
      'that deploys itself twice',
      'main.json',
      `${HEAD}"resources": [${['a', 'b'].map((name) => `{"type": "Microsoft.Resources/deployments", "name": "${name}", "properties": {"templateLink": {"relativePath": "main.json"}}}`).join(', ')}]}`,
    ],
    ['of nested Bicep', 'main.bicep', `var x = ${'['.repeat(20_000)}`],
    ['of texts in Bicep', 'main.bicep', `var x = ${"'${".repeat(20_000)}`],
    ['of choices in Bicep', 'main.bicep', `var x = ${'true ? 1 : '.repeat(20_000)}1\n`],
    [
      'of loops in Bicep',
      'main.bicep',
      "var x = [for i in range(0, 1000000000): [for j in range(0, 1000000000): '${i}${j}']]\nresource r 'Microsoft.Web/sites@2022-09-01' = [for i in x: {\n  name: '${i}'\n}]\n",
    ],
    [
      'of modules that make each other',
      'main.bicep',
      Array.from({ length: 10 }, (_, i) => `module m${i} './main.bicep' = { name: 'm${i}' }`).join('\n'),
    ],
  ])('%s', { timeout: 60_000 }, async (_, name, text) => {
    await scannedWith({ [`bad/${name}`]: text });
  });
});
