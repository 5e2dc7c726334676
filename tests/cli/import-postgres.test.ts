/** Proves that tables of Steampipe and CloudQuery become an estate: against a real server, which is only read. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresPrograms, startPostgres, type Server } from './postgres-server.ts';
import { runHere } from './run.ts';

const bin = postgresPrograms();
if (bin === undefined)
  console.warn('skipped: no PostgreSQL server in /usr/lib/postgresql (apt-get install postgresql)');

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/interchange/${name}.sql`, import.meta.url), 'utf8');

describe.skipIf(bin === undefined)('a PostgreSQL database', () => {
  let server: Server;
  beforeAll(() => {
    server = startPostgres(bin!);
    server.sql(
      `create role reader login; create database steampipe; create database cloudquery; create database empty;`,
    );
    server.sql(
      `${fixture('steampipe')}; grant usage on schema aws to reader; grant select on all tables in schema aws to reader`,
      'steampipe',
    );
    server.sql(
      `${fixture('cloudquery')}; grant select on all tables in schema public to reader`,
      'cloudquery',
    );
  }, 60_000);
  afterAll(() => server.stop());

  const imported = (database: string, ...args: readonly string[]) =>
    runHere(['import', server.address('reader', database), ...args]);

  it('of Steampipe: ARNs, ids, environments and targets are edges, zones and services are known', async () => {
    const { code, stdout, stderr } = await imported('steampipe', '--layout', 'steampipe');
    expect(code, stderr).toBe(0);
    const base = '123456789012/eu-west-1';
    for (const words of [
      `node: ${base}/aws_dynamodb_table.carts`,
      `node: ${base}/aws_sqs_queue.jobs`,
      `node: ${base}/aws_lb_target_group.web`,
      `node: ${base}/aws_instance.i-0a1b2c3d4e5f60718`,
      'node: aws/eu-west-1/lambda',
      'use:\n  - aws',
      'owner: data',
      'name: web',
      'postgres:steampipe/aws.aws_rds_db_instance:1',
    ])
      expect(stdout).toContain(words);
    expect(`${stdout}${stderr}`).not.toContain('hunter2');
  });

  it('of CloudQuery, found by its tables alone; rows above the limit are told', async () => {
    const { code, stdout, stderr } = await imported('cloudquery', '--rows', '3');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('node: 123456789012/eu-west-1/aws_dynamodb_table.carts');
    expect(stdout).toContain('aws_sqs_queue.q3:');
    expect(stdout).not.toContain('aws_sqs_queue.q4:');
    expect(stderr).toContain('more than 3 rows');
    expect((await imported('cloudquery', '--rows', '3', '--strict', '-q')).code).toBe(1);
  });

  it('gives the same bytes twice', async () => {
    expect((await imported('steampipe', '-q')).stdout).toBe((await imported('steampipe', '-q')).stdout);
  });

  it('is never written to: what a view does in secret when it is read is refused, and nothing remains', async () => {
    const trap = `create schema aws; create table public.written (at int);
      create function public.tap() returns text language plpgsql volatile security definer as
        $$ begin insert into public.written values (1); return 'eu-west-1'; end $$;
      create view aws.aws_sqs_queue as
        select 'arn:aws:sqs:eu-west-1:1:q'::text as queue_arn, 'q'::text as title, public.tap() as region;
      grant usage on schema aws to reader; grant select on aws.aws_sqs_queue to reader`;
    const rowsAre = (count: number): string =>
      `do $$ begin if (select count(*) from public.written) <> ${count} then raise 'written'; end if; end $$`;
    server.sql('create database trap');
    server.sql(trap, 'trap');
    const { code, stdout, stderr } = await imported('trap');
    expect([code, stdout], stderr).toEqual([2, '']);
    expect(stderr).toContain('cannot execute INSERT in a read-only transaction');
    server.sql(rowsAre(0), 'trap');
    // Whoever reads it without that guard does write.
    server.sql(`select * from aws.aws_sqs_queue; ${rowsAre(1)}`, 'trap');
  });

  it('without known tables, without such a database or without a server is an error that tells no password', async () => {
    const login = 'reader:s3cret%2Fpass';
    for (const [address, words] of [
      [server.address(login, 'empty'), 'has no table'],
      [server.address(login, 'nowhere'), 'does not exist'],
      ['postgres://reader:s3cret%2Fpass@127.0.0.1:1/x', 'ECONNREFUSED'],
      ['postgres://reader:s3cret%2Fpass@[broken/x', 'cannot be read'],
    ] as const) {
      const { code, stdout, stderr } = await runHere(['import', address]);
      expect([code, stdout], stderr).toEqual([2, '']);
      expect(stderr).toContain(words);
      expect(stderr).not.toContain('s3cret');
    }
  });
});

describe('a database that is not asked', () => {
  it('for a number of rows that is none is told before it is', async () => {
    const { code, stderr } = await runHere(['import', 'postgres://127.0.0.1:1/x', '--rows', 'many']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is no number of rows')]);
  });
});
