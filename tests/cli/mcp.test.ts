/** Proves that the tools of `faultline mcp` answer what the command line answers, of the files as they are. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ANALYSES } from '../../src/analyze/index.ts';
import { schemaOf, tools } from '../../src/cli/mcp/tools.ts';
import { folderWith } from './folders.ts';
import { MAIN, ROOT, runHere, runProgram } from './run.ts';

interface Opened {
  readonly cwd: string;
  readonly args?: readonly string[];
}

/** A client that is connected to the built program. */
const connected = async ({ cwd, args = [] }: Opened): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [MAIN, 'mcp', ...args],
    cwd,
    stderr: 'ignore',
  });
  onTestFinished(() => client.close());
  await client.connect(transport);
  return client;
};

interface Told {
  readonly isError?: boolean;
  readonly text: string;
  readonly data: unknown;
}

const call = async (
  client: Client,
  name: string,
  input: Record<string, unknown> = {},
  options: { readonly signal?: AbortSignal; readonly onprogress?: (told: unknown) => void } = {},
): Promise<Told> => {
  const result = await client.callTool({ name, arguments: input }, options);
  const [first, ...more] = result.content as readonly { readonly type: string; readonly text: string }[];
  expect(more).toEqual([]);
  expect(first?.type).toBe('text');
  return {
    ...(result.isError === undefined ? {} : { isError: result.isError }),
    text: first!.text,
    data: result.structuredContent,
  };
};

