import { expect, test } from 'vitest';
import { arrows, azure, ids, template, thing, told } from '../arm/given.ts';

const bicep = (text: string, more: Readonly<Record<string, string>> = {}) =>
  azure({ 'shop/main.bicep': text, ...more });

test('symbols, properties and texts with values in them are references', async () => {
  const facts = await bicep(`
@description('Where')
param location string = resourceGroup().location
var storeName = 'st\${uniqueString(resourceGroup().id)}'

resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: storeName
  location: location
}
resource web 'Microsoft.Web/sites@2022-09-01' = {
  name: 'web'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'KEY', value: 'Key=\${store.listKeys().keys[0].value}' }
        {
          name: 'URL'
          value: 'https://\${storeName}.blob.\${environment().suffixes.storage}'
        }
      ]
    }
  }
  dependsOn: [ store ]
}
`);
  expect(arrows(facts)).toEqual([
    'web -> store dependsOn (start-up)',
    'web -> store siteConfig.appSettings.KEY',
    expect.stringMatching(/^web -> Key=/),
    'web -> store siteConfig.appSettings.URL',
    expect.stringContaining('.blob.core.windows.net siteConfig.appSettings.URL'),
  ]);
  expect(thing(facts, 'store').where.line).toBe(6);
  expect(facts.references[1]!.where.line).toBe(15);
});

test('nested resources, parents and existing ones', async () => {
  const facts = await bicep(`
resource store 'Microsoft.Storage/storageAccounts@2023-01-01' existing = { name: 'images' }
resource db 'Microsoft.Sql/servers@2022-05-01' = {
  name: 'db'
  resource orders 'databases' = { name: 'orders' }
}
resource carts 'Microsoft.Sql/servers/databases@2022-05-01' = {
  parent: db
  name: 'carts'
  properties: { from: db::orders.id, store: store.id }
}
`);
  expect(arrows(facts)).toEqual([
    'db/orders -> db parent',
    'db/carts -> db parent',
    'db/carts -> db/orders from',
    'db/carts -> images store',
  ]);
  expect(thing(facts, 'images').isForeign).toBe(true);
});

test('a module is part of what calls it, with the values it is given and the outputs it gives', async () => {
  const facts = await bicep(
    `
module data './modules/data.bicep' = {
  name: 'data-deployment'
  params: { region: 'westeurope' }
}
resource web 'Microsoft.Web/sites@2022-09-01' = { name: 'web', properties: { x: data.outputs.host } }
`,
    {
      'shop/modules/data.bicep': `
param region string
resource server 'Microsoft.Sql/servers@2022-05-01' = { name: 'db', location: region }
output host string = server.properties.fullyQualifiedDomainName
`,
    },
  );
  expect(ids(facts)).toEqual(['web', 'data-deployment/db']);
  expect(thing(facts, 'data-deployment/db').region).toBe('westeurope');
  expect(arrows(facts)).toEqual(['web -> data-deployment/db x']);
});

test("a module of Azure's registry is what its path says; one of another registry is a node of its own", async () => {
  const facts = await bicep(`
module vault 'br/public:avm/res/key-vault/vault:0.11.0' = { name: 'v', params: { name: 'secrets', location: 'eastus' } }
module own 'br:acme.azurecr.io/thing:v1' = { name: 'own', params: { vault: vault.outputs.resourceId } }
`);
  expect(facts.resources).toMatchObject([
    { type: 'Microsoft.KeyVault/vaults', region: 'eastus', properties: { name: 'secrets' } },
    { type: 'Microsoft.Resources/deployments', kind: 'resource' },
  ]);
  expect(arrows(facts)).toEqual(['own -> secrets parameters.vault']);
  expect(told(facts, 'skipped')).toHaveLength(2);
});

test('loops and conditions of resources', async () => {
  const facts = await bicep(`
param names array = [ 'a', 'b' ]
param isOn bool = false
resource disks 'Microsoft.Compute/disks@2023-01-01' = [for (name, i) in names: {
  name: 'disk-\${name}'
  zones: [ string(i + 1) ]
}]
resource off 'Microsoft.Storage/storageAccounts@2023-01-01' = if (isOn && !empty(names)) { name: 'off' }
resource vm 'Microsoft.Compute/virtualMachines@2023-01-01' = {
  name: 'vm'
  properties: { storageProfile: { dataDisks: [for i in range(0, 2): { managedDisk: { id: disks[i].id } }] } }
}
`);
  expect(thing(facts, 'disks').count).toBe(2);
  expect(thing(facts, 'disks').instances?.map(({ name, zones }) => [name, zones])).toEqual([
    ['disk-a', ['1']],
    ['disk-b', ['2']],
  ]);
  expect(thing(facts, 'off').count).toBe(0);
  expect(arrows(facts)).toEqual(['vm -> disks storageProfile.dataDisks.managedDisk.id']);
});

