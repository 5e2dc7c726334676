/** Proves what `faultline view` writes and serves, and what it says of a command line that it cannot follow. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageData } from '../../src/document/page-data.ts';
import { folderWith } from './folders.ts';
import { MAIN, ROOT, runHere, runProgram } from './run.ts';

const S3 = 'graphs/incidents/2017-02-28-aws-s3.yaml';

const SHOP = `faultline: 1
title: Web shop
nodes:
  shop: { kind: app, owner: web-team, dependsOn: [orders] }
  orders: { kind: database, name: "</script><script>alert(1)</script>" }
`;

/** The data are the last of the page's scripts. */
const dataIn = (html: string): PageData => {
  const start = '<script type="application/json" id="data">';
  const text = html.slice(html.lastIndexOf(start) + start.length);
  return JSON.parse(text.slice(0, text.indexOf('</script>'))) as PageData;
};

/** The data of the page that these arguments write. */
const viewed = async (args: readonly string[], cwd: string = ROOT): Promise<PageData> => {
  const out = path.join(folderWith(), 'page.html');
  const { code, stdout, stderr } = await runHere(['view', ...args, '--out', out, '-q'], { cwd });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: expect.any(String) as string });
  return dataIn(readFileSync(out, 'utf8'));
};

const idsIn = ({ estate }: PageData['head']): readonly string[] => estate.nodes.map(({ id }) => id);

describe('a page in a file', () => {
  it('is the same for the same input, byte for byte', async () => {
    const folder = folderWith();
    for (const name of ['a.html', 'b.html'])
      expect((await runHere(['view', S3, '--out', path.join(folder, name)])).code).toBe(0);
    const [a, b] = ['a.html', 'b.html'].map((name) => readFileSync(path.join(folder, name)));
    expect(a!.equals(b!)).toBe(true);
  });

  it('goes to standard output with -, and is the same there', async () => {
    const folder = folderWith();
    const { stdout, stderr, code } = await runHere(['view', S3, '--out', '-']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    await runHere(['view', S3, '--out', path.join(folder, 'a.html')]);
    expect(stdout === readFileSync(path.join(folder, 'a.html'), 'utf8')).toBe(true);
  });

  it('has the estate with its places, the name it goes by, and the version', async () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    const data = await viewed([S3]);
    expect(data).toMatchObject({ faultline: 1, version, head: { name: S3 } });
    expect(data.base).toBeUndefined();
    expect(data.day).toBeUndefined();
    expect(data.head.estate.files).toContainEqual({ file: S3 });
    expect(data.head.estate.files).toContainEqual({ file: 'graphs/providers/aws.yaml', isShipped: true });
  });

  it('is of the document that is found upward, of several, and of standard input', async () => {
    const more = 'faultline: 1\nnodes: { more: { kind: app } }\n';
    const cwd = folderWith({ 'faultline.yaml': SHOP, 'more.yaml': more, 'sub/': '' });
    expect((await viewed([], cwd)).head).toMatchObject({
      name: 'faultline.yaml',
      estate: { title: 'Web shop' },
    });
    expect((await viewed([], path.join(cwd, 'sub'))).head.name).toBe('../faultline.yaml');
    const { head } = await viewed(['faultline.yaml', '--graph', 'more.yaml'], cwd);
    expect(head.name).toBe('faultline.yaml, more.yaml');
    expect(idsIn(head)).toEqual(['more', 'orders', 'shop']);
    const { stdout } = runProgram(['view', '-', '--out', '-'], { input: more });
    expect(idsIn(dataIn(stdout).head)).toEqual(['more']);
  });

  it('holds names as they are: none ends its script', async () => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    const { stdout } = await runHere(['view', '--out', '-'], { cwd });
    expect(stdout).not.toContain('<script>alert(1)');
    expect(dataIn(stdout).head.estate.nodes[0]!.name).toBe('</script><script>alert(1)</script>');
  });

  it('has both sides, the day, and what a scan did not understand, where these are asked for', async () => {
    const cwd = folderWith({
      'faultline.yaml': SHOP,
      'old.yaml': 'faultline: 1\nnodes: { shop: { kind: app } }\n',
      'infra/compose.yaml': 'services: { web: { image: nginx } }\n',
    });
    const { head, base, day } = await viewed(
      ['--scan', 'infra', '--against', 'old.yaml', '--date', '2017-02-28'],
      cwd,
    );
    expect(day).toBe('2017-02-28');
    expect(head.name).toBe('faultline.yaml, infra');
    expect(head.findings!.length).toBeGreaterThan(0);
    expect(idsIn(head).some((id) => id.includes('web'))).toBe(true);
    expect(base).toMatchObject({ name: 'old.yaml' });
    expect(idsIn(base!)).toEqual(['shop']);
    expect(base!.findings).toBeUndefined();
  });

  it('has no names, files or findings where these are not to be shown, and the same ones on both sides', async () => {
    const cwd = folderWith({
      'faultline.yaml': SHOP,
      'old.yaml': 'faultline: 1\nnodes: { shop: { kind: app }, aside: { kind: app, owner: web-team } }\n',
      'infra/compose.yaml': 'services: { cart: { image: "cart:1", environment: { DB: "orders:5432" } } }\n',
    });
    const data = await viewed(['--scan', 'infra', '--against', 'old.yaml', '--anonymise'], cwd);
    expect(data.isAnonymised).toBe(true);
    expect(JSON.stringify(data)).not.toMatch(
      /shop|orders|team|aside|cart|infra|compose|alert|old\.yaml|faultline\.yaml/,
    );
    expect([data.head.name, data.base!.name]).toEqual(['document 1', 'document 2']);
    const owned = (side: PageData['head']) => side.estate.nodes.find(({ owner }) => owner !== undefined)!;
    expect(owned(data.head).owner).toBe(owned(data.base!).owner);
    const both = idsIn(data.base!).filter((id) => idsIn(data.head).includes(id));
    expect(both).toEqual([owned(data.head).id]);
    expect(both[0]).toMatch(/^app-\d$/);
  });

  it('takes the place of nothing that was read', async () => {
    const cwd = folderWith({
      'faultline.yaml': SHOP.replace('title', 'include: [part.yaml]\ntitle'),
      'part.yaml': SHOP,
    });
    for (const file of ['faultline.yaml', './part.yaml']) {
      const before = readFileSync(path.join(cwd, file), 'utf8');
      const { code, stderr } = await runHere(['view', '--out', file], { cwd });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('was read for this') as string,
      });
      expect(readFileSync(path.join(cwd, file), 'utf8')).toBe(before);
    }
  });

  it('is not begun for a document that cannot be read', async () => {
    const cwd = folderWith({ 'faultline.yaml': 'nodes: 7\n' });
    const { code, stdout, stderr } = await runHere(['view', '--out', 'page.html'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('at faultline.yaml:1');
    expect(existsSync(path.join(cwd, 'page.html'))).toBe(false);
  });
});

