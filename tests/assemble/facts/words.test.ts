import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classOfKey, type Mention, mentionsIn, withoutSecrets } from '../../../src/assemble/facts/words.ts';

const env = (key: string, text: string): readonly Mention[] =>
  mentionsIn({ by: 'text', as: 'env', key, text });
const as = (form: 'host' | 'image' | 'arn' | 'action' | 'export', text: string): readonly Mention[] =>
  mentionsIn({ by: 'text', as: form, text });

/** Mentions in short: `db:5432`, `db?` if it is not sure, `arn:…`, `aws s3@us-east-1`, `registry x`, `name x`. */
const short = (mentions: readonly Mention[]): string =>
  mentions
    .map((mention) => {
      switch (mention.form) {
        case 'host':
          return (
            mention.host + (mention.port === undefined ? '' : `:${mention.port}`) + (mention.sure ? '' : '?')
          );
        case 'arn':
          return mention.arn;
        case 'service':
          return `${mention.provider} ${mention.service}${mention.region === undefined ? '' : `@${mention.region}`}`;
        case 'registry':
          return `registry ${mention.host}`;
        case 'name':
          return `name ${mention.text} (${mention.kinds[0]!})`;
      }
    })
    .join(', ');

describe('settings: an address is told by its shape', () => {
  test.each([
    ['jdbc:postgresql://db:5432/shop', 'db:5432'],
    ['jdbc:mysql://db-1,db-2:3307/shop', 'db-1, db-2:3307'],
    ['jdbc:sqlserver://mssql.shop:1433;databaseName=web;user=sa', 'mssql.shop:1433'],
    ['jdbc:oracle:thin:@ora:1521:shop', 'ora:1521'],
    ['jdbc:oracle:thin:@//ora:1521/shop', 'ora:1521'],
    ['mongodb+srv://u:p@m1,m2/shop?replicaSet=a', 'm1, m2'],
    ['mongodb://u:p@m1:27017,m2:27018/shop', 'm1:27017, m2:27018'],
    ['redis://:secret@cache:6379/0', 'cache:6379'],
    ['postgres://shop:p/q@ss@db/shop', 'db'],
    ['amqp://guest:guest@rabbit:5672/%2f', 'rabbit:5672'],
    ['lb://visits-service', 'visits-service'],
    ['dns:///shop:50051', 'shop:50051'],
    ['dns://8.8.8.8/shop:50051', 'shop:50051'],
    ['wss://opamp:4320/v1/opamp', 'opamp:4320'],
    ['PLAINTEXT://kafka:9092', 'kafka:9092'],
    ['http://a:1,http://b:2/x', 'a:1, b:2'],
    ['k1:9092,k2:9092', 'k1:9092, k2:9092'],
    ['Host=db;Username=u;Password=p;Database=d', 'db'],
    ['Server=tcp:shop.internal,1433;Initial Catalog=web', 'shop.internal:1433'],
    ['Data Source=db\\SQLEXPRESS', 'db'],
    ['host=db port=5432 dbname=shop', 'db'],
    ['root:pw@tcp(mysql:3306)/shop?parseTime=true', 'mysql:3306'],
    ['-Dspring.data.mongodb.uri=mongodb://mongo:27017/x -Xmx1g', 'mongo:27017'],
    ['1@kafka:9093', 'kafka:9093'],
    ['(DESCRIPTION=(ADDRESS=(HOST=ora)(PORT=1521)))', 'ora'],
    ['{"orders": {"url": "http://orders:80"}, "list": ["redis:6379"]}', 'orders:80, redis:6379'],
  ])('%s', (text, expected) => {
    expect(short(env('ANYTHING', text))).toBe(expected);
  });

  test.each([
    ':8080',
    '8080',
    'http://localhost:80',
    'http://127.0.0.1:80',
    '0.0.0.0:80',
    'http://[::1]:80',
    'http://host.docker.internal:80',
    'http://${HOST}:80',
    '${DB_HOST:-db:5432}',
    '{{ .Values.db }}:5432',
    '{{ db:5432 }}',
    '<host>:5432',
    '$(DB):5432',
    'gitea',
    'redis:7',
    '/etc/db:5432',
    './db:/var/lib/db',
    'db:/var/lib/db',
    'file:///etc/db',
    '12:30',
    'bob@example.com',
    'com.example.Shop',
    'application.local.yaml',
    'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'http://www.w3.org/2001/XMLSchema',
    '',
  ])('%s names nothing', (text) => {
    expect(short(env('ANYTHING', text))).toBe('');
  });
});

