import { describe, expect, test } from 'vitest';
import type { Facts, ResourceFact } from '../../../src/model/fact.ts';
import { facts, nodeOf, onTarget, refers, resource, says, scanned } from '../../support/facts.ts';

const cluster = (...more: readonly ResourceFact[]): Facts =>
  facts(
    [resource('shop/checkout', 'apps/Deployment'), resource('shop/cart', 'apps/Deployment'), ...more],
    [],
    {
      realm: 'kubernetes',
    },
  );

const seen = (names: readonly string[], within?: string): Facts =>
  facts(
    [
      resource('/caller', 'trace/service', {
        kind: 'service',
        view: { names, ...(within === undefined ? {} : { within }) },
      }),
    ],
    [],
    { realm: 'traces', tells: 'observed' },
  );

const idsOf = (...all: readonly Facts[]): readonly string[] => [...scanned(all).document.nodes.keys()];

describe('a view is the thing that answers to its name', () => {
  test('as written', () => {
    expect(idsOf(cluster(), seen(['checkout']))).toEqual(['shop/cart', 'shop/checkout']);
  });

  test.each(['CheckoutService', 'checkout-service', 'check_out', 'CHECKOUT'])('loosely: %s', (name) => {
    expect(idsOf(cluster(), seen([name]))).toEqual(['shop/cart', 'shop/checkout']);
  });

  test('by the first of its names that anything answers to', () => {
    const out = scanned([cluster(), seen(['nobody', 'cart', 'checkout'])]);
    expect(out.ledger.sightings.filter(({ realm }) => realm === 'traces')).toMatchObject([
      { node: 'shop/cart', local: 'caller', tells: 'observed' },
    ]);
  });

  test('whatever order the sources come in', () => {
    expect(idsOf(seen(['checkout']), cluster())).toEqual(idsOf(cluster(), seen(['checkout'])));
  });

  test('and keeps what the declaration says, adding what it does not', () => {
    const catalog = facts(
      [
        resource('catalog/checkout', 'backstage/Component', {
          kind: 'service',
          owner: 'payments',
          name: 'Checkout of the shop',
          view: { names: ['checkout'] },
        }),
      ],
      [],
      { realm: 'backstage', tells: 'catalog' },
    );
    const node = nodeOf(scanned([catalog, cluster()]), 'shop/checkout');
    expect(node).toMatchObject({ owner: 'payments', name: 'Checkout of the shop', kind: 'service' });
    expect(node.tags).toContain('apps/Deployment');
  });
});

test('a function stays a function, whatever a catalog calls it; of an unknown type the view knows better', () => {
  const declared = facts([
    resource('stack/Checkout', 'AWS::Lambda::Function'),
    resource('stack/Cart', 'acme_cart'),
  ]);
  const catalog = facts(
    ['checkout', 'cart'].map((name) =>
      resource(`catalog/${name}`, 'backstage/Component', {
        kind: 'service',
        view: { names: [name], kinds: ['function', 'resource'] },
      }),
    ),
    [],
    { realm: 'backstage', tells: 'catalog' },
  );
  const out = scanned([declared, catalog]);
  expect(nodeOf(out, 'stack/Checkout').kind).toBe('function');
  expect(nodeOf(out, 'stack/Cart').kind).toBe('service');
});

describe('a view stays a thing of its own', () => {
  test('if nothing answers', () => {
    expect(idsOf(cluster(), seen(['payments']))).toEqual(['caller', 'shop/cart', 'shop/checkout']);
  });

  test('if several answer, which is told', () => {
    const out = scanned([cluster(resource('other/checkout', 'apps/Deployment')), seen(['checkout'])]);
    expect([...out.document.nodes.keys()]).toContain('caller');
    expect(out.findings).toMatchObject([
      { kind: 'unresolved', message: expect.stringContaining('other/checkout, shop/checkout') },
    ]);
  });

  test('unless it says in which namespace it is', () => {
    const all = cluster(resource('other/checkout', 'apps/Deployment'));
    expect(idsOf(all, seen(['checkout'], 'other'))).not.toContain('caller');
    expect(idsOf(all, seen(['other/checkout']))).not.toContain('caller');
  });

  test('if it says a namespace that has no such workload', () => {
    expect(idsOf(cluster(), seen(['checkout'], 'staging'))).toContain('caller');
  });

  test('if only what cannot run answers', () => {
    expect(idsOf(facts([resource('shop/checkout', 'aws_sqs_queue')]), seen(['checkout']))).toContain(
      'caller',
    );
  });
});

