/**
 * Proves that what ships for other engines works: the commands in it, run by hand with the variables that the engine
 * sets, give the bytes of a single run.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { folderWith } from '../cli/folders.ts';
import { MAIN, ROOT, runProgram } from '../cli/run.ts';

const GRAPH = path.join(ROOT, 'graphs/examples/web-shop-multi-region.yaml');

const fileOf = (name: string): string => readFileSync(path.join(ROOT, 'docs/scale', name), 'utf8');

type Env = Readonly<Record<string, string>>;

/** A folder with the program by its name, and a shell that finds it. */
const shell = () => {
  const folder = folderWith({
    'bin/faultline': `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`,
    'shards/': '',
  });
  chmodSync(path.join(folder, 'bin/faultline'), 0o755);
  const PATH = `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const run = (command: readonly [string, ...string[]], env: Env): string =>
    execFileSync(command[0], command.slice(1), {
      cwd: folder,
      env: { PATH, ...env },
      encoding: 'utf8',
      // With a socket for its input, bash takes itself for a login from afar and reads what it should not.
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const read = (...names: readonly string[]): string => readFileSync(path.join(folder, ...names), 'utf8');
  return { folder, run, read };
};

const single = (format: string): string =>
  runProgram(['sweep', '--graph', GRAPH, '--format', format], { env: { COLUMNS: '100' } }).stdout;

interface Job {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly completionMode?: string;
    readonly completions?: number;
    readonly parallelism?: number;
    readonly suspend?: boolean;
    readonly template: {
      readonly spec: {
        readonly containers: readonly {
          readonly command: readonly [string, ...string[]];
          readonly args: readonly string[];
          readonly env: readonly { readonly name: string; readonly value: string }[];
          readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
        }[];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}

describe('the Indexed Job', () => {
  const documents = parseAllDocuments(fileOf('indexed-job.yaml')).map((one) => one.toJS() as Job);
  const [sweep, merge] = documents.filter(({ kind }) => kind === 'Job');

  it('solves all shards, and merges them to the single run', () => {
    const { run, read, folder } = shell();
    const commandOf = (job: Job) => {
      const [container] = job.spec.template.spec.containers;
      const env = Object.fromEntries(container!.env.map(({ name, value }) => [name, value]));
      const own = { ...env, GRAPH, FOLDER: path.join(folder, 'shards') };
      return { command: [...container!.command, ...container!.args] as [string, ...string[]], env: own };
    };
    const { command, env } = commandOf(sweep!);
    for (let index = 0; index < sweep!.spec.completions!; index++)
      run(command, { ...env, JOB_COMPLETION_INDEX: String(index) });
    const last = commandOf(merge!);
    expect(run(last.command, last.env)).toBe(single('text'));
    expect(read('shards', 'sweep.json')).toBe(single('json'));
  });

  it('has as many shards as pods, and everything that it mounts', () => {
    expect(sweep!.spec).toMatchObject({ completionMode: 'Indexed', parallelism: sweep!.spec.completions });
    const [{ env } = { env: [] }] = sweep!.spec.template.spec.containers;
    expect(env).toContainEqual({ name: 'SHARDS', value: String(sweep!.spec.completions) });
    expect(merge!.spec.suspend).toBe(true);
    for (const { template } of [sweep!.spec, merge!.spec]) {
      const volumes = template.spec.volumes.map(({ name }) => name);
      const mounted = template.spec.containers.flatMap(({ volumeMounts }) => volumeMounts);
      expect(mounted.map(({ name }) => name).toSorted()).toEqual(volumes.toSorted());
    }
  });
});

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Env;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe('the workflow', () => {
  const { jobs } = parse(fileOf('workflow-matrix.yml')) as {
    readonly jobs: {
      readonly shard: {
        readonly strategy: { readonly matrix: { readonly index: readonly number[] } };
        readonly steps: readonly Step[];
      };
      readonly merge: { readonly needs: string; readonly steps: readonly Step[] };
    };
  };
  const stepOf = (steps: readonly Step[], name: string): Step => steps.find((step) => step.name === name)!;

  it('solves all shards, and merges them to the single run', () => {
    const { run, read, folder } = shell();
    const { index: indexes } = jobs.shard.strategy.matrix;
    expect(indexes).toEqual(indexes.map((_, i) => i + 1));
    const sweep = stepOf(jobs.shard.steps, 'Sweep');
    for (const index of indexes) {
      const values: Env = {
        'matrix.index': String(index),
        'strategy.job-total': String(indexes.length),
      };
      const env = Object.entries(sweep.env!).map(([name, value]) => [
        name,
        value.replace(/^\$\{\{ (.*) \}\}$/, (_, key: string) => values[key]!),
      ]);
      run(['bash', '-e', '-c', sweep.run!], { GRAPH, ...(Object.fromEntries(env) as Env) });
    }
    // What upload-artifact and download-artifact do.
    const made = readdirSync(folder).filter((name) => name.startsWith('shard-'));
    expect(made.length).toBe(indexes.length);
    for (const name of made) copyFileSync(path.join(folder, name), path.join(folder, 'shards', name));
    const summary = path.join(folder, 'summary.md');
    const text = run(['bash', '-e', '-c', stepOf(jobs.merge.steps, 'Merge').run!], {
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(text).toBe(single('text'));
    expect(read('sweep.json')).toBe(single('json'));
    expect(read('summary.md')).toBe(single('markdown'));
  });

  it('hands on what it uploads', () => {
    expect(jobs.merge.needs).toBe('shard');
    const upload = jobs.shard.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@') === true);
    const download = jobs.merge.steps.find(
      ({ uses }) => uses?.startsWith('actions/download-artifact@') === true,
    );
    expect(upload!.with).toMatchObject({
      name: 'shard-${{ matrix.index }}',
      path: 'shard-${{ matrix.index }}.json',
    });
    expect(download!.with).toEqual({ pattern: 'shard-*', path: 'shards', 'merge-multiple': true });
  });
});

it('the Slurm array solves all shards, and its last job merges them to the single run', () => {
  const script = fileOf('slurm-array.sh');
  const { run, read, folder } = shell();
  mkdirSync(path.join(folder, 'array'));
  const FOLDER = path.join(folder, 'array');
  const count = /^#SBATCH --array=1-(\d+)$/m.exec(script)![1]!;
  for (let task = 1; task <= Number(count); task++)
    run(['sh', path.join(ROOT, 'docs/scale/slurm-array.sh')], {
      GRAPH,
      FOLDER,
      SLURM_ARRAY_TASK_ID: String(task),
      SLURM_ARRAY_TASK_COUNT: count,
    });
  const wrapped = /--wrap "(.*)"$/m.exec(script)![1]!;
  run(['sh', '-e', '-c', wrapped.replace('$FOLDER', FOLDER)], {});
  expect(read('sweep.json')).toBe(single('json'));
});
