/**
 * A PostgreSQL database to ask for tables: read-only, with a limit of time, and never telling its password.
 *
 * `pg` is no dependency: who wants this installs it.
 */
import type { Plain } from '../../model/fact.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import type { Row } from '../../scan/interchange/inventory/row.ts';
import type { TableName, Tables } from '../../scan/interchange/inventory/tables.ts';

/** Whether an input is the address of a database. */
export const isDatabase = (input: string): boolean => /^postgres(?:ql)?:\/\//i.test(input);

/** Milliseconds that the server may take to answer at all, and for one question. Steampipe asks the cloud meanwhile. */
const CONNECT = 10_000;
const STATEMENT = 300_000;

/** The part of the client that is used. */
interface Client {
  connect(): Promise<unknown>;
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): unknown;
}

interface Driver {
  readonly Client: new (options: object) => Client;
}

/**
 * Asks a database, in one transaction that can only read, and closes it.
 *
 * @throws UserError if there is no `pg`, no such server, no right, or an error of the server.
 */
export const withDatabase = async <T>(address: string, ask: (tables: Tables) => Promise<T>): Promise<T> => {
  const url = urlOf(address);
  const { Client } = await driver();
  const client = new Client({
    connectionString: address,
    connectionTimeoutMillis: CONNECT,
    statement_timeout: STATEMENT,
    application_name: 'faultline',
  });
  // A connection that breaks between two questions is told by the next one.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin transaction isolation level repeatable read read only');
    const answer = await ask(tablesOf(client, url));
    await client.query('rollback');
    return answer;
  } catch (error) {
    throw error instanceof UserError ? error : failed(error, url, address);
  } finally {
    await client.end().catch(() => {});
  }
};

const urlOf = (address: string): URL => {
  try {
    // Where the host is a folder with a socket (?host=/run/postgresql), there is none before the slash.
    return new URL(address.replace('@/', '@localhost/'));
  } catch {
    throw new UserError({
      message: 'the address of the database cannot be read',
      hint: 'postgres://user@host:5432/database; % and / in a password are written %25 and %2F',
    });
  }
};

const driver = async (): Promise<Driver> => {
  try {
    const { default: pg } = (await import('pg')) as unknown as { readonly default: Driver };
    return pg;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UserError({
      message: 'reading a PostgreSQL database needs the package "pg", which is not installed',
      hint: 'npm install pg',
    });
  }
};

/** The server's words without what may hold a secret: the address, its password, what it was made of. */
const failed = (error: unknown, url: URL, address: string): UserError => {
  const { code, message } = error as NodeJS.ErrnoException;
  const secrets = [address, url.password, decoded(url.password), url.search].filter(
    (text) => text.length > 0,
  );
  let words = message;
  for (const secret of secrets) words = words.replaceAll(secret, '***');
  // Several addresses of one host fail together, without a message of their own.
  const said = words === '' ? (code ?? 'unknown error') : words;
  return new UserError({
    message: `${quoted(placeOf(url))}: ${said.slice(0, 500)}`,
    hint: code === 'ECONNREFUSED' || code === 'ENOENT' ? 'does the server run, and listen there?' : HINT,
  });
};

const HINT = 'the database is only read: a user with SELECT on its tables is enough';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Without user and password. */
const placeOf = ({ hostname, port, pathname }: URL): string =>
  `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`;

const tablesOf = (client: Client, url: URL): Tables => ({
  name: `postgres:${decoded(url.pathname.slice(1)) || 'postgres'}`,
  columns: async (tables) => {
    const { rows } = await client.query(
      `select table_schema, table_name, column_name
         from information_schema.columns
        where table_name = any($1) and table_schema not in ('pg_catalog', 'information_schema')`,
      [tables],
    );
    const found = new Map<string, TableName & { readonly columns: string[] }>();
    for (const row of rows) {
      const [schema, table, column] = ['table_schema', 'table_name', 'column_name'].map((key) =>
        String(row[key]),
      );
      const key = `${schema!}\0${table!}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { schema: schema!, table: table!, columns: [column!] });
      else known.columns.push(column!);
    }
    return [...found.values()];
  },
  rows: async ({ schema, table }, columns, most) => {
    const names = columns.map(identifier);
    // As text and by code point: an order that no locale changes, and that any type has.
    const order = names.map((name) => `${name}::text collate "C"`).join(', ');
    const { rows } = await client.query(
      `select ${names.join(', ')} from ${identifier(schema)}.${identifier(table)} order by ${order} limit ${most}`,
    );
    return rows.map(rowOf);
  },
});

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const rowOf = (row: Record<string, unknown>): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plainOf(value)]));

/** Times and bytes mean nothing to a graph. */
const plainOf = (value: unknown): Plain =>
  value === undefined || value instanceof Date || value instanceof Uint8Array || typeof value === 'bigint'
    ? null
    : (value as Plain);
