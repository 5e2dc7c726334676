/** Proves that output is plain where it should be, the same everywhere, and survives readers that leave early. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { columnsOf, painterFor } from '../../src/cli/output.ts';
import { folderWith } from './folders.ts';
import { MAIN, ROOT, runHere, runProgram } from './run.ts';

const GRAPH = ['--graph', 'graphs/examples/web-shop.yaml'];
const ASK = ['impact', 'aws/us-east-1', ...GRAPH];
const ESCAPE = '\u001b';

describe('colours', () => {
  it.each([
    ['none into a pipe', {}, false],
    ['with FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['none with FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['none with NO_COLOR', { NO_COLOR: '1' }, false],
    ['with both, as other programs have it', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('%s', (_, env, coloured) => {
    const right = runProgram(ASK, { env });
    expect(right.code).toBe(0);
    expect(right.stdout.includes(ESCAPE)).toBe(coloured);
    expect(right.stderr).toBe('');
    const wrong = runProgram(['impact', 'shp', ...GRAPH], { env });
    expect(wrong.stderr.includes(ESCAPE)).toBe(coloured);
  });

  it('change nothing but the looks', () => {
    const plain = runProgram(ASK).stdout;
    const coloured = runProgram(ASK, { env: { FORCE_COLOR: '1' } }).stdout;
    // oxlint-disable-next-line no-control-regex -- escape sequences are what it is about
    const stripped = coloured.replaceAll(/\u001b\[\d+m/g, '').replaceAll(/ +$/gm, '');
    expect(stripped).toBe(plain);
  });

  it.each(['json', 'markdown'])('are never in %s', (format) => {
    expect(runProgram([...ASK, '--format', format], { env: { FORCE_COLOR: '1' } }).stdout).not.toContain(
      ESCAPE,
    );
  });

  it.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
    ['no terminal', { isTTY: false }, {}, false],
  ])('on %s', (_, stream, env, coloured) => {
    vi.stubEnv('FORCE_COLOR', undefined).stubEnv('NO_COLOR', undefined).stubEnv('TERM', 'xterm');
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const paint = painterFor(stream as NodeJS.WriteStream);
    vi.unstubAllEnvs();
    expect(paint('outage', 'x').includes(ESCAPE)).toBe(coloured);
    expect(paint('outage', 'x')).toContain('x');
  });
});

describe('the width', () => {
  it.each([
    ['is the terminal’s', { isTTY: true, columns: 133 }, '90', 133],
    ['is COLUMNS into a pipe', {}, '90', 90],
    ['is COLUMNS where the terminal does not know', { isTTY: true, columns: 0 }, '90', 90],
    ['is 100 otherwise', {}, undefined, 100],
    ['is 100 for a terminal of no size', { isTTY: true }, undefined, 100],
    ['is 100 where COLUMNS is no number', {}, 'wide', 100],
    ['is 40 at least', { isTTY: true, columns: 12 }, undefined, 40],
  ])('%s', (_, stream, columns, expected) => {
    vi.stubEnv('COLUMNS', columns);
    const found = columnsOf(stream as NodeJS.WriteStream);
    vi.unstubAllEnvs();
    expect(found).toBe(expected);
  });
});

describe('the same bytes', () => {
  const worlds = [
    { env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' }, graph: 'graphs/examples/web-shop.yaml' },
    {
      env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      graph: './graphs/examples/web-shop.yaml',
    },
    {
      env: { TZ: 'America/Adak', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
      graph: `${ROOT}graphs/../graphs/examples/web-shop.yaml`,
    },
  ];
  it.each([
    ['impact', ['impact', 'kind:zone']],
    ['why', ['why', 'shop', '--fail', 'aws/us-east-1', '--format', 'json']],
    ['nodes', ['nodes', '--format', 'markdown']],
    ['an error', ['why', 'nothing', '--fail', 'aws/us-east-1']],
  ])('of %s in every time zone, language and spelling of the file', (_, args) => {
    const [first, ...others] = worlds.map(({ env, graph }) =>
      runProgram([...args, '--graph', graph], { env }),
    );
    for (const other of others) expect(other).toEqual(first);
  });

  it('here and in the built program', async () => {
    expect(runProgram(ASK)).toEqual(await runHere(ASK));
  });
});

describe('a reader that leaves early', () => {
  it.each(['text', 'json', 'markdown'])('is no error (%s)', (format) => {
    const nodes = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`node-${i}`, { kind: 'app' }]),
    );
    const cwd = folderWith({ 'faultline.json': JSON.stringify({ faultline: 1, nodes }) });
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '-c',
        `"$0" "$1" nodes --format ${format} | head -1; echo "\${PIPESTATUS[0]}"`,
        process.execPath,
        MAIN,
      ],
      { cwd, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0');
  });

  it('of errors is none either', () => {
    const { stdout } = spawnSync(
      'bash',
      [
        '-c',
        '{ "$0" "$1" nodes --graph nope 2>&1 1>&3 | true; echo "${PIPESTATUS[0]}"; } 3>/dev/null',
        process.execPath,
        MAIN,
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(stdout).toBe('2\n');
  });
});

describe.runIf(existsSync('/dev/full'))('a full disk', () => {
  it('is told, without a stack', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', '"$0" "$1" schema > /dev/full', process.execPath, MAIN],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(2);
    expect(stderr).toBe('error: the output cannot be written (ENOSPC)\n');
  });

  it('for errors leaves the exit code', () => {
    const { status } = spawnSync(
      'bash',
      ['-c', '"$0" "$1" nodes --graph nope 2> /dev/full', process.execPath, MAIN],
      {
        cwd: ROOT,
      },
    );
    expect(status).toBe(2);
  });
});
