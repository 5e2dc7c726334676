/** Proves who is served what: nobody but browsers on this machine that ask by its own name, and nothing but the page. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Server, serve } from '../../src/cli/view/server.ts';
import { UserError } from '../../src/model/user-error.ts';

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const started = async (problem?: string, port = 0): Promise<Server> => {
  const server = await serve(
    {
      page: { html: '<p>page</p>', policy: "default-src 'none'; connect-src 'self'" },
      data: () => '{"faultline":1}',
      problem: () => problem,
    },
    port,
  );
  onTestFinished(() => server.close());
  return server;
};

const ask = (
  server: Server,
  path: string,
  {
    method = 'GET',
    headers = {},
  }: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    asked.on('error', reject).end();
  });

/** What comes on /events, as it comes; `until` resolves when all of it holds a text. */
const subscribed = (server: Server, headers: Record<string, string> = {}) => {
  const { hostname, port } = new URL(server.url);
  let all = '';
  let check = (): void => {};
  const asked = request({ hostname, port, path: '/events', headers }, (response) => {
    expect(response.headers['content-type']).toBe('text/event-stream');
    response.setEncoding('utf8').on('data', (chunk: string) => {
      all += chunk;
      check();
    });
    // The server ends it.
    response.on('error', () => {});
  });
  asked.on('error', () => {});
  asked.end();
  return {
    text: () => all,
    until: (text: string): Promise<void> =>
      new Promise((resolve) => {
        check = () => void (all.includes(text) && resolve());
        check();
      }),
  };
};

describe('the server of the viewer', () => {
  it('is there for this machine alone', async () => {
    expect((await started()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('gives the page with its policy', async () => {
    const { status, text, headers } = await ask(await started(), '/');
    expect({ status, text }).toEqual({ status: 200, text: '<p>page</p>' });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
    });
  });

  it('gives the data, whatever is asked behind the path', async () => {
    const { status, text, headers } = await ask(await started(), '/data.json?x=/..');
    expect({ status, text }).toEqual({ status: 200, text: '{"faultline":1}' });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it.each([
    '/index.html',
    '/data',
    '//',
    '/../package.json',
    '/%2e%2e/etc/passwd',
    '/data.json/',
    'http://evil.example/',
  ])('has nothing at %s', async (path) => {
    expect((await ask(await started(), path)).status).toBe(404);
  });

  it.each(['/', '/data.json', '/nothing'])('lets no other site read, keep or guess %s', async (path) => {
    const { headers } = await ask(await started(), path);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('takes no %s', async (method) => {
    const { status, headers } = await ask(await started(), '/', { method });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });

  it.each(['/', '/data.json', '/events'])('answers HEAD of %s with no text', async (path) => {
    expect(await ask(await started(), path, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });

  it('answers to its own names only: another one that leads here is somebody else', async () => {
    const server = await started();
    const { port } = new URL(server.url);
    const statusFor = async (host: string): Promise<number> =>
      (await ask(server, '/data.json', { headers: { host } })).status;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect([host, await statusFor(host)]).toEqual([host, 200]);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.evil.example:${port}`,
      `0.0.0.0:${port}`,
      `localhost.:${port}`,
    ])
      expect([host, await statusFor(host)]).toEqual([host, 403]);
  });

  it('answers nobody who does not say whom they mean', async () => {
    const { port } = new URL((await started()).url);
    const text = await new Promise<string>((resolve) => {
      let all = '';
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /data.json HTTP/1.0\r\n\r\n'),
      );
      socket.setEncoding('utf8').on('data', (chunk: string) => (all += chunk));
      socket.on('close', () => resolve(all));
    });
    expect(text).toMatch(/^HTTP\/1\.1 403 /);
    expect(text).not.toContain('faultline');
  });

  it('answers pages of its own only', async () => {
    const server = await started();
    const statusFor = async (origin: string): Promise<number> =>
      (await ask(server, '/data.json', { headers: { origin } })).status;
    expect(await statusFor(server.url.slice(0, -1))).toBe(200);
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost'])
      expect([origin, await statusFor(origin)]).toEqual([origin, 403]);
  });

  it('tells all open pages of new data', async () => {
    const server = await started();
    const pages = [subscribed(server), subscribed(server)];
    await Promise.all(pages.map((page) => page.until('id: 0')));
    server.tell('change', '');
    await Promise.all(pages.map((page) => page.until('event: change\nid: 1\ndata: \n\n')));
  });

  it('tells of a problem in as many lines as it has, and of nothing else that a line could say', async () => {
    const server = await started();
    const page = subscribed(server);
    await page.until('id: 0');
    server.tell('problem', 'a\nevent: change\r\ndata: b');
    await page.until('event: problem\nid: 1\ndata: a\ndata: event: change\ndata: data: b\n\n');
  });

  it('tells a page that comes later of the problem that there is', async () => {
    await subscribed(await started('broken')).until('event: problem\nid: 0\ndata: broken\n\n');
  });

  it('tells a page that comes again of what it has missed', async () => {
    const server = await started();
    server.tell('change', '');
    await subscribed(server, { 'last-event-id': '0' }).until('event: change\nid: 1\n');
    const upToDate = subscribed(server, { 'last-event-id': '1' });
    await upToDate.until('id: 1\n\n');
    expect(upToDate.text()).not.toContain('event:');
  });

  it('ends, with all that is open', async () => {
    const server = await started();
    const page = subscribed(server);
    await page.until('id: 0');
    await server.close();
    await expect(ask(server, '/')).rejects.toThrow('ECONNREFUSED');
  });

  it('says of a port that is in use how to get another', async () => {
    const { port } = new URL((await started()).url);
    const error: unknown = await started(undefined, Number(port)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).problems).toMatchObject([
      { message: `the port ${port} is in use`, hint: expect.stringContaining('--port') as string },
    ]);
  });
});
