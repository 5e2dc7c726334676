import { expect, test } from 'vitest';
import { nodeOf, onTarget, scanned } from '../../support/facts.ts';
import { arrows, entities, entity, thing, told } from './given.ts';

test('what an entity depends on it needs; what it is a dependency of needs it', async () => {
  const facts = await entities(
    entity('Component', 'cart', '{ type: service, dependsOn: [resource:carts-db, component:prices] }'),
    entity('Component', 'prices', '{ type: service }'),
    entity('Resource', 'carts-db', "{ type: database, dependencyOf: ['component:reports'] }"),
    entity('Component', 'reports', '{ type: service }'),
  );
  expect(arrows(facts)).toEqual([
    'component/default/cart -> resource/default/carts-db dependsOn -',
    'component/default/cart -> component/default/prices dependsOn -',
    'component/default/reports -> resource/default/carts-db dependencyOf -',
  ]);
  expect(facts.references.map(({ where }) => where.line)).toEqual([5, 5, 15]);
});

test('who consumes an API needs it, and it needs the component that provides it', async () => {
  const facts = await entities(
    entity('Component', 'web', '{ type: website, consumesApis: [orders] }'),
    entity('Component', 'orders', '{ type: service, providesApis: [orders] }'),
    entity('API', 'orders', '{ type: openapi }'),
  );
  expect(arrows(facts)).toEqual([
    'component/default/web -> api/default/orders consumesApis call',
    'component/default/orders -> api/default/orders providesApis config at most operational',
    'api/default/orders -> component/default/orders providesApis call',
  ]);
  const node = nodeOf(scanned([facts]), 'catalog/api/default/orders');
  expect(onTarget(node, 'catalog/component/default/orders')).toMatchObject([
    { form: 'node', confidence: 'documented' },
  ]);
});

test('messages are waited for: an API of events is asynchronous', async () => {
  const facts = await entities(
    entity('Component', 'mailer', '{ type: service, consumesApis: [order-events] }'),
    entity('API', 'order-events', '{ type: asyncapi }'),
  );
  expect(arrows(facts)).toEqual([
    'component/default/mailer -> api/default/order-events consumesApis asynchronous',
  ]);
});

test('parts belong together, and no failure passes between a part and its whole', async () => {
  const facts = await entities(
    entity('Component', 'index', '{ type: service, subcomponentOf: search, system: shop }'),
    entity('Component', 'search', '{ type: service }'),
    entity('System', 'shop', '{ domain: retail }'),
    entity('Domain', 'retail', '{ subdomainOf: group-wide }'),
    entity('Domain', 'group-wide'),
  );
  expect(arrows(facts)).toEqual([
    'component/default/index -> component/default/search subcomponentOf config at most operational',
    'component/default/index -> system/default/shop system config at most operational',
    'system/default/shop -> domain/default/retail domain config at most operational',
    'domain/default/retail -> domain/default/group-wide subdomainOf config at most operational',
  ]);
});

test('a reference takes its namespace from the entity that says it, and case means nothing', async () => {
  const facts = await entities(
    entity('Component', 'web', "{ dependsOn: ['Component:Prices', 'resource:Other/DB'] }", 'namespace: Shop'),
    entity('Component', 'prices', '{}', 'namespace: shop'),
    entity('Resource', 'db', '{ type: database }', 'namespace: other'),
  );
  expect(arrows(facts)).toEqual([
    'component/shop/web -> component/shop/prices dependsOn -',
    'component/shop/web -> resource/other/db dependsOn -',
  ]);
});

test('an API and a component of one name are two things', async () => {
  const facts = await entities(
    entity('Component', 'pets', '{ providesApis: [orders] }'),
    entity('Component', 'orders'),
  );
  expect(arrows(facts).filter((arrow) => arrow.includes('component/default/orders'))).toEqual([]);
});

test('a kind other than the field means is kept, and flagged', async () => {
  const facts = await entities(
    entity('Component', 'web', "{ consumesApis: ['component:prices'] }"),
    entity('Component', 'prices'),
  );
  expect(arrows(facts)).toEqual(['component/default/web -> component/default/prices consumesApis -']);
  expect(told(facts, 'assumed')).toEqual([
    '5: consumesApis: "component:prices" names a component where api is meant; it is kept',
  ]);
});

test('dependsOn without a kind means the one entity that it can mean, or nothing', async () => {
  const facts = await entities(
    entity('Component', 'web', '{ dependsOn: [prices, both, nobody] }'),
    entity('Component', 'prices'),
    entity('Component', 'both'),
    entity('Resource', 'both'),
  );
  expect(arrows(facts)).toEqual(['component/default/web -> component/default/prices dependsOn -']);
  expect(facts.references[0]!.confidence).toBe('inferred');
  expect(told(facts, 'assumed')).toHaveLength(1);
  expect(told(facts, 'unresolved')).toEqual([
    expect.stringContaining('"both" is no reference'),
    expect.stringContaining('"nobody" is no reference'),
  ]);
});

test('what nobody describes is a node if it runs, and told if it only sorts', async () => {
  const facts = await entities(
    entity('Component', 'web', '{ consumesApis: [searcher], dependsOn: [resource:user-db], system: shop }'),
  );
  expect(thing(facts, 'api/default/searcher')).toMatchObject({ kind: 'resource', isForeign: true });
  expect(thing(facts, 'resource/default/user-db')).toMatchObject({ kind: 'database' });
  expect(facts.resources).toHaveLength(3);
  expect(told(facts, 'unresolved')).toHaveLength(2);
  expect(scanned([facts]).findings.map(({ message }) => message)).toContain(
    'system: catalog/system/default/shop is not among what was scanned',
  );
});

test('of several components that provide one API, one is enough, if only just', async () => {
  const facts = await entities(
    entity('Component', 'blue', '{ providesApis: [orders] }'),
    entity('Component', 'green', '{ providesApis: [orders] }'),
    entity('API', 'orders'),
  );
  expect(nodeOf(scanned([facts]), 'catalog/api/default/orders').dependsOn).toMatchObject([
    { form: 'atLeast', atLeast: [2, 1, 1] },
  ]);
});

test('a library is needed to start what it is built into', async () => {
  const facts = await entities(
    entity('Component', 'web', '{ dependsOn: [component:sdk] }'),
    entity('Component', 'sdk', '{ type: library }'),
  );
  expect(arrows(facts)).toEqual(['component/default/web -> component/default/sdk dependsOn start-up']);
});

test('an owner is no dependency, and a group no thing', async () => {
  const facts = await entities(
    entity('Component', 'web', '{ owner: team-a, dependsOn: [group:team-a] }'),
    entity('Component', 'own', '{ owner: user:ann }'),
    entity('Component', 'far', '{ owner: team-a }', 'namespace: other'),
    entity('Group', 'team-a'),
  );
  expect(facts.resources.map(({ owner }) => owner)).toEqual(['team-a', 'user:ann', 'other/team-a']);
  expect(facts.references).toEqual([]);
  expect(told(facts, 'unresolved')).toEqual([expect.stringContaining('names a group, which is no thing')]);
});
