/** Proves that nobody at the other end of a pipe is no reason to crash. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { MAIN } from '../cli/run.ts';
import { documentOf, project } from './writers.ts';

const newFolder = (): string => project({ 'faultline.yaml': documentOf(3_000) });

/** Runs `faultline ARGS` with what a shell does to its streams; the last line is its exit code. */
const piped = (
  args: string,
  streams: string,
  folder = newFolder(),
): { readonly code: string; readonly all: string } => {
  const script = `set -o pipefail; "$0" "$1" ${args} ${streams}; echo "$?"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, MAIN], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { code: stdout.trimEnd().split('\n').at(-1)!, all: `${stdout}${stderr}` };
};

describe.skipIf(process.platform === 'win32')('a reader that goes', () => {
  it.each(['text', 'json', 'markdown', 'html', 'csv', 'graphml'])(
    'after a line of %s is no error',
    (format) => {
      const { code, all } = piped(`impact db --limit 3000 --format ${format}`, '| head -1 > /dev/null');
      expect(all).toBe('0\n');
      expect(code).toBe('0');
    },
  );

  it('before there is anything to read is none either', () => {
    expect(piped('impact db --format json', '| true').all).toBe('0\n');
    expect(piped('impact none', '2>&1 | true').code).toBe('2');
    expect(piped('check', '2>&1 | true').code).toMatch(/^[01]$/);
  });

  it.each([
    ['impact db', '>&-', '0'],
    ['impact db', '2>&-', '0'],
    ['impact db', '>&- 2>&- <&-', '0'],
    ['impact none', '2>&-', '2'],
    ['--help', '>&-', '0'],
    ['scan infra', '>&-', '0'],
    ['scan infra', '2>&-', '0'],
  ])('%s %s ends with %s, and no stack', (args, streams, expected) => {
    const { code, all } = piped(args, streams);
    expect(all).not.toMatch(/\n\s+at |defect/);
    expect(code).toBe(expected);
  });

  it('keeps the exit code of a check that fails', () => {
    const plain = piped('check', '> /dev/null 2>&1').code;
    expect(piped('check', '>&- 2>&-').code).toBe(plain);
  });

  it('does not keep files from being written', () => {
    const folder = newFolder();
    const { all } = piped('impact db --format json --format csv=out.csv', '| true', folder);
    expect(all).toBe('0\n');
    expect(spawnSync('grep', ['-c', 'app-', 'out.csv'], { cwd: folder, encoding: 'utf8' }).stdout).toBe(
      '3000\n',
    );
  });
});
