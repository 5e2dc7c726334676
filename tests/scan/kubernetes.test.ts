import { describe, expect, test } from 'vitest';
import { kubernetes } from '../../src/scan/kubernetes.ts';
import {
  findings,
  ids,
  reference,
  references,
  resource,
  scanned,
  service,
  sourceFile,
  workload,
} from './kubernetes/given.ts';

const claims = (path: string, text: string): boolean => kubernetes.claims(sourceFile(path, text));

describe('which files are Kubernetes', () => {
  test.each([
    ['a/deploy.yaml', 'apiVersion: apps/v1\nkind: Deployment\n'],
    ['list.json', '{"apiVersion": "v1", "kind": "List", "items": []}'],
    ['json-inside.yaml', '{"apiVersion": "v1", "kind": "Pod"}'],
    ['sorted.yml', 'data: {}\nkind: ConfigMap\napiVersion: v1\n'],
    ['crlf.yaml', 'apiVersion: v1\r\nkind: Service\r\n'],
    ['templates/x.yaml', '{{- if .Values.on }}\napiVersion: {{ .Values.api }}\nkind: Ingress\n{{- end }}\n'],
    ['base/kustomization.yaml', 'resources: [a.yaml]\n'],
    ['chart/Chart.yaml', 'apiVersion: v2\nname: shop\n'],
  ])('%s is', (path, text) => {
    expect(claims(path, text)).toBe(true);
  });

  test.each([
    ['docker-compose.yaml', 'services:\n  web: {image: nginx}\n'],
    ['template.yaml', 'Resources:\n  A:\n    apiVersion: v1\n    kind: Service\n'],
    ['values.yaml', 'kind: Deployment\nreplicas: 2\n'],
    ['catalog-info.yaml', 'apiVersion: backstage.io/v1alpha1\nkind: Component\n'],
    ['skaffold.yaml', 'apiVersion: skaffold/v4beta6\nkind: Config\n'],
    ['datasource.yaml', 'apiVersion: 1\nkind: x\n'],
    ['package.json', '{"name": "x", "kind": "app"}'],
    ['notes.txt', 'apiVersion: v1\nkind: Service\n'],
  ])('%s is not', (path, text) => {
    expect(claims(path, text)).toBe(false);
  });
});

describe('identity', () => {
  test('a Service that selects the one workload of its name is that workload', async () => {
    const facts = await scanned({ 'a.yaml': workload('web') + service('web') });
    expect(ids(facts)).toEqual(['default/web']);
    expect(resource(facts, 'default/web').names).toEqual([
      { form: 'host', text: 'web', within: 'default' },
      { form: 'host', text: 'web.default' },
      { form: 'host', text: 'web.default.svc' },
      { form: 'host', text: 'web.default.svc.cluster.local' },
    ]);
    expect(references(facts)).toEqual([]);
  });

  test('a Service over several workloads, or one of another name, is a balancer of its own', async () => {
    const facts = await scanned({
      'a.yaml':
        workload('web-v1') +
        workload('web-v2').replace('app: web-v2', 'app: web-v1') +
        service('web', 'web-v1'),
    });
    expect(ids(facts)).toEqual(['default/web', 'default/web-v1', 'default/web-v2']);
    expect(references(facts)).toEqual(['default/web -> default/web-v1', 'default/web -> default/web-v2']);
    expect(facts.references.find(({ from }) => from.local === 'web')!.property).toBe('selector');
  });

  test('of objects with one name the workload has it for itself, then the Service', async () => {
    const facts = await scanned({
      'a.yaml': `${workload('web')}${service('web', 'other')}${workload('other', { container: 'envFrom: [{configMapRef: {name: web}}]' })}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: web}, data: {A: b}}
---
{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: {}}
`,
    });
    expect(ids(facts)).toEqual([
      'default/other',
      'default/web',
      'default/web.configmap',
      'default/web.ingress',
      'default/web.service',
    ]);
    expect(references(facts)).toContain('default/web.service -> default/other');
  });

  test('the same object in two files is one, and told once per pair of files', async () => {
    const both = workload('web') + service('web');
    const facts = await scanned({ 'a/x.yaml': both, 'b/x.yaml': both });
    expect(ids(facts)).toEqual(['default/web']);
    expect(findings(facts).filter((line) => line.startsWith('described-twice'))).toEqual([
      'described-twice b/x.yaml:2 Deployment web and 1 more: described in a/x.yaml too, taken as one',
    ]);
  });

  test('a namespace is a scope, and the same name in two of them two things', async () => {
    const facts = await scanned({
      'a.yaml':
        workload('web', { namespace: 'one' }) +
        workload('web', { namespace: 'two' }) +
        service('web', 'web', 'two'),
    });
    expect(ids(facts)).toEqual(['one/web', 'two/web']);
    expect(resource(facts, 'one/web').names).toBeUndefined();
  });

  test('lists and JSON hold objects like any file, with their lines', async () => {
    const facts = await scanned({
      'list.yaml':
        'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: {containers: [{image: x}]}\n',
      'b.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'b' },
        spec: { containers: [] },
      }),
    });
    expect(ids(facts)).toEqual(['default/a', 'default/b']);
    expect(resource(facts, 'default/a').where).toEqual({ file: 'list.yaml', line: 4 });
  });
});

