/** Proves, by running its own step, that the action checks a pull request, tells where, and obeys no name in it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/folders.ts';
import { ROOT } from '../cli/run.ts';
import { PROGRAM, type Step, committed, read, runStep, yamlIn } from './steps.ts';

interface ActionStep {
  readonly id?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

const ACTION = yamlIn('action.yml') as Action;
const STEP = ACTION.runs.steps.find(({ id }) => id === 'run')!;

/** What the runner makes of an expression: a text, and nothing else. */
const evaluated = (text: string, inputs: Readonly<Record<string, string>>): string =>
  text.replace(
    /\$\{\{ inputs\.([a-z-]+) \}\}/g,
    (_, name: string) => inputs[name] ?? ACTION.inputs[name]!.default,
  );

interface ActionRun extends Step {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the action in a folder. */
const runAction = (
  cwd: string,
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
  root = cwd,
): ActionRun => {
  const temp = path.join(root, '.git', 'runner');
  mkdirSync(temp, { recursive: true });
  for (const file of ['output', 'summary']) writeFileSync(path.join(temp, file), '');
  const step = runStep(STEP.run!, cwd, {
    ...Object.fromEntries(Object.entries(STEP.env!).map(([name, text]) => [name, evaluated(text, inputs)])),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: path.join(temp, 'output'),
    GITHUB_STEP_SUMMARY: path.join(temp, 'summary'),
    RUNNER_TEMP: temp,
    FAULTLINE: PROGRAM,
    ...env,
  });
  const lines = readFileSync(path.join(temp, 'output'), 'utf8').trimEnd().split('\n');
  return {
    ...step,
    outputs: Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
    summary: readFileSync(path.join(temp, 'summary'), 'utf8'),
  };
};

const document = (second: string): string => `faultline: 1
nodes:
  shop:
    kind: app
    tier: 1
    dependsOn:
      - anyOf: [db-a, db-b]
  db-a: { kind: database, in: aws/us-east-1/a }
  db-b: { kind: database, in: ${second} }
  aws/us-east-1: { kind: region }
  aws/us-east-1/a: { kind: zone, in: aws/us-east-1 }
  aws/us-east-1/b: { kind: zone, in: aws/us-east-1 }
`;
const BROKEN = document('aws/us-east-1/a');

const repository = (files: Readonly<Record<string, string>>): string => {
  const folder = folderWith(files);
  committed(folder);
  return folder;
};

describe('action.yml', () => {
  it('is composite, describes each input, and hands all of them on', () => {
    expect(ACTION.runs.using).toBe('composite');
    const used = JSON.stringify(ACTION.runs.steps);
    for (const [name, { description, default: value }] of Object.entries(ACTION.inputs)) {
      expect(description).not.toBe('');
      expect(value).toBeTypeOf('string');
      expect(used).toContain(`inputs.${name}`);
    }
    expect(Object.keys(ACTION.outputs)).toEqual(['findings', 'sarif-file', 'exit-code']);
  });

  it('puts no input into a script, and takes no token', () => {
    for (const { run, shell } of ACTION.runs.steps) {
      if (run === undefined) continue;
      expect(shell).toBe('bash');
      expect(run).not.toContain('${{');
    }
    expect(read('action.yml')).not.toMatch(/github\.token|secrets\.|GITHUB_TOKEN/);
    expect(read('ci/github-action.sh')).not.toMatch(/TOKEN|\bcurl\b|\bwget\b|\beval\b/);
  });
});

describe('a run that finds something', () => {
  it('fails, shows where, and leaves a summary, the SARIF and outputs', () => {
    const cwd = repository({ 'faultline.yaml': BROKEN });
    const run = runAction(cwd, { 'fail-on': 'note' });
    expect(run.code).toBe(1);
    expect(run.outputs['exit-code']).toBe('1');
    expect(run.log).toMatch(/^::(?:error|warning|notice) file=faultline\.yaml,line=\d+/m);
    expect(run.log).toContain('shared-fate');
    expect(run.summary).toMatch(/^## /);
    expect(run.summary).toContain('**This fails the run:**');
    const sarif = JSON.parse(readFileSync(run.outputs['sarif-file']!, 'utf8')) as {
      readonly runs: readonly [{ readonly results: readonly object[] }];
    };
    expect(run.outputs['findings']).toBe(String(sarif.runs[0].results.length));
    expect(sarif.runs[0].results.length).toBeGreaterThan(0);
  });

  it('prints documents while the runner obeys nothing', () => {
    const trick = '::set-output name=x::y';
    const cwd = repository({
      'faultline.yaml': BROKEN.replace('db-b]', `db-b]\n        why: "${trick}"`),
    });
    const { log } = runAction(cwd, { 'fail-on': 'note' });
    const [, token] = /^::stop-commands::([0-9a-f]{32})$/m.exec(log) as unknown as [string, string];
    const [before, printed, after] = log.split(new RegExp(`^::(?:stop-commands::)?${token}(?:::)?$`, 'm'));
    expect(printed).toContain(trick);
    // What is outside is commands of our own, each a line.
    expect(before).toBe('');
    for (const line of after!.trim().split('\n')) expect(line).toMatch(/^::(?:error|warning|notice) file=/);
    expect(runAction(cwd).log).not.toContain(token);
  });

  it('passes with a baseline that has it', () => {
    const cwd = repository({ 'faultline.yaml': BROKEN });
    const written = runAction(cwd, { args: '--write-baseline\nold list.json' });
    expect(written.code).toBe(0);
    expect(existsSync(path.join(cwd, 'old list.json'))).toBe(true);
    const { code, outputs } = runAction(cwd, { 'fail-on': 'note', baseline: 'old list.json' });
    expect({ code, findings: outputs['findings'] }).toEqual({ code: 0, findings: '0' });
  });

  it('names files from the root of the repository, wherever it runs', () => {
    const cwd = repository({ 'infra/faultline.yaml': BROKEN });
    const { log } = runAction(path.join(cwd, 'infra'), { 'fail-on': 'note' }, {}, cwd);
    expect(log).toMatch(/^::\w+ file=infra\/faultline\.yaml,/m);
  });
});

describe('a run of diff', () => {
  it('compares with the branch that a pull request is for, and fails by what it makes worse', () => {
    const cwd = repository({ 'faultline.yaml': document('aws/us-east-1/b') });
    runStep('git update-ref refs/remotes/origin/main HEAD && git switch --quiet -c change', cwd);
    writeFileSync(path.join(cwd, 'faultline.yaml'), BROKEN);
    committed(cwd, 'drop a replica');
    const { code, log, outputs, summary } = runAction(
      cwd,
      { command: 'diff', 'fail-on': 'new-spof,lost-redundancy' },
      { GITHUB_BASE_REF: 'main' },
    );
    expect({ code, told: outputs['exit-code'] }).toEqual({ code: 1, told: '1' });
    expect(log).toContain('db-b');
    expect(summary).toMatch(/^## /);
  });

  it('without a base says so', () => {
    const { code, log } = runAction(repository({ 'faultline.yaml': BROKEN }), { command: 'diff' });
    expect({ code, log }).toEqual({
      code: 2,
      log: '::error title=faultline::diff needs the input base where there is no pull request\n',
    });
  });
});

describe('inputs', () => {
  it('are arguments, whatever they look like', () => {
    const file = 'a; touch pwned $(touch pwned) `touch pwned`.yaml';
    const cwd = repository({ [file]: document('aws/us-east-1/b') });
    const { code } = runAction(cwd, {
      graph: file,
      'fail-on': 'never',
      args: '--limit=3\n\n  \n--verbose',
      paths: '',
      format: `html=page $(touch pwned).html\ncsv=rows.csv`,
    });
    expect(code).toBe(0);
    expect(existsSync(path.join(cwd, 'pwned'))).toBe(false);
    expect(existsSync(path.join(cwd, 'page $(touch pwned).html'))).toBe(true);
    expect(existsSync(path.join(cwd, 'rows.csv'))).toBe(true);
  });

  it.each([
    ['a command that is none', { command: 'check; id' }, {}, 'the input command is no name of a command'],
    ['an option for a command', { command: '--version' }, {}, 'the input command is no name of a command'],
    ['a base for check', { base: 'main' }, {}, 'the input base is for the command diff'],
    [
      'a version that is none',
      { version: 'file:../evil' },
      { FAULTLINE: '' },
      'the input version is no version',
    ],
  ])('are refused: %s', (_, inputs, env, message) => {
    const { code, log } = runAction(repository({ 'faultline.yaml': BROKEN }), inputs, env);
    expect({ code, log }).toEqual({ code: 2, log: `::error title=faultline::${message}\n` });
  });

  it('that name options as paths are still paths', () => {
    const { code, log } = runAction(repository({ 'faultline.yaml': BROKEN }), {
      command: 'nodes',
      paths: '--version',
    });
    expect(code).toBe(2);
    expect(log).toContain('nothing matches "--version"');
  });

  it('may turn annotations and the summary off', () => {
    const { log, summary } = runAction(repository({ 'faultline.yaml': BROKEN }), {
      annotations: 'false',
      summary: 'false',
      'fail-on': 'note',
    });
    expect(log).not.toMatch(/^::(?:error|warning|notice)/m);
    expect(summary).toBe('');
  });
});

it('bad input is told as such, without findings', () => {
  const { code, log, outputs } = runAction(repository({ 'faultline.yaml': 'faultline: 2\n' }));
  expect(code).toBe(2);
  expect(log).toContain('::error title=faultline::faultline could not answer (exit code 2)');
  expect(outputs).toEqual({ findings: '', 'sarif-file': '', 'exit-code': '2' });
});

it('any other command runs, too', () => {
  const { code, log } = runAction(repository({ 'faultline.yaml': BROKEN }), { command: 'validate' });
  expect(code).toBe(0);
  expect(log).toContain('6 nodes');
});
