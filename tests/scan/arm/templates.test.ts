import { expect, test } from 'vitest';
import { arm } from '../../../src/scan/arm.ts';
import { nodeOf, onTarget, scanned } from '../../support/facts.ts';
import { sourceFile } from '../../support/source-files.ts';
import { arrows, azure, ids, json, template, thing, told } from './given.ts';

const resource = (type: string, name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type,
  apiVersion: '2023-01-01',
  name,
  ...more,
});

const STORAGE = 'Microsoft.Storage/storageAccounts';
const SITE = 'Microsoft.Web/sites';

test('a template is known by its schema, under any name', () => {
  const claims = (name: string, text: string): boolean => arm.claims(sourceFile(name, text));
  expect(claims('anything.json', template([]))).toBe(true);
  expect(claims('a.jsonc', '// x\n{ "$schema": "…/subscriptionDeploymentTemplate.json#" }')).toBe(true);
  expect(claims('a.parameters.json', '{ "$schema": "…/deploymentParameters.json#" }')).toBe(true);
  expect(claims('azuredeploy.json', '{ "resources": [] }')).toBe(false);
});

test('ids, properties and keys of another resource are references to it', async () => {
  const facts = await json(
    [
      resource(STORAGE, "[variables('store')]"),
      resource('Microsoft.Web/serverfarms', 'plan'),
      resource(SITE, 'web', {
        dependsOn: ["[resourceId('Microsoft.Storage/storageAccounts', variables('store'))]"],
        properties: {
          serverFarmId: "[resourceId('Microsoft.Web/serverfarms', 'plan')]",
          siteConfig: {
            appSettings: [
              {
                name: 'KEY',
                value:
                  "[concat('Key=', listKeys(resourceId('Microsoft.Storage/storageAccounts', variables('store')), '2023-01-01').keys[0].value)]",
              },
              { name: 'BLOBS', value: "[reference(variables('store')).primaryEndpoints.blob]" },
            ],
          },
        },
      }),
    ],
    { variables: { store: "[concat('st', uniqueString(resourceGroup().id))]" } },
  );
  expect(arrows(facts).filter((arrow) => !arrow.includes('${'))).toEqual([
    'web -> st dependsOn (start-up)',
    'web -> plan serverFarmId',
    'web -> st siteConfig.appSettings.KEY',
    'web -> st siteConfig.appSettings.BLOBS',
  ]);
});

test('parameters are values: from the command line, the file beside, then their defaults', async () => {
  const parameters = { parameters: { where: { defaultValue: 'eastus' }, size: { defaultValue: '1' } } };
  const files = {
    'shop/azuredeploy.json': template(
      [resource(STORAGE, 'a', { location: "[parameters('where')]" })],
      parameters,
    ),
    'shop/azuredeploy.parameters.json':
      '{ "$schema": "x/deploymentParameters.json#", "parameters": { "where": { "value": "West Europe" } } }',
  };
  expect(thing(await azure(files), 'a').region).toBe('West Europe');
  expect(thing(await azure(files, { where: 'uksouth' }), 'a').region).toBe('uksouth');
  expect(
    thing(await json([resource(STORAGE, 'a', { location: "[parameters('where')]" })], parameters), 'a')
      .region,
  ).toBe('eastus');
});

test("the group's location is not said, and a child is where its parent is", async () => {
  const facts = await json([
    resource(STORAGE, 'a', { location: '[resourceGroup().location]' }),
    resource('Microsoft.Sql/servers', 'db', {
      location: 'eastus',
      resources: [{ type: 'databases', apiVersion: 'x', name: 'orders' }],
    }),
    resource('Microsoft.Network/trafficManagerProfiles', 'tm', { location: 'global' }),
  ]);
  expect(facts.resources.map(({ region }) => region)).toEqual([undefined, 'eastus', 'eastus', undefined]);
});