describe('settings: a bare word is told by its key', () => {
  test.each([
    ['DB_HOST', 'db', 'db'],
    ['PGHOST', 'db', 'db'],
    ['GITEA__database__HOST', 'db', 'db'],
    ['spring.redis.host', 'Cache', 'cache'],
    ['redisHost', 'cache', 'cache'],
    ['CART_ADDR', 'cart', 'cart'],
    ['IMAGE_PROVIDER_HOST', 'images', 'images'],
    ['KAFKA_BOOTSTRAP_SERVERS', 'k1,k2', 'k1, k2'],
    ['discovery.seed_hosts', 'es02, es03', 'es02, es03'],
    ['REDIS_HOSTS', 'local:redis:6379', 'redis:6379'],
    ['API_URL', 'api', 'api'],
    ['ORDERS_SERVICE', 'orders', 'orders?'],
    ['ORDERS_SERVICE', 'http://orders', 'orders'],
    ['BASE_URL', 'https://shop.example.com', 'shop.example.com?'],
    ['SITE', 'shop.example.com', 'shop.example.com?'],
    ['DB_HOST', 'db:15', 'db:15'],
    ['NODE_ADDR', 'rabbit@rabbit-1', 'rabbit-1'],
  ])('%s=%s', (key, text, expected) => {
    expect(short(env(key, text))).toBe(expected);
  });

  test.each([
    ['POSTGRES_USER', 'gitea'],
    ['MYSQL_DATABASE', 'wordpress'],
    ['POSTGRES_DB', 'nextcloud'],
    ['APP_NAME', 'orders'],
    ['DB_PASSWORD', 'db'],
    ['DB_PASSWORD', 'http://db:80'],
    ['CART_IMAGE', 'registry:5000/cart'],
    ['CART_DOCKERFILE', './src/cart/Dockerfile'],
    ['CART_PORT', '7070'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'service.host=cart,url=http://cart:80'],
    ['HOSTNAME', 'cart'],
    ['DATABASE_URL', 'shop.sqlite3'],
    ['DATABASE_URL', 'sqlite:///shop.db'],
    ['JAVA_OPTS', '-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005'],
    ['NO_PROXY', 'db,cart'],
    ['ALLOWED_HOSTS', 'web'],
    ['CORS_ORIGIN', 'http://web:3000'],
    ['KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://kafka:9092'],
    ['ENABLE_SERVER', 'true'],
    ['HOST', '0.0.0.0'],
    ['MAIL_ADDRESS', '12 Main Street'],
    ['DB_SECRET', 'hunter2'],
  ])('%s=%s names nothing', (key, text) => {
    expect(short(env(key, text))).toBe('');
  });

  test.each([
    ['TABLE', 'orders', 'name orders (database)'],
    ['ORDERS_TABLE_NAME', 'orders', 'name orders (database)'],
    ['BUCKET', 'pictures', 'name pictures (storage)'],
    ['QUEUE_NAME', 'jobs.fifo', 'name jobs.fifo (queue)'],
    ['FUNCTION_NAME', 'resize', 'name resize (function)'],
    ['STATE_MACHINE', 'checkout', 'name checkout (service)'],
    ['SECRET_NAME', 'prod/db', 'name prod/db (identity)'],
  ])('%s=%s names a thing of a provider', (key, text, expected) => {
    expect(short(env(key, text))).toBe(expected);
  });
});