/** What `--format json` prints of such data. */
const printed = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`;

const SHOP = path.join(ROOT, 'graphs/examples/web-shop.yaml');
const INCIDENT = path.join(ROOT, 'graphs/incidents/2017-02-28-aws-s3.yaml');

const small = (app: string, more = ''): string => `faultline: 1\n${more}nodes: { ${app}: { kind: app } }\n`;

describe('the tools', () => {
  it('are listed with what they take, and are marked as reading only', async () => {
    const client = await connected({ cwd: folderWith(), args: ['--graph', SHOP] });
    const { tools: listed } = await client.listTools();
    expect(
      Object.fromEntries(listed.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties!)])),
    ).toMatchInlineSnapshot(`
      {
        "advise": [
          "app",
          "survive",
          "at_most",
          "policy",
          "max_changes",
          "keep",
          "only",
          "among",
          "date",
          "limit",
        ],
        "check": [
          "rule",
          "policy",
          "fail_on",
          "limit",
          "date",
        ],
        "cut_sets": [
          "app",
          "order",
          "all_orders",
          "state",
          "among",
          "limit",
          "explain",
          "node_limit",
          "date",
        ],
        "diff": [
          "paths",
          "base",
          "head",
          "exact",
          "fail_on",
          "state",
          "among",
          "order",
          "date",
          "limit",
        ],
        "impact": [
          "selection",
          "scenario",
          "state",
          "date",
          "only",
          "limit",
        ],
        "nodes": [
          "selection",
        ],
        "show": [
          "node",
        ],
        "why": [
          "node",
          "fail",
          "scenario",
          "state",
          "date",
        ],
      }
    `);
    for (const { annotations, inputSchema, description } of listed) {
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(description).toMatch(/^[A-Z].*\.$/);
    }
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(client.getServerVersion()).toMatchObject({ name: 'faultline', version });
    expect(client.getInstructions()).toContain('Selections');
  });

  it('take what the questions take, and nothing that names a file', async () => {
    for (const tool of await tools()) {
      const { properties, required } = schemaOf(tool);
      for (const [name, property] of Object.entries(properties)) {
        expect(name).toMatch(/^[a-z_]+$/);
        expect(property.description).not.toMatch(/--/);
      }
      expect(required.every((name) => name in properties)).toBe(true);
      const listed = ANALYSES.find(({ name }) => name === tool.command);
      const analysis = await listed?.load();
      for (const option of analysis?.options ?? []) {
        const name = option.name.replaceAll('-', '_');
        const isFile = option.reads === true || option.value === 'file';
        expect(name in properties, `${tool.name} ${name}`).toBe(!isFile);
        if (option.choices !== undefined) expect(properties[name]).toMatchObject({ enum: option.choices });
      }
    }
  });

  const QUESTIONS: readonly [string, string, Record<string, unknown>, readonly string[]][] = [
    [SHOP, 'nodes', {}, ['nodes']],
    [SHOP, 'nodes', { selection: ['kind:app', 'kind:zone'] }, ['nodes', 'kind:app', 'kind:zone']],
    [SHOP, 'show', { node: 'shop' }, ['show', 'shop']],
    [SHOP, 'impact', { selection: ['payments'] }, ['impact', 'payments']],
    [
      SHOP,
      'impact',
      { selection: ['kind:zone'], state: 'partial', only: ['kind:app'], date: '2024-02-29' },
      ['impact', 'kind:zone', '--state', 'partial', '--only', 'kind:app', '--date', '2024-02-29'],
    ],
    [SHOP, 'impact', { scenario: 'zone-a-drops' }, ['impact', '--scenario', 'zone-a-drops']],
    [
      SHOP,
      'why',
      { node: 'shop', fail: ['payments', 'aws/us-east-1/us-east-1a'] },
      ['why', 'shop', '--fail', 'payments', 'aws/us-east-1/us-east-1a'],
    ],
    [
      SHOP,
      'cut_sets',
      { app: ['shop'], order: 2, state: 'partial', limit: 3, all_orders: true },
      ['cut-sets', 'shop', '--order', '2', '--state', 'partial', '--limit', '3', '--all-orders'],
    ],
    [SHOP, 'cut_sets', { app: ['kind:app'], all_orders: false }, ['cut-sets', 'kind:app']],
    [
      SHOP,
      'advise',
      { app: 'shop', survive: ['kind:zone'], at_most: 'degraded', max_changes: 2 },
      ['advise', 'shop', '--survive', 'kind:zone', '--at-most', 'degraded', '--max-changes', '2'],
    ],
    [SHOP, 'check', { fail_on: 'never' }, ['check', '--fail-on', 'never']],
    [INCIDENT, 'impact', { selection: ['aws/us-east-1/s3'] }, ['impact', 'aws/us-east-1/s3']],
    // A node that only the pack knows: it is there because it was asked for.
    [
      INCIDENT,
      'show',
      { node: 'aws/us-east-1/iam/control-plane' },
      ['show', 'aws/us-east-1/iam/control-plane'],
    ],
  ];

  it('answer what the command line answers, byte by byte', async () => {
    const cwd = folderWith();
    for (const graph of [SHOP, INCIDENT]) {
      const client = await connected({ cwd, args: ['--graph', graph] });
      // All at once: answers must not get mixed up.
      await Promise.all(
        QUESTIONS.filter(([file]) => file === graph).map(async ([, name, input, args]) => {
          const told = await call(client, name, input);
          const asked = [...args, '--graph', graph];
          // Where a pack lies in the answer, it is the built program's.
          const run = graph === INCIDENT ? program : here;
          const { stdout } = await run([...asked, '--format', 'json'], cwd);
          expect(printed(told.data), args.join(' ')).toBe(stdout);
          const { stdout: words } = await run([...asked, '--format', 'text'], cwd);
          expect(told.text.startsWith(words.trimEnd()), told.text).toBe(true);
          expect(told.isError).toBeUndefined();
        }),
      );
    }
  });

  it('tell that a check fails, which is no error', async () => {
    const client = await connected({ cwd: folderWith(), args: ['--graph', SHOP] });
    const { text, isError, data } = await call(client, 'check', { fail_on: 'note' });
    expect(isError).toBeUndefined();
    expect(text).toMatch(/\n\nfaultline check fails:\n {2}\S/);
    expect(data).toMatchObject({ command: 'check' });
  });

  it('compare documents and revisions as the command line does', async () => {
    const before = readFileSync(SHOP, 'utf8');
    const after = before.replace(/^ {2}web-b:/m, '  web-c:').replaceAll('web-b', 'web-c');
    const cwd = folderWith({ 'before.yaml': before, 'after.yaml': after, 'faultline.yaml': before });
    const git = (...args: readonly string[]): void => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...who, ...args], { cwd, stdio: 'ignore' });
    };
    git('init', '-b', 'main');
    git('add', '.');
    git('commit', '-m', 'one');
    writeFileSync(path.join(cwd, 'faultline.yaml'), after);
    const client = await connected({ cwd });
    for (const [input, args] of [
      [{ paths: ['before.yaml', 'after.yaml'] }, ['before.yaml', 'after.yaml']],
      [
        { paths: ['before.yaml', 'after.yaml'], order: 1, state: 'outage' },
        ['before.yaml', 'after.yaml', '--order', '1', '--state', 'outage'],
      ],
      [{ base: 'main' }, ['--base', 'main']],
      [
        { base: 'main', paths: ['faultline.yaml'], exact: true },
        ['--base', 'main', '--exact', 'faultline.yaml'],
      ],
    ] as const) {
      const { data, isError } = await call(client, 'diff', input);
      expect(isError).toBeUndefined();
      const { stdout } = await here(['diff', ...args, '--format', 'json'], cwd);
      expect(stdout).toContain('web-c');
      expect(printed(data)).toBe(stdout);
    }
    const opened = await connected({ cwd, args: ['--graph', 'faultline.yaml'] });
    const { data } = await call(opened, 'diff', { base: 'main' });
    const { stdout } = await here(['diff', '--base', 'main', 'faultline.yaml', '--format', 'json'], cwd);
    expect(printed(data)).toBe(stdout);
    expect(await call(opened, 'diff', { base: 'mian' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('did you mean "main"?') as string,
    });
  });
});

/** In this process, where the working folder is one for all: one after the other. */
let turn: Promise<unknown> = Promise.resolve();
const here = (args: readonly string[], cwd: string): ReturnType<typeof runHere> => {
  const run = turn.then(async () => runHere(args, { cwd }));
  turn = run.catch(() => undefined);
  return run;
};

const program = async (args: readonly string[], cwd: string) => runProgram(args, { cwd });

describe('a mistake of the caller', () => {
  it.each([
    ['nodes', { selection: ['shpo'] }, 'nothing matches "shpo"\n  hint: did you mean "shop"?'],
    ['impact', {}, /nothing is said to fail\n {2}hint: /],
    ['impact', { selection: ['shop'], date: 'soon' }, '"date" takes a day such as 2017-02-28, not "soon"'],
    ['impact', { selektion: ['shop'] }, /it takes no "selektion"; did you mean "selection"\?$/],
    ['impact', { selection: ['shop'], graph: ['x.yaml'] }, /it takes no "graph"; it takes: selection, /],
    ['impact', { selection: ['shop'], __proto__x: 1 }, /it takes no "__proto__x"/],
    ['impact', { selection: 'shop' }, /must be array/],
    ['impact', { selection: ['shop'], state: 'broken' }, /state/],
    ['show', {}, /required property 'node'/],
    ['advise', { app: 'shop', write: 'x.yaml' }, /it takes no "write"/],
    ['check', { baseline: 'x.json' }, /it takes no "baseline"/],
    ['check', { write_baseline: 'x.json' }, /it takes no "write_baseline"/],
    ['advise', { app: 'shop', max_changes: 99 }, /takes a number from 1 to 8, not "99"/],
    ['diff', {}, /there are two things to compare, not 0/],
    ['diff', { base: '--upload-pack=x' }, /there is no|git/],
  ])('%s %j is told with what to do', async (name, input, text) => {
    const client = await shared();
    const told = await call(client, name, input);
    expect(told.isError).toBe(true);
    expect(told.data).toBeUndefined();
    if (typeof text === 'string') expect(told.text).toBe(text);
    else expect(told.text).toMatch(text);
  });

  it('a tool that there is not is an error of the protocol', async () => {
    await expect(call(await shared(), 'nope')).rejects.toThrow(/nope/);
  });

  it.each([
    [['--graph', '-'], 'standard input is the protocol’s'],
    [['--region', 'eu-west-1'], '--region is about a scan'],
    [['--nope'], 'unknown option'],
  ])('on the command line, %j, ends the program', (args, message) => {
    const { code, stdout, stderr } = runProgram(['mcp', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

let open: Promise<Client> | undefined;
afterAll(async () => (await open)?.close());

/** One for those that only make mistakes; the process ends with this one. */
const shared = (): Promise<Client> => {
  open ??= (async () => {
    const client = new Client({ name: 'test', version: '1' });
    const args = [MAIN, 'mcp', '--graph', SHOP];
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args, cwd: ROOT, stderr: 'ignore' }),
    );
    return client;
  })();
  return open;
};

describe('what lies outside of what was opened', () => {
  it('cannot be named by a call, nor reached through a link', async () => {
    const outside = folderWith({ 'secret.yaml': small('secret') });
    const cwd = folderWith({ 'in/a.yaml': small('a'), 'in/b.yaml': small('b'), 'c.yaml': small('c') });
    symlinkSync(path.join(outside, 'secret.yaml'), path.join(cwd, 'in/link.yaml'));
    symlinkSync(outside, path.join(cwd, 'in/linked'));
    const client = await connected({ cwd, args: ['--graph', 'in/a.yaml'] });
    const fine = await call(client, 'diff', { paths: ['in/a.yaml', 'in/b.yaml'] });
    expect(fine.isError).toBeUndefined();
    for (const other of [
      'c.yaml',
      '/etc/hostname',
      '../x.yaml',
      'in/../c.yaml',
      'in/link.yaml',
      'in/linked/secret.yaml',
      'in/linked/nothing.yaml',
      path.join(outside, 'secret.yaml'),
      '.',
    ]) {
      const told = await call(client, 'diff', { paths: ['in/a.yaml', other] });
      expect(told, other).toMatchObject({
        isError: true,
        text: expect.stringContaining('lies outside of what this server was opened with') as string,
      });
      expect(told.text).not.toContain('secret:');
    }
  });

  it('is not included, unless that was allowed at the start', async () => {
    const cwd = folderWith({ 'in/a.yaml': small('a', 'include: [../b.yaml]\n'), 'b.yaml': small('b') });
    const args = ['--graph', 'in/a.yaml'];
    const strict = await connected({ cwd, args });
    expect(await call(strict, 'nodes')).toMatchObject({ isError: true });
    const open = await connected({ cwd, args: [...args, '--allow-outside'] });
    expect(idsIn(await call(open, 'nodes'))).toEqual(['a', 'b']);
  });
});

const idsIn = ({ data }: Told): readonly string[] =>
  (data as { readonly nodes: readonly { readonly id: string }[] }).nodes.map(({ id }) => id);

describe('files that change', () => {
  it('are read again: written twice in a moment, replaced, included, broken and mended', async () => {
    const cwd = folderWith({
      'faultline.yaml': small('one', 'include: ["more/*.yaml"]\n'),
      'more/a.yaml': small('inc'),
    });
    const file = path.join(cwd, 'faultline.yaml');
    const client = await connected({ cwd });
    const ids = async (): Promise<readonly string[]> => idsIn(await call(client, 'nodes'));
    expect(await ids()).toEqual(['inc', 'one']);
    // The same number of bytes, and likely the same tick of the clock.
    for (const app of ['two', 'six', 'ten']) {
      writeFileSync(file, small(app, 'include: ["more/*.yaml"]\n'));
      expect(await ids()).toEqual(['inc', app]);
    }
    writeFileSync(`${file}.new`, small('new', 'include: ["more/*.yaml"]\n'));
    renameSync(`${file}.new`, file);
    writeFileSync(path.join(cwd, 'more/b.yaml'), small('another'));
    expect(await ids()).toEqual(['another', 'inc', 'new']);
    writeFileSync(path.join(cwd, 'more/a.yaml'), 'faultline: 1\nnodes: { inc: { kind: ap } }\n');
    const told = await call(client, 'nodes');
    expect(told.isError).toBe(true);
    expect(told.text).toMatch(/more\/a\.yaml:2:\d+[\s\S]*did you mean "app"/);
    writeFileSync(path.join(cwd, 'more/a.yaml'), small('back'));
    expect(await ids()).toEqual(['another', 'back', 'new']);
  });

  it('below a folder that is scanned are scanned again, and only then', async () => {
    const queue = (name: string): string => `resource "aws_sqs_queue" "${name}" {\n  name = "${name}"\n}\n`;
    const cwd = folderWith({ 'infra/main.tf': queue('orders') });
    const args = ['--scan', 'infra', '--region', 'eu-west-1'];
    const client = await connected({ cwd, args });
    const told = await call(client, 'nodes');
    expect(printed(told.data)).toBe((await here(['nodes', ...args, '--format', 'json'], cwd)).stdout);
    expect(idsIn(told).join()).toContain('orders');
    writeFileSync(path.join(cwd, 'infra/more.tf'), queue('parcels'));
    const more = await call(client, 'nodes');
    expect(idsIn(more).join()).toContain('parcels');
    expect(printed(more.data)).toBe((await here(['nodes', ...args, '--format', 'json'], cwd)).stdout);
  });

  it('are not read again as long as they stay', async () => {
    const { stampOf, stampOfAll } = await import('../../src/cli/mcp/stamp.ts');
    const cwd = folderWith({ 'a.yaml': small('a') });
    const file = path.join(cwd, 'a.yaml');
    const later = Date.now() + 10_000;
    const before = await stampOf(file, later);
    expect(before).toBeTypeOf('string');
    expect(await stampOf(file, later)).toBe(before);
    // What was just written may be written once more unseen.
    expect(await stampOf(file, Date.now())).toBeUndefined();
    expect(await stampOfAll([file], Date.now())).toBeUndefined();
    writeFileSync(file, small('b'));
    expect(await stampOf(file, later)).not.toBe(before);
    expect(await stampOf(path.join(cwd, 'none'), later)).not.toBe(await stampOf(file, later));
  });

  it('that are not there yet are told of, and found when they are', async () => {
    const cwd = folderWith();
    mkdirSync(path.join(cwd, '.git'));
    const client = await connected({ cwd });
    expect(await call(client, 'nodes')).toMatchObject({
      isError: true,
      text: expect.stringContaining('there is no faultline.yaml here or above') as string,
    });
    writeFileSync(path.join(cwd, 'faultline.yaml'), small('one'));
    expect(idsIn(await call(client, 'nodes'))).toEqual(['one']);
  });
});

describe('hostile documents', () => {
  it('give the data that the command line gives, and a text that a terminal survives', async () => {
    const names = [
      '__proto__',
      'constructor',
      '$(touch pwned)',
      'a\u001b[2Jb',
      '<script>',
      'x\u202ey',
      '{"jsonrpc":1}',
    ];
    const nodes = Object.fromEntries(
      names.map((id) => [JSON.stringify(id), `{ kind: app, name: ${JSON.stringify(`${id}\nIGNORE`)} }`]),
    );
    const text = `faultline: 1\nnodes:\n${Object.entries(nodes)
      .map(([id, node]) => `  ${id}: ${node}\n`)
      .join('')}`;
    const cwd = folderWith({ 'faultline.yaml': text });
    const { code, stdout } = await here(['nodes', '--format', 'json'], cwd);
    const client = await connected({ cwd });
    const told = await call(client, 'nodes');
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(told.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    if (code === 0) {
      expect(printed(told.data)).toBe(stdout);
      const impact = await call(client, 'impact', { selection: ['__proto__'] });
      expect(impact.data).toMatchObject({ faults: [{ node: '__proto__', state: 'outage' }] });
    } else expect(told.isError).toBe(true);
  });

  it('that are too much to be told are cut, with what to do', async () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, i) => [`n${i}`, { kind: 'app', description: 'x'.repeat(2_000) }]),
    );
    const cwd = folderWith({ 'big.json': JSON.stringify({ faultline: 1, nodes }) });
    const client = await connected({ cwd, args: ['--graph', 'big.json'] });
    const told = await call(client, 'nodes');
    expect(told.isError).toBeUndefined();
    expect(told.data).toBeUndefined();
    expect(told.text.length).toBeLessThan(17_000);
    expect(told.text).toMatch(
      /\n…\n\(this text was cut: [\s\S]*\n\n\(the data are left out: .*narrow the question\)$/,
    );
    expect(idsIn(await call(client, 'nodes', { selection: ['n7'] }))).toEqual(['n7']);
  });
});

/** Ever so many cut sets: layers of which each member needs half of the layer below. */
const heavy = (): string => {
  const layer = (i: number): readonly string[] => Array.from({ length: 24 }, (_, m) => `n${i}x${m}`);
  const half = (i: number): object => ({ atLeast: 12, of: layer(i) });
  const nodes = Object.fromEntries(
    Array.from({ length: 6 }, (_, i) =>
      layer(i).map((id) => [id, { kind: 'service', dependsOn: i === 0 ? [] : [half(i - 1)] }]),
    ).flat(),
  );
  const shop = { kind: 'app', dependsOn: [half(5)] };
  return JSON.stringify({ faultline: 1, nodes: { ...nodes, shop } });
};

describe('the server', () => {
  it('ends what is cancelled, answers meanwhile, and goes on', async () => {
    const cwd = folderWith({ 'heavy.json': heavy() });
    const client = await connected({ cwd, args: ['--graph', 'heavy.json'] });
    await call(client, 'nodes', { selection: ['shop'] });
    const cancelling = new AbortController();
    const long = call(
      client,
      'cut_sets',
      { app: ['shop'], order: 13, limit: 0, explain: 0 },
      { signal: cancelling.signal },
    );
    const outcome = long.then(
      () => 'answered',
      () => 'cancelled',
    );
    const waiting = call(client, 'show', { node: 'shop' });
    // It hears, though it computes.
    await client.ping();
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
    const started = performance.now();
    setTimeout(() => cancelling.abort(), 300);
    expect(await outcome).toBe('cancelled');
    expect((await waiting).data).toMatchObject({ node: { id: 'shop' } });
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('speaks nothing but the protocol on standard output, and ends with standard input, leaving nobody', async () => {
    const cwd = folderWith({
      'infra/main.tf': 'resource "aws_sqs_queue" "q" {}\n',
      'faultline.yaml': small('a'),
    });
    const child = spawn(process.execPath, [MAIN, 'mcp', '--scan', 'infra'], { cwd });
    onTestFinished(() => void child.kill('SIGKILL'));
    const out: string[] = [];
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const answered = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        out.push(chunk.toString());
        if (out.join('').includes('"id":2')) resolve();
      });
    });
    const say = (message: object): void =>
      void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'raw', version: '1' };
    say({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
    });
    say({ method: 'notifications/initialized' });
    child.stdin.write('this is no message\n');
    say({ id: 2, method: 'tools/call', params: { name: 'nodes', arguments: {} } });
    await answered;
    // The one that answers holds standard error, too: "close" comes when both have ended.
    const closed = new Promise<number | null>((resolve) => void child.on('close', resolve));
    child.stdin.end();
    expect(await closed).toBe(0);
    const lines = out.join('').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { jsonrpc: string; id: number }).id)).toEqual([1, 2]);
    expect(errors).toContain('answers over the Model Context Protocol about infra');
    expect(errors).not.toContain('defect');
  });

  it('ends with standard input even where it computes', async () => {
    const cwd = folderWith({ 'heavy.json': heavy() });
    const client = new Client({ name: 'test', version: '1' });
    const args = [MAIN, 'mcp', '--graph', 'heavy.json', '--quiet'];
    const transport = new StdioClientTransport({ command: process.execPath, args, cwd, stderr: 'pipe' });
    let errors = '';
    transport.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const gone = new Promise<void>((resolve) => void transport.stderr!.on('end', resolve));
    await client.connect(transport);
    await call(client, 'nodes', { selection: ['shop'] });
    const long = call(client, 'cut_sets', { app: ['shop'], order: 13, limit: 0, explain: 0 }).catch(
      () => 'gone',
    );
    await client.ping();
    await client.close();
    expect(await long).toBe('gone');
    await gone;
    expect(errors).toBe('');
  });

  it('tells what to install where the package of the protocol is missing', () => {
    const hooks = `export const resolve = (name, context, next) => {
      if (!name.startsWith('@modelcontextprotocol/')) return next(name, context);
      throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
    };`;
    const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(register)}` };
    const { code, stdout, stderr } = runProgram(['mcp', '--graph', SHOP], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('the package @modelcontextprotocol/server is not installed');
    expect(stderr).toContain('npm install @modelcontextprotocol/server');
    // Nothing else needs it.
    expect(runProgram(['nodes', '--graph', SHOP], { env }).code).toBe(0);
  });
});
