/** Proves that neither the machine nor the hour nor the order of files has a say: the same bytes everywhere. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../cli/folders.ts';
import { MAIN, ROOT, runHere } from '../cli/run.ts';
import { hookNamed } from './writers.ts';

const FORMATS = ['json', 'markdown', 'html', 'text', 'csv'];

const formatsOf = (name: string, formats: readonly string[]): readonly string[] =>
  formats.flatMap((format) => ['--format', `${format}=out/${name}.${format}`]);

const of = (command: string, args: readonly string[], formats = FORMATS): readonly string[] => [
  command,
  ...args,
  ...formatsOf(`${command}${args.length}`, formats),
  '-q',
];

const SHOP = ['--graph', 'shop.yaml'];
const DAY = ['--date', '2026-01-15'];

/** Questions of every kind, each in many formats, to files. */
const COMMANDS: readonly (readonly string[])[] = [
  of(
    'impact',
    ['aws/us-east-1/us-east-1a', ...SHOP, ...DAY],
    [...FORMATS, 'dot', 'mermaid', 'graphml', 'cytoscape'],
  ),
  of('impact', ['kind:database', '--scan', 'infra', ...DAY]),
  of('why', ['shop', '--fail', 'aws/us-east-1/s3', ...SHOP, ...DAY], ['json', 'text', 'markdown', 'html']),
  of('replay', ['zone-a-drops', ...SHOP, ...DAY], ['json', 'markdown', 'html', 'text']),
  of('recovery', ['zone-a-drops', ...SHOP, ...DAY], ['json', 'markdown', 'html', 'text']),
  of(
    'check',
    [...SHOP, ...DAY],
    ['json', 'markdown', 'html', 'text', 'sarif', 'junit', 'gitlab', 'github', 'csv'],
  ),
  of('check', ['--scan', 'infra', ...DAY], ['json', 'sarif']),
  of('sweep', ['--pairs', ...SHOP, ...DAY]),
  of('availability', ['shop', '--importance', ...SHOP, ...DAY]),
  of('cut-sets', ['shop', ...SHOP, ...DAY]),
  of('advise', ['shop', '--survive', 'aws/us-east-1/us-east-1a', ...SHOP, ...DAY]),
  of('diff', ['shop.yaml', 'shop-multi.yaml', ...DAY], ['json', 'markdown', 'html', 'text']),
  of('nodes', [...SHOP]),
  of('show', ['shop', ...SHOP], ['json', 'text']),
  ['scan', 'infra', '-o', 'out/scanned.yaml', '--coverage', 'out/coverage.json', '-q'],
  ['reconcile', 'infra', 'shop.yaml', '-o', 'out/merged.yaml', '--format', 'json=out/reconcile.json'],
  ['view', 'shop.yaml', '--against', 'shop-multi.yaml', '--out', 'out/page.html', '-q', ...DAY],
];

const examples = path.join(ROOT, 'graphs/examples');

/** A folder with all that they read, below a path of its own. */
const projectAt = (below: string): string => {
  const folder = path.join(folderWith(), below);
  mkdirSync(path.join(folder, 'out'), { recursive: true });
  cpSync(path.join(examples, 'web-shop.yaml'), path.join(folder, 'shop.yaml'));
  cpSync(path.join(examples, 'web-shop-multi-region.yaml'), path.join(folder, 'shop-multi.yaml'));
  for (const name of ['webshop', 'monorepo'])
    cpSync(path.join(ROOT, 'tests/fixtures/scan', name), path.join(folder, 'infra', name), {
      recursive: true,
    });
  return folder;
};

interface Machine {
  readonly below: string;
  readonly seed?: number;
  readonly umask?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const RUN = pathToFileURL(path.join(path.dirname(MAIN), 'run.js')).href;

/** All files that the commands write on a machine, and how they end. */
const madeOn = ({ below, seed = 0, umask = '022', env = {} }: Machine): Readonly<Record<string, string>> => {
  const folder = projectAt(below);
  const { status, stdout, stderr } = spawnSync(
    'sh',
    [
      '-c',
      `umask ${umask}; exec "$0" "$@"`,
      process.execPath,
      hookNamed('elsewhere'),
      RUN,
      JSON.stringify(COMMANDS),
      String(seed),
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
      env: { ...process.env, NODE_OPTIONS: '', LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
    },
  );
  expect(status, stderr).toBe(0);
  const files = readdirSync(path.join(folder, 'out')).toSorted();
  return {
    codes: stdout.trimEnd().split('\n').at(-1)!,
    ...Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, 'out', file), 'utf8')])),
  };
};

