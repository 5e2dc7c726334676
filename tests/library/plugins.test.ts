/** Proves that what plug-ins bring takes part as what is ours does, and that what goes wrong in them is called theirs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../src/scan/estate.ts';
import { scanPaths } from '../../src/scan/estate.ts';
import { SCANNERS } from '../../src/scan/index.ts';
import type { Scanner } from '../../src/scan/scanner.ts';
import { checkedPlugin } from '../../src/plugin/checked.ts';
import { flawOfFacts } from '../../src/plugin/facts.ts';
import { byCodePoint } from '../../src/model/order.ts';
import { UserError } from '../../src/model/user-error.ts';
import { folderWith } from '../cli/folders.ts';
import { ROOT, runHere } from '../cli/run.ts';

const EXAMPLE = path.join(ROOT, 'examples/plugins');
const WITH = ['--config', 'faultline.config.yaml'];

interface Finding {
  readonly rule: string;
  readonly node: string;
  readonly severity: string;
  readonly place?: { readonly file: string; readonly line: number };
  readonly because: readonly object[];
  readonly fingerprint: string;
  readonly excused?: { readonly by: string };
}

const findingsIn = (stdout: string): readonly Finding[] =>
  (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings;

const SHOP = `faultline: 1
nodes:
  shop: { kind: app, tier: 1, dependsOn: [db] }
  db: { kind: database }
`;

/** A folder with a document and a plug-in of this source, named by its settings. */
const withPlugin = (source: string, more: Readonly<Record<string, string>> = {}): string =>
  folderWith({
    'faultline.yaml': SHOP,
    'plugin.mjs': source,
    'faultline.config.yaml': 'faultlineConfig: 1\nplugins: [./plugin.mjs]\n',
    ...more,
  });

const RULE = `{ name: 'r', title: 't', why: 'w', remedy: 'm', severity: 'warning', find: FIND }`;
const ruled = (find: string): string =>
  `export default { api: 1, name: 'p', rules: [${RULE.replace('FIND', find)}] };\n`;
const scanning = (claims: string, scan: string): string =>
  `export default { api: 1, name: 'p', scanners: [{ name: 's', title: 'S', files: ['*.svc'], claims: ${claims}, scan: ${scan} }] };\n`;
const formatted = (fields: string): string =>
  `export default { api: 1, name: 'p', reporters: [{ name: 'f', ${fields} }] };\n`;

