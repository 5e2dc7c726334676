/**
 * Proves that the commands of the audit answer odd and hostile input with a result or with a message that helps: never with
 * a stack, half a file, or a text that acts on who reads it.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPORTERS } from '../../src/report/index.ts';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { folderWith } from './folders.ts';
import { MAIN, type Run, runHere, runProgram } from './run.ts';

const FORMATS = REPORTERS.map(({ name }) => name);

/** Every command that asks about a document, with what it must be told. */
const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['sweep'],
  ['sweep', '--pairs'],
  ['spof', 'kind:app'],
  ['cut-sets', 'kind:app', '--order', '2'],
  ['availability', '--importance'],
  ['advise', 'shop'],
];

const SHOP = `faultline: 1
nodes:
  shop: { kind: app, tier: 1, costPerHour: 5, availability: 99.9%, dependsOn: [db] }
  db: { kind: database, in: r, availability: 99% }
  r: { kind: region }
`;

/** That a run ends with bad input, a message and maybe a hint, and nothing else. */
const expectRefused = ({ code, stdout, stderr }: Run, ...messages: readonly string[]): void => {
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: /);
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)/);
  for (const message of messages) expect(stderr).toContain(message);
};

const EVIL = [
  '\u001b[31mred\u001b]8;;http://evil.example\u0007link',
  '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;]]>',
  '::error file=x::taken over%0A::warning::',
  '| `a` | [x](javascript:alert(1)) <!-- \n\n# heading\n```',
  '"];\nn0["x"] %% click n0 "javascript:alert(1)"',
  '=HYPERLINK("http://evil.example")',
  '@everyone #1 \u202egnp.exe\u202c \u2028 \u0000 \u0085',
  '😀👩‍👩‍👧‍👦 e\u0301 漢字 ﷽',
  'long '.repeat(400),
] as const;

/** A document of which every free text is hostile, and whose ids have all that ids may have. */
const evilDocument = (evil: string): string =>
  JSON.stringify({
    faultline: 1,
    title: evil,
    nodes: {
      'AZaz09._@-/..x/-': {
        kind: 'app',
        name: evil,
        owner: evil,
        description: evil,
        tier: 1,
        tags: [evil],
        availability: '99.9%',
        dependsOn: [
          { anyOf: ['-a', '@b'], why: evil, source: evil, failover: { time: '5m', requires: ['_._'] } },
          { node: '0', impact: 'partial', why: evil },
        ],
      },
      shop: { kind: 'app', name: evil, tier: 1, dependsOn: [{ node: '0', why: evil }] },
      '-a': { kind: 'service', name: evil, in: 'r/1', dependsOn: ['0'] },
      '@b': { kind: 'service', name: evil, in: 'r/2', dependsOn: ['0'] },
      _: { kind: 'external', name: evil, source: evil },
      '_._': { kind: 'control-plane', name: evil, in: 'r/1' },
      '0': { kind: 'database', name: evil, in: 'r/1', availability: '99%' },
      'r/1': { kind: 'region', name: evil },
      'r/2': { kind: 'region', name: evil },
    },
    policies: {
      survive: { p: { apps: 'kind:app', fail: 'kind:region', atMost: 'degraded', why: evil } },
      suppress: [{ rule: 'single-region', node: 'shop', reason: evil }],
      waivers: [{ rule: 'shared-fate', node: '**', reason: evil, owner: evil, until: '2030-01-01' }],
    },
  });

// What moves a terminal's cursor, and besides it what shows another text than the one that is there.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const MOVING = /[\u0000-\u0008\u000b-\u001f]/;
// oxlint-disable-next-line no-control-regex -- naming them is the point
const ACTING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Formats that programs read, and that say what was written. */
const DATA = /^(json|sarif|gitlab|junit|graphml|cytoscape)$/;

/** Formats in which a tag would act. */
const MARKUP = new Set(['html', 'markdown', 'github-summary', 'junit', 'graphml', 'mermaid']);

/** What a page makes of a text: in Markdown nothing acts that stands in a fence or a code span. */
const acted = (text: string, format: string): string =>
  /^(markdown|github-summary)$/.test(format)
    ? text.replaceAll(/^ *(`{3,}).*\n[^]*?^ *\1$/gm, '').replaceAll(/(`+)[^\n]*?[^`]\1(?!`)/g, '')
    : text;

/** The formats that a command has. */
const formatsOf = async (args: readonly string[], cwd: string): Promise<readonly string[]> => {
  const { code, stderr } = await runHere([...args, '--format', 'sarif'], { cwd });
  if (code !== 2) return FORMATS;
  expect(stderr).toMatch(/has no findings, and so no sarif/);
  return /hint: .* has: (.*)/.exec(stderr)![1]!.split(', ');
};