test('children are found nested and by name, and refer to their parent', async () => {
  const facts = await json([
    resource('Microsoft.Sql/servers', 'db', {
      resources: [{ type: 'databases', apiVersion: 'x', name: 'inside' }],
    }),
    resource('Microsoft.Sql/servers/databases', "[concat('db', '/outside')]"),
  ]);
  expect(arrows(facts)).toEqual(['db/inside -> db parent', 'db/outside -> db parent']);
  expect(thing(facts, 'db/inside').type).toBe('Microsoft.Sql/servers/databases');
});

test('types are spelled as the catalog spells them', async () => {
  const facts = await json([resource('microsoft.STORAGE/storageaccounts', 'a')]);
  expect(facts.resources[0]!.type).toBe(STORAGE);
});

test('a condition that is known to be false switches off; one that is not leaves it on', async () => {
  const facts = await json(
    [
      resource(STORAGE, 'off', { condition: "[equals(parameters('kind'), 'b')]" }),
      resource(STORAGE, 'on', { condition: "[parameters('unknown')]" }),
    ],
    { parameters: { kind: { defaultValue: 'a' }, unknown: { type: 'bool' } } },
  );
  expect(facts.resources.map(({ count }) => count)).toEqual([0, undefined]);
});

test('copies are one thing with a count, of which each is known', async () => {
  const facts = await json([
    resource('Microsoft.Compute/disks', "[concat('disk', copyIndex(1))]", {
      copy: { name: 'disks', count: 3 },
      zones: ['[string(copyIndex(1))]'],
    }),
    resource('Microsoft.Compute/virtualMachines', 'vm', {
      dependsOn: ['disks'],
      properties: {
        copy: [
          {
            name: 'dataDisks',
            count: 3,
            input: {
              managedDisk: {
                id: "[resourceId('Microsoft.Compute/disks', concat('disk', copyIndex('dataDisks', 1)))]",
              },
            },
          },
        ],
      },
    }),
  ]);
  const disk = thing(facts, 'diskindex');
  expect(disk.count).toBe(3);
  expect(disk.instances?.map(({ name, zones }) => [name, zones])).toEqual([
    ['disk1', ['1']],
    ['disk2', ['2']],
    ['disk3', ['3']],
  ]);
  expect(arrows(facts)).toEqual([
    'vm -> diskindex dependsOn (start-up)',
    'vm -> diskindex dataDisks.managedDisk.id',
  ]);
});

test('a deployment written out inside is part of the template, and its outputs lead to its resources', async () => {
  const inner = {
    $schema: 'x/deploymentTemplate.json#',
    parameters: { name: { type: 'string' } },
    resources: [resource(STORAGE, "[parameters('name')]")],
    outputs: { id: { value: "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]" } },
  };
  const facts = await json([
    resource('Microsoft.Resources/deployments', 'data', {
      properties: {
        expressionEvaluationOptions: { scope: 'inner' },
        template: inner,
        parameters: { name: { value: 'images' } },
      },
    }),
    resource(SITE, 'web', { properties: { storageId: "[reference('data').outputs.id.value]" } }),
  ]);
  expect(ids(facts)).toEqual(['web', 'data/images']);
  expect(arrows(facts)).toEqual(['web -> data/images storageId']);
  expect(new Set(facts.resources.map(({ app }) => app))).toEqual(new Set(['shop']));
});

test('a linked template beside it is read as part of it, and no root of its own; one elsewhere is told', async () => {
  const facts = await azure({
    'shop/azuredeploy.json': template(
      [
        resource('Microsoft.Resources/deployments', 'here', {
          properties: { templateLink: { uri: "[uri(parameters('_base'), 'nested/store.json')]" } },
        }),
        resource('Microsoft.Resources/deployments', 'there', {
          properties: { templateLink: { uri: 'https://templates.test/gone.json' } },
        }),
      ],
      { parameters: { _base: { type: 'string' } } },
    ),
    'shop/nested/store.json': template([resource(STORAGE, 'images')]),
  });
  expect(ids(facts)).toEqual(['there', 'here/images']);
  expect(told(facts, 'skipped')).toEqual([
    expect.stringMatching(/^shop\/azuredeploy\.json:\d+: the template of a nested deployment is not among/),
  ]);
});