describe('what is not rendered', () => {
  const chart = {
    'shop/Chart.yaml': 'apiVersion: v2\nname: shop\n',
    'shop/values.yaml': 'replicas: 1\n',
    'shop/templates/web.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  {{ if .Values.x }}\n  replicas: 1\n  {{ end }}\n`,
    'shop/templates/web-service.yaml': service('web'),
    'shop/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\n',
    'shop/charts/sub/templates/db.yaml': service('db'),
  };

  test('a chart is told once, and the plain files among its templates are no system either', async () => {
    const facts = await scanned(chart);
    expect(ids(facts)).toEqual([]);
    expect(findings(facts)).toEqual([
      'unrendered shop/Chart.yaml: 3 templates of a Helm chart: values are not filled in',
    ]);
    expect(facts.findings[0]!.hint).toContain('helm template NAME shop');
  });

  test('also if only its templates are scanned', async () => {
    const facts = await scanned(chart, 'shop/templates');
    expect(ids(facts)).toEqual([]);
    expect(findings(facts)).toEqual([
      'unrendered shop/Chart.yaml: 2 templates of a Helm chart: values are not filled in',
    ]);
  });

  test('what a chart was rendered to is read', async () => {
    expect(ids(await scanned({ 'out/shop/templates/web.yaml': workload('web') }))).toEqual(['default/web']);
  });

  test.each([
    [
      'values that are braces',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: {{ n }}}\n',
    ],
    ['names that hold braces', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: "{{ name }}"\n'],
    [
      'lines that are statements',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n{% if x %}\nspec: {}\n{% endif %}\n',
    ],
  ])('a file with %s is told, not read', async (_, text) => {
    const facts = await scanned({ 'a.yaml': text });
    expect(ids(facts)).toEqual([]);
    expect(findings(facts)).toEqual([
      expect.stringMatching(
        /^unrendered a\.yaml:\d+ it is a template, of which the values are not filled in$/,
      ),
    ]);
  });

  test('braces inside of texts are no templates', async () => {
    const facts = await scanned({
      'a.yaml': `apiVersion: monitoring.coreos.com/v1
kind: Flow
metadata: {name: alerts}
spec:
  summary: "{{ $labels.pod }} is down"
  script: |
    {{ range .Items }}
    {{ end }}
`,
    });
    expect(ids(facts)).toEqual(['default/alerts']);
    expect(facts.findings).toEqual([]);
  });

  test('definitions and roles cost nothing and are no nodes', async () => {
    const facts = await scanned({
      'a.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: a}
broken: [
---
{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: b}}
${workload('web')}`,
    });
    expect(ids(facts)).toEqual(['default/web']);
    expect(findings(facts).filter((line) => !line.startsWith('no-signal'))).toEqual([]);
  });

  test('a broken document costs only itself, and is told with its line', async () => {
    const facts = await scanned({
      'a.yaml': `apiVersion: v1\nkind: Service\nmetadata: [\n${workload('web')}`,
    });
    expect(ids(facts)).toEqual(['default/web']);
    expect(findings(facts)[0]).toMatch(/^unreadable a\.yaml:\d a document cannot be read: /);
  });

  test('objects that are nothing of the sort do no harm', async () => {
    const facts = await scanned({
      'a.yaml': [
        'apiVersion: v1\nkind: Service\n',
        'apiVersion: v1\nkind: List\nitems: nothing\n',
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: __proto__}\nspec: {template: {spec: {containers: {a: 1}}}}\n',
        'apiVersion: v1\nkind: Service\nmetadata: {name: constructor}\nspec: [1, 2]\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {__proto__: a}\n',
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: s}\nspec: {template: 1, volumeClaimTemplates: [1], replicas: x}\n',
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n}\nspec: {podSelector: 7, ingress: 5}\n',
      ].join('---\n'),
    });
    expect(ids(facts)).toEqual(['default/__proto__', 'default/constructor', 'default/s']);
    expect(findings(facts)).toContain('skipped a.yaml:1 an object of kind Service has no name');
  });
});

describe('kustomizations', () => {
  test('patches are no resources, and a component that nobody names is left out', async () => {
    const facts = await scanned({
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'base/web.yaml': workload('web'),
      'prod/kustomization.yaml': 'resources: [../base]\nnamespace: live\npatches:\n- path: more.yaml\n',
      'prod/more.yaml': workload('web', { spec: 'replicas: 9' }),
      'extra/kustomization.yaml': 'kind: Component\nresources: [mail.yaml]\n',
      'extra/mail.yaml': workload('mail'),
    });
    expect(ids(facts)).toEqual(['live/web']);
    expect(resource(facts, 'live/web').count).toBe(1);
    const told = findings(facts);
    expect(told).toContain('unrendered prod/kustomization.yaml:3 not applied: patches');
    expect(told).toContain(
      'skipped extra/kustomization.yaml:2 an optional component that no kustomization names: its resources are left out',
    );
  });

  test('a component that is named counts', async () => {
    const facts = await scanned({
      'kustomization.yaml': 'components: [extra]\n',
      'extra/kustomization.yaml': 'kind: Component\nresources: [mail.yaml]\n',
      'extra/mail.yaml': workload('mail'),
    });
    expect(ids(facts)).toEqual(['default/mail']);
  });

  test('a base outside of what is scanned is followed', async () => {
    const facts = await scanned(
      {
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'base/web.yaml': workload('web'),
        'prod/kustomization.yaml': 'resources: [../base]\n',
      },
      'prod',
    );
    expect(ids(facts)).toEqual(['default/web']);
  });

  test('what generators make is read by the workloads that use it', async () => {
    const facts = await scanned({
      'kustomization.yaml':
        'resources: [web.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [API_URL=http://api:80]\n  envs: [more.env]\n',
      'more.env': '# hosts\nDB_HOST=db\n',
      'web.yaml': workload('web', { container: 'envFrom: [{configMapRef: {name: settings}}]' }),
    });
    expect(references(facts)).toEqual([
      'default/web -> default/settings',
      'default/web -> env API_URL=http://api:80',
      'default/web -> env DB_HOST=db',
    ]);
    expect(resource(facts, 'default/settings').where).toEqual({ file: 'kustomization.yaml', line: 3 });
  });

  test('kustomizations that name each other end', async () => {
    const facts = await scanned({
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a, web.yaml]\n',
      'b/web.yaml': workload('web'),
    });
    expect(ids(facts)).toEqual(['default/web']);
  });
});

describe('findings about workloads', () => {
  test('a workload that nothing is said of is unknown, not independent; a store needs nobody', async () => {
    const facts = await scanned({
      'a.yaml':
        workload('web', { container: 'env: [{name: PORT, value: "80"}]' }) +
        workload('db', { image: 'postgres:16' }) +
        workload('api', { container: 'env: [{name: DB_HOST, value: db}]' }),
    });
    expect(findings(facts)).toEqual([
      'no-signal a.yaml:2 nothing in the manifests says what Deployment web needs: unknown, not independent',
    ]);
    expect(resource(facts, 'default/db').kind).toBe('database');
    expect(reference(facts, 'DB_HOST')).toMatchObject({
      property: 'containers.env.DB_HOST',
      confidence: 'documented',
    });
  });

  test('a Service whose pods are not there is told', async () => {
    expect(findings(await scanned({ 'a.yaml': service('web') }))).toEqual([
      'unresolved a.yaml:6 Service web selects pods of no workload in the files',
    ]);
  });
});

test('of a workload that the manifests say nothing of, the configuration beside its code counts', async () => {
  const yaml =
    'spring:\n  data:\n    mongodb:\n      host: db\n      database: web\nother:\n  url: http://elsewhere:80\n';
  const facts = await scanned(
    {
      'k8s/a.yaml': workload('web') + workload('db', { image: 'mongo' }) + service('db') + service('web'),
      'web/src/main/resources/application.yml': yaml,
      'other/src/main/resources/application.yml': 'host: db\n',
    },
    'k8s/',
  );
  expect(references(facts)).toEqual(['default/web -> env HOST=db']);
  expect(reference(facts, 'HOST=db').where).toEqual({
    file: 'web/src/main/resources/application.yml',
    line: 4,
  });
  expect(findings(facts)).toEqual([]);
});

describe('a system told several times', () => {
  const deployment = workload('queue', { container: 'env: [{name: A_HOST, value: a}]' });
  const set = workload('queue', { kind: 'StatefulSet', container: 'env: [{name: B_HOST, value: b}]' });

  test('a workload that is a Deployment in one file and a StatefulSet in another is one', async () => {
    const facts = await scanned({ 'all.yaml': set + service('queue'), 'quick.yaml': deployment });
    expect(ids(facts)).toEqual(['default/queue']);
    expect(references(facts)).toEqual(['default/queue -> env A_HOST=a', 'default/queue -> env B_HOST=b']);
    expect(findings(facts)).toEqual([
      'described-twice quick.yaml:2 Deployment queue: described in all.yaml too, taken as one',
    ]);
  });

  test('both in one file are two', async () => {
    const facts = await scanned({ 'all.yaml': set + deployment });
    expect(ids(facts)).toEqual(['default/queue', 'default/queue.statefulset']);
  });
});

describe('rendered charts', () => {
  const hooked = (hook: string): string =>
    `# Source: shop/templates/x.yaml\n${workload('try')}`.replace(
      'metadata: {name: try}',
      `metadata: {name: try, annotations: {helm.sh/hook: '${hook}'}}`,
    );

  test.each(['test', 'test-success', 'pre-install, test'])(
    'what runs on %s tries the system out',
    async (hook) => {
      const facts = await scanned({ 'a.yaml': hooked(hook) });
      expect(ids(facts)).toEqual([]);
      expect(findings(facts)).toEqual(['skipped a.yaml:3 Deployment try only tests what is installed']);
    },
  );

  test('what runs once while it is installed is told from what stays', async () => {
    const facts = await scanned({ 'a.yaml': hooked('pre-upgrade,post-install') });
    expect(resource(facts, 'default/try').tags).toEqual(['hook:pre-upgrade', 'hook:post-install']);
  });
});