const isDefined = (packText: string, pack: string, service: string): boolean =>
  new RegExp(`^ {2}'?${pack}/(?:\\{\\w+\\}/)*${service}'?:`, 'm').test(packText);

describe('providers', () => {
  test.each([
    ['https://pictures.s3.amazonaws.com/a.png', 'arn:aws:s3:::pictures, aws s3'],
    ['https://my.pictures.s3.eu-west-1.amazonaws.com/a', 'arn:aws:s3:::my.pictures, aws s3@eu-west-1'],
    ['https://s3.eu-west-1.amazonaws.com/pictures/a', 'arn:aws:s3:::pictures, aws s3@eu-west-1'],
    ['https://s3-eu-west-1.amazonaws.com/pictures', 'arn:aws:s3:::pictures, aws s3@eu-west-1'],
    ['http://pictures.s3-website-us-east-1.amazonaws.com', 'arn:aws:s3:::pictures, aws s3@us-east-1'],
    ['http://pictures.s3-website.eu-central-1.amazonaws.com', 'arn:aws:s3:::pictures, aws s3@eu-central-1'],
    ['https://pictures.s3.dualstack.us-west-2.amazonaws.com', 'arn:aws:s3:::pictures, aws s3@us-west-2'],
    ['https://pictures.s3-accelerate.amazonaws.com', 'arn:aws:s3:::pictures, aws s3'],
    ['s3://pictures/a/b', 'arn:aws:s3:::pictures, aws s3'],
    [
      'https://sqs.us-east-1.amazonaws.com/123456789012/jobs',
      'arn:aws:sqs:us-east-1:123456789012:jobs, aws sqs@us-east-1',
    ],
    [
      'https://us-east-1.queue.amazonaws.com/123456789012/jobs',
      'arn:aws:sqs:us-east-1:123456789012:jobs, aws sqs@us-east-1',
    ],
    ['https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/jobs', 'arn:aws:sqs:::jobs, aws sqs'],
    ['https://dynamodb.us-east-1.amazonaws.com', 'aws dynamodb@us-east-1'],
    ['shop.abc.us-east-1.rds.amazonaws.com', 'shop.abc.us-east-1.rds.amazonaws.com, aws rds@us-east-1'],
    [
      'shop.abc.us-east-1.rds.amazonaws.com:5432',
      'shop.abc.us-east-1.rds.amazonaws.com:5432, aws rds@us-east-1',
    ],
    ['carts.x.use1.cache.amazonaws.com', 'carts.x.use1.cache.amazonaws.com, aws elasticache@us-east-1'],
    [
      'https://abc123.execute-api.eu-west-1.amazonaws.com/prod',
      'arn:aws:execute-api:eu-west-1::abc123, aws api-gateway@eu-west-1',
    ],
    ['https://xyz.lambda-url.us-east-1.on.aws/', 'xyz.lambda-url.us-east-1.on.aws, aws lambda@us-east-1'],
    ['web-1.us-east-1.elb.amazonaws.com', 'web-1.us-east-1.elb.amazonaws.com, aws elb@us-east-1'],
    ['d111.cloudfront.net', 'd111.cloudfront.net, aws cloudfront'],
    ['https://kinesis.cn-north-1.amazonaws.com.cn', 'aws kinesis@cn-north-1'],
    ['https://storage.googleapis.com/pictures/a', 'name pictures (storage), gcp cloud-storage'],
    ['gs://pictures/a', 'name pictures (storage), gcp cloud-storage'],
    ['https://pubsub.googleapis.com', 'gcp pubsub'],
    ['https://europe-west1-aiplatform.googleapis.com', 'gcp vertex-ai@europe-west1'],
    ['https://web-abc-uc.a.run.app', 'web-abc-uc.a.run.app, gcp cloud-run'],
    ['https://web-12.europe-west1.run.app', 'web-12.europe-west1.run.app, gcp cloud-run@europe-west1'],
    ['https://shop.blob.core.windows.net/a', 'shop.blob.core.windows.net'],
    ['https://shop.vault.azure.net', 'shop.vault.azure.net, azure key-vault'],
    ['Server=tcp:shop.database.windows.net,1433', 'shop.database.windows.net, azure sql-database'],
    ['https://login.microsoftonline.com/x', 'azure entra-id'],
  ])('%s', (text, expected) => {
    expect(short(env('SHOP_URL', text))).toBe(expected);
  });

  test('every service named is one that a pack defines', () => {
    const sources = { aws: 'aws-services.ts', gcp: 'cloud-hosts.ts' } as const;
    for (const [pack, file] of Object.entries(sources)) {
      const text = readFileSync(`graphs/providers/${pack}.yaml`, 'utf8');
      const table = readFileSync(`src/assemble/facts/words/${file}`, 'utf8');
      const services =
        pack === 'aws'
          ? [...table.matchAll(/^ {2}\['([^']+)',/gm)].map(([, service]) => service!)
          : [...table.matchAll(/^ {4}\w+: '([^']+)',/gm)].map(([, service]) => service!);
      expect(services.length).toBeGreaterThan(25);
      for (const service of services) {
        expect(isDefined(text, pack, service), `${pack}: ${service}`).toBe(true);
      }
    }
    const azure = readFileSync('graphs/providers/azure.yaml', 'utf8');
    const table = readFileSync('src/assemble/facts/words/cloud-hosts.ts', 'utf8');
    for (const [, service] of table.matchAll(/^ {2}\['[^']+', '([^']+)'\],/gm)) {
      expect(isDefined(azure, 'azure', service!), service).toBe(true);
    }
  });
});

describe('ARNs', () => {
  test.each([
    ['arn:aws:dynamodb:*:*:table/orders/index/*', 'arn:aws:dynamodb:::table/orders, aws dynamodb'],
    [
      'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
      'arn:aws:dynamodb:us-east-1:123456789012:table/orders, aws dynamodb@us-east-1',
    ],
    [
      'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders',
      'arn:aws:dynamodb:::table/orders, aws dynamodb',
    ],
    ['arn:aws:dynamodb:*:*:table/*', 'aws dynamodb'],
    ['arn:aws:s3:::pictures/*', 'arn:aws:s3:::pictures, aws s3'],
    ['arn:aws:s3:::pictures', 'arn:aws:s3:::pictures, aws s3'],
    ['arn:aws-us-gov:s3:::${Bucket}/*', 'aws s3'],
    ['arn:aws:apigateway:us-east-1:dynamodb:action/PutItem', 'aws dynamodb@us-east-1'],
    ['arn:aws:states:::lambda:invoke', 'aws lambda'],
    ['arn:aws:states:::aws-sdk:dynamodb:putItem', 'aws dynamodb'],
    [
      'arn:aws:states:us-east-1:123456789012:stateMachine:checkout',
      'arn:aws:states:us-east-1:123456789012:stateMachine:checkout, aws step-functions@us-east-1',
    ],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:resize:live',
      'arn:aws:lambda:us-east-1:123456789012:function:resize, aws lambda@us-east-1',
    ],
    ['arn:aws:lambda:us-east-1:123456789012:layer:x:1', 'aws lambda@us-east-1'],
    ['*', ''],
    ['no arn', ''],
  ])('%s', (text, expected) => {
    expect(short(as('arn', text))).toBe(expected);
  });

  test('a setting that holds an ARN names it, whatever its key', () => {
    expect(
      short(env('DB_SECRET_ARN', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-??????')),
    ).toBe('arn:aws:secretsmanager:eu-west-1:123456789012:secret:db, aws secrets-manager@eu-west-1');
  });
});

describe('actions, images, hosts', () => {
  test.each([
    ['dynamodb:PutItem', 'aws dynamodb'],
    ['logs:CreateLogGroup', 'aws cloudwatch/logs'],
    ['s3:*', 'aws s3'],
    ['xray:PutTraceSegments', ''],
    ['*', ''],
  ])('action %s', (text, expected) => {
    expect(short(as('action', text))).toBe(expected);
  });

  test.each([
    ['redis', 'registry docker.io'],
    ['library/redis:7.2@sha256:abc', 'registry docker.io'],
    ['index.docker.io/library/redis', 'registry docker.io'],
    ['quay.io/keycloak/keycloak:26', 'registry quay.io'],
    ['registry.local:5000/shop', 'registry registry.local'],
    ['localhost:5000/shop', ''],
    ['scratch', ''],
    ['${REPO}/shop:${TAG}', ''],
    ['ghcr.io/shop/web:${TAG}', 'registry ghcr.io'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1', 'aws ecr@eu-west-1'],
    ['public.ecr.aws/docker/library/redis', 'registry public.ecr.aws'],
    ['gcr.io/shop/web', 'registry gcr.io'],
    ['us-central1-docker.pkg.dev/p/r/web', 'gcp artifact-registry@us-central1'],
    ['shop.azurecr.io/web', 'registry shop.azurecr.io'],
  ])('image %s', (text, expected) => {
    expect(short(as('image', text))).toBe(expected);
  });

  test('a text said to be a host is one', () => {
    expect(short(as('host', 'cart'))).toBe('cart');
    expect(short(as('host', 'http://cart:7070/x'))).toBe('cart:7070');
    expect(short(as('host', '10.0.0.1'))).toBe('');
    expect(short(as('export', 'VpcId'))).toBe('');
  });
});

test.each([
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'telemetry'],
  ['JAEGER_AGENT_HOST', 'telemetry'],
  ['NEW_RELIC_HOST', 'telemetry'],
  ['SENTRY_DSN', 'telemetry'],
  ['SENTRY_REDIS_HOST', 'data'],
  ['SENTRY_SNUBA_HOST', undefined],
  ['FLAGD_HOST', 'flags'],
  ['FEATURE_FLAGS_URL', 'flags'],
  ['FLAGD_UI_HOST', undefined],
  ['KAFKA_ADDR', 'asynchronous'],
  ['ORDERS_QUEUE_URL', 'asynchronous'],
  ['DB_HOST', 'data'],
  ['SPRING_REDIS_HOST', 'data'],
  ['CONFIG_SERVER_URL', 'config'],
  ['CART_ADDR', undefined],
])('the class of %s', (key, expected) => {
  expect(classOfKey(key)).toBe(expected);
});

test.each([
  ['DB=postgres://shop:hunter2@db/shop', 'DB=postgres://***@db/shop'],
  ['postgres://shop:hun/ter2@db/shop', 'postgres://***@db/shop'],
  ['Host=db;Password=hunter2 x;Database=d', 'Host=db;Password=***;Database=d'],
  ['host=db password=hunter2 dbname=d', 'host=db password=*** dbname=d'],
  ['DB_PASSWORD=hunter2 and more', 'DB_PASSWORD=***'],
  ['{"api_key": "hunter2", "url": "http://x"}', '{"api_key": ***, "url": "http://x"}'],
  ['shop:hunter2@tcp(db:3306)/shop', '***@tcp(db:3306)/shop'],
  ['KEY=AKIAABCDEFGHIJKLMNOP', 'KEY=***'],
  ['SECRET_ARN=arn:aws:secretsmanager:::secret:db', 'SECRET_ARN=arn:aws:secretsmanager:::secret:db'],
  ['REDIS_ADDR=redis-cart:6379', 'REDIS_ADDR=redis-cart:6379'],
  ['SecretsManagerClient: GetSecretValue', 'SecretsManagerClient: GetSecretValue'],
  ['http://a:80/x?to=b@c.d', 'http://a:80/x?to=b@c.d'],
])('without secrets: %s', (text, expected) => {
  expect(withoutSecrets(text)).toBe(expected);
});

test('levels of logging are no hosts, whatever is logged', () => {
  const text = 'kafka.server=WARN,kafka.host=ERROR';
  expect(mentionsIn({ by: 'text', as: 'env', key: 'KAFKA_LOG4J_LOGGERS', text })).toEqual([]);
});