test('templates that deploy each other in a circle, or themselves, are read once, and none is lost', async () => {
  const link = (name: string) =>
    resource('Microsoft.Resources/deployments', `to-${name}`, {
      properties: { templateLink: { relativePath: `${name}.json` } },
    });
  const facts = await azure({
    'shop/a.json': template([link('b'), resource(STORAGE, 'one')]),
    'shop/b.json': template([link('a'), resource(STORAGE, 'two')]),
    'shop/self.json': template([link('self'), resource(STORAGE, 'three')]),
  });
  const stores = facts.resources.filter(({ type }) => type === STORAGE);
  expect(stores.map(({ address }) => address.local).toSorted()).toEqual(['one', 'three', 'two']);
});

test('symbolic names and existing resources of the newer language are understood', async () => {
  const facts = await json(
    {
      vault: resource('Microsoft.KeyVault/vaults', "[parameters('vault')]", { existing: true }),
      web: resource(SITE, "[parameters('web')]", {
        dependsOn: ['vault'],
        properties: { keyVaultUri: "[reference('vault').vaultUri]" },
      }),
    },
    { languageVersion: '2.0', parameters: { vault: { type: 'string' }, web: { type: 'string' } } },
  );
  expect(arrows(facts)).toEqual(['web -> vault dependsOn (start-up)', 'web -> vault keyVaultUri']);
  expect(thing(facts, 'vault').isForeign).toBe(true);
});

test('what a template refers to and does not make is there already; roles are nothing that runs', async () => {
  const facts = await json([
    resource(SITE, 'web', {
      properties: {
        virtualNetworkSubnetId:
          "[resourceId('hub', 'Microsoft.Network/virtualNetworks/subnets', 'net', 'web')]",
        role: "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'x')]",
        poolId: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb', 'pool')]",
      },
    }),
  ]);
  expect(facts.resources.slice(1)).toMatchObject([
    { type: 'Microsoft.Network/virtualNetworks/subnets', isForeign: true, name: 'net/web' },
    { type: 'Microsoft.Network/loadBalancers', isForeign: true, name: 'lb' },
  ]);
  expect(arrows(facts)).toHaveLength(2);
});

test('settings are texts with keys, whether in the app or in a resource of their own', async () => {
  const facts = await json([
    resource(SITE, 'web', {
      properties: { siteConfig: { appSettings: [{ name: 'DB_HOST', value: 'db.shop.test' }] } },
      resources: [
        {
          type: 'config',
          apiVersion: 'x',
          name: 'appsettings',
          properties: { CACHE_URL: 'redis://cache:6379' },
        },
      ],
    }),
  ]);
  expect(facts.references.filter(({ to }) => to.by === 'text')).toMatchObject([
    { from: { local: 'web' }, to: { as: 'env', key: 'DB_HOST', text: 'db.shop.test' } },
    { from: { local: 'web' }, to: { as: 'env', key: 'CACHE_URL' } },
  ]);
});

test('a host made of a name leads to what bears it', async () => {
  const facts = await json([
    resource('Microsoft.Cache/redis', 'carts'),
    resource(SITE, 'web', {
      properties: {
        siteConfig: { appSettings: [{ name: 'REDIS_HOST', value: 'carts.redis.cache.windows.net' }] },
      },
    }),
  ]);
  const node = nodeOf(scanned([facts]), 'shop/web');
  expect(onTarget(node, 'shop/carts')).toHaveLength(1);
});

