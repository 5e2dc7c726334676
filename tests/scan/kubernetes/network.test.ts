import { describe, expect, test } from 'vitest';
import { findings, ids, reference, references, resource, scanned, service, workload } from './given.ts';

const both = (name: string, namespace = 'default'): string =>
  workload(name, { namespace }) + service(name, name, namespace);

describe('ways in', () => {
  test('an Ingress leads to its Services and answers to its hosts', async () => {
    const facts = await scanned({
      'a.yaml': `${both('web')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: door}
spec:
  defaultBackend: {service: {name: gone, port: {number: 80}}}
  rules:
  - host: shop.acme.io
    http: {paths: [{path: /, backend: {service: {name: web}}}]}
  - host: "*.acme.io"
`,
    });
    expect(references(facts)).toEqual([
      'default/door -> default/web',
      'default/door -> host gone.default.svc.cluster.local',
    ]);
    expect(reference(facts, 'default/web')).toMatchObject({
      property: 'spec.rules.http.paths.backend.service.name',
      where: { file: 'a.yaml', line: 30 },
    });
    expect(resource(facts, 'default/door')).toMatchObject({
      entry: 'Ingress',
      names: [{ form: 'host', text: 'shop.acme.io' }],
    });
  });

  test.each([
    ['LoadBalancer', '', 'Service of type LoadBalancer'],
    ['NodePort', '', 'Service of type NodePort'],
    ['ClusterIP', '', undefined],
    ['LoadBalancer', 'networking.gke.io/load-balancer-type: Internal', undefined],
  ])('a Service of type %s {%s} is an entry: %s', async (type, annotation, entry) => {
    const text = service('web', 'web', 'default', `type: ${type}`).replace(
      'namespace: default',
      `namespace: default, annotations: {${annotation}}`,
    );
    expect(resource(await scanned({ 'a.yaml': workload('web') + text }), 'default/web').entry).toBe(entry);
  });

  test('an Istio gateway depends on what its virtual services lead to; subsets are no nodes', async () => {
    const facts = await scanned({
      'a.yaml': `${both('web')}${both('api')}---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec: {selector: {istio: in}, servers: [{hosts: ["shop.acme.io"]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: routes}
spec:
  hosts: ["*"]
  gateways: [door]
  http: [{route: [{destination: {host: web, subset: v1}, weight: 90}]}]
  tcp: [{route: [{destination: {host: api.default.svc.cluster.local}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: inner}
spec: {hosts: [web], http: [{route: [{destination: {host: web, subset: v2}}, {destination: {host: api}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web}
spec: {host: web, subsets: [{name: v1, labels: {version: v1}}]}
`,
    });
    expect(ids(facts)).toEqual(['default/api', 'default/door', 'default/web']);
    expect(references(facts)).toEqual([
      'default/door -> default/api',
      'default/door -> default/web',
      'default/web -> default/api',
    ]);
    expect(resource(facts, 'default/door').entry).toBe('Gateway');
  });

  test('a route whose gateway is not there stands for itself', async () => {
    const facts = await scanned({
      'a.yaml': `${both('web')}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: routes}
spec: {hosts: [shop.acme.io], gateways: [edge/public], http: [{route: [{destination: {host: web}}]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: other}
spec: {parentRefs: [{name: gone}], rules: [{backendRefs: [{name: web}]}]}
`,
    });
    expect(references(facts)).toEqual(['default/other -> default/web', 'default/routes -> default/web']);
    expect(resource(facts, 'default/routes')).toMatchObject({
      entry: 'VirtualService',
      names: [{ form: 'host', text: 'shop.acme.io' }],
    });
  });

  test('a Gateway of the Gateway API depends on the backends of its routes, a Service too', async () => {
    const route = (name: string, parent: string, backends: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec: {hostnames: [shop.acme.io], parentRefs: [${parent}], rules: [{backendRefs: [${backends}]}]}
`;
    const facts = await scanned({
      'a.yaml':
        both('web', 'shop') +
        both('web-v1', 'shop') +
        '---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: door, namespace: edge}\nspec: {}\n' +
        route('outer', '{name: door, namespace: edge}', '{name: web}') +
        route('inner', '{kind: Service, name: web}', '{name: web-v1}, {name: x, kind: Bucket}'),
    });
    expect(references(facts)).toEqual(['edge/door -> shop/web', 'shop/web -> shop/web-v1']);
    expect(resource(facts, 'edge/door').names).toEqual([{ form: 'host', text: 'shop.acme.io' }]);
  });
});

test('a route that hangs on a Service adds nothing to what the Service selects', async () => {
  const facts = await scanned({
    'a.yaml': `${both('v1')}${both('v2')}${workload('v1').replace('{app: v1}', '{app: v1, part: all}')}
${service('all', 'v1').replace('{app: v1}', '{part: all}')}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: split}
spec: {parentRefs: [{kind: Service, name: all}], rules: [{backendRefs: [{name: v1}, {name: v2}]}]}
`,
  });
  expect(facts.references.filter(({ to }) => to.by === 'address').map(({ property }) => property)).toEqual([
    'spec.rules.backendRefs.name',
    'selector',
  ]);
  expect(reference(facts, 'default/v1').property).toBe('selector');
});

test('a Service may select pods that an operator makes', async () => {
  const prometheus = `---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: k8s}
spec: {replicas: 2}
`;
  const labels = 'app.kubernetes.io/name: prometheus, app.kubernetes.io/instance: k8s';
  const facts = await scanned({
    'a.yaml': prometheus + service('own').replace('{app: own}', `{${labels}}`),
    'b.yaml': service('old').replace('{app: old}', '{prometheus: k8s}'),
    'c.yaml': service('other').replace('{app: other}', '{prometheus: other}'),
  });
  expect(references(facts)).toEqual(['default/old -> default/k8s', 'default/own -> default/k8s']);
  expect(findings(facts)).toEqual([
    'unresolved c.yaml:6 Service other selects pods of no workload in the files',
  ]);
});

describe('ways out', () => {
  test('an ExternalName is a host, and so are endpoints written by hand', async () => {
    const facts = await scanned({
      'a.yaml': `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: ExternalName, externalName: db.acme.io}
---
apiVersion: v1
kind: Service
metadata: {name: old}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: old}
subsets: [{addresses: [{ip: 10.1.2.3}]}]
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: pay}
spec: {hosts: [api.pay.io, "*.pay.io"]}
`,
    });
    expect(references(facts)).toEqual(['default/db -> host db.acme.io', 'default/old -> host 10.1.2.3']);
    expect(resource(facts, 'default/db').kind).toBe('external');
    expect(resource(facts, 'default/pay').names).toEqual([{ form: 'host', text: 'api.pay.io' }]);
  });
});

describe('policies', () => {
  const three = both('web') + both('api') + both('db') + workload('job', { namespace: 'batch' });

  const policy = (spec: string, head = 'networking.k8s.io/v1, kind: NetworkPolicy'): string =>
    `---\n{apiVersion: ${head}, metadata: {name: p}, spec: ${spec}}\n`;

  test('who may call is inferred to do so', async () => {
    const facts = await scanned({
      'a.yaml':
        three +
        policy(`{podSelector: {matchLabels: {app: api}}, ingress: [{from: [
          {podSelector: {matchLabels: {app: web}}},
          {podSelector: {matchExpressions: [{key: app, operator: In, values: [job]}]},
           namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: batch}}}]}],
          egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]}`),
    });
    expect(references(facts)).toEqual([
      'batch/job -> default/api',
      'default/api -> default/db',
      'default/web -> default/api',
    ]);
    expect(facts.references.find(({ to }) => to.by === 'address')).toMatchObject({
      confidence: 'inferred',
      property: 'networkPolicy',
      why: 'NetworkPolicy p',
    });
  });

  test.each([
    ['everybody', '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {}}]}, {}]}'],
    ['every pod', '{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}'],
    [
      'a network',
      '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}',
    ],
  ])('a policy for %s says nothing of any pair', async (_, spec) => {
    expect(references(await scanned({ 'a.yaml': three + policy(spec) }))).toEqual([]);
  });

  test('a policy between too many is told, not believed', async () => {
    const many = Array.from({ length: 6 }, (_, i) =>
      workload(`w${i}`).replaceAll(`app: w${i}`, 'app: w'),
    ).join('');
    const facts = await scanned({
      'a.yaml':
        many +
        policy(
          '{podSelector: {matchLabels: {app: w}}, ingress: [{from: [{podSelector: {matchLabels: {app: w}}}]}]}',
        ),
    });
    expect(references(facts)).toEqual([]);
    expect(findings(facts)).toContainEqual(
      expect.stringContaining('NetworkPolicy p allows 6 workloads to call 6'),
    );
  });

  test('Cilium names endpoints, services and hosts', async () => {
    const facts = await scanned({
      'a.yaml':
        three +
        policy(
          `{endpointSelector: {matchLabels: {"k8s:app": api}},
            ingress: [{fromEndpoints: [{matchLabels: {app: job, "k8s:io.kubernetes.pod.namespace": batch}}]}],
            egress: [{toEndpoints: [{matchLabels: {app: db}}]}, {toFQDNs: [{matchName: api.pay.io}]},
                     {toServices: [{k8sService: {serviceName: web, namespace: default}}]}]}`,
          'cilium.io/v2, kind: CiliumNetworkPolicy',
        ),
    });
    expect(references(facts)).toEqual([
      'batch/job -> default/api',
      'default/api -> default/db',
      'default/api -> default/web',
      'default/api -> host api.pay.io',
    ]);
  });

  test('an authorization policy names callers by their accounts', async () => {
    const rule = (action: string): string =>
      policy(
        `{action: ${action}, selector: {matchLabels: {app: api}},
          rules: [{from: [{source: {principals: [cluster.local/ns/default/sa/web]}}]}]}`,
        'security.istio.io/v1, kind: AuthorizationPolicy',
      );
    const pods = workload('web', { pod: 'serviceAccountName: web' }) + both('api');
    expect(references(await scanned({ 'a.yaml': pods + rule('ALLOW') }))).toEqual([
      'default/web -> default/api',
    ]);
    expect(references(await scanned({ 'a.yaml': pods + rule('DENY') }))).toEqual([]);
  });
});