describe('hostile texts', () => {
  it.each(COMMANDS.map((args) => [args.join(' '), args] as const))(
    'in a document: %s',
    { timeout: 60_000 },
    async (_, args) => {
      const cwd = folderWith({ 'faultline.json': evilDocument('x') });
      const formats = await formatsOf(args, cwd);
      for (const evil of EVIL) {
        writeFileSync(path.join(cwd, 'faultline.json'), evilDocument(evil));
        const files = formats.flatMap((format) => ['--format', `${format}=${format}.out`]);
        const { code, stdout, stderr } = await runHere([...args, '--date', '2026-06-15', ...files], { cwd });
        expect([0, 1], stderr).toContain(code);
        expect(stdout + stderr).not.toMatch(ACTING);
        expect(stderr).not.toContain('defect');
        for (const format of formats) {
          const text = readFileSync(path.join(cwd, `${format}.out`), 'utf8');
          const harmful = DATA.test(format) ? MOVING : ACTING;
          const at = harmful.exec(text.replaceAll('\r\n', '\n'))?.index ?? -1;
          expect({ format, near: at < 0 ? '' : text.slice(Math.max(0, at - 60), at + 20) }).toEqual({
            format,
            near: '',
          });
          if (MARKUP.has(format)) expect(acted(text, format), format).not.toContain('<script>alert');
          // Only what begins a line is a command to a runner.
          if (format === 'github') expect(text).not.toMatch(/^::(error|warning) file=x::/m);
        }
        for (const format of formats.filter((name) => /^(json|sarif|gitlab|cytoscape)$/.test(name)))
          expect(
            () => JSON.parse(readFileSync(path.join(cwd, `${format}.out`), 'utf8')) as unknown,
          ).not.toThrow();
        const result = JSON.parse(readFileSync(path.join(cwd, 'json.out'), 'utf8')) as unknown;
        expect(errorsOf(validatorOf(args[0]!), result)).toEqual([]);
      }
    },
  );

  it('in a fault tree', async () => {
    for (const evil of EVIL) {
      const name = evil
        // Control characters cannot stand in XML at all.
        // oxlint-disable-next-line no-control-regex -- naming them is the point
        .replaceAll(/[\u0000-\u001f]/g, ' ')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;');
      const cwd = folderWith({
        't.xml': `<opsa-mef><define-fault-tree name="t"><define-gate name="g"><or><basic-event name="${name}"/></or></define-gate></define-fault-tree><model-data><define-basic-event name="${name}"><float value="0.5"/></define-basic-event></model-data></opsa-mef>`,
      });
      for (const format of FORMATS) {
        const run = await runHere(['fault-tree', 't.xml', '--format', format], { cwd });
        if (run.code === 2) expectRefused(run);
        else expect(run.code, run.stderr).toBe(0);
        const harmful = DATA.test(format) ? MOVING : ACTING;
        expect((run.stdout + run.stderr).replaceAll('\r\n', '\n'), format).not.toMatch(harmful);
        if (MARKUP.has(format)) expect(acted(run.stdout, format)).not.toContain('<script>alert');
      }
    }
  });
});

describe('a document with next to nothing', () => {
  it.each(COMMANDS.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const cwd = folderWith({
      'empty.yaml': '',
      'object.json': '{}',
      'bare.yaml': 'faultline: 1\n',
      'no-apps.yaml': 'faultline: 1\nnodes: { db: { kind: database } }\n',
    });
    for (const [file, message] of [
      ['empty.yaml', 'the document is empty'],
      ['object.json', '"faultline" is missing'],
    ] as const)
      expectRefused(await runHere([...args, '--graph', file], { cwd }), message);
    for (const file of ['bare.yaml', 'no-apps.yaml']) {
      const run = await runHere([...args, '--graph', file], { cwd });
      if (run.code !== 0) expectRefused(run);
    }
  });
});