test('a name that is computed twice in the same words is the same name', async () => {
  const facts = await json(
    [
      resource(STORAGE, "[parameters('storeName')]"),
      resource(SITE, 'web', {
        properties: { url: "[concat('https://', parameters('storeName'), '.blob.core.windows.net')]" },
      }),
    ],
    { parameters: { storeName: { type: 'string' } } },
  );
  expect(facts.references).toMatchObject([
    { to: { address: { local: 'storeName' } }, confidence: 'inferred' },
  ]);
});

test('a balancer stands on the machines whose interfaces are in its pool', async () => {
  const facts = await json([
    resource('Microsoft.Network/loadBalancers', 'lb'),
    resource('Microsoft.Network/networkInterfaces', 'nic', {
      properties: {
        ipConfigurations: [
          {
            properties: {
              loadBalancerBackendAddressPools: [
                { id: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb', 'pool')]" },
              ],
            },
          },
        ],
      },
    }),
    resource('Microsoft.Compute/virtualMachines', 'vm', {
      properties: {
        networkProfile: {
          networkInterfaces: [{ id: "[resourceId('Microsoft.Network/networkInterfaces', 'nic')]" }],
        },
      },
    }),
  ]);
  expect(arrows(facts)).toContain('lb -> vm selector (call)');
  const lb = nodeOf(scanned([facts]), 'shop/lb');
  expect(onTarget(lb, 'shop/vm')).toHaveLength(1);
});

test('a function app is a function', async () => {
  const facts = await json([
    resource(SITE, 'f', { kind: 'functionapp,linux' }),
    resource(SITE, 'w', { kind: 'app' }),
  ]);
  const { document } = scanned([facts]);
  expect([document.nodes.get('shop/f')?.kind, document.nodes.get('shop/w')?.kind]).toEqual([
    'function',
    'service',
  ]);
});

test('comments and last commas do no harm, and lines stay what they are', async () => {
  const facts = await azure({
    'a.json': `{
  // https://not.a.url "quoted"
  "$schema": "https://x/deploymentTemplate.json#",
  "resources": [ /* two
    lines */
    { "type": "Microsoft.Storage/storageAccounts", "name": "s//x", },
  ],
}`,
  });
  expect(facts.resources.map(({ where, properties }) => [where.line, properties?.['name']])).toEqual([
    [6, 'x'],
  ]);
});

test('an expression that cannot be read is told with its line, and the rest is read', async () => {
  const facts = await json([
    resource(STORAGE, 'a', { location: "[concat('a'" }),
    resource(STORAGE, 'b', { location: '[oops(]' }),
  ]);
  expect(ids(facts)).toEqual(['a', 'b']);
  expect(told(facts, 'unknown-value')).toEqual([
    expect.stringContaining('an expression that cannot be read: [oops(]'),
  ]);
});

test('what leads to itself, nests without end or counts too far comes to an end', async () => {
  const deep = `[${'concat('.repeat(5_000)}'a'${')'.repeat(5_000)}]`;
  const facts = await json(
    [
      resource(STORAGE, "[variables('a')]", { tags: { deep } }),
      resource(STORAGE, '__proto__', { copy: { name: 'c', count: 1_000_000_000 } }),
      resource(STORAGE, 'constructor', {
        properties: { x: "[variables('wide9')]", y: "[variables('many9')]" },
      }),
    ],
    {
      variables: {
        a: "[variables('b')]",
        b: "[variables('a')]",
        ...Object.fromEntries(
          Array.from({ length: 10 }, (_, i) => [
            `wide${i}`,
            i === 0 ? 'x' : `[concat(${times(10, `variables('wide${i - 1}')`)})]`,
          ]),
        ),
        ...Object.fromEntries(
          Array.from({ length: 10 }, (_, i) => [
            `many${i}`,
            i === 0
              ? "[createArray(reference('__proto__').x)]"
              : `[createArray(${times(10, `variables('many${i - 1}')`)})]`,
          ]),
        ),
      },
    },
  );
  expect(facts.resources).toHaveLength(3);
});

const times = (count: number, words: string): string => Array.from({ length: count }, () => words).join(',');