describe('the example', () => {
  it('scans, checks and prints beside what is ours', async () => {
    const { code, stdout } = await runHere(['check', ...WITH, '--format', 'json'], { cwd: EXAMPLE });
    expect(code).toBe(1);
    const own = findingsIn(stdout).filter(({ rule }) => rule.startsWith('acme/'));
    expect(own.map(({ rule, node, severity, excused }) => [rule, node, severity, excused?.by])).toEqual([
      ['acme/vendor-fallback', 'shop', 'error', undefined],
      ['acme/has-owner', 'shop', 'warning', undefined],
      ['acme/vendor-fallback', 'newsletter', 'error', 'waived'],
    ]);
    const proved = own.find(({ rule, node }) => rule === 'acme/vendor-fallback' && node === 'shop')!;
    expect(proved.because).toMatchObject([{ node: 'web', state: 'outage' }]);
    expect(proved.place).toMatchObject({ file: 'demo/faultline.yaml', line: 6 });
  });

  it('is in SARIF and JUnit, with its title and the way of the failure', async () => {
    const sarif = await runHere(['check', ...WITH, '--format', 'sarif'], { cwd: EXAMPLE });
    const [run] = (
      JSON.parse(sarif.stdout) as {
        readonly runs: readonly {
          readonly tool: {
            readonly driver: {
              readonly rules: readonly {
                readonly id: string;
                readonly shortDescription: { readonly text: string };
              }[];
            };
          };
          readonly results: readonly { readonly ruleId: string; readonly codeFlows?: readonly object[] }[];
        }[];
      }
    ).runs;
    const rule = run!.tool.driver.rules.find(({ id }) => id === 'acme/vendor-fallback');
    expect(rule?.shortDescription.text).toContain('An app that falls with one company');
    expect(run!.results.find(({ ruleId }) => ruleId === 'acme/vendor-fallback')?.codeFlows).toHaveLength(1);
    const junit = await runHere(['check', ...WITH, '--format', 'junit'], { cwd: EXAMPLE });
    expect(junit.stdout).toContain('acme/has-owner');
  });

  it.each([
    ['source: demo/Procfile:1', ['scan']],
    ['external/api.stripe.com', ['view', '--out', '-']],
    ['demo/.env', ['reconcile', '--all', '--format', 'json']],
    ['= **6 of 6 nodes**', ['nodes', '--format', 'asciidoc']],
    ['An app that falls with one company', ['explain', 'acme/vendor-fallback']],
  ])('makes %j of %j', async (words, args) => {
    const { code, stdout } = await runHere([...args, ...WITH], { cwd: EXAMPLE });
    expect(code).toBe(0);
    expect(stdout).toContain(words);
  });

  it('takes part in diff, where the change makes the finding', async () => {
    const cwd = folderWith({
      'before/Procfile': 'web: node web.js\n',
      'after/Procfile': 'web: node web.js\n',
      'after/.env': 'PAY=https://api.stripe.com\n',
      'before/faultline.yaml': 'faultline: 1\nnodes: { shop: { kind: app, dependsOn: [web] } }\n',
      'after/faultline.yaml': 'faultline: 1\nnodes: { shop: { kind: app, dependsOn: [web] } }\n',
    });
    const config = path.join(EXAMPLE, 'faultline.config.yaml');
    const { code, stdout } = await runHere(
      ['diff', 'before', 'after', '--config', config, '--format', 'json'],
      { cwd },
    );
    expect(code).toBe(0);
    expect(findingsIn(stdout).map(({ rule }) => rule)).toContain('acme/vendor-fallback');
  });

  it('of which a baseline knows the findings again', async () => {
    const cwd = EXAMPLE;
    const written = folderWith();
    const baseline = path.join(written, 'baseline.json');
    await runHere(['check', ...WITH, '--write-baseline', baseline], { cwd });
    expect(readFileSync(baseline, 'utf8')).toContain('acme/has-owner');
    const { code, stdout } = await runHere(['check', ...WITH, '--baseline', baseline, '--format', 'json'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(findingsIn(stdout).find(({ rule }) => rule === 'acme/has-owner')?.excused?.by).toBe('baseline');
  });
});

describe('a rule', () => {
  const FINDS = ruled('({ subjects }) => subjects.map(({ id }) => ({ node: id, message: `${id} is bad` }))');
  const checked = async (policies: string, args: readonly string[] = []): Promise<readonly Finding[]> => {
    const cwd = withPlugin(FINDS, { 'faultline.yaml': `${SHOP}${policies}` });
    const { stdout, stderr } = await runHere(
      ['check', ...WITH, '--format', 'json', '--fail-on', 'never', ...args],
      { cwd },
    );
    expect(stderr).toBe('');
    return findingsIn(stdout).filter(({ rule }) => rule === 'p/r' || rule === 'unknown-rule');
  };

  it.each([
    ['', ['shop warning']],
    ['policies: { rules: { p/r: error } }\n', ['shop error']],
    ['policies: { rules: { p/r: off } }\n', []],
    ['policies: { rules: { p/r: { apps: db } } }\n', ['db warning']],
    ['policies: { rules: { p/q: error } }\n', ['p/q warning', 'shop warning']],
    ['policies: { rules: { p/q: off } }\n', ['shop warning']],
  ])('obeys %j', async (policies, expected) => {
    const found = await checked(policies);
    expect(found.map(({ node, severity }) => `${node} ${severity}`).toSorted(byCodePoint)).toEqual(expected);
  });

  it('is suppressed in a document, and beside a line', async () => {
    const listed = await checked('policies: { suppress: [{ rule: p/r, node: shop, reason: known }] }\n');
    expect(listed.map(({ excused }) => excused?.by)).toEqual(['suppressed']);
    const cwd = withPlugin(FINDS, {
      'faultline.yaml': SHOP.replace('[db] }', '[db] } # faultline:ignore p/r -- known'),
    });
    const { stdout } = await runHere(['check', ...WITH, '--format', 'json', '--fail-on', 'never'], { cwd });
    expect(findingsIn(stdout).find(({ rule }) => rule === 'p/r')?.excused?.by).toBe('suppressed');
  });

  it('is looked at alone by --rule, which proposes it', async () => {
    expect((await checked('', ['--rule', 'p/r'])).map(({ rule }) => rule)).toEqual(['p/r']);
    const { code, stderr } = await runHere(['check', ...WITH, '--rule', 'p/s'], { cwd: withPlugin(FINDS) });
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "p/r"?');
  });

  it('has no option that it does not use', async () => {
    const cwd = withPlugin(FINDS, {
      'faultline.yaml': `${SHOP}policies: { rules: { p/r: { among: db } } }\n`,
    });
    const { code, stderr } = await runHere(['check', ...WITH], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('the rule p/r has no option "among"');
    expect(stderr).toContain('faultline.yaml:5:');
  });

  it('sees what an impact would be', async () => {
    const cwd = withPlugin(
      ruled(`({ impactOf, select, graph }) => {
        const { affected, stateOf } = impactOf(['db'], 'partial');
        const words = [affected.join('+'), stateOf('shop'), select('kind:queue').length, graph.outDegree('shop')];
        return [{ node: 'shop', message: words.join(' '), requires: 'db' }];
      }`),
    );
    const { stdout } = await runHere(['check', ...WITH, '--format', 'json', '--fail-on', 'never'], { cwd });
    expect(findingsIn(stdout).find(({ rule }) => rule === 'p/r')).toMatchObject({
      message: 'db+shop partial 0 1',
      place: { line: 3 },
    });
  });
});

describe('what goes wrong in a plug-in', () => {
  it.each([
    [
      'a rule that throws',
      ruled("() => { throw new Error('boom'); }"),
      ['check'],
      'the rule "r" of the plug-in "p" throws: boom',
    ],
    [
      'a rule that throws later',
      ruled("async () => { throw new Error('boom'); }"),
      ['check'],
      'throws: boom',
    ],
    ['a rule that throws a text', ruled("() => { throw 'boom'; }"), ['check'], 'throws "boom"'],
    ['a rule that returns nothing', ruled('() => {}'), ['check'], 'returns no list of findings'],
    [
      'a finding about nobody',
      ruled("() => [{ node: 'nobody', message: 'm' }]"),
      ['check'],
      'there is no node "nobody"',
    ],
    ['a finding without words', ruled("() => [{ node: 'shop' }]"), ['check'], '"message" must be a text'],
    [
      'a proof of what does not happen',
      ruled("() => [{ node: 'db', message: 'm', proof: { fail: ['shop'] } }]"),
      ['check'],
      'db stays operational if shop fails',
    ],
    ['an unknown id', ruled("({ impactOf }) => impactOf(['x'])"), ['check'], 'throws: there is no node "x"'],
    [
      'claims that are promises',
      scanning('async () => true', 'async () => ({})'),
      ['scan', '.'],
      'does not answer true or false to "claims"',
    ],
    [
      'facts that are none',
      scanning('(file) => file.name.endsWith(".svc")', 'async () => ({ resources: [{}] })'),
      ['scan', '.'],
      'returns facts that cannot be read: "resources[0].address"',
    ],
    [
      'a format that is no text',
      formatted('render: () => 3'),
      ['nodes', '--format', 'f'],
      'the format "f" of the plug-in "p" does not return a text',
    ],
    [
      'a format that throws',
      formatted('render: () => { null.x; }'),
      ['nodes', '--format', 'f'],
      'the format "f" of the plug-in "p" throws',
    ],
    [
      'pieces that throw',
      formatted("render: () => '', pieces: function* () { yield 'a'; throw new Error('late'); }"),
      ['nodes', '--format', 'f'],
      'throws: late',
    ],
    ['a module that throws', "throw new Error('early');\n", ['nodes'], 'cannot be loaded: early'],
    ['a module that is no JavaScript', 'export default {\n', ['nodes'], 'cannot be loaded'],
  ])('is told as its defect: %s', async (_, source, args, message) => {
    const cwd = withPlugin(source, { 'a.svc': '' });
    const { code, stdout, stderr } = await runHere([...args, ...WITH], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('a defect of the plug-in, not of Faultline');
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it('shows its stack to those who ask', async () => {
    const cwd = withPlugin(ruled("() => { throw new Error('boom'); }"));
    for (const [args, env] of [
      [['--verbose'], {}],
      [[], { FAULTLINE_VERBOSE: '1' }],
    ] as const)
      expect((await runHere(['check', ...WITH, ...args], { cwd, env })).stderr).toMatch(
        /^ {4}at .*plugin\.mjs/m,
      );
  });
});

describe('the door', () => {
  const refusal = (raw: unknown): readonly string[] => {
    try {
      checkedPlugin(raw, './x.mjs');
    } catch (error) {
      if (error instanceof UserError)
        return error.problems.map(
          ({ message, hint }) => `${message}${hint === undefined ? '' : ` (${hint})`}`,
        );
      throw error;
    }
    return [];
  };
  const rule = { name: 'r', title: 't', why: 'w', remedy: 'm', severity: 'error', find: () => [] };
  const scanner = { name: 's', title: 'S', claims: () => false, scan: () => Promise.resolve({}) };
  const reporter = { name: 'f', render: () => '' };

  it('lets in what is right', () => {
    expect(refusal({ api: 1, name: 'a' })).toEqual([]);
    expect(refusal({ api: 1, name: 'a', rules: [rule], scanners: [scanner], reporters: [reporter] })).toEqual(
      [],
    );
  });

  it.each<readonly [unknown, string]>([
    [undefined, './x.mjs: has no plug-in as its default export'],
    [() => {}, 'has no plug-in as its default export'],
    [{ name: 'a' }, '"api" is missing'],
    [{ api: 2, name: 'a' }, '"api" is 2, and this Faultline has 1'],
    [{ api: 1 }, '"name" is missing'],
    [{ api: 1, name: 'A b' }, '"name" must be lower-case words joined by dashes'],
    [{ api: 1, name: 'survive' }, '"name" must not be "survive"'],
    [{ api: 1, name: 'a', rule: [] }, '"rule" is not known (did you mean "rules"?)'],
    [{ api: 1, name: 'a', rules: rule }, '"rules" must be a list'],
    [{ api: 1, name: 'a', rules: [null] }, '"rules[0]" must be an object'],
    [{ api: 1, name: 'a', rules: [rule, rule] }, '"rules[1].name" is taken'],
    [
      { api: 1, name: 'a', rules: [{ ...rule, severity: 'bad' }] },
      '"rules[0].severity" must be one of error, warning, note',
    ],
    [{ api: 1, name: 'a', rules: [{ ...rule, find: 3 }] }, '"rules[0].find" must be a function'],
    [
      { api: 1, name: 'a', scanners: [{ ...scanner, name: 'compose' }] },
      '"scanners[0].name" is taken: there is "compose" already',
    ],
    [{ api: 1, name: 'a', scanners: [{ ...scanner, tells: 'lies' }] }, '"scanners[0].tells" must be one of'],
    [
      { api: 1, name: 'a', reporters: [{ ...reporter, name: 'json' }] },
      '"reporters[0].name" is taken: there is "json" already',
    ],
    [
      { api: 1, name: 'a', reporters: [{ ...reporter, ending: 'adoc' }] },
      '"reporters[0].ending" must be an ending',
    ],
  ])('refuses %j', (raw, message) => {
    expect(refusal(raw).join('\n')).toContain(message);
  });

  it('knows the names of the plug-ins before', () => {
    const first = checkedPlugin({ api: 1, name: 'a', reporters: [reporter] }, 'a');
    expect(() => checkedPlugin({ api: 1, name: 'a' }, 'b', [first])).toThrow('that of another plug-in');
    expect(() => checkedPlugin({ api: 1, name: 'b', reporters: [reporter] }, 'b', [first])).toThrow(
      'is taken',
    );
  });

  it('is found as a package, of which no more than a URL is loaded', async () => {
    const cwd = withPlugin('', {
      'faultline.config.yaml': 'faultlineConfig: 1\nplugins: [acme-plugin]\n',
      'node_modules/acme-plugin/package.json':
        '{"name":"acme-plugin","type":"module","exports":{"import":"./main.js"}}',
      'node_modules/acme-plugin/main.js': formatted("render: () => 'from a package'"),
    });
    const { code, stdout } = await runHere(['nodes', ...WITH, '--format', 'f'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'from a package\n' });
    for (const module of [
      '"data:text/javascript,1"',
      'https://example.com/x.mjs',
      'none',
      './none.mjs',
      '"node:fs"',
    ]) {
      const named = withPlugin('', { 'faultline.config.yaml': `faultlineConfig: 1\nplugins: [${module}]\n` });
      const { stderr } = await runHere(['nodes', ...WITH], { cwd: named });
      expect(stderr).toContain('is not there');
      expect(stderr).toContain('faultline.config.yaml:2:');
    }
  });
});

describe('the form of facts', () => {
  it('is that of the facts of every scanner that ships', async () => {
    const seen: string[] = [];
    const watching = SCANNERS.map((scanner): Scanner => ({
      ...scanner,
      scan: async (files, context) => {
        const facts = await scanner.scan(files, context);
        seen.push(scanner.name);
        expect([scanner.name, flawOfFacts(facts)]).toEqual([scanner.name, undefined]);
        return facts;
      },
    }));
    const result: ScanResult = await scanPaths([path.join(ROOT, 'tests/fixtures/scan')], {
      scanners: watching,
    });
    expect(result.coverage.counts.resources).toBeGreaterThan(100);
    expect(new Set(seen).size).toBeGreaterThan(8);
  });

  it('ends with values that hold themselves', () => {
    const loop: Record<string, unknown> = {};
    loop['loop'] = loop;
    const where = { file: 'f', line: 1 };
    const resource = { address: { scope: '', local: 'a' }, type: 't', where, properties: { loop } };
    expect(flawOfFacts({ resources: [resource], references: [], findings: [] })).toContain('must be plain');
  });
});
