import { expect, test } from 'vitest';
import { backstage } from '../../../src/scan/backstage.ts';
import { kubernetes } from '../../../src/scan/kubernetes.ts';
import { nodeOf, scanned } from '../../support/facts.ts';
import { sourceFile } from '../../support/source-files.ts';
import { catalogOf, entities, entity, thing, told } from './given.ts';

test('a catalog is known by its content, under any name', () => {
  const claims = (name: string, text: string): boolean => backstage.claims(sourceFile(name, text));
  expect(claims('anything.yml', entity('Component', 'a'))).toBe(true);
  expect(claims('a.yaml', "apiVersion: 'scaffolder.backstage.io/v1beta3'\n")).toBe(true);
  expect(claims('a.json', '{ "apiVersion": "backstage.io/v1alpha1" }')).toBe(true);
  expect(claims('catalog-info.yaml', 'apiVersion: v1\nkind: Service\n')).toBe(false);
  expect(claims('README.md', entity('Component', 'a'))).toBe(false);
});

test('a file that describes a cluster as well is read by both scanners', async () => {
  const text = `${entity('Component', 'web')}---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\n`;
  expect(kubernetes.claims(sourceFile('all.yaml', text))).toBe(true);
  expect(backstage.alongside).toBe(true);
  const facts = await catalogOf({ 'all.yaml': text });
  expect(facts.resources).toHaveLength(1);
  expect(facts.findings).toEqual([]);
});

test('a name that no catalog takes costs one entity, and the rest is read', async () => {
  const facts = await entities(entity('Component', "'two words'"), entity('Component', 'web'));
  expect(facts.resources.map(({ address }) => address.local)).toEqual(['web']);
  expect(told(facts, 'unreadable')).toEqual([expect.stringContaining('4: "two words" is no name')]);
});

test('a document that is broken costs only itself', async () => {
  const facts = await entities('apiVersion: backstage.io/v1alpha1\nkind: [\n', entity('Component', 'web'));
  expect(facts.resources).toHaveLength(1);
  expect(told(facts, 'unreadable')).toHaveLength(1);
});

test('the template of a descriptor file is told once, and makes nothing', async () => {
  const facts = await entities(
    entity('Component', '${{ values.name }}').replace(
      '{ name: ${{ values.name }} }',
      '\n  name: ${{ values.name }}',
    ),
    entity('API', 'x').replace('name: x', "name: '{{ cookiecutter.name }}'"),
  );
  expect(facts.resources).toEqual([]);
  expect(facts.findings.map(({ kind }) => kind)).toEqual(['unrendered']);
});

test('an entity described twice is read once', async () => {
  const facts = await entities(
    entity('Component', 'web', '{ type: website }'),
    entity('component', 'Web', '{ type: service }'),
  );
  expect(facts.resources).toHaveLength(1);
  expect(told(facts, 'described-twice')).toEqual([
    '7: component:default/Web is described at catalog-info.yaml:2 already, which is read',
  ]);
});

test('of templates, people and unknown kinds nothing becomes a node; only the last is told', async () => {
  const facts = await entities(
    entity('Template', 'new-service'),
    entity('User', 'ann'),
    entity('Environment', 'prod'),
  );
  expect(facts.resources).toEqual([]);
  expect(facts.findings.map(({ kind, line }) => [kind, line])).toEqual([['skipped', 12]]);
});

test.each([
  ['Component', 'website', 'service'],
  ['Component', 'aws-lambda', 'function'],
  ['Component', 'library', 'resource'],
  ['Resource', 's3-bucket', 'storage'],
  ['Resource', 'redis-cache', 'cache'],
  ['Resource', 'kafka-topic', 'queue'],
  ['Resource', 'database-cluster', 'database'],
  ['Resource', 'database-access', 'resource'],
  ['Resource', 'kubernetes-cluster', 'compute'],
  ['Resource', 'ai-model', 'resource'],
])('a %s of the type %s is a %s', async (kind, type, expected) => {
  const facts = await entities(entity(kind, 'x', `{ type: ${type} }`));
  expect(facts.resources[0]!.kind).toBe(expected);
});

test('lifecycle, type and how much hangs on it become tags', async () => {
  const facts = await entities(
    entity(
      'Component',
      'a',
      '{ type: website, lifecycle: production }',
      "tags: [java], labels: { acme.io/tier: '1' }",
    ),
    entity('Component', 'b', '{}', 'tags: [tier-2]'),
    entity('Component', 'c', '{}', 'annotations: { acme.io/criticality: High }, labels: { tier: backend }'),
  );
  expect(facts.resources.map(({ tags }) => tags)).toEqual([
    ['java', 'lifecycle:production', 'type:website', 'tier:1'],
    ['tier-2', 'tier:2'],
    ['criticality:high'],
  ]);
});

