/** Proves that a hostile page, or a program that only wants to be in the way, gets nothing out of the local server. */
import { get } from 'node:http';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type Server, serve } from '../../src/cli/view/server.ts';

const started = async (): Promise<Server> => {
  const content = {
    page: { html: '<p>page</p>', policy: "default-src 'none'" },
    data: () => '{"secret":1}',
    problem: () => undefined,
  };
  const server = await serve(content, 0);
  onTestFinished(() => server.close());
  return server;
};

const statusOf = (server: Server, path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const asked = get({ hostname, port, path, headers }, (response) => {
      response.destroy();
      resolve(response.statusCode!);
    });
    asked.on('error', reject);
  });

/** What comes back to bytes that are written by hand, until the server has had enough. */
const raw = (server: Server, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let all = '';
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => (all += text));
    socket.on('error', () => resolve(all));
    socket.on('close', () => resolve(all));
  });

it.each(['/data.json', '/events', '/'])(
  '%s is not for pages of elsewhere, of another port, nor for frames of theirs',
  async (path) => {
    const server = await started();
    for (const site of ['cross-site', 'same-site']) {
      for (const mode of ['no-cors', 'cors', 'websocket', 'same-origin'])
        expect(await statusOf(server, path, { 'sec-fetch-site': site, 'sec-fetch-mode': mode })).toBe(403);
    }
    expect(await statusOf(server, path, { origin: 'null' })).toBe(403);
    expect(await statusOf(server, path, { origin: 'http://localhost:1' })).toBe(403);
    expect(await statusOf(server, path, { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })).toBe(
      200,
    );
    expect(await statusOf(server, path, { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).toBe(
      200,
    );
  },
);

it('a link to the page may stand anywhere', async () => {
  const headers = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  expect(await statusOf(await started(), '/', headers)).toBe(200);
});

it('headers of any size are cut off', async () => {
  const server = await started();
  const { host } = new URL(server.url);
  expect(await raw(server, `GET / HTTP/1.1\r\nhost: ${host}\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431/,
  );
});

it('another name of the host, or none, gets no data, whatever stands beside it', async () => {
  const server = await started();
  const { host } = new URL(server.url);
  for (const lines of [
    `host: evil.example\r\nhost: ${host}`,

    'x: y',
    `host: evil.example\r\nx-forwarded-host: ${host}`,
  ]) {
    const answer = await raw(server, `GET /data.json HTTP/1.1\r\n${lines}\r\nconnection: close\r\n\r\n`);
    expect(answer, lines).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(answer).not.toContain('secret');
  }
});

it(
  'who sends one letter after another is sent away, and others are served meanwhile',
  { timeout: 60_000 },
  async () => {
    const server = await started();
    const { host } = new URL(server.url);
    const slow = Array.from({ length: 50 }, () => raw(server, `GET / HTTP/1.1\r\nhost: ${host}\r\nx: `));
    expect(await statusOf(server, '/data.json', {})).toBe(200);
    for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 408|^$/);
  },
);
