/** Proves that a disk that is full, or may not be written, costs nothing that was there, and is told in a line. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIN, type Run } from '../cli/run.ts';
import { OLD, WRITERS, type Writer, documentOf, oldFiles, project, written } from './writers.ts';

/** Runs a script of the shell; `$0` is node, `$1` the program, the rest its arguments. */
const inShell = (
  script: string,
  args: readonly string[],
  cwd: string,
  before: readonly string[] = [],
): Run => {
  const [command, ...rest] = [...before, '/bin/sh', '-c', script, process.execPath, MAIN, ...args];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(command!, rest, {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, stdout, stderr };
};

const works = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { timeout: 20_000 }).status === 0;

/** A namespace of our own, in which a disk may be made. */
const NAMESPACE = ['unshare', '-rm'];
const hasDisks =
  process.platform === 'linux' &&
  works('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt']);

/** Who is not root is refused by modes; root has to become somebody else. */
const SOMEBODY =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
const isRefusable =
  process.platform !== 'win32' &&
  (SOMEBODY.length === 0 || works('setpriv', [...SOMEBODY.slice(1), process.execPath, MAIN, '--version']));

const nameOf = ({ args }: Writer): string => args.join(' ');

const expectTold = ({ code, stderr }: Run, error: RegExp): void => {
  expect(stderr).toMatch(error);
  expect(stderr).toMatch(/\n {2}hint: /);
  expect(stderr).not.toMatch(/\n\s+at |defect/);
  expect(code).toBe(2);
};

