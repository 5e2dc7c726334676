/** Proves that the GitLab jobs, the pre-commit hooks and our own workflows say what can be run, by running it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/folders.ts';
import { PROGRAM, committed, read, runStep, yamlIn } from './steps.ts';

const GOOD = `faultline: 1
nodes:
  shop: { kind: app, dependsOn: [db] }
  db: { kind: database }
`;
const WORSE = GOOD.replace('[db]', '[db, cache]').replace(
  'database }',
  'database }\n  cache: { kind: cache }',
);

describe('the GitLab template', () => {
  interface Job {
    readonly extends?: string;
    readonly script: readonly string[];
    readonly variables?: Readonly<Record<string, string>>;
    readonly artifacts: {
      readonly when: string;
      readonly paths: readonly string[];
      readonly reports?: Readonly<Record<string, string>>;
    };
  }
  const jobs = yamlIn('ci/gitlab.yml') as Readonly<Record<string, Job>>;

  const runJob = (name: string, cwd: string, env: Readonly<Record<string, string>> = {}) => {
    const job = jobs[name]!;
    const base = jobs[job.extends!]!;
    // GitLab's runner gives the lines to one shell, which stops at the first that fails.
    return runStep(
      job.script.join('\n'),
      cwd,
      { ...base.variables, ...job.variables, CI: 'true', GITLAB_CI: 'true', FAULTLINE: PROGRAM, ...env },
      ['sh', '-ec'],
    );
  };

  it('leaves the reports that it announces, also when it fails', () => {
    for (const fails of ['note', 'never']) {
      const cwd = folderWith({ 'faultline.yaml': WORSE });
      committed(cwd);
      const { code } = runJob('faultline:check', cwd, { FAULTLINE_ARGS: `--fail-on ${fails} --limit 3` });
      expect(code).toBe(fails === 'note' ? 1 : 0);
      const { reports, paths, when } = jobs['faultline:check']!.artifacts;
      expect(when).toBe('always');
      for (const file of [...Object.values(reports!), ...paths])
        expect(existsSync(path.join(cwd, file))).toBe(true);
      const issues = JSON.parse(readFileSync(path.join(cwd, reports!['codequality']!), 'utf8')) as readonly {
        readonly location: { readonly path: string };
      }[];
      expect(new Set(issues.map(({ location }) => location.path))).toEqual(new Set(['faultline.yaml']));
    }
  });

  it('takes a baseline with spaces in its name, and no * for files', () => {
    const cwd = folderWith({ 'faultline.yaml': WORSE });
    committed(cwd);
    const missing = runJob('faultline:check', cwd, { FAULTLINE_BASELINE: 'the list.json' });
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.log).toContain('--baseline: the list.json does not exist');
    expect(runJob('faultline:check', cwd, { FAULTLINE_ARGS: '--rule *' }).log).toContain('no rule "*"');
  });

  it('compares a merge request with where it began', () => {
    const cwd = folderWith({ 'faultline.yaml': GOOD });
    committed(cwd);
    const base = runStep('git rev-parse HEAD', cwd).log.trim();
    writeFileSync(path.join(cwd, 'faultline.yaml'), WORSE);
    committed(cwd, 'a cache');
    const { code, log } = runJob('faultline:diff', cwd, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect(code).toBe(1);
    expect(log).toContain('cache');
    for (const file of jobs['faultline:diff']!.artifacts.paths)
      expect(existsSync(path.join(cwd, file))).toBe(true);
  });

  it('takes no token', () => {
    expect(read('ci/gitlab.yml')).not.toMatch(/TOKEN|PASSWORD/);
  });
});

describe('the pre-commit hooks', () => {
  const hooks = yamlIn('.pre-commit-hooks.yaml') as readonly {
    readonly id: string;
    readonly entry: string;
    readonly files: string;
    readonly language: string;
  }[];

  it.each(hooks)('$id runs', ({ entry, language, files }) => {
    expect(language).toBe('node');
    expect('infra/faultline.yaml').toMatch(new RegExp(files));
    const cwd = folderWith({ 'faultline.yaml': GOOD });
    committed(cwd);
    expect(entry.startsWith('faultline ')).toBe(true);
    const { code, log } = runStep(entry.replace('faultline', PROGRAM), cwd);
    expect({ code, log }).toMatchObject({ code: 0 });
    writeFileSync(path.join(cwd, 'faultline.yaml'), 'faultline: 2\n');
    expect(runStep(entry.replace('faultline', PROGRAM), cwd).code).toBe(2);
  });
});

describe('our own workflows', () => {
  interface Workflow {
    readonly permissions: Readonly<Record<string, string>>;
    readonly jobs: Readonly<
      Record<
        string,
        {
          readonly steps: readonly {
            readonly name?: string;
            readonly uses?: string;
            readonly run?: string;
            readonly with?: Readonly<Record<string, unknown>>;
          }[];
        }
      >
    >;
  }

  it.each(['ci', 'faultline'])(
    '%s asks for no more than to read, and puts no expression into a script',
    (name) => {
      const { permissions, jobs } = yamlIn(`.github/workflows/${name}.yml`) as Workflow;
      expect(permissions).toEqual({ contents: 'read' });
      for (const { run, uses, with: given } of Object.values(jobs).flatMap(({ steps }) => steps)) {
        expect(run ?? '').not.toContain('${{');
        if (uses?.startsWith('actions/checkout') === true)
          expect(given).toMatchObject({ 'persist-credentials': false });
      }
    },
  );

  it('give our own action inputs that it has', () => {
    const { inputs } = yamlIn('action.yml') as { readonly inputs: object };
    const { jobs } = yamlIn('.github/workflows/faultline.yml') as Workflow;
    const ours = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses === './');
    expect(ours.length).toBeGreaterThan(0);
    for (const step of ours)
      for (const name of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(name);
  });

  it('find each of our documents to be one', () => {
    const { jobs } = yamlIn('.github/workflows/faultline.yml') as Workflow;
    const { run } = Object.values(jobs)[0]!.steps.find(({ name }) => name === 'Each document is one')!;
    const cwd = folderWith({ 'graphs/a.yaml': GOOD, 'graphs/incidents/apps/part.yaml': 'faultline: 2' });
    const good = runStep(run!, cwd, { FAULTLINE: PROGRAM });
    expect(good).toEqual({ code: 0, log: 'graphs/a.yaml\n' });
    writeFileSync(path.join(cwd, 'graphs/b c.yaml'), 'faultline: 2\n');
    expect(runStep(run!, cwd, { FAULTLINE: PROGRAM }).code).not.toBe(0);
  });
});