test('an identity in a key is a reference', async () => {
  const facts = await bicep(`
resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: 'id' }
resource web 'Microsoft.Web/sites@2022-09-01' = {
  name: 'web'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '\${id.id}': {} } }
}
`);
  expect(arrows(facts)).toEqual(['web -> id identity.userAssignedIdentities']);
});

test('values come from the one file of parameters that uses the template', async () => {
  const main = `param place string\nresource s 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 's', location: place }\n`;
  const facts = await bicep(main, {
    'shop/prod.bicepparam': `using './main.bicep'\nvar short = 'uk'\nparam place = '\${short}south'\n`,
  });
  expect(thing(facts, 's').region).toBe('uksouth');
});

test('the language beyond resources is passed over', async () => {
  const facts = await bicep(`
targetScope = 'resourceGroup'
metadata owner = { name: 'x' }
import { one, two } from 'types.bicep'
#disable-next-line no-unused-params
type size = 'small'
  | 'large'
type shape = {
  *: string
  inner: { a: int? }[]
}
@allowed([
  'a'
  'b'
])
param p 'a' | 'b' = 'a'
param o { x: string, y: int[] }?
func twice(a string) string => '\${a}\${a}'
func isGood(a string?, b { x: int }[]) bool =>
  !empty(a) && contains(a!, '/') ? last(b)!.x > 1 : false
var long = '''
resource no 'Microsoft.Storage/storageAccounts@1' = {}
'''
var many = map(range(0, 2), i => { x: i })
var picked = p == 'a' ? { ...o, z: 1 } : null
/* resource no 'Microsoft.Storage/storageAccounts@1' = {} */
resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: az.toLower('S')
  properties: { a: o.?x ?? 'd', b: o![?0], c: -1 + 2 * 3 }
}
output id string = s.id
`);
  expect(facts.findings).toEqual([]);
  expect(ids(facts)).toEqual(['s']);
});

test('a statement that cannot be read costs itself, and is told with its line', async () => {
  const facts = await bicep(`
resource a 'Microsoft.Storage/storageAccounts@1' = {
  name: ) }
resource b 'Microsoft.Storage/storageAccounts@1' = { name: 'b' }
`);
  expect(ids(facts)).toEqual(['b']);
  expect(told(facts, 'unknown-value')).toEqual([
    'shop/main.bicep:3: a statement that cannot be read: ")" is not expected here',
  ]);
});

test('hostile files come to an end', async () => {
  const facts = await azure({
    'a/main.bicep': `var x = ${'('.repeat(20_000)}`,
    'b/main.bicep': `var x = '${"${'".repeat(5_000)}`,
    'c/main.bicep': `module me 'main.bicep' = { name: 'me' }\nresource s 'Microsoft.Storage/storageAccounts@1' = { name: 's' }\n`,
    'd/main.bicep': `resource constructor 'Microsoft.Storage/storageAccounts@1' = { name: '__proto__', tags: { __proto__: 'x' } }\n`,
  });
  expect(told(facts, 'unreadable').length).toBeGreaterThan(0);
  expect(ids(facts)).toContain('d/__proto__');
});

test('both languages come to the same facts, and where both lie in one folder one of them is read', async () => {
  const text = `
param name string
resource plan 'Microsoft.Web/serverfarms@2022-09-01' = { name: 'plan', sku: { capacity: 2 } }
resource web 'Microsoft.Web/sites@2022-09-01' = { name: name, properties: { serverFarmId: plan.id } }
`;
  const made = template(
    {
      plan: {
        type: 'Microsoft.Web/serverfarms',
        apiVersion: '2022-09-01',
        name: 'plan',
        sku: { capacity: 2 },
      },
      web: {
        type: 'Microsoft.Web/sites',
        apiVersion: '2022-09-01',
        name: "[parameters('name')]",
        properties: { serverFarmId: "[resourceId('Microsoft.Web/serverfarms', 'plan')]" },
      },
    },
    { languageVersion: '2.0', parameters: { name: { type: 'string' } } },
  );
  const [one, other] = [await bicep(text), await azure({ 'shop/azuredeploy.json': made })];
  expect(arrows(one)).toEqual(['web -> plan serverFarmId']);
  expect(arrows(other)).toEqual(arrows(one));
  expect(other.resources.map(({ type, properties }) => [type, properties])).toEqual(
    one.resources.map(({ type, properties }) => [type, properties]),
  );
  const both = await azure({ 'shop/main.bicep': text, 'shop/azuredeploy.json': made });
  expect(both.resources).toHaveLength(2);
  expect(told(both, 'described-twice')).toEqual([
    'shop/azuredeploy.json:undefined: the same resources as in shop/main.bicep, which is read instead',
  ]);
});
