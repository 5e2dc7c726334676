/** Objects of a cluster that a program makes. */
import { expect, test } from 'vitest';
import { pulumi } from '../../../src/scan/pulumi.ts';
import { factsOf, findings, resource, told, types } from './told.ts';

const program = (text: string) =>
  factsOf(pulumi, {
    'shop/Pulumi.yaml': 'name: shop\nruntime: nodejs\n',
    'shop/index.ts': `import * as k8s from "@pulumi/kubernetes";\nimport * as aws from "@pulumi/aws";\nimport * as eks from "@pulumi/eks";\n${text}`,
  });

test('a Service finds its pods, a setting the Service that it names by asking for its name', async () => {
  const facts = await program(`
    const labels = { app: "cart" };
    const db = new aws.rds.Instance("db");
    const cart = new k8s.apps.v1.Deployment("cart", {
      spec: { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [
        { name: "cart", image: "shop/cart:1", env: [{ name: "DB_HOST", value: db.address }] },
      ] } } },
    });
    const service = new k8s.core.v1.Service("carts", {
      spec: { selector: cart.spec.template.metadata.labels, ports: [{ port: 80 }] },
    });
    new k8s.apps.v1.Deployment("web", {
      spec: { selector: { matchLabels: { app: "web" } }, template: { metadata: { labels: { app: "web" } }, spec: { containers: [
        { name: "web", image: "shop/web:1", env: [{ name: "CART_HOST", value: service.metadata.name }] },
      ] } } },
    });
  `);
  expect(types(facts)).toEqual({
    'shop/db': 'aws_db_instance',
    'shop/cart': 'apps/Deployment',
    'shop/carts': 'v1/Service',
    'shop/web': 'apps/Deployment',
  });
  expect(resource(facts, 'shop/cart')).toMatchObject({ count: 3, tags: ['kubernetes:apps/v1:Deployment'] });
  expect(resource(facts, 'shop/cart').where).toEqual({ file: 'shop/index.ts', line: 7 });
  expect(told(facts)).toEqual([
    'shop/cart -> image: shop/cart:1 containers.image (start-up)',
    'shop/cart -> shop/db spec.template.spec.containers.env.DB_HOST',
    'shop/carts -> shop/cart selector',
    'shop/web -> env CART_HOST: carts containers.env.CART_HOST',
    'shop/web -> image: shop/web:1 containers.image (start-up)',
    'shop/web -> shop/carts spec.template.spec.containers.env.CART_HOST',
  ]);
});

test('a workload of which the program says what it needs is not told to be silent; another one is', async () => {
  const workload = (name: string, env: string) => `
    new k8s.apps.v1.Deployment("${name}", {
      spec: { selector: { matchLabels: { app: "${name}" } }, template: { metadata: { labels: { app: "${name}" } }, spec: {
        containers: [{ name: "${name}", image: "shop/x:1", env: ${env} }] } } },
    });`;
  const facts = await program(
    `const db = new aws.rds.Instance("db");${workload('web', '[{ name: "DB_HOST", value: db.address }]')}${workload('idle', '[]')}`,
  );
  expect(findings(facts)).toEqual([expect.stringMatching(/^no-signal: .*idle/)]);
});

test('a Service that is called like its only workload stays a node, and leads there', async () => {
  const facts = await program(`
    const labels = { app: "cart" };
    new k8s.apps.v1.Deployment("cart", {
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [] } } },
    });
    new k8s.core.v1.Service("cart", { spec: { selector: labels } });
  `);
  expect(told(facts)).toEqual(['shop/cart.Service -> shop/cart selector']);
});

test('what is made in a cluster needs the cluster that its provider is configured with', async () => {
  const facts = await program(`
    const cluster = new eks.Cluster("cluster");
    const inside = new k8s.Provider("inside", { kubeconfig: cluster.kubeconfig });
    new k8s.core.v1.Namespace("apps", {}, { provider: inside });
    new k8s.helm.v3.Release("queue", { chart: "rabbitmq" }, { provider: cluster.provider });
  `);
  expect(types(facts)).toMatchObject({ 'shop/queue': 'helm_release', 'shop/apps': 'v1/Namespace' });
  expect(told(facts)).toEqual(['shop/apps -> shop/cluster provider', 'shop/queue -> shop/cluster provider']);
});

test('an object needs the namespace whose name it asks for; labels that it takes over mean nothing', async () => {
  const facts = await program(`
    const shop = new k8s.core.v1.Namespace("shop");
    const labels = new k8s.core.v1.ConfigMap("words", { metadata: { labels: { app: "web" } } });
    new k8s.apps.v1.Deployment("web", {
      metadata: { namespace: shop.metadata.name, labels: labels.metadata.labels },
      spec: { template: { spec: { containers: [{ name: "web" }] } } },
    });
  `);
  expect(told(facts)).toEqual(['shop/web -> shop/shop metadata.namespace']);
});
