/** Proves that no command opens a socket or asks for a name, but the one that serves the page, on 127.0.0.1. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manuals } from '../../src/cli/manuals.ts';
import { folderWith } from '../cli/folders.ts';
import { MAIN, ROOT, type Run, runProgram } from '../cli/run.ts';

const HOOK = pathToFileURL(fileURLToPath(new URL('hooks/no-network.mjs', import.meta.url))).href;

/** How each command is asked to do all that it does; a list of several is one run after the other. */
const RUNS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  impact: [
    ['aws/us-east-1/s3', '--format', 'html'],
    ['kind:database', '--scan', 'infra', '--format', 'json'],
  ],
  why: [['shop', '--fail', 'aws/us-east-1/s3']],
  replay: [['zone-a-drops']],
  recovery: [['zone-a-drops']],
  check: [
    ['--format', 'sarif'],
    ['--scan', 'infra', '--write-baseline', 'baseline.json'],
  ],
  sweep: [
    ['--pairs', '--format', 'json', '-o', 'sweep.json'],
    ['--shard', '1/2', '--format', 'json', '-o', 'shard.json'],
  ],
  availability: [['shop', '--open-psa', 'tree.xml']],
  'cut-sets': [['shop', '--explain', '3']],
  spof: [['shop']],
  advise: [['shop', '--survive', 'aws/us-east-1/us-east-1a']],
  nodes: [['kind:app', '--format', 'csv']],
  show: [['shop']],
  providers: [['aws']],
  validate: [[]],
  merge: [['shard-1.json', 'shard-2.json']],
  scan: [['infra', '-o', 'scanned.yaml', '--coverage', 'coverage.json']],
  reconcile: [['infra', 'faultline.yaml']],
  view: [['--out', 'page.html']],
  diff: [
    ['faultline.yaml', 'other.yaml'],
    ['--base', 'HEAD'],
  ],
  explain: [[], ['shared-fate']],
  'fault-tree': [['tree.xml']],
  backtest: [[]],
  schema: [[], ['impact']],
  init: [['new.yaml']],
  mcp: [['--graph', 'faultline.yaml']],

  experiments: [['shop']],
  import: [['graph.graphml', '-o', 'imported.yaml']],
  completion: [['bash']],
};

const example = (name: string): string => readFileSync(path.join(ROOT, 'graphs/examples', name), 'utf8');

/** A repository with a document and something to scan; what some commands make and others read is there. */
const project = (): string => {
  const folder = folderWith({
    'faultline.yaml': example('web-shop.yaml'),
    'other.yaml': example('web-shop-multi-region.yaml'),
  });
  cpSync(path.join(ROOT, 'tests/fixtures/scan/webshop'), path.join(folder, 'infra'), { recursive: true });
  const git = (...args: readonly string[]) =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false', ...args], {
      cwd: folder,
    });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  for (const i of ['1', '2'])
    runProgram(['sweep', '--shard', `${i}/2`, '--format', 'json', '-o', `shard-${i}.json`], { cwd: folder });
  runProgram(['availability', 'shop', '--open-psa', 'tree.xml'], { cwd: folder });
  runProgram(['impact', 'kind:database', '--format', 'graphml=graph.graphml'], { cwd: folder });
  return folder;
};

/** Runs the built program where every socket is noted and refused. */
const watched = (args: readonly string[], cwd: string): Run & { readonly opened: string } => {
  const log = path.join(cwd, 'network.log');
  writeFileSync(log, '');
  const run = runProgram(args, { cwd, env: { NODE_OPTIONS: `--import=${HOOK}`, NETWORK_LOG: log } });
  return { ...run, opened: readFileSync(log, 'utf8') };
};

describe('no network', () => {
  it('for any command', { timeout: 240_000 }, async () => {
    const folder = project();
    const names = (await manuals()).map(({ name }) => name);
    // A command that is new must say here how it is run.
    expect(names.filter((name) => RUNS[name] === undefined)).toEqual([]);
    for (const name of names) {
      for (const args of RUNS[name]!) {
        const { code, stderr, opened } = watched([name, ...args], folder);
        expect({ name, opened }).toEqual({ name, opened: '' });
        expect([0, 1], `${name} ${args.join(' ')}: ${stderr}`).toContain(code);
      }
    }
  });

  it('but what "faultline view" serves, on 127.0.0.1 alone', { timeout: 60_000 }, async () => {
    const folder = project();
    const log = path.join(folder, 'network.log');
    const child = spawn(process.execPath, [MAIN, 'view'], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: `--import=${HOOK}`, NETWORK_LOG: log, NETWORK_MAY_LISTEN: 'yes' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [url] = (await Promise.race([once(child.stdout, 'data'), once(child, 'close')])) as [Buffer];
    const page = await fetch(url.toString().trim());
    expect(page.status).toBe(200);
    await page.text();
    writeFileSync(path.join(folder, 'faultline.yaml'), example('web-shop-multi-region.yaml'));
    await expect
      .poll(async () => (await fetch(`${url.toString().trim()}data.json`)).text(), { timeout: 15_000 })
      .toContain('two regions');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(readFileSync(log, 'utf8')).toBe('listens on 127.0.0.1\n');
  });
});

describe('the watch itself sees', () => {
  it.each([
    ['a connection', "(await import('node:net')).connect(9, '127.0.0.1')", 'net.connect'],
    ['a socket made by hand', "new (await import('node:net')).Socket().connect(9)", 'net.connect'],
    ['http', "(await import('node:http')).get('http://127.0.0.1:9')", 'net.c'],
    ['https', "(await import('node:https')).get('https://127.0.0.1:9')", 'tls.connect'],
    ['fetch', "await fetch('http://127.0.0.1:9')", 'fetch'],
    ['a datagram', "(await import('node:dgram')).createSocket('udp4').send('x', 9)", 'dgram.send'],
    ['a name', "(await import('node:dns')).lookup('example.org', () => {})", 'dns.lookup'],
    [
      'a promise of a name',
      "await (await import('node:dns/promises')).resolve4('example.org')",
      'dns.resolve4',
    ],
    ['a server', "(await import('node:http')).createServer().listen(0)", 'net.listen'],
    [
      'a thread',
      "new (await import('node:worker_threads')).Worker('fetch(`http://127.0.0.1:9`)', { eval: true })",
      'fetch',
    ],
    [
      'a program',
      "(await import('node:child_process')).spawnSync(process.execPath, ['-e', 'fetch(`http://127.0.0.1:9`)'])",
      'fetch',
    ],
  ])('%s', (_, script, seen) => {
    const folder = folderWith();
    const log = path.join(folder, 'network.log');
    spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, NODE_OPTIONS: `--import=${HOOK}`, NETWORK_LOG: log },
      timeout: 20_000,
    });
    expect(readFileSync(log, 'utf8')).toContain(seen);
  });
});
