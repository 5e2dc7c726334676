/** Proves that what is published is small, runs in an empty folder, and holds nothing that nobody needs. */
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';
import { PACKAGE, npm } from './package.ts';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly peer?: boolean; readonly hasInstallScript?: boolean }>
  >;
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const folder = mkdtempSync(path.join(tmpdir(), 'faultline-release-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names in the package. */
let packed: readonly string[] = [];

beforeAll(() => {
  const told = JSON.parse(npm(PACKAGE, 'pack', '--json', '--pack-destination', folder)) as readonly [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  packed = told[0].files.map((file) => file.path);
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "user", "private": true, "type": "module" }\n');
  npm(folder, 'install', '--silent', '--prefer-offline', `./${told[0].filename}`);
}, 120_000);

const INSTALLED = path.join(folder, 'node_modules');

const filesIn = (top: string): readonly string[] =>
  readdirSync(top, { recursive: true })
    .map((name) => path.join(top, String(name)))
    .filter((file) => lstatSync(file).isFile());

describe('the package', () => {
  it('holds the program, its types, pages, packs and schemas, and nothing else', () => {
    const kinds = new Set(packed.map((name) => (name.includes('/') ? name.split('/')[0]! : name)));
    const known = [
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'dist',
      'docs',
      'graphs',
      'package.json',
      'schema',
    ];
    expect([...kinds].toSorted()).toEqual(known);
    expect(packed.filter((name) => /\.map$|\.tsx?$/.test(name) && !name.endsWith('.d.ts'))).toEqual([]);
    expect(packed.filter((name) => /(^|\/)(tests?|fixtures|node_modules|bench)\//.test(name))).toEqual([]);
    expect(packed).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/cli/main.js']));
  });

  it('names no folder of the machine that it was made on', () => {
    const own = [ROOT, PACKAGE].map((name) => name.replace(/\/$/, ''));
    const names = filesIn(path.join(INSTALLED, 'faultline')).filter((file) => !file.endsWith('.wasm'));
    const found = names.filter((file) => {
      const text = readFileSync(file, 'utf8');
      return own.some((name) => text.includes(`${name}/`));
    });
    expect(found).toEqual([]);
  });

  it('needs few packages, and little room', () => {
    const { packages } = json(path.join(INSTALLED, '.package-lock.json')) as Lock;
    expect(Object.keys(packages).length).toBeLessThanOrEqual(30);
    const bytes = filesIn(INSTALLED).reduce((sum, file) => sum + lstatSync(file).size, 0);
    expect(bytes / 1e6).toBeLessThanOrEqual(30);
  });

  it('runs nothing when it is installed, nor does anything that it needs', () => {
    const locks = [path.join(ROOT, 'package-lock.json'), path.join(INSTALLED, '.package-lock.json')];
    for (const lock of locks) {
      const { packages } = json(lock) as Lock;
      const scripted = Object.entries(packages).filter(
        ([name, one]) =>
          name !== '' && one.dev !== true && one.peer !== true && one.hasInstallScript === true,
      );
      expect(scripted).toEqual([]);
    }
    const { scripts = {} } = json(path.join(PACKAGE, 'package.json')) as { scripts?: Record<string, string> };
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
  });

  it('answers in an empty folder, code that is scanned too', () => {
    const run = (...args: readonly string[]): string =>
      execFileSync(path.join(INSTALLED, '.bin/faultline'), args, { cwd: folder, encoding: 'utf8' });
    expect(run('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run('show', 'aws/us-east-1/iam/control-plane')).toContain('its home region');
    const code = `import { App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
new Queue(new Stack(new App(), 'S'), 'Orders');\n`;
    writeFileSync(path.join(folder, 'app.ts'), code);
    writeFileSync(path.join(folder, 'main.tf'), 'resource "aws_sqs_queue" "parcels" {}\n');
    const scanned = run('scan', 'app.ts', 'main.tf', '--region', 'eu-west-1', '--quiet');
    expect(scanned).toContain('Orders');
    expect(scanned).toContain('parcels');
  });

  it('has types that a project finds, and a library that runs', () => {
    const code = `import * as faultline from 'faultline';\nexport const names: readonly string[] = Object.keys(faultline);\nconsole.log(typeof faultline.solve);\n`;
    writeFileSync(path.join(folder, 'use.ts'), code);
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--module', 'nodenext', '--target', 'es2023', '--strict', '--lib', 'es2023,dom'];
    execFileSync(process.execPath, [tsc, ...options, 'use.ts'], { cwd: folder, encoding: 'utf8' });
    expect(execFileSync(process.execPath, ['use.js'], { cwd: folder, encoding: 'utf8' })).toBe('function\n');
  });
});

describe('the container file', () => {
  const text = readFileSync(path.join(ROOT, 'Containerfile'), 'utf8');
  const steps = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));

  it('copies what is there, and leaves out what is made', () => {
    const copied = steps
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied).toEqual(['package.json', 'package-lock.json', '.']);
    for (const name of copied) expect(lstatSync(path.join(ROOT, name))).toBeDefined();
    const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '**/node_modules', 'dist']));
  });

  it('runs scripts that there are, as a user without rights, in the folder that is mounted', () => {
    const { scripts } = json(path.join(ROOT, 'package.json')) as { scripts: Record<string, string> };
    const asked = [...text.matchAll(/npm run (\S+)/g)].map(([, name]) => name!);
    expect(asked).toEqual(['build']);
    for (const name of asked) expect(scripts).toHaveProperty(name);
    const last = steps.slice(steps.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last.slice(-4)).toEqual([
      'USER node',
      'WORKDIR /repo',
      'ENTRYPOINT ["faultline"]',
      'CMD ["--help"]',
    ]);
    expect(steps.filter((line) => line.startsWith('FROM '))).toEqual([
      'FROM node:${NODE}-slim AS build',
      'FROM node:${NODE}-slim',
    ]);
    expect(steps).toContain('ARG NODE=20');
  });
});
