/** A repository in which the examples of the commands' help make sense: the files, the revisions, the shards they name. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../cli/run.ts';

const SHOP = `faultline: 1
title: The shop of the examples
include: [graphs/incidents/2017-02-28-aws-s3.yaml]
nodes:
  shop:
    kind: app
    tier: 1
    owner: web-team
    costPerHour: 40000
    availability: 99.99%
    dependsOn: [checkout, { node: aws/us-east-1/s3, impact: degraded }]
  checkout:
    kind: app
    tier: 1
    owner: payments-team
    costPerHour: 90000
    dependsOn: [orders, { anyOf: [database-a, database-b] }, { node: cache, impact: degraded }]
  orders: { kind: service, in: zone-a, availability: 99.9% }
  database-a: { kind: database, in: zone-a, availability: 99.9% }
  database-b: { kind: database, in: zone-b, availability: 99.9% }
  cache: { kind: cache, in: zone-a, availability: 99% }
  zone-a: { kind: zone, in: region, availability: 99.95% }
  zone-b: { kind: zone, in: region, availability: 99.95% }
  region: { kind: region, availability: 99.99% }
`;

const TERRAFORM = `provider "aws" {
  region = "eu-west-1"
}
resource "aws_sqs_queue" "letters" {
  name = "letters"
}
resource "aws_lambda_function" "mail" {
  function_name = "mail"
  environment {
    variables = { QUEUE = aws_sqs_queue.letters.url }
  }
}
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: mail }
spec:
  selector: { matchLabels: { app: mail } }
  template:
    metadata: { labels: { app: mail } }
    spec:
      containers: [{ name: mail, image: mail, env: [{ name: RATES_URL, value: 'http://rates' }] }]
`;

const CATALOG = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: mail }
spec: { type: service, lifecycle: production, owner: letters-team, dependsOn: ['component:rates'] }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: rates }
spec: { type: service, lifecycle: production, owner: letters-team }
`;

const span = (service: string, id: string, parent?: string) => ({
  traceId: '0af7651916cd43dd8448eb211c80319c',
  id,
  ...(parent === undefined ? {} : { parentId: parent }),
  kind: parent === undefined ? 'CLIENT' : 'SERVER',
  name: 'get /rates',
  timestamp: 1_700_000_000_000_000,
  duration: 1000,
  localEndpoint: { serviceName: service },
});

const TRACES = JSON.stringify([
  span('mail', 'b7ad6b7169203331'),
  span('rates', 'c7ad6b7169203331', 'b7ad6b7169203331'),
]);

const GATES = `<?xml version="1.0"?>
<opsa-mef>
  <define-fault-tree name="Trains">
    <define-gate name="top"><and><event name="a"/><event name="b"/></and></define-gate>
  </define-fault-tree>
</opsa-mef>
`;

const EVENTS = `<?xml version="1.0"?>
<opsa-mef>
  <model-data>
    <define-basic-event name="a"><float value="0.1"/></define-basic-event>
    <define-basic-event name="b"><float value="0.2"/></define-basic-event>
  </model-data>
</opsa-mef>
`;

const TREE = GATES.replace('</opsa-mef>\n', EVENTS.split('\n').slice(2).join('\n'));

const GRAPHML = `<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph edgedefault="directed">
    <node id="web"/>
    <node id="db"/>
    <edge source="web" target="db"/>
  </graph>
</graphml>
`;

const FILES: Readonly<Record<string, string>> = {
  'graph.graphml': GRAPHML,
  'nodes.csv': 'hostname,kind\nweb,app\ndb,database\n',
  'edges.csv': 'src,dst\nweb,db\n',
  'faultline.yaml': SHOP,
  'infra/faultline.yaml':
    'faultline: 1\nnodes:\n  letters: { kind: app, dependsOn: [post] }\n  post: { kind: external }\n',
  'infra/main.tf': TERRAFORM,
  'k8s/mail.yaml': DEPLOYMENT,
  'catalog/catalog-info.yaml': CATALOG,
  'traces/monday.json': TRACES,
  'tree.xml': TREE,
  'gates.xml': GATES,
  'basic-events.xml': EVENTS,
};

/** Where the examples are tried; the caller takes the folder away. */
export const exampleWorld = (): string => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-examples-')));
  const git = (...args: readonly string[]): void => {
    const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  cpSync(path.join(ROOT, 'graphs/incidents'), path.join(folder, 'graphs/incidents'), { recursive: true });
  const shop = path.join(ROOT, 'graphs/examples');
  cpSync(path.join(shop, 'web-shop.yaml'), path.join(folder, 'before.yaml'));
  cpSync(path.join(shop, 'web-shop.yaml'), path.join(folder, 'shop.yaml'));
  cpSync(path.join(shop, 'web-shop-multi-region.yaml'), path.join(folder, 'after.yaml'));
  cpSync(path.join(ROOT, 'tests/fixtures/scan/plans/plan/shop.plan.json'), path.join(folder, 'plan.json'));
  mkdirSync(path.join(folder, 'shards'));
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'as it was');
  git('tag', 'v1.4');
  writeFileSync(
    path.join(folder, 'faultline.yaml'),
    SHOP.replace(', { anyOf: [database-a, database-b] }', ', database-a'),
  );
  git('commit', '--quiet', '--all', '--message', 'one database');
  git('tag', 'v1.5');
  git('switch', '--quiet', '--create', 'change');
  writeFileSync(
    path.join(folder, 'faultline.yaml'),
    SHOP.replace('cache, impact: degraded', 'cache, impact: partial'),
  );
  return folder;
};
