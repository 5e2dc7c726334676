/** A PostgreSQL server of a test's own, from Debian's package: in a folder of its own, on a socket in it and no port. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOM = '/usr/lib/postgresql';

/** Where the server's programs are; undefined if they are not installed. */
export const postgresPrograms = (): string | undefined =>
  existsSync(ROOM)
    ? readdirSync(ROOM)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => path.join(ROOM, version, 'bin'))
        .find((bin) => existsSync(path.join(bin, 'initdb')))
    : undefined;

export interface Server {
  /** The address of a database of it; `user:password` stands where given. */
  address(login: string, database: string): string;
  /** Runs SQL as its owner. */
  sql(text: string, database?: string): void;
  stop(): void;
}

/** The server refuses to run as root: then it runs as the user that the package made. */
const isRoot = process.getuid?.() === 0;
const idOf = (flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

const runAs = (program: string, args: readonly string[], cwd: string, input?: string): void => {
  const [command, ...rest]: readonly [string, ...string[]] = isRoot
    ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]
    : [program, ...args];
  const { status, stderr, stdout } = spawnSync(command, rest, {
    cwd,
    input: input ?? '',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: cwd },
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}${stdout}`);
};

/** Starts one; `bin` as `postgresPrograms` gives it. */
export const startPostgres = (bin: string): Server => {
  const folder = mkdtempSync(path.join(tmpdir(), 'faultline-pg-'));
  chmodSync(folder, 0o755);
  const socket = path.join(folder, 's');
  mkdirSync(socket);
  if (isRoot) for (const one of [folder, socket]) chownSync(one, idOf('-u'), idOf('-g'));
  const data = path.join(folder, 'data');
  const run = (program: string, args: readonly string[], input?: string): void =>
    runAs(path.join(bin, program), args, folder, input);
  run('initdb', ['-D', data, '-U', 'owner', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C']);
  const options = `-c listen_addresses= -c unix_socket_directories=${socket} -c fsync=off -c max_connections=8`;
  run('pg_ctl', ['-D', data, '-w', '-t', '30', '-l', path.join(folder, 'log'), '-o', options, 'start']);
  return {
    address: (login, database) => `postgres://${login}@/${database}?host=${encodeURIComponent(socket)}`,
    sql: (text, database = 'postgres') =>
      run(
        'psql',
        ['-h', socket, '-U', 'owner', '-d', database, '-v', 'ON_ERROR_STOP=1', '-q', '-f', '-'],
        text,
      ),
    stop: () => {
      try {
        run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
};
