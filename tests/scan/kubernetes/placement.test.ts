import { describe, expect, test } from 'vitest';
import { reference, references, resource, scanned, service, workload } from './given.ts';

const budget = (rule: string): string =>
  `---\n{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec: {selector: {matchLabels: {app: web}}, ${rule}}}\n`;

describe('how many', () => {
  test.each([
    ['replicas: 3', '', 3],
    ['paused: false', '', 1],
    ['replicas: 0', '', 0],
    [
      'replicas: 3',
      '---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {scaleTargetRef: {kind: Deployment, name: web}, minReplicas: 5}}\n',
      5,
    ],
    [
      'replicas: 3',
      '---\n{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: k}, spec: {scaleTargetRef: {name: web}, minReplicaCount: 0}}\n',
      1,
    ],
  ])('%s %s: %i', async (spec, more, count) => {
    const facts = await scanned({ 'a.yaml': workload('web', { spec }) + more });
    expect(resource(facts, 'default/web').count).toBe(count);
  });

  test('a node agent has no known number, a suspended job none', async () => {
    const facts = await scanned({
      'a.yaml': `${workload('agent', { kind: 'DaemonSet', spec: 'x: 1' })}---
{apiVersion: batch/v1, kind: CronJob, metadata: {name: job}, spec: {suspend: true, jobTemplate: {spec: {template: {spec: {containers: []}}}}}}
`,
    });
    expect(resource(facts, 'default/agent').count).toBeUndefined();
    expect(resource(facts, 'default/job').count).toBe(0);
  });

  test.each([
    ['minAvailable: 2', 2],
    ['minAvailable: 50%', 3],
    ['maxUnavailable: 1', 4],
    ['maxUnavailable: 30%', 3],
    ['minAvailable: 9', 5],
    ['maxUnavailable: 100%', undefined],
    ['minAvailable: some', undefined],
  ])('of five, a budget of %s keeps %s', async (rule, least) => {
    const facts = await scanned({ 'a.yaml': workload('web', { spec: 'replicas: 5' }) + budget(rule) });
    expect(resource(facts, 'default/web').minAvailable).toBe(least);
  });
});

describe('where', () => {
  test('node selectors and affinities name zones and a region', async () => {
    const facts = await scanned({
      'a.yaml': workload('web', {
        pod: `nodeSelector: {topology.kubernetes.io/region: eu-west-1}
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - {key: topology.kubernetes.io/zone, operator: In, values: [eu-west-1b, eu-west-1a]}
              - {key: topology.kubernetes.io/zone, operator: NotIn, values: [eu-west-1c]}
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - {weight: 1, podAffinityTerm: {topologyKey: kubernetes.io/hostname}}
      topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1}]`,
      }),
    });
    expect(resource(facts, 'default/web')).toMatchObject({
      zones: ['eu-west-1a', 'eu-west-1b'],
      region: 'eu-west-1',
      tags: ['spread:host', 'spread:zone'],
    });
  });

  test('claims are where their volumes are, or may be', async () => {
    const facts = await scanned({
      'a.yaml': `${workload('web', { pod: 'volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]' })}---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {storageClassName: fast}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
allowedTopologies: [{matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [z1]}]}]
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: nobody}
`,
    });
    expect(references(facts)).toEqual(['default/data -> /fast', 'default/web -> default/data']);
    expect(resource(facts, 'default/data').zones).toEqual(['z1']);
    expect(facts.resources.map(({ address }) => address.local)).not.toContain('nobody');
  });

  test('a StatefulSet has a claim for each template, and names for its pods', async () => {
    const set = workload('db', { kind: 'StatefulSet', image: 'postgres:16', spec: 'replicas: 2' }).replace(
      'spec:\n',
      'spec:\n  serviceName: db\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {}}]\n',
    );
    const facts = await scanned({ 'a.yaml': set + service('db', 'db', 'default', 'clusterIP: None') });
    expect(references(facts)).toEqual(['default/db -> default/data-db']);
    expect(reference(facts, 'data-db').property).toBe('volumeClaimTemplates');
    expect(resource(facts, 'default/data-db').count).toBe(2);
    const names = resource(facts, 'default/db').names!.map(({ text, within }) => `${text}@${within ?? ''}`);
    expect(names).toContain('db-1.db@default');
    expect(names).toContain('db-1.db.default.svc.cluster.local@');
    expect(names).not.toContain('db-2.db@default');
  });
});

describe('resources of operators', () => {
  test('a store that an operator makes answers as its operator names it', async () => {
    const facts = await scanned({
      'a.yaml': `{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: pg}, spec: {instances: 3}}
---
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaTopic
metadata: {name: orders, labels: {strimzi.io/cluster: events}}
---
{apiVersion: kafka.strimzi.io/v1beta2, kind: Kafka, metadata: {name: events}, spec: {kafka: {replicas: 3}}}
---
apiVersion: acme.io/v1
kind: Thing
metadata: {name: thing}
spec: {bootstrapServers: "events-kafka-bootstrap:9092", role: "arn:aws:iam::1:role/x", note: see the docs, mode: fast}
`,
    });
    expect(resource(facts, 'default/pg')).toMatchObject({ count: 3, type: 'postgresql.cnpg.io/Cluster' });
    expect(resource(facts, 'default/pg').names).toContainEqual({
      form: 'host',
      text: 'pg-rw',
      within: 'default',
    });
    expect(references(facts)).toEqual([
      'default/orders -> default/events',
      'default/thing -> arn arn:aws:iam::1:role/x',
      'default/thing -> env BOOTSTRAP_SERVERS=events-kafka-bootstrap:9092',
    ]);
  });
});