describe('what a policy says', () => {
  const survive = (rule: string): string => `survive: { p: ${rule} }`;

  it.each([
    [
      'fails nothing',
      survive('{ apps: shop, fail: "kind:zone", atMost: degraded }'),
      'nothing matches "kind:zone"',
    ],
    ['protects nothing', survive('{ apps: shp, fail: r, atMost: degraded }'), 'nothing matches "shp"'],
    ['is empty', survive('{ apps: "", fail: r, atMost: degraded }'), '"apps" must not be empty'],
    [
      'waits for ever',
      survive('{ apps: shop, fail: r, atMost: degraded, within: 9999999999999d }'),
      '100 years',
    ],
    ['waits since before', survive('{ apps: shop, fail: r, atMost: degraded, within: -5m }'), '"within"'],
    [
      'allows all',
      survive('{ apps: shop, fail: r, atMost: outage }'),
      'one of operational, degraded, partial',
    ],
    [
      'is named like a part of every object',
      'survive: { __proto__: { apps: shop, fail: r, atMost: degraded } }',
      '__proto__',
    ],
    ['is a rule like a part of every object', 'rules: { constructor: off }', 'constructor'],
    ['has a severity that is none', 'rules: { single-zone: fatal }', '"fatal"'],
    ['has a list for a severity', 'rules: { single-zone: { severity: [error] } }', 'must be a text'],
    [
      'waives until no day',
      'waivers: [{ rule: single-zone, node: shop, reason: x, owner: y, until: 2026-02-30 }]',
      '2026-02-30',
    ],
    [
      'waives without an owner',
      'waivers: [{ rule: single-zone, node: shop, reason: x, until: 2026-02-03 }]',
      'owner',
    ],
    ['suppresses without a reason', 'suppress: [{ rule: single-zone, node: shop }]', 'reason'],
    ['is a text', '"x"', 'policies'],
  ])('%s', async (_, policies, message) => {
    const cwd = folderWith({
      'faultline.yaml': `${SHOP}policies: ${policies.startsWith('"') ? policies : `{ ${policies} }`}\n`,
    });
    expectRefused(await runHere(['check'], { cwd }), message, 'faultline.yaml:6:');
  });
});