test('a catalog and a trace meet without a manifest', () => {
  const catalog = facts(
    [
      resource('catalog/checkout', 'backstage/Component', { kind: 'service', view: { names: ['checkout'] } }),
      resource('catalog/ledger', 'backstage/Component', { kind: 'service' }),
    ],
    [refers('catalog/checkout', 'catalog/ledger', 'dependsOn')],
    { realm: 'backstage', tells: 'catalog' },
  );
  const out = scanned([seen(['checkout']), catalog]);
  expect([...out.document.nodes.keys()]).toEqual(['catalog/checkout', 'catalog/ledger']);
  expect(out.ledger.sightings.map(({ node, realm }) => `${node} ${realm}`)).toEqual([
    'catalog/checkout backstage',
    'catalog/checkout traces',
    'catalog/ledger backstage',
  ]);
});

describe('of what nobody declares', () => {
  const catalog = facts(
    [
      resource('catalog/web', 'backstage/Component', { kind: 'service', tags: ['tier:2'], app: 'store' }),
      resource('catalog/worker', 'backstage/Component', { kind: 'service', tags: ['tier:1'] }),
      resource('catalog/store', 'backstage/System', { kind: 'resource' }),
    ],
    [refers('catalog/worker', 'catalog/web', 'subcomponentOf', { class: 'call', atMost: 'operational' })],
    { realm: 'backstage', tells: 'catalog' },
  );

  test('an app is made only where its source says so, if anything is declared', () => {
    const apps = (...all: readonly Facts[]) =>
      [...scanned(all, { apps: 'scope' }).document.nodes.values()].filter(({ kind }) => kind === 'app');
    expect(apps(catalog, cluster()).map(({ id }) => id)).toEqual(['apps/shop', 'apps/store']);
    expect(apps(catalog).map(({ id }) => id)).toEqual(['apps/catalog', 'apps/store']);
  });

  test('a tier is told, of the node and of the app that is reached by it', () => {
    const { nodes } = scanned([catalog], { apps: 'scope' }).document;
    expect(nodes.get('catalog/web')!.tier).toBe(2);
    expect(nodes.get('apps/store')!.tier).toBe(2);
    expect(nodes.get('apps/catalog')!.tier).toBe(1);
    expect(nodes.get('catalog/store')!.tier).toBeUndefined();
  });

  test('a host is that of the one who declares it', () => {
    const host = { names: [{ form: 'host', text: 'api.shop.example.org' }] } as const;
    const api = facts([resource('catalog/api', 'backstage/API', { kind: 'resource', ...host })], [], {
      realm: 'backstage',
      tells: 'catalog',
    });
    const declared = facts(
      [resource('shop/in', 'networking.k8s.io/Ingress', host), resource('other/web', 'apps/Deployment')],
      [says('other/web', 'https://api.shop.example.org', 'env', 'API_URL')],
    );
    expect(onTarget(nodeOf(scanned([api, declared]), 'other/web'), 'shop/in')).toHaveLength(1);
  });
});

test('what a view refers to, the thing refers to, and the ledger tells who said it', () => {
  const traces = facts(
    [
      resource('/checkout', 'trace/service', { kind: 'service', view: { names: ['checkout'] } }),
      resource('/cart', 'trace/service', { kind: 'service', view: { names: ['cart'] } }),
    ],
    [
      refers('/checkout', '/cart', 'client', {
        class: 'call',
        confidence: 'observed',
        observed: { calls: 3, errors: 1, propagated: 1 },
        why: 'seen 3 times',
      }),
    ],
    { realm: 'traces', tells: 'observed' },
  );
  const declared = cluster();
  const out = scanned([
    { ...declared, references: [refers('shop/checkout', 'shop/cart', 'env.CART', { class: 'call' })] },
    traces,
  ]);
  expect(onTarget(nodeOf(out, 'shop/checkout'), 'shop/cart')).toMatchObject([{ confidence: 'observed' }]);
  expect(out.ledger.testimonies).toMatchObject([
    { from: 'shop/checkout', to: 'shop/cart', tells: 'declared', realm: 'kubernetes', atMost: 'outage' },
    { from: 'shop/checkout', to: 'shop/cart', tells: 'observed', observed: { calls: 3 } },
  ]);
});