describe('a disk that is full', () => {
  it.skipIf(!hasDisks).each(WRITERS.map((writer) => [nameOf(writer), writer] as const))(
    '(here: a small one in a namespace of its own) leaves what was there: %s',
    (_, writer) => {
      const folder = project({ 'disk/': '' });
      const args = writer.args.map((arg) =>
        writer.files.includes(arg.replace(/^.*=/, '')) ? arg.replace(/([^=]*)$/, 'disk/$1') : arg,
      );
      expect(args).not.toEqual(writer.args);
      // All but its last 2 kB is taken, so that something can be begun.
      const fill =
        'mount -t tmpfs -o size=64k none disk && dd if=/dev/zero of=disk/much bs=1k count=62 2>/dev/null';
      const old = Object.keys(oldFiles(writer)).map((file) => `printf '%s' "$OLD" > disk/${file}`);
      const look = `"$0" "$@"; code=$?; for f in disk/* disk/.*; do [ -f "$f" ] && [ "$f" != disk/much ] && printf '%s: %s\\n' "$f" "$(cat "$f")"; done; exit $code`;
      // A file takes a page of 4 kB, however small: there is room for what was there, and for no more.
      const result = inShell(
        `OLD=old; ${[fill.replace('count=62', `count=${64 - 4 * old.length}`), ...old].join(' && ')} || exit 99; ${look}`,
        args,
        folder,
        NAMESPACE,
      );
      expectTold(result, /cannot be written \(ENOSPC\)/);
      expect(result.stdout.split('\n').filter((line) => line.startsWith('disk/'))).toEqual(
        Object.keys(oldFiles(writer)).map((file) => `disk/${file}: old`),
      );
    },
  );

  it.runIf(!hasDisks)('IS NOT TRIED HERE: unshare -rm and a tmpfs are not allowed', ({ skip }) => skip());

  it.skipIf(process.platform === 'win32')('or files that may not be so large: the same', () => {
    const folder = project({ 'faultline.yaml': documentOf(400), 'out.json': OLD });
    const result = inShell('ulimit -f 8; exec "$0" "$@"', ['impact', 'db', '-o', 'out.json'], folder);
    expectTold(result, /out\.json cannot be written \(EFBIG\)/);
    expect(written(folder)).toEqual({ 'out.json': OLD });
  });

  it.skipIf(process.platform !== 'linux')('as a device: it is told, and stays a device', () => {
    const result = inShell('exec "$0" "$@"', ['impact', 'db', '-o', '/dev/full'], project());
    expectTold(result, /\/dev\/full cannot be written \(ENOSPC\)/);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  it('takes no file of several: none is there when one has no room', () => {
    const folder = project({ 'out.md': OLD });
    const args = ['impact', 'db', '--format', 'markdown=out.md', '--format', 'json=missing/out.json'];
    const result = inShell('exec "$0" "$@"', args, folder);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(written(folder)).toEqual({ 'out.md': OLD });
  });
});

describe('a folder that may only be read', () => {
  it.skipIf(!hasDisks).each(WRITERS.map((writer) => [nameOf(writer), writer] as const))(
    'is told: %s',
    (_, writer) => {
      const folder = project();
      const script = 'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" || exit 99; "$0" "$@"';
      expectTold(inShell(script, writer.args, folder, NAMESPACE), /cannot be written \(EROFS\)/);
      expect(written(folder)).toEqual({});
    },
  );

  it.skipIf(!isRefusable)('by its mode keeps its files, and leaves no draft anywhere', () => {
    const folder = project({ 'out.json': OLD });
    chmodSync(path.join(folder, 'out.json'), 0o666);
    chmodSync(folder, 0o555);
    const result = inShell('exec "$0" "$@"', ['impact', 'db', '-o', 'out.json'], folder, SOMEBODY);
    chmodSync(folder, 0o755);
    expectTold(result, /out\.json cannot be written \(EACCES\)/);
    expect(written(folder)).toEqual({ 'out.json': OLD });
  });

  it.runIf(!isRefusable)(
    'IS NOT TRIED HERE: nobody but root can be, or the program cannot be read by others',
    ({ skip }) => skip(),
  );

  it.skipIf(!hasDisks)('a file that is a mount by itself is not written into', () => {
    const folder = project({ 'out.json': OLD, other: 'other' });
    const script = 'mount --bind other out.json || exit 99; "$0" "$@"; code=$?; cat out.json; exit $code';
    const result = inShell(script, ['impact', 'db', '-o', 'out.json', '-q'], folder, NAMESPACE);
    expectTold(result, /out\.json cannot be written \(EBUSY\)/);
    expect(result.stdout).toBe('other');
    expect(Object.keys(written(folder))).toEqual(['other', 'out.json']);
  });
});

describe('a file that takes the place of another one', () => {
  it.skipIf(process.platform === 'win32').each(['077', '022'])(
    'may be read by the same people, whatever the mask (%s)',
    (mask) => {
      const folder = project({ 'out.json': OLD });
      const modeOf = (): number => statSync(path.join(folder, 'out.json')).mode & 0o777;
      for (const mode of [0o600, 0o644, 0o640, 0o664]) {
        chmodSync(path.join(folder, 'out.json'), mode);
        expect(
          inShell(`umask ${mask}; exec "$0" "$@"`, ['impact', 'db', '-o', 'out.json', '-q'], folder).code,
        ).toBe(0);
        expect(modeOf().toString(8)).toBe(mode.toString(8));
      }
    },
  );

  it('has a name of 255 bytes, if need be', () => {
    const folder = project();
    const name = `${'ü'.repeat(125)}.json`;
    expect(inShell('exec "$0" "$@"', ['impact', 'db', '-o', name], folder).code).toBe(0);
    expect(Object.keys(written(folder))).toEqual([name]);
  });

  it('is no folder', () => {
    const folder = project({ 'out.json/': '' });
    expect(inShell('exec "$0" "$@"', ['impact', 'db', '-o', 'out.json'], folder)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('EISDIR') as string,
    });
    mkdirSync(path.join(folder, 'new.yaml'));
    const init = inShell('exec "$0" "$@"', ['init', 'new.yaml'], folder);
    expect(init).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') as string });
  });

  it('is never taken by init, be it a link that leads nowhere', () => {
    const folder = project({ 'a.yaml': OLD });
    expect(inShell('exec "$0" "$@"', ['init', 'a.yaml'], folder).code).toBe(2);
    expect(inShell('ln -s nowhere b.yaml; exec "$0" "$@"', ['init', 'b.yaml'], folder).code).toBe(2);
    expect(inShell('ln -s a.yaml c.yaml; exec "$0" "$@"', ['init', 'c.yaml'], folder).code).toBe(2);
    expect(readFileSync(path.join(folder, 'a.yaml'), 'utf8')).toBe(OLD);
    writeFileSync(path.join(folder, 'done'), '');
  });
});
