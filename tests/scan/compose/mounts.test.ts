import { expect, test } from 'vitest';
import { compose } from '../../../src/scan/compose.ts';
import { contextOf } from './files.ts';

/** The addresses that mounted files give, with file and line. */
const mounted = async (texts: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const context = contextOf(texts);
  const { references } = await compose.scan([context.files[0]!], context);
  return references
    .filter(({ property }) => /^(?:mounted|copied|configuration):/.test(property))
    .map(
      ({ from, to, property, where, class: class_ }) =>
        `${from.local} ${to.by === 'text' ? to.text : ''} ${property} ${where.line}${class_ === undefined ? '' : ` ${class_}`}`,
    );
};

const SERVICES = '  a: {image: a}\n  b: {image: b}\n  cache: {image: redis}\n';

test('nginx: proxies and upstreams that are services of the project', async () => {
  expect(
    await mounted({
      'compose.yaml': `services:\n  web: {image: nginx, volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]}\n${SERVICES}`,
      'nginx.conf': `upstream all {
  server a:5000 weight=2;
  server b;
}
server {
  server_name cache;
  listen 80;
  # proxy_pass http://cache:1;
  location / { proxy_pass http://all; }
  location /x { proxy_pass http://a:5000; }
  location /y { proxy_pass http://elsewhere:5000; }
}
`,
    }),
  ).toEqual(['web a:5000 mounted:nginx.conf 2', 'web b mounted:nginx.conf 3']);
});

test('configs, long volumes and folders of configuration; data and code are not read', async () => {
  expect(
    await mounted({
      'x/compose.yaml': `services:
  web:
    image: web
    configs: [main, {source: main, target: /m}]
    volumes:
      - {type: bind, source: ./app.properties, target: /app.properties}
      - ./conf:/etc/web
      - ./code:/code
      - data:/data
      - /etc/hosts:/etc/hosts
      - ./notes.md:/notes.md
${SERVICES}configs: {main: {file: ./main.yaml}}
`,
      'x/main.yaml': 'cache:\n  host: cache\n  name: a\n',
      'x/app.properties': 'url=jdbc:postgresql://a:5432/x\n',
      'x/conf/deep/more.json': '{"b": "http://b:80"}',
      'x/code/settings.yaml': 'url: http://b:80\n',
      'x/notes.md': 'http://b:80\n',
    }),
  ).toEqual([
    'web a:5432 mounted:x/app.properties 1',
    'web b:80 mounted:x/conf/deep/more.json 1',
    'web cache mounted:x/main.yaml 2',
  ]);
});

test('a collector runs only what its pipelines use, the later file over the earlier', async () => {
  expect(
    await mounted({
      'compose.yaml': `services:
  otel:
    image: otel
    volumes: ["./otel-1.yml:/etc/1.yml", "./otel-2.yml:/etc/2.yml"]
${SERVICES}`,
      'otel-1.yml': `receivers:
  prometheus/a:
    targets: ["a:80"]
  redis:
    endpoint: cache:6379
exporters:
  otlp:
    endpoint: b:4317
service:
  pipelines:
    metrics:
      receivers: [prometheus/a]
      exporters: [otlp]
`,
      'otel-2.yml': 'service:\n  pipelines:\n    metrics:\n      receivers: [redis]\n',
    }),
  ).toEqual(['otel cache:6379 mounted:otel-1.yml 5 telemetry', 'otel b:4317 mounted:otel-1.yml 8 telemetry']);
});

test('configuration that is copied into an image, or lies with the code', async () => {
  expect(
    await mounted({
      'compose.yaml': `services:
  web: {build: ./web}
  gate: {image: "shop/gate:1"}
${SERVICES}`,
      'web/Dockerfile': `FROM node AS build
COPY b.conf /etc/b.conf
FROM nginx
COPY --chown=1:1 a.conf /etc/nginx/conf.d/default.conf
COPY --from=build /b.conf /etc/b.conf
COPY c.json /data/c.json
`,
      'web/a.conf': 'proxy_pass http://a:80;\n',
      'web/b.conf': 'proxy_pass http://b:80;\n',
      'web/c.json': '"http://b:80"\n',
      'gate/src/main/resources/application.yml': 'routes:\n  - uri: lb://b\n',
      'gate/src/main/resources/messages.properties': 'x=http://a\n',
    }),
  ).toEqual([
    'web a:80 copied:web/a.conf 1',
    'gate b configuration:gate/src/main/resources/application.yml 2',
  ]);
});

test('what is scraped is not needed by who scrapes it', async () => {
  expect(
    await mounted({
      'compose.yaml': `services:\n  prom: {image: prom, volumes: ["./prometheus.yml:/etc/p.yml"]}\n${SERVICES}`,
      'prometheus.yml': `scrape_configs:
- job_name: a
  static_configs: [{targets: ["a:80"]}]
alerting:
  alertmanagers: [{static_configs: [{targets: ["b:9093"]}]}]
`,
    }),
  ).toEqual(['prom b:9093 mounted:prometheus.yml 5 telemetry']);
});

const SHARED = {
  'compose.yaml': `services:
  order-service: {image: shop, volumes: [./all.json:/etc/all.json]}
  pay-service: {image: shop, volumes: [./all.json:/etc/all.json]}
  cache: {image: redis, volumes: [./all.json:/etc/all.json]}
  db: {image: mysql}
`,
  'all.json':
    '{"cache-url": "http://cache:6379",\n"db-url": "http://db:3306",\n"pay": "http://pay-service:80"}',
};

const told = async (texts: Readonly<Record<string, string>>) => {
  const context = contextOf(texts);
  const { references, findings } = await compose.scan([context.files[0]!], context);
  return {
    edges: references
      .filter(({ property }) => property.startsWith('mounted:'))
      .map(({ from, to, confidence }) => `${from.local} ${to.by === 'text' ? to.text : ''} ${confidence}`),
    findings: findings.filter(({ kind }) => kind === 'assumed').map(({ message }) => message),
  };
};

test('a file that several services are given is taken for granted at most', async () => {
  expect(await told(SHARED)).toEqual({
    edges: [
      'order-service cache:6379 assumed',
      'order-service db:3306 assumed',
      'order-service pay-service:80 assumed',
      'pay-service cache:6379 assumed',
      'pay-service db:3306 assumed',
      'pay-service pay-service:80 assumed',
    ],
    findings: [],
  });
});

test('the code of a service tells what of a shared file concerns it', async () => {
  const { edges, findings } = await told({
    ...SHARED,
    'src/OrderService/main.cpp': 'connect(config["pay-service"]); // and the cache',
    'src/PayService/main.cpp': 'open(config["db"]);',
  });
  expect(edges).toEqual([
    'order-service cache:6379 documented',
    'order-service pay-service:80 documented',
    'pay-service db:3306 documented',
  ]);
  expect(findings).toEqual([
    'all.json is given to 3 services; of what it names nothing in src/OrderService names db: no dependency of order-service',
    'all.json is given to 3 services; of what it names nothing in src/PayService names cache: no dependency of pay-service',
  ]);
});