describe('a baseline', () => {
  const baseline = async (): Promise<{ cwd: string; good: string }> => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    const { code } = await runHere(['check', '--write-baseline', 'good.json', '--date', '2026-01-01'], {
      cwd,
    });
    expect(code).toBe(0);
    return { cwd, good: readFileSync(path.join(cwd, 'good.json'), 'utf8') };
  };

  it('that is none is refused, and left as it is', async () => {
    const { cwd, good } = await baseline();
    const sweep = await runHere(['sweep', '--format', 'json'], { cwd });
    const bad: readonly (readonly [text: string | Buffer, message: string])[] = [
      ['', 'no JSON'],
      ['x{', 'no JSON'],
      [good.slice(0, -20), 'no JSON'],
      ['null', 'no baseline'],
      ['[]', 'no baseline'],
      [sweep.stdout, 'no baseline'],
      [good.replace('"faultlineBaseline": 1', '"faultlineBaseline": 2'), 'faultlineBaseline'],
      [JSON.stringify({ ...JSON.parse(good), findings: 'x' }), 'must be lists'],
      [JSON.stringify({ ...JSON.parse(good), findings: [{ fingerprint: {} }] }), 'entry 1 of "findings"'],
      [' '.repeat(50_000_000), 'no JSON'],
      [Buffer.from(good, 'utf16le'), 'b.json'],
    ];
    for (const [text, message] of bad) {
      writeFileSync(path.join(cwd, 'b.json'), text);
      expectRefused(await runHere(['check', '--baseline', 'b.json'], { cwd }), 'b.json', message);
      if (String(text).trim() === '') continue;
      // Written over, it would be gone for good, with the days that it had.
      expectRefused(await runHere(['check', '--write-baseline', 'b.json'], { cwd }), 'b.json');
      expect(readFileSync(path.join(cwd, 'b.json')).equals(Buffer.from(text as string))).toBe(true);
    }
  });

  it('with the same entry 100,000 times hides it once', async () => {
    const { cwd, good } = await baseline();
    const { findings, ...rest } = JSON.parse(good) as { findings: object[] };
    const many = Array.from({ length: 100_000 }, () => findings[0]);
    writeFileSync(path.join(cwd, 'b.json'), JSON.stringify({ ...rest, findings: many }));
    const { code, stdout } = await runHere(['check', '--baseline', 'b.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(', 1 excused');
  });
});

describe('shards', () => {
  it('that do not belong together, or are damaged, are refused by name', async () => {
    const cwd = folderWith({ 'faultline.yaml': SHOP, 'empty.json': '', 'folder/': '' });
    const shard = async (which: string, file: string, more: readonly string[] = []): Promise<string> => {
      const { stdout } = await runHere(['sweep', '--shard', which, '--date', '2026-01-01', ...more], { cwd });
      writeFileSync(path.join(cwd, file), stdout);
      return stdout;
    };
    for (const i of [1, 2, 3]) await shard(`${i}/3`, `${i}.json`);
    await shard('2/3', 'state.json', ['--state', 'partial']);
    await shard('2/4', 'of-four.json');
    const second = readFileSync(path.join(cwd, '2.json'), 'utf8');
    writeFileSync(path.join(cwd, 'cut.json'), second.slice(0, second.length / 2));
    writeFileSync(path.join(cwd, 'future.json'), second.replace('"faultline": 1', '"faultline": 9'));
    writeFileSync(path.join(cwd, 'rows.json'), second.replace('"rows": [', '"rows": [null, '));
    const merged = (...files: string[]): Promise<Run> => runHere(['merge', ...files], { cwd });
    expectRefused(await merged('1.json', '2.json'), 'shard 3 of 3 is missing');
    expectRefused(await merged('1.json', '2.json', '3.json', './2.json', '2.json'), '2/3 is there twice');
    for (const file of ['state', 'of-four', 'cut', 'future', 'rows', 'empty', 'folder', 'nope'])
      expectRefused(await merged('1.json', file === 'folder' ? file : `${file}.json`, '3.json'), file);
    expect((await merged('3.json', '1.json', '2.json')).code).toBe(0);
  });
});

const tree = (body: string, events: readonly string[] = ['x', 'y']): string =>
  `<?xml version="1.0"?>\n<opsa-mef><define-fault-tree name="t">${body}</define-fault-tree><model-data>${events
    .map((name) => `<define-basic-event name="${name}"><float value="0.01"/></define-basic-event>`)
    .join('')}</model-data></opsa-mef>`;

describe('a file of fault trees', () => {
  const bomb = Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('');

  it.each<readonly [string, string | Buffer, string]>([
    [
      'with a bomb of entities',
      `<!DOCTYPE opsa-mef [<!ENTITY a0 "x">${bomb}]>\n<opsa-mef>&a12;</opsa-mef>`,
      'entities',
    ],
    [
      'that would read other files',
      '<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<opsa-mef>&x;</opsa-mef>',
      'entities',
    ],
    ['nested 100,000 deep', tree(`<define-gate name="g">${'<or>'.repeat(100_000)}`), '256 deep'],
    [
      'with a circle',
      tree(
        '<define-gate name="a"><or><gate name="b"/></or></define-gate><define-gate name="b"><or><gate name="a"/><event name="x"/></or></define-gate>',
      ),
      'circle',
    ],
    ['that is YAML', SHOP, 'not well-formed XML'],
    ['that is HTML', '<html><body/></html>', '<html>'],
    ['that is empty', '', 'not well-formed XML'],
    [
      'cut short',
      tree('<define-gate name="g"><or><basic-event name="x"/></or></define-gate>').slice(0, 90),
      'not well-formed XML',
    ],
    ['in UTF-16', Buffer.from(`\ufeff${tree('')}`, 'utf16le'), 't.xml'],
    ['in Latin-1', Buffer.from(tree('<define-gate name="é"/>'), 'latin1'), 'UTF-8'],
    [
      'that names what is not there',
      tree('<define-gate name="g"><or><gate name="nope"/></or></define-gate>'),
      '"nope"',
    ],
    [
      'with more votes than voters',
      tree(
        '<define-gate name="g"><atleast min="1000000000"><basic-event name="x"/><basic-event name="y"/></atleast></define-gate>',
      ),
      'from 1 to',
    ],
    ['without a top', tree('', []), ''],
  ])('%s', async (_, text, message) => {
    const cwd = folderWith();
    writeFileSync(path.join(cwd, 't.xml'), text);
    expectRefused(await runHere(['fault-tree', 't.xml'], { cwd }), message);
  });

  it('with a chain of 20,000 gates over the same events is answered', { timeout: 60_000 }, async () => {
    const gates = Array.from(
      { length: 20_000 },
      (_, i) =>
        `<define-gate name="g${i}"><or>${i < 19_999 ? `<gate name="g${i + 1}"/>` : ''}<basic-event name="${'xy'[i % 2]!}"/></or></define-gate>`,
    );
    const cwd = folderWith({ 't.xml': tree(gates.join('')) });
    const { code, stdout, stderr } = await runHere(['fault-tree', 't.xml', '--format', 'json'], { cwd });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ trees: [{ cutSets: { counts: { 1: 2 } } }] });
  });
});