describe.skipIf(process.platform === 'win32')('the same bytes', () => {
  it('on any machine, at any hour, in any language, from any folder', { timeout: 240_000 }, () => {
    const here = madeOn({ below: 'here' });
    expect(JSON.parse(here['codes']!)).toHaveLength(COMMANDS.length);
    expect(
      (JSON.parse(here['codes']!) as number[]).flatMap((code, i) => (code > 1 ? [COMMANDS[i]] : [])),
    ).toEqual([]);
    expect(Object.keys(here).length).toBeGreaterThan(60);
    const machines: readonly Machine[] = [
      {
        below: 'Ünder/way deep/İstanbul',
        seed: 1,
        env: {
          LC_ALL: 'tr_TR.UTF-8',
          LANG: 'tr_TR.UTF-8',
          TZ: 'Pacific/Kiritimati',
          TERM: 'dumb',
          COLUMNS: '43',
        },
      },
      {
        below: 'de',
        seed: 7,
        umask: '077',
        env: {
          LC_ALL: 'de_DE.UTF-8',
          LANGUAGE: 'de',
          TZ: 'America/St_Johns',
          HOME: undefined,
          USER: undefined,
          FORCE_COLOR: '3',
          COLUMNS: '400',
          CI: 'true',
        },
      },
    ];
    for (const machine of machines) {
      const there = madeOn(machine);
      const others = Object.keys(here).filter((name) => here[name] !== there[name]);
      expect(others, machine.below).toEqual([]);
      expect(Object.keys(there)).toEqual(Object.keys(here));
    }
  });
});

/** JSON results without lines and columns, which are those of the file; findings stand in their order. */
const withoutPlaces = (json: string): unknown =>
  JSON.parse(json, (key, value: unknown) =>
    ['line', 'column'].includes(key) ? undefined : key === 'findings' ? byFingerprint(value) : value,
  );

const byFingerprint = (value: unknown): unknown =>
  Array.isArray(value)
    ? (value as { fingerprint: string }[]).toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
    : value;

const QUESTIONS: readonly (readonly string[])[] = [
  ['impact', 'aws/us-east-1/us-east-1a'],
  ['why', 'shop', '--fail', 'aws/us-east-1/s3'],
  ['sweep', '--pairs'],
  ['cut-sets', 'shop'],
  ['check'],
  ['availability', 'shop'],
];

const answers = async (cwd: string, more: readonly string[]): Promise<readonly unknown[]> => {
  const all = [];
  for (const question of QUESTIONS) {
    const { code, stdout, stderr } = await runHere([...question, ...more, '--format', 'json', ...DAY], {
      cwd,
    });
    expect([0, 1], stderr).toContain(code);
    all.push(withoutPlaces(stdout));
  }
  return all;
};

/** The keys of all objects in another order; lists stay, for their order is that of what matters first. */
const turned = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(turned)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, inner]) => [key, turned(inner)]),
        )
      : value;

describe('the order in which things are written', () => {
  const shop = parse(readFileSync(path.join(examples, 'web-shop.yaml'), 'utf8')) as Record<string, object>;

  it('of nodes and keys changes no answer', { timeout: 120_000 }, async () => {
    const before = folderWith({ 'shop.json': JSON.stringify(shop) });
    const after = folderWith({ 'shop.json': JSON.stringify(turned(shop)) });
    expect(readFileSync(path.join(after, 'shop.json'), 'utf8')).not.toBe(
      readFileSync(path.join(before, 'shop.json'), 'utf8'),
    );
    const more = ['--graph', 'shop.json'];
    expect(await answers(after, more)).toEqual(await answers(before, more));
  });

  it(
    'of documents that say nothing of the same thing changes none either',
    { timeout: 120_000 },
    async () => {
      const { nodes, ...rest } = shop;
      const parts = [0, 1, 2].map((part) =>
        Object.fromEntries(Object.entries(nodes!).filter((_, i) => i % 3 === part)),
      );
      const cwd = folderWith();
      parts.forEach((part, i) =>
        writeFileSync(
          path.join(cwd, `${i}.json`),
          JSON.stringify({ ...(i === 0 ? rest : { faultline: 1 }), nodes: part }),
        ),
      );
      const graphs = (order: string): readonly string[] =>
        Array.from(order).flatMap((i) => ['--graph', `${i}.json`]);
      const first = await answers(cwd, graphs('012'));
      for (const order of ['210', '120']) expect(await answers(cwd, graphs(order)), order).toEqual(first);
      expect(existsSync(path.join(cwd, 'out'))).toBe(false);
    },
  );
});
