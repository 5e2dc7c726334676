import { describe, expect, test } from 'vitest';
import { findings, ids, reference, references, resource, scanned, workload } from './given.ts';

const CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: apis}
data:
  ORDERS_ADDR: orders:80
  USERS_ADDR: users:80
`;

const ALL = 'envFrom: [{configMapRef: {name: apis}}]';

describe('the environment', () => {
  test('single values come out of ConfigMaps and Secrets that are there', async () => {
    const facts = await scanned({
      'a.yaml': `${workload('web', {
        container: `env:
        - {name: ORDERS, valueFrom: {configMapKeyRef: {name: apis, key: ORDERS_ADDR}}}
        - {name: DB_URL, valueFrom: {secretKeyRef: {name: db, key: url}}}
        - {name: PLAIN, valueFrom: {secretKeyRef: {name: db, key: plain}}}
        - {name: MAIL_HOST, valueFrom: {secretKeyRef: {name: mail, key: host}}}
        - {name: MAIL_PASSWORD, valueFrom: {secretKeyRef: {name: mail, key: password}}}`,
      })}${CONFIG}---
apiVersion: v1
kind: Secret
metadata: {name: db}
data: {url: ${btoa('postgres://me:pw@db:5432/x')}, broken: "%%%"}
stringData: {plain: http://plain}
`,
    });
    expect(references(facts)).toEqual([
      'default/web -> default/apis',
      'default/web -> default/db',
      'default/web -> env DB_URL=postgres://me:pw@db:5432/x',
      'default/web -> env ORDERS=orders:80',
      'default/web -> env PLAIN=http://plain',
    ]);
    expect(findings(facts)).toEqual([
      'unknown-value a.yaml:18 MAIL_HOST: from Secret mail, which is not in the files or does not say it',
    ]);
    expect(ids(facts)).toContain('default/apis');
  });

  test('$(NAME) stands for a variable before it', async () => {
    const facts = await scanned({
      'a.yaml': workload('web', {
        container: `env:
        - {name: HOST, value: db}
        - {name: DB_URL, value: "postgres://$(HOST):5432/$(NOBODY)$$(HOST)"}
        args: ["--db=$(HOST):1"]`,
      }),
    });
    expect(reference(facts, 'DB_URL').to).toMatchObject({ text: 'postgres://db:5432/$(NOBODY)$$(HOST)' });
    expect(reference(facts, 'DB=').to).toMatchObject({ text: 'db:1' });
  });

  test('a ConfigMap injected whole into one workload is meant for it', async () => {
    const facts = await scanned({ 'a.yaml': workload('web', { container: ALL }) + CONFIG });
    expect(reference(facts, 'ORDERS_ADDR')).toMatchObject({
      confidence: 'documented',
      property: 'containers.envFrom.ORDERS_ADDR',
    });
  });

  const two = workload('web', { container: ALL }) + workload('api', { container: ALL }) + CONFIG;

  test('injected into several, its entries are assumed where no source tells', async () => {
    const facts = await scanned({ 'k8s/a.yaml': two });
    expect(
      facts.references.filter(({ to }) => to.by === 'text' && to.as === 'env').map((one) => one.confidence),
    ).toEqual(Array(4).fill('assumed'));
  });

  test('the source tells which entries are read, and which are no dependency', async () => {
    const facts = await scanned({
      'k8s/a.yaml': two,
      'src/web/main.go': 'os.Getenv("ORDERS_ADDR")',
      'src/api/deploy/service.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: none}\ndata: {ORDERS_ADDR: x}\n',
      'src/api/src/app.properties': 'users=${users.addr}',
      'src/api/src/App.java': 'class App {}',
    });
    const sure = facts.references.filter(({ to }) => to.by === 'text' && to.as === 'env');
    expect(
      sure.map(({ from, confidence, to }) => [from.local, confidence, to.by === 'text' && to.key]),
    ).toEqual([
      ['web', 'documented', 'ORDERS_ADDR'],
      ['api', 'documented', 'USERS_ADDR'],
    ]);
    expect(findings(facts)).toEqual([
      'assumed k8s/a.yaml:14 USERS_ADDR: injected into web by envFrom from ConfigMap apis, but nothing in src/web reads it: no dependency',
      'assumed k8s/a.yaml:28 ORDERS_ADDR: injected into api by envFrom from ConfigMap apis, but nothing in src/api reads it: no dependency',
    ]);
  });

  test('of several ConfigMaps with one name the one beside the pod counts', async () => {
    const other = CONFIG.replace('orders:80', 'elsewhere:80');
    const facts = await scanned({
      'a/x.yaml': other,
      'b/config.yaml': CONFIG,
      'b/web.yaml': workload('web', { container: ALL }),
    });
    expect(references(facts)).toContain('default/web -> env ORDERS_ADDR=orders:80');
    expect(references(facts)).not.toContain('default/web -> env ORDERS_ADDR=elsewhere:80');
  });
});

describe('commands', () => {
  test('flags are settings, other words hosts if they look like one', async () => {
    const facts = await scanned({
      'a.yaml': workload('web', {
        container: `command: [/app, --verbose, --redis-host=redis, "http://api/v1"]
        args: [--db, "pg:5432", -Dspring.redis.host=cache, "kafka:9092", run]`,
      }),
    });
    expect(references(facts)).toEqual([
      'default/web -> env DB=pg:5432',
      'default/web -> env REDIS_HOST=redis',
      'default/web -> env SPRING_REDIS_HOST=cache',
      'default/web -> host http://api/v1',
      'default/web -> host kafka:9092',
    ]);
    expect(reference(facts, 'kafka')).toMatchObject({ property: 'containers.args' });
  });

  test('init containers are needed to start, sidecars to run', async () => {
    const facts = await scanned({
      'a.yaml': workload('web', {
        pod: `initContainers:
      - {name: wait, image: busybox, command: [sh, -c, "until nc -z -w 2 db 5432; do sleep 1; done"]}
      - {name: ping, image: busybox, command: [nslookup, mail.shop.svc]}
      - {name: proxy, image: proxy, restartPolicy: Always, args: ["--upstream=sql:3306"]}`,
      }),
    });
    expect(reference(facts, 'db:5432').class).toBe('start-up');
    expect(reference(facts, 'mail.shop.svc').class).toBe('start-up');
    expect(reference(facts, 'sql:3306').class).toBeUndefined();
  });

  test('images are needed to start, each once', async () => {
    const facts = await scanned({
      'a.yaml': workload('web', {
        image: 'x/y:1',
        pod: 'initContainers: [{image: busybox}, {image: busybox}]',
      }),
    });
    const images = facts.references.filter(({ to }) => to.by === 'text' && to.as === 'image');
    expect(images.map(({ to, class: of }) => [to.by === 'text' && to.text, of])).toEqual([
      ['x/y:1', 'start-up'],
      ['busybox', 'start-up'],
    ]);
  });
});

describe('mounted configuration', () => {
  const mounted = (data: string): Promise<Parameters<typeof references>[0]> =>
    scanned({
      'a.yaml': `${workload('web', { pod: 'volumes: [{name: c, configMap: {name: files}}]' })}---
apiVersion: v1
kind: ConfigMap
metadata: {name: files}
data:
${data}`,
    });

  test('nginx, properties and YAML name hosts, with their lines', async () => {
    const facts = await mounted(`  nginx.conf: |
    # proxy_pass http://old;
    upstream carts { server cart:8080 weight=2; }
    upstream two {
      server users;
    }
    location / { proxy_pass http://catalogue:8080/; }
    listen 80; server_name www;
  application.properties: |
    spring.data.redis.host=redis
    timeout=10:30
    gateway.uri=lb://payments
`);
    expect(references(facts)).toEqual([
      'default/web -> default/files',
      'default/web -> env GATEWAY_URI=lb://payments',
      'default/web -> env SPRING_DATA_REDIS_HOST=redis',
      'default/web -> host cart:8080',
      'default/web -> host http://catalogue:8080/',
      'default/web -> host users',
    ]);
    expect(reference(facts, 'cart:8080').where).toEqual({ file: 'a.yaml', line: 22 });
  });

  test('what Prometheus scrapes it does without; pages and dashboards name nobody', async () => {
    const facts = await mounted(`  prometheus.yml: |
    scrape_configs:
    - static_configs:
      - targets: ['api:9090', 'localhost:9090']
    alerting: {alertmanagers: [{static_configs: [{targets: ['alerts:9093']}]}]}
  index.html: "<a href='http://shop.example.org'>"
  panels.json: '{"panels": [{"url": "http://docs.acme.io"}]}'
`);
    expect(references(facts)).toEqual(['default/web -> default/files', 'default/web -> host alerts:9093']);
    expect(reference(facts, 'alerts:9093').class).toBe('telemetry');
  });

  test('of a collector only what its pipelines use counts, as telemetry', async () => {
    const facts = await mounted(`  relay: |
    receivers:
      redis: {endpoint: 'cache:6379'}
      old: {endpoint: 'old:6379'}
    exporters:
      otlp:
        endpoint: jaeger:4317
    service:
      pipelines: {traces: {receivers: [redis], exporters: [otlp]}}
`);
    expect(references(facts)).toEqual([
      'default/web -> default/files',
      'default/web -> env ENDPOINT=jaeger:4317',
      'default/web -> host cache:6379',
    ]);
    expect(reference(facts, 'jaeger:4317').class).toBe('telemetry');
  });

  test('pages in sentences, schemas and words about ping are no hosts', async () => {
    const facts = await mounted(`  flags.json: |
    {
      "$schema": "https://schema.acme.io/v0.json",
      "text": "Read all about it, the licence and more, at https://pages.acme.io/a",
      "api": "https://api.acme.io/v1"
    }
  check.sh: |
    echo "cannot ping redis master"
    until ping -c 1 db; do sleep 1; done
`);
    expect(references(facts)).toEqual([
      'default/web -> default/files',
      'default/web -> host db',
      'default/web -> host https://api.acme.io/v1',
    ]);
  });

  test('what several workloads mount is taken for granted at most', async () => {
    const pod = 'volumes: [{name: c, configMap: {name: all}}]';
    const facts = await scanned({
      'a.yaml': `${workload('web', { pod })}${workload('job', { pod })}${workload('db', { pod, image: 'mysql' })}---
apiVersion: v1
kind: ConfigMap
metadata: {name: all}
data: {hosts.properties: "api.url=http://api:80"}
`,
    });
    const told = facts.references.filter(({ property }) => property.includes('API_URL'));
    expect(told.map(({ confidence }) => confidence)).toEqual(['assumed', 'assumed']);
  });
});

describe('accounts', () => {
  test('an account counts if it stands for one of a cloud', async () => {
    const account = (name: string, annotations: string): string =>
      `---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}, annotations: {${annotations}}}\n`;
    const facts = await scanned({
      'a.yaml':
        workload('web', { pod: 'serviceAccountName: cloud' }) +
        workload('api', { pod: 'serviceAccountName: plain' }) +
        account('cloud', 'eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/web"') +
        account('plain', 'x: y'),
    });
    expect(references(facts)).toEqual([
      'default/cloud -> arn arn:aws:iam::1:role/web',
      'default/web -> default/cloud',
    ]);
    expect(reference(facts, 'role/web').class).toBe('permission');
  });
});

describe('who it belongs to', () => {
  test('labels and annotations tell the app and the owner', async () => {
    const facts = await scanned({
      'a.yaml': workload('web').replace(
        '{name: web}',
        '{name: web, labels: {app.kubernetes.io/part-of: shop}, annotations: {acme.io/owner: web-team}}',
      ),
    });
    expect(resource(facts, 'default/web')).toMatchObject({ app: 'shop', owner: 'web-team' });
  });

  test('what an Argo CD Application deploys belongs to it', async () => {
    const facts = await scanned({
      'apps/shop.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec: {source: {path: deploy/shop}}\n',
      'deploy/shop/web.yaml': workload('web'),
      'deploy/other/web.yaml': workload('other'),
    });
    expect(resource(facts, 'default/web').app).toBe('shop');
    expect(resource(facts, 'default/other').app).toBeUndefined();
  });
});