describe('where results go', () => {
  it.each(COMMANDS.map((args) => [args.join(' '), args] as const))(
    '%s writes all or nothing',
    async (_, args) => {
      const cwd = folderWith({ 'faultline.yaml': SHOP, 'folder/': '', 'old.json': 'old' });
      const before = readdirSync(cwd, { recursive: true });
      for (const [to, message] of [
        [['--output', 'nowhere/x.json'], 'nowhere/x.json cannot be written'],
        [['--output', 'folder'], 'folder cannot be written'],
        [['--format', 'json=old.json', '--format', 'csv=nowhere/x.csv'], 'nowhere/x.csv cannot be written'],
        [['--format', 'json=a', '--format', 'csv=a'], 'would both be written to a'],
        [['--format', 'json=a', '--format', 'csv=./folder/../a'], 'would both be written to'],
        [['--format', 'json', '--format', 'csv'], 'would both go to standard output'],
        [['--format', 'xml'], 'there is no format "xml"'],
        [['--format', 'json='], 'json='],
        [['--limit', '-1'], '--limit takes a number'],
        [['--limit', '1.5'], '--limit takes a number'],
        [['--limit', '1e9'], '--limit takes a number'],
        [['--date', 'tomorrow'], '--date takes a day'],
        [['--graph', 'nope.yaml'], 'nope.yaml does not exist'],
      ] as const)
        expectRefused(await runHere([...args, ...to], { cwd }), message);
      expect(readdirSync(cwd, { recursive: true })).toEqual(before);
      expect(readFileSync(path.join(cwd, 'old.json'), 'utf8')).toBe('old');
    },
  );

  it.each(COMMANDS.map((args) => [args.join(' '), args] as const))(
    '%s takes --limit 0 and --quiet',
    async (_, args) => {
      const cwd = folderWith({ 'faultline.yaml': SHOP });
      const all = await runHere([...args, '--limit', '0'], { cwd });
      expect([all.code, all.stderr]).toEqual([0, '']);
      expect(all.stdout).not.toMatch(/--limit 0 (shows|lists) all/);
      const quiet = await runHere([...args, '--quiet', '--format', 'json=x.json'], { cwd });
      expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(existsSync(path.join(cwd, 'x.json'))).toBe(true);
    },
  );
});

describe('the program', () => {
  it.each([['check'], ['sweep'], ['spof', 'shop'], ['availability'], ['advise', 'shop']])(
    '%s reads standard input',
    (...args) => {
      const { code, stdout, stderr } = runProgram([...args, '--graph', '-', '--format', 'json'], {
        input: SHOP,
      });
      expect([code, stderr]).toEqual([0, '']);
      expect(errorsOf(validatorOf(args[0]), JSON.parse(stdout))).toEqual([]);
    },
  );

  it('ends quietly where nobody reads on', async () => {
    const nodes = Array.from({ length: 20_000 }, (_, i) => `  n${i}: { kind: service, in: base }\n`);
    const cwd = folderWith({
      'faultline.yaml': `faultline: 1\nnodes:\n  base: { kind: zone }\n${nodes.join('')}`,
    });
    const args = [MAIN, 'sweep', '--limit', '0', '--format', 'json'];
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
});

/** Changes of one document, as pairs for "diff". */
describe('diff', () => {
  it.each([
    ['a file that is not there', ['faultline.yaml', 'nope.yaml'], 'nope.yaml'],
    ['one path', ['faultline.yaml'], ''],
    ['three paths', ['faultline.yaml', 'faultline.yaml', 'faultline.yaml'], ''],
    ['a loss that is none', ['faultline.yaml', 'faultline.yaml', '--fail-on', 'new-spfo'], 'new-spof'],
    ['no repository', ['--base', 'main'], ''],
    ['a revision that would be an option', ['--base', '--upload-pack=x'], ''],
    ['an order that is none', ['faultline.yaml', 'faultline.yaml', '--order', '0'], '--order'],
    ['an empty document', ['faultline.yaml', 'empty.yaml'], 'the document is empty'],
  ])('refuses %s', async (_, args, message) => {
    const cwd = folderWith({ 'faultline.yaml': SHOP, 'empty.yaml': '' });
    expectRefused(await runHere(['diff', ...args], { cwd }), message);
  });

  it.each(EVIL.map((evil, i) => [i, evil] as const))(
    'of hostile texts (%i) is nothing that acts',
    async (_, evil) => {
      const after = parse(evilDocument(evil)) as { nodes: Record<string, { in?: string }> };
      after.nodes['@b']!.in = 'r/1';
      const cwd = folderWith({ 'a.json': evilDocument(evil), 'b.json': JSON.stringify(after) });
      for (const format of FORMATS) {
        const { code, stdout, stderr } = await runHere(['diff', 'a.json', 'b.json', '--format', format], {
          cwd,
        });
        expect([code, stderr]).toEqual([0, '']);
        expect(stdout).not.toContain('<script>alert');
        expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(DATA.test(format) ? MOVING : ACTING);
      }
    },
  );
});