describe('a command line that cannot be followed is told of, and what to do:', () => {
  it.each([
    [['--port', '80a'], 'a number from 0 to 65535'],
    [['--port', '65536'], 'a number from 0 to 65535'],
    [['--port', '8080', '--out', 'x.html'], '--port is about serving'],
    [['--date', 'tomorrow', '--out', '-'], '--date takes a day'],
    [['--region', 'eu-west-1', '--out', '-'], '--region is about a scan'],
    [['--graph', 'none.yaml', '--out', '-'], 'does not exist'],
    [['--against', 'none.yaml', '--out', '-'], 'does not exist'],
    [['-', '--against', '-', '--out', '-'], 'standard input can be read once'],
    [['--out', 'no/such/folder/x.html'], 'cannot be written (ENOENT)'],
  ])('%j', async (args, message) => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    const { code, stdout, stderr } = await runHere(['view', ...args], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await runHere(['view', S3, '--port', String(port)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`the port ${port} is in use`);
  });
});

/** The built program, serving; ended after the test at the latest. */
const serving = async (args: readonly string[], cwd: string) => {
  const child = spawn(process.execPath, [MAIN, 'view', ...args], { cwd });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended: Promise<unknown> = once(child, 'close');
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  await expect.poll(() => stdout, { timeout: 20_000 }).toContain('\n');
  return { child, ended, url: stdout.trim(), stdout: () => stdout, stderr: () => stderr };
};

describe('the program that serves', () => {
  it('prints where, and nothing else on standard output', async () => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    const { url, stdout, stderr } = await serving([], cwd);
    expect(stdout()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
    await expect.poll(stderr).toContain('Ctrl-C');
    const page = await fetch(url);
    expect(await page.text()).toContain('data-live="true"');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/);
    const data = (await (await fetch(`${url}data.json`)).json()) as PageData;
    expect(data.head).toMatchObject({ name: 'faultline.yaml', estate: { title: 'Web shop' } });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 0],
  ] as const)('ends on %s with %d, whoever still listens', async (signal, code) => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    const { child, ended, url } = await serving(['-q'], cwd);
    const events = await fetch(`${url}events`);
    child.kill(signal);
    expect(await ended).toEqual([code, null]);
    await events.body!.cancel().catch(() => {});
  });

  it('says on standard error what is wrong with a file that has changed, and goes on', async () => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    const { url, stderr } = await serving(['-q'], cwd);
    writeFileSync(path.join(cwd, 'faultline.yaml'), SHOP.replace('kind: app', 'kind: ap'));
    await expect.poll(stderr, { timeout: 10_000 }).toContain('at faultline.yaml:4:');
    expect((await fetch(`${url}data.json`)).status).toBe(200);
  });

  it('tells a page without names of no file that it may not name', async () => {
    const cwd = folderWith({ 'faultline.yaml': SHOP });
    const { url, stderr } = await serving(['-q', '--anonymise'], cwd);
    writeFileSync(path.join(cwd, 'faultline.yaml'), SHOP.replace('kind: app', 'kind: ap'));
    await expect.poll(stderr, { timeout: 10_000 }).toContain('at faultline.yaml:4:');
    const events = (await fetch(`${url}events`)).body!.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    while (!told.includes('event: problem')) told += (await events.read()).value ?? '';
    expect(told).toContain('data: the documents can no longer be read');
    expect(told).not.toContain('faultline.yaml');
    await events.cancel();
  });
});
