/** All ways to have the program write a file, and how to run it with a hook. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from '../cli/folders.ts';
import { MAIN, type Run, runProgram } from '../cli/run.ts';

/** Options that name a file to write. */
export const WRITTEN = new Set([
  '--output',
  '--out',
  '--write-baseline',
  '--write',
  '--open-psa',
  '--coverage',
]);

/** Options that name a file to read. */
export const READ = new Set(['--graph', '--against', '--baseline', '--config', '--columns', '--map']);

/** A node for each number, all on one database that runs once. */
export const documentOf = (count: number): string =>
  [
    'faultline: 1',
    'nodes:',
    '  db: { kind: database }',
    ...Array.from({ length: count }, (_, i) => `  app-${i}: { kind: app, tier: 1, dependsOn: [db] }`),
    '',
  ].join('\n');

const COMPOSE = `services:\n${Array.from({ length: 50 }, (_, i) => `  web-${i}: { image: nginx, depends_on: [db] }\n`).join('')}  db: { image: postgres }\n`;

export interface Writer {
  readonly args: readonly string[];
  /** Files that it writes. */
  readonly files: readonly string[];
  /** Those of them that are not there before: it would read them, or never take the place of a file. */
  readonly absent?: readonly string[];
}

/** One for each piece of code that writes, and one for each option. */
export const WRITERS: readonly Writer[] = [
  { args: ['impact', 'db', '-o', 'out.json'], files: ['out.json'] },
  {
    args: ['impact', 'db', '--format', 'markdown=out.md', '--format', 'html=out.html', '-q'],
    files: ['out.html', 'out.md'],
  },
  {
    args: ['check', '--write-baseline', 'baseline.json', '-o', 'out.sarif'],
    files: ['baseline.json', 'out.sarif'],
    absent: ['baseline.json'],
  },
  { args: ['availability', 'app-1', '--open-psa', 'tree.xml'], files: ['tree.xml'] },
  { args: ['advise', 'app-1', '--survive', 'db', '--write', 'better.yaml'], files: ['better.yaml'] },
  {
    args: ['scan', 'infra', '-o', 'scanned.yaml', '--coverage', 'coverage.json'],
    files: ['coverage.json', 'scanned.yaml'],
  },
  { args: ['reconcile', 'infra', '-o', 'merged.yaml'], files: ['merged.yaml'] },
  { args: ['view', '--out', 'page.html'], files: ['page.html'] },
  { args: ['init', 'new.yaml'], files: ['new.yaml'], absent: ['new.yaml'] },
];

/** What was in a file before. */
export const OLD = 'what was there before\n';

/** A folder in which all of them have something to do. */
export const project = (more: Readonly<Record<string, string>> = {}): string =>
  folderWith({ 'faultline.yaml': documentOf(40), 'infra/compose.yaml': COMPOSE, ...more });

/** The files that a writer finds in its way. */
export const oldFiles = ({ files, absent = [] }: Writer): Readonly<Record<string, string>> =>
  Object.fromEntries(files.filter((file) => !absent.includes(file)).map((file) => [file, OLD]));

/** All of a folder but what was put there to be read. */
export const written = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !['faultline.yaml', 'infra', 'steps'].includes(name))
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );

/** What the writer makes where nobody disturbs it. */
export const undisturbed = (writer: Writer): Readonly<Record<string, string>> => {
  const folder = project();
  const { code, stderr } = runProgram(writer.args, { cwd: folder });
  if (![0, 1].includes(code ?? -1)) throw new Error(`${writer.args.join(' ')}: ${code}\n${stderr}`);
  return written(folder);
};

export const hookNamed = (name: string): string =>
  fileURLToPath(new URL(`hooks/${name}.mjs`, import.meta.url));

export interface Ended extends Run {
  readonly signal: NodeJS.Signals | null;
}

/** Runs the built program with a hook that is loaded before it. */
export const runHooked = async (
  args: readonly string[],
  {
    cwd,
    hook,
    env = {},
  }: { readonly cwd: string; readonly hook: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ended> => {
  const child = spawn(process.execPath, ['--import', hookNamed(hook), MAIN, ...args], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...said };
};

/** Runs some at a time. */
export const inTurns = async <T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> => {
  const open = [...items];
  const worker = async (): Promise<void> => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) await run(item);
  };
  await Promise.all([worker(), worker()]);
};
