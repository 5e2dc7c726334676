/** Proves which settings hold, what they may do, and that mistakes in them are told with their place. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../../src/cli/config/schema.ts';
import { folderWith } from './folders.ts';
import { ROOT, runHere } from './run.ts';

const SHOP = `faultline: 1
nodes:
  shop: { kind: app, tier: 1, dependsOn: [db] }
  back-office: { kind: app, tier: 2, dependsOn: [db] }
  db: { kind: database }
`;

const COMPOSE = 'services:\n  web:\n    image: nginx\n    depends_on: [db]\n  db:\n    image: postgres\n';

/** A repository with a document that is not called as the one that is found, and settings. */
const repository = (config: string, more: Readonly<Record<string, string>> = {}): string =>
  folderWith({ '.git/': '', 'docs/shop.yaml': SHOP, 'faultline.config.yaml': config, ...more });

const idsOf = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { readonly nodes: readonly { readonly id: string }[] }).nodes.map(({ id }) => id);

describe('where settings are', () => {
  it('is upward, as far as the repository goes, and paths are relative to them', async () => {
    const cwd = repository('faultlineConfig: 1\ngraph: docs/shop.yaml\n', { 'a/b/': '' });
    const { code, stdout } = await runHere(['nodes', '--format', 'json'], { cwd: path.join(cwd, 'a/b') });
    expect({ code, ids: idsOf(stdout) }).toEqual({ code: 0, ids: ['back-office', 'db', 'shop'] });
  });

  it('is never above the repository, nor above a folder that lies in none', async () => {
    for (const inner of ['.git/', 'x/']) {
      const cwd = folderWith({
        'faultline.config.yaml': 'broken: [',
        [`repo/${inner}`]: '',
        'repo/g.yaml': SHOP,
      });
      const { code, stderr } = await runHere(['nodes', '-g', 'g.yaml'], { cwd: path.join(cwd, 'repo') });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
  });

  it('is what --config says, before FAULTLINE_CONFIG, before what is found; --no-config is none', async () => {
    const cwd = repository('broken: [', {
      'named.json': '{"faultlineConfig": 1, "graph": "docs/shop.yaml"}',
      'other.yaml': 'faultlineConfig: 1\ngraph: none.yaml\n',
    });
    const nodes = async (args: readonly string[], env = {}): Promise<number | null> =>
      (await runHere(['nodes', ...args], { cwd, env })).code;
    expect(await nodes([])).toBe(2);
    expect(await nodes(['--config', 'named.json'])).toBe(0);
    expect(await nodes([], { FAULTLINE_CONFIG: 'named.json' })).toBe(0);
    expect(await nodes(['--config', 'named.json'], { FAULTLINE_CONFIG: 'other.yaml' })).toBe(0);
    expect(await nodes([], { FAULTLINE_CONFIG: 'other.yaml' })).toBe(2);
    expect(await nodes(['--no-config', '-g', 'docs/shop.yaml'])).toBe(0);
    expect(await nodes(['-g', 'docs/shop.yaml'], { FAULTLINE_NO_CONFIG: '1' })).toBe(0);
  });

  it.each(['--config', 'FAULTLINE_CONFIG'])('that %s names must be there', async (by) => {
    const isOption = by === '--config';
    const { code, stderr } = await runHere(['nodes', ...(isOption ? [by, 'none.yaml'] : [])], {
      cwd: folderWith({ 'faultline.yaml': SHOP }),
      env: isOption ? {} : { [by]: 'none.yaml' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain(`${by}: "none.yaml" does not exist`);
  });

  it('plays no part in help, nor in commands that take none', async () => {
    const cwd = repository('broken: [');
    for (const args of [['check', '--help'], ['help', 'impact'], ['--help'], ['schema'], ['--version']])
      expect((await runHere(args, { cwd })).code).toBe(0);
  });
});

describe('values', () => {
  const CHECK =
    'faultlineConfig: 1\ngraph: docs/shop.yaml\ncommands:\n  check: { failOn: note, format: json }\n';

  it('of an option are those of the command line, else the environment, else the settings', async () => {
    const cwd = repository(CHECK);
    const formatOf = async (args: readonly string[], env = {}): Promise<string> => {
      const { stdout } = await runHere(['check', ...args], { cwd, env });
      return stdout.startsWith('{') ? 'json' : stdout.startsWith('## ') ? 'markdown' : 'text';
    };
    expect(await formatOf(['--no-config', '-g', 'docs/shop.yaml'])).toBe('text');
    expect(await formatOf([])).toBe('json');
    expect(await formatOf([], { FAULTLINE_FORMAT: 'markdown' })).toBe('markdown');
    expect(await formatOf(['--format', 'text'], { FAULTLINE_FORMAT: 'markdown' })).toBe('text');
    expect((await runHere(['check'], { cwd })).code).toBe(1);
    expect((await runHere(['check', '--fail-on', 'never'], { cwd })).code).toBe(0);
  });

  it('are called as on the command line or as in programs', async () => {
    const cwd = repository(CHECK.replace('failOn', 'fail-on'));
    expect((await runHere(['check'], { cwd })).code).toBe(1);
  });

  it('of what is looked at are left alone where the command line names any of it', async () => {
    const cwd = repository(
      'faultlineConfig: 1\ngraph: docs/shop.yaml\nscan: { paths: infra, region: eu-west-1 }\n',
      {
        'infra/compose.yaml': COMPOSE,
        'own.yaml': 'faultline: 1\nnodes: { own: { kind: app } }\n',
      },
    );
    const nodes = async (args: readonly string[], env = {}): Promise<readonly string[]> =>
      idsOf((await runHere(['nodes', '--format', 'json', ...args], { cwd, env })).stdout);
    expect(await nodes([])).toEqual(expect.arrayContaining(['shop', 'web']));
    expect(await nodes(['-g', 'own.yaml'])).toEqual(['own']);
    expect(await nodes([], { FAULTLINE_GRAPH: 'own.yaml' })).toEqual(['own']);
    const { code, stdout } = await runHere(['scan'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('source: infra/compose.yaml:2');
    expect(stdout).not.toContain('docs/shop.yaml');
  });

  it('of a scan say nothing where there is none', async () => {
    const cwd = repository(
      'faultlineConfig: 1\ngraph: docs/shop.yaml\nscan: { region: eu-west-1, exclude: [x] }\n',
    );
    expect((await runHere(['nodes'], { cwd })).code).toBe(0);
    expect((await runHere(['nodes'], { cwd, env: { FAULTLINE_QUIET: '1' } })).stdout).toBe('');
  });

  it('of a question do not get mixed up with those of a scan', async () => {
    const cwd = folderWith({ 'compose.yaml': COMPOSE });
    const { code, stdout } = await runHere(
      ['impact', 'db', '--scan', '.', '--only', 'kind:app', '--format', 'json'],
      { cwd },
    );
    expect(code).toBe(0);
    expect(
      (JSON.parse(stdout) as { affected: readonly { id: string }[] }).affected.map(({ id }) => id),
    ).toEqual(['apps/main']);
  });
});

describe('mistakes', () => {
  const told = async (config: string, args: readonly string[] = ['check']): Promise<string> => {
    const { code, stdout, stderr } = await runHere(args, { cwd: repository(config) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    return stderr;
  };

  it.each([
    [
      'faultlineConfig: 1\nplugin: [x]\n',
      'unknown key "plugin"',
      'faultline.config.yaml:2:1',
      'did you mean "plugins"?',
    ],
    ['faultlineConfig: 1\nscan: { regoin: x }\n', 'unknown key "regoin"', '2:9', 'did you mean "region"?'],
    ['graph: x\n', '"faultlineConfig" is missing', '1:1', 'faultlineConfig: 1'],
    ['faultlineConfig: 2\n', '"faultlineConfig" must be 1, not 2', '1:18', ''],
    ['faultline: 1\nnodes: {}\n', 'this is a document, not settings', '1:1', '--graph'],
    ['faultlineConfig: 1\ngraph: 3\n', '"graph" must be a text or a list of texts, not 3', '2:8', ''],
    ['faultlineConfig: 1\n__proto__: 3\n', 'unknown key "__proto__"', '2:1', ''],
    ['', 'the settings are empty', '1:1', 'faultlineConfig: 1'],
    [
      'faultlineConfig: 1\ncommands: { chekc: {} }\n',
      'there is no command "chekc"',
      '2:13',
      'did you mean "check"?',
    ],
    [
      'faultlineConfig: 1\ncommands: { check: { failon: note } }\n',
      '"check" has no option "failon"',
      '2:22',
      'did you mean "failOn"?',
    ],
    [
      'faultlineConfig: 1\ncommands: { check: { failOn: warnin } }\n',
      '"failOn" must be one of',
      '2:30',
      'did you mean "warning"?',
    ],
    [
      'faultlineConfig: 1\ncommands: { check: { format: jsn } }\n',
      'there is no format "jsn"',
      '2:30',
      'did you mean "json"?',
    ],
    [
      'faultlineConfig: 1\ncommands: { check: { quiet: loud } }\n',
      '"quiet" must be true or false',
      '2:29',
      '',
    ],
    ['faultlineConfig: 1\ncommands: { check: { limit: [1, 2] } }\n', '"limit" takes one value', '2:29', ''],
    [
      'faultlineConfig: 1\ncommands: { impact: { stat: outage } }\n',
      '"impact" has no option "stat"',
      '2:23',
      'did you mean "state"?',
    ],
    [
      'faultlineConfig: 1\ncommands: { check: { config: x } }\n',
      '"check" has no option "config"',
      '2:22',
      '',
    ],
  ])('%j', async (config, message, place, hint) => {
    const stderr = await told(config);
    expect(stderr).toContain(message);
    expect(stderr).toContain(place);
    expect(stderr).toMatch(/^> /m);
    expect(stderr).toContain(hint);
  });

  it('of the environment are told by the name of the variable', async () => {
    const { code, stderr } = await runHere(['nodes'], {
      cwd: repository('faultlineConfig: 1\n'),
      env: { FAULTLINE_QUIET: 'perhaps' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('FAULTLINE_QUIET must be 1 or 0, not "perhaps"');
  });
});

describe('settings that were found', () => {
  it.each([
    ['commands: { nodes: { output: out.txt } }', 'may not write files'],
    ['commands: { nodes: { format: json=out.txt } }', 'may not write files'],
    ['commands: { check: { writeBaseline: out.txt } }', 'may not write files'],
    ['commands: { nodes: { allowOutside: true } }', 'may not let documents include files'],
    ['graph: ../secret.yaml', 'leads out of the repository'],
    ['graph: [docs/shop.yaml, link.yaml]', 'leads out of the repository'],
    ['scan: { paths: / }', 'leads out of the repository'],
    ['commands: { check: { baseline: /etc/passwd } }', 'leads out of the repository'],
  ])('cannot reach out by %s, which named ones can say', async (line, message) => {
    const outer = folderWith({ 'secret.yaml': SHOP });
    const cwd = path.join(outer, 'repo');
    mkdirSync(path.join(cwd, '.git'), { recursive: true });
    mkdirSync(path.join(cwd, 'docs'));
    symlinkSync('../secret.yaml', path.join(cwd, 'link.yaml'));
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path.join(cwd, 'docs/shop.yaml'), SHOP);
    writeFileSync(path.join(cwd, 'faultline.yaml'), SHOP);
    writeFileSync(path.join(cwd, 'faultline.config.yaml'), `faultlineConfig: 1\n${line}\n`);
    const found = await runHere(['nodes'], { cwd });
    expect({ code: found.code, stdout: found.stdout }).toEqual({ code: 2, stdout: '' });
    expect(found.stderr).toContain(message);
    expect(found.stderr).toContain('--no-config');
    expect(existsSync(path.join(cwd, 'out.txt'))).toBe(false);
    if (line.includes('paths')) return;
    expect((await runHere(['nodes', '--config', 'faultline.config.yaml'], { cwd })).stderr).not.toContain(
      message,
    );
  });

  it('never load code by themselves', async () => {
    const cwd = repository('faultlineConfig: 1\ngraph: docs/shop.yaml\nplugins: [./evil.mjs]\n', {
      'evil.mjs':
        "import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('ran', import.meta.url), '');\nexport default { api: 1, name: 'evil' };\n",
    });
    const { code, stderr } = await runHere(['nodes'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('asks to load code: "./evil.mjs"');
    expect(stderr).toContain('--config faultline.config.yaml');
    expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
    for (const env of [{ FAULTLINE_ALLOW_PLUGINS: '0' }, { FAULTLINE_ALLOW_PLUGINS: '' }])
      expect((await runHere(['nodes'], { cwd, env })).code).toBe(2);
    expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
    expect((await runHere(['nodes'], { cwd, env: { FAULTLINE_ALLOW_PLUGINS: '1' } })).code).toBe(0);
    expect(existsSync(path.join(cwd, 'ran'))).toBe(true);
  });
});

it('the schema of settings is the one that is published, and that "faultline schema" prints', async () => {
  const published = readFileSync(path.join(ROOT, 'schema/config.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(configJsonSchema());
  expect((await runHere(['schema', 'config'])).stdout).toBe(published);
});
