/** The rows of Google Cloud's and Azure's types: whole, without contradiction, and true to the provider packs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AZURE_TYPES } from '../../../src/assemble/facts/catalog/azure.ts';
import { providerOf } from '../../../src/assemble/facts/catalog/index.ts';
import { GOOGLE_TYPES } from '../../../src/assemble/facts/catalog/google.ts';
import type { TypeRow } from '../../../src/assemble/facts/catalog.ts';
import { EDGE_CLASSES } from '../../../src/model/fact.ts';

const PROVIDERS = [
  { pack: 'gcp', prefix: /^google_/, rows: GOOGLE_TYPES, least: 40 },
  { pack: 'azure', prefix: /^(?:azurerm_|Microsoft\.[A-Za-z]+\/)/, rows: AZURE_TYPES, least: 40 },
] as const;

/** Services as the pack's ids name them: what follows the provider, its regions and its zones. */
const servicesOf = (pack: string): ReadonlySet<string> => {
  const text = readFileSync(new URL(`../../../graphs/providers/${pack}.yaml`, import.meta.url), 'utf8');
  const ids = [...text.matchAll(new RegExp(`^ {2}${pack}/(\\S+):$`, 'gm'))].map((match) => match[1]!);
  return new Set(ids.map((id) => id.replaceAll(/\{\w+\}\/?/g, '')));
};

const rowOf = (rows: readonly TypeRow[], type: string): TypeRow =>
  rows.find(({ types }) => types.includes(type)) ?? expect.fail(`no row of ${type}`);

describe.each(PROVIDERS)('the types of $pack', ({ pack, prefix, rows, least }) => {
  const types = rows.flatMap((row) => row.types);

  test('are many, each in one row, and of the provider', () => {
    expect(types.length).toBeGreaterThan(least);
    expect(new Set(types).size, types.filter((type, index) => types.indexOf(type) !== index).join()).toBe(
      types.length,
    );
    expect(types.filter((type) => !prefix.test(type))).toEqual([]);
  });

  test('stand on services that the pack defines', () => {
    const services = servicesOf(pack);
    expect(services.size).toBeGreaterThan(20);
    expect(rows.filter(({ service }) => service !== undefined && !services.has(service))).toEqual([]);
  });

  test('say of each link of two others which properties it connects, and why', () => {
    for (const row of rows.filter(({ role }) => role === 'link'))
      expect(row.links, row.types[0]).toBeDefined();
    for (const { from, to, why, class: of } of rows.flatMap((row) => row.links ?? [])) {
      expect(from).not.toBe(to);
      expect(why).not.toBe('');
      expect(EDGE_CLASSES).toContain(of);
    }
  });

  test('are settings or links without a service: what does not run stands on nothing', () => {
    const standing = rows.filter(
      ({ role, service, kind }) => role === 'link' && (service !== undefined || kind !== 'resource'),
    );
    expect(standing.map((row) => row.types[0]).filter((type) => !/eventarc|eventgrid/.test(type!))).toEqual(
      [],
    );
  });
});

describe('Google Cloud', () => {
  test('a database with a regional availability type has a standby', () => {
    const row = rowOf(GOOGLE_TYPES, 'google_sql_database_instance');
    expect(row).toMatchObject({ kind: 'database', service: 'cloud-sql', failover: 60 });
    expect(row.standby).toEqual([{ property: 'settings.availability_type', is: 'REGIONAL' }]);
  });

  test('who is granted a role on a bucket is allowed to use it', () => {
    const row = rowOf(GOOGLE_TYPES, 'google_storage_bucket_iam_member');
    expect(row.links).toMatchObject([{ from: 'member|members', to: 'bucket', class: 'permission' }]);
  });

  test('requests are spread over the groups behind a backend service', () => {
    const row = rowOf(GOOGLE_TYPES, 'google_compute_backend_service');
    expect(row).toMatchObject({
      spread: 'global',
      links: [{ from: 'self', to: 'backend.group', form: 'balanced' }],
    });
  });

  test('what is pushed to lives on the subscription, not the other way round', () => {
    const row = rowOf(GOOGLE_TYPES, 'google_pubsub_subscription');
    expect(row.links).toMatchObject([
      { from: 'push_config.push_endpoint', to: 'self', class: 'asynchronous' },
    ]);
  });
});

describe('Azure', () => {
  test('names follow from what their makers chose', () => {
    const hosts = (type: string) =>
      rowOf(AZURE_TYPES, type).names?.flatMap(({ form, as }) =>
        form === 'host' && as !== undefined ? as : [],
      );
    expect(hosts('azurerm_storage_account')).toContain('{}.blob.core.windows.net');
    expect(hosts('azurerm_mssql_server')).toEqual(['{}.database.windows.net']);
    expect(hosts('azurerm_redis_cache')).toEqual(['{}.redis.cache.windows.net']);
    expect(hosts('azurerm_linux_web_app')).toEqual(['{}.azurewebsites.net']);
    expect(hosts('azurerm_key_vault')).toEqual(['{}.vault.azure.net']);
  });

  test('from a balancer there is a way to the interfaces and scale sets of its pools', () => {
    const link = (type: string) => rowOf(AZURE_TYPES, type).links?.map(({ from, to }) => `${from} > ${to}`);
    expect(link('azurerm_lb_rule')).toEqual([
      'loadbalancer_id > backend_address_pool_ids|backend_address_pool_id',
    ]);
    expect(link('azurerm_network_interface_backend_address_pool_association')).toEqual([
      'backend_address_pool_id|nat_rule_id > network_interface_id',
    ]);
    expect(link('azurerm_linux_virtual_machine_scale_set')?.[0]).toMatch(/pool_ids\|.*Pools > self$/);
  });

  test('a flexible server has a standby only in another zone', () => {
    expect(rowOf(AZURE_TYPES, 'azurerm_postgresql_flexible_server')).toMatchObject({
      standby: [
        { property: 'high_availability.mode', is: 'ZoneRedundant' },
        { property: 'highAvailability.mode', is: 'ZoneRedundant' },
      ],
      failover: 120,
    });
  });

  test('a resource group is what its members are in, and no dependency at run time', () => {
    expect(rowOf(AZURE_TYPES, 'azurerm_resource_group')).toMatchObject({
      role: 'setting',
      asTarget: 'config',
    });
  });

  test('what runs is known to Terraform and to Resource Manager', () => {
    const parts = AZURE_TYPES.filter(({ role = 'part' }) => role === 'part');
    const one = parts.filter(({ types }) => !types.some((type) => type.startsWith('Microsoft.')));
    // A function is a site of a certain kind there.
    expect(one.map(({ types }) => types[0])).toEqual(['azurerm_linux_function_app']);
  });

  test("types of Resource Manager are Azure's, in whatever place their parents put them", () => {
    expect(providerOf('Microsoft.Sql/servers/databases')).toBe('azure');
    expect(rowOf(AZURE_TYPES, 'Microsoft.Sql/servers/databases')).toMatchObject({ kind: 'database' });
  });

  test('a site is a function if its kind says so', () => {
    expect(rowOf(AZURE_TYPES, 'Microsoft.Web/sites').variants).toMatchObject([
      { property: 'kind', service: 'functions' },
    ]);
  });
});