test('a system is the app that people reach by its website', async () => {
  const facts = await entities(
    entity('Component', 'web', '{ type: website, system: shop, consumesApis: [orders] }'),
    entity('Component', 'orders', '{ type: service, system: shop, providesApis: [orders] }'),
    entity('Component', 'store', '{ type: service, subcomponentOf: orders }'),
    entity('System', 'shop'),
  );
  const { document } = scanned([facts], { apps: 'scope' });
  expect([...document.nodes.keys()].filter((id) => id.startsWith('apps/'))).toEqual(['apps/shop']);
  expect(nodeOf(scanned([facts], { apps: 'scope' }), 'apps/shop').dependsOn).toMatchObject([
    { node: 'catalog/component/default/web' },
  ]);
});

test('workloads are looked for by what annotations call them, then by name, then by repository', async () => {
  const facts = await entities(
    entity(
      'Component',
      'checkout-api',
      '{}',
      "annotations: { backstage.io/kubernetes-id: checkout, backstage.io/kubernetes-label-selector: 'tier=web,app=co,x!=y', backstage.io/kubernetes-namespace: shop, github.com/project-slug: acme/buy }",
    ),
    entity('Component', 'sdk', '{ type: library }'),
  );
  expect(facts.resources[0]!.view).toEqual({
    names: ['checkout', 'co', 'checkout-api', 'buy'],
    within: 'shop',
  });
  expect(facts.resources[1]!.view).toBeUndefined();
});

test('a repository that several components share names none of them', async () => {
  const of = (name: string): string =>
    entity('Component', name, '{}', 'annotations: { github.com/project-slug: acme/mono }');
  const facts = await entities(of('a'), of('b'));
  expect(facts.resources.map(({ view }) => view?.names)).toEqual([['a'], ['b']]);
});

test('a resource answers to its ARN, and is looked for by the name that the ARN ends with', async () => {
  const facts = await entities(
    entity(
      'Resource',
      'orders-table',
      '{ type: dynamodb }',
      "annotations: { aws.amazon.com/table-arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders', aws.amazon.com/aws-codepipeline-arn: 'arn:aws:codepipeline:eu-west-1:123456789012:deploy' }",
    ),
  );
  expect(thing(facts, 'resource/default/orders-table')).toMatchObject({
    names: [{ form: 'arn', text: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders' }],
    view: { names: ['orders', 'orders-table'], kinds: ['database', 'cache'] },
  });
});

test('the servers of an OpenAPI definition are hosts of the API, written in it or beside it', async () => {
  const definition =
    'openapi: 3.0.0\nservers:\n  - url: https://api.shop.test:8443/v1\n  - url: http://localhost\n  - url: /v1\n';
  const facts = await catalogOf({
    'catalog/a.yaml': [
      entity('API', 'inside', `{ type: openapi, definition: ${JSON.stringify(definition)} }`),
      entity('API', 'beside', "{ type: openapi, definition: { $text: './orders.yaml' } }"),
      entity('API', 'lost', "{ type: openapi, definition: { $text: './gone.yaml' } }"),
      entity('API', 'far', "{ type: openapi, definition: { $text: 'https://docs.test/o.yaml' } }"),
    ].join(''),
    'catalog/orders.yaml': definition,
  });
  const hosts = [{ form: 'host', text: 'api.shop.test' }];
  expect(facts.resources.map(({ names }) => names)).toEqual([hosts, hosts, undefined, undefined]);
  expect(told(facts, 'skipped')).toEqual([expect.stringContaining('15: the definition "./gone.yaml"')]);
});

test('targets of a Location are read once each, by path or glob; what is elsewhere is told', async () => {
  const location = (targets: string): string => entity('Location', 'all', `{ targets: ${targets} }`);
  const named = await catalogOf({
    'catalog/all.yaml': location(
      "[../more/one.txt, './many/*.entity', 'https://acme.test/c.yaml', ./gone.yaml]",
    ),
    'more/one.txt': `${entity('Component', 'one')}${location('[../catalog/all.yaml]')}`,
    'catalog/many/a.entity': entity('Component', 'a'),
    'catalog/many/b.entity': entity('Component', 'b'),
  });
  expect(named.resources.map(({ address }) => address.local)).toEqual(['one', 'a', 'b']);
  expect(told(named, 'skipped')).toEqual([expect.stringContaining('"https://acme.test/c.yaml"')]);
  expect(told(named, 'unresolved')).toEqual([expect.stringContaining('"./gone.yaml"')]);
});

test('hostile texts cost neither time nor the scan', async () => {
  const facts = await entities(
    entity('Component', '__proto__'),
    entity(
      'Component',
      'constructor',
      '{ dependsOn: [{ kind: [] }, null, 7, "a:b:c"], system: { name: {} } }',
    ),
    entity('Location', 'braces', `{ target: '${'{a,b}'.repeat(40)}' }`),
    entity('Component', 'long', `{ dependsOn: ['${':/'.repeat(20_000)}'] }`),
  );
  expect(facts.resources.map(({ address }) => address.local)).toEqual(['constructor', 'long']);
  expect(facts.findings.length).toBeGreaterThan(3);
});
