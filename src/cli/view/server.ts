/**
 * The page, its data and news of them, for browsers on this machine.
 *
 * Whoever can make a browser ask 127.0.0.1 could ask this server, too: a page of elsewhere by its address, or by a name of
 * its own that it lets lead here. So the Host must be ours, another Origin is refused, and nothing is allowed to be shared.
 */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../model/user-error.ts';

/** What is served; asked for with each request, so that it may change. */
export interface Content {
  readonly page: { readonly html: string; readonly policy: string };
  /** JSON. */
  readonly data: () => string;
  /** What keeps the data from being those of the files as they are; undefined: nothing. */
  readonly problem: () => string | undefined;
}

export interface Server {
  /** `http://127.0.0.1:49152/` */
  readonly url: string;
  /** Tells all open pages: there are new data, or a problem. */
  readonly tell: (event: 'change' | 'problem', text: string) => void;
  /** Ends it, and all connections. */
  readonly close: () => Promise<void>;
}

const ADDRESS = '127.0.0.1';

/** Who sends a request slowly, or much of it, holds nothing for long: a page of ours asks in a few lines. */
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
} as const;

/** Connections at once; each open page has a few. */
const MOST_CONNECTIONS = 256;

/** Sent with every answer. */
const ALWAYS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The policy of what is no page. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/**
 * Begins to serve.
 *
 * @param port 0: one that is free.
 * @throws UserError if it is taken, or may not be used.
 */
export const serve = async (content: Content, port: number): Promise<Server> => {
  const pages = new Set<ServerResponse>();
  let version = 0;
  const server = createServer(LIMITS, (request, response) => {
    const refused = refusalOf(request, (server.address() as AddressInfo).port);
    if (refused !== undefined) answer(request, response, refused);
    else route(request, response);
  });

  const route = (request: IncomingMessage, response: ServerResponse): void => {
    switch (String(request.url).replace(/\?.*/s, '')) {
      case '/':
        return answer(request, response, { status: 200, type: 'text/html', ...ofPage(content) });
      case '/data.json':
        return answer(request, response, { status: 200, type: 'application/json', text: content.data() });
      case '/events':
        return subscribe(request, response);
      default:
        return answer(request, response, { status: 404, text: 'there is nothing here\n' });
    }
  };

  const subscribe = (request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, {
      ...ALWAYS,
      'content-security-policy': NOTHING,
      'content-type': 'text/event-stream',
    });
    if (request.method === 'HEAD') return void response.end();
    pages.add(response);
    response.once('close', () => pages.delete(response));
    // The browser keeps the number, and gives it when it comes again: it has slept, or lost the connection.
    response.write(`retry: 1000\nid: ${version}\n\n`);
    const last = request.headers['last-event-id'];
    const problem = content.problem();
    if (problem !== undefined) response.write(eventText('problem', problem, version));
    else if (last !== undefined && last !== String(version)) response.write(eventText('change', '', version));
  };

  server.maxConnections = MOST_CONNECTIONS;
  await listening(server, port);
  return {
    url: `http://${ADDRESS}:${(server.address() as AddressInfo).port}/`,
    tell: (event, text) => {
      version++;
      for (const page of pages) page.write(eventText(event, text, version));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const ofPage = ({ page }: Content): { readonly text: string; readonly policy: string } => ({
  text: page.html,
  policy: page.policy,
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const answer = (
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, text, type = 'text/plain', policy = NOTHING, headers = {} }: Answer,
): void => {
  const body = Buffer.from(text);
  response.writeHead(status, {
    ...ALWAYS,
    'content-length': body.length,
    'content-security-policy': policy,
    'content-type': `${type}; charset=utf-8`,
    ...headers,
  });
  response.end(method === 'HEAD' ? undefined : body);
};

/** Why a request gets nothing; undefined: it is one of ours. */
const refusalOf = ({ method, headers }: IncomingMessage, port: number): Answer | undefined => {
  const hosts = [ADDRESS, 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  const { host = '', origin } = headers;
  if (!hosts.includes(host.toLowerCase())) return { status: 403, text: 'this is another host\n' };
  const isForeign = origin !== undefined && origin !== `http://${host.toLowerCase()}`;
  // A link from elsewhere may lead here; what asks in the name of another page, be it of another port, may not.
  const isAskedByOthers =
    !['same-origin', 'none', undefined].includes(headers['sec-fetch-site']) &&
    headers['sec-fetch-mode'] !== 'navigate';
  if (isForeign || isAskedByOthers) return { status: 403, text: 'this is for its own page\n' };
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, text: 'there is nothing to send\n', headers: { allow: 'GET, HEAD' } };
  return undefined;
};

/** One event; each line of its text is one of its own. */
const eventText = (event: string, text: string, id: number): string =>
  `event: ${event}\nid: ${id}\n${text
    .split(/\r\n?|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`;

const listening = (server: ReturnType<typeof createServer>, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.on('error', ({ code }: NodeJS.ErrnoException) => {
      reject(
        new UserError({
          message:
            code === 'EADDRINUSE'
              ? `the port ${port} is in use`
              : `the port ${port} cannot be used (${code ?? 'unknown error'})`,
          hint: 'name another one with --port, or leave it out: a free one is taken',
        }),
      );
    });
    server.listen(port, ADDRESS, resolve);
  });
