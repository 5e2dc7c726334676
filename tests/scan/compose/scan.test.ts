import { describe, expect, test } from 'vitest';
import type { Address, Facts, ReferenceFact } from '../../../src/model/fact.ts';
import { compose } from '../../../src/scan/compose.ts';
import { contextOf } from './files.ts';

const scan = async (
  texts: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<Facts> => {
  const context = contextOf(texts, variables);
  return await compose.scan(
    context.files.filter((file) => compose.claims(file)),
    context,
  );
};

const id = ({ scope, local }: Address): string => (scope === '' ? local : `${scope}/${local}`);

/** A reference in short: `web -depends_on-> db`, `web -environment.DB_HOST-> "db"`. */
const short = ({ from, to, property }: ReferenceFact): string =>
  `${id(from)} -${property}-> ${to.by === 'address' ? id(to.address) : JSON.stringify(to.text)}`;

const shorts = (facts: Facts): readonly string[] =>
  facts.references.filter(({ property }) => property !== 'image').map(short);

const problems = (facts: Facts): readonly string[] =>
  facts.findings.map(({ kind, file, line, message }) => `${kind} ${file}:${line ?? ''} ${message}`);

describe('one service', () => {
  test('what it is, what it answers to, how many, and where it stands', async () => {
    const facts = await scan({
      'shop/compose.yaml': `services:
  db:
    image: postgres:16
    container_name: Shop-DB
    hostname: database
    networks: {back: {aliases: [pg]}}
    ports: ["5432:5432"]
    profiles: [full]
    deploy: {replicas: 2}
`,
    });
    expect(facts.resources).toEqual([
      {
        address: { scope: 'shop', local: 'db' },
        type: 'compose/service',
        where: { file: 'shop/compose.yaml', line: 2 },
        kind: 'database',
        names: ['db', 'shop-db', 'database', 'pg'].map((text) => ({ form: 'host', text, within: 'shop' })),
        count: 2,
        tags: ['profile:full'],
        properties: {
          image: 'postgres:16',
          container_name: 'Shop-DB',
          ports: ['5432:5432'],
          profiles: ['full'],
          deploy: { replicas: 2 },
        },
      },
    ]);
    expect(facts.references).toEqual([
      {
        from: { scope: 'shop', local: 'db' },
        to: { by: 'text', as: 'image', text: 'postgres:16' },
        property: 'image',
        where: { file: 'shop/compose.yaml', line: 3 },
        confidence: 'documented',
        class: 'start-up',
        why: 'image: postgres:16',
      },
    ]);
    expect(facts.findings).toEqual([]);
  });

  test.each([
    ['"8080:80"', 'publishes port 8080'],
    ['"127.0.0.1:8080:80/tcp"', 'publishes port 8080'],
    ['"8000-8010:9000-9010"', 'publishes port 8000'],
    ['{target: 80, published: "8080"}', 'publishes port 8080'],
    ['"80:80", "443:443"', 'publishes ports 80, 443'],
    ['"80"', undefined],
  ])('published ports %s', async (ports, entry) => {
    const facts = await scan({
      'compose.yaml': `services:\n  web:\n    image: web\n    ports: [${ports}]\n`,
    });
    expect(facts.resources[0]!.entry).toBe(entry);
  });

  test('what it declares: dependencies, links, borrowed volumes and networks', async () => {
    const facts = await scan({
      'compose.yaml': `services:
  web:
    build: .
    depends_on:
      db: {condition: service_healthy}
      gone: {condition: service_started, required: false}
    links: ["cache:redis"]
    volumes_from: ["data:ro"]
    network_mode: "service:vpn"
  job: {build: ., depends_on: [web, job, nowhere]}
  db: {image: postgres}
  cache: {image: redis}
  data: {image: busybox, links: [db]}
  vpn: {image: vpn, environment: {DB_HOST: db}}
`,
    });
    expect(shorts(facts)).toEqual([
      'web -depends_on-> db',
      'web -links-> cache',
      'web -volumes_from-> data',
      'web -network_mode-> vpn',
      'job -depends_on-> web',
      'data -links-> db',
      'vpn -environment.DB_HOST-> "db"',
    ]);
    expect(facts.references.slice(0, 4).map((fact) => fact.class)).toEqual([
      'start-up',
      'call',
      'data',
      'network',
    ]);
    expect(facts.references[0]!.where.line).toBe(5);
    expect(
      facts.resources.find(({ address }) => address.local === 'cache')!.names!.map(({ text }) => text),
    ).toEqual(['cache', 'redis']);
    expect(problems(facts)).toEqual([
      'unresolved compose.yaml:10 job names nowhere in depends_on, but there is no such service',
    ]);
  });

  test('addresses in its command', async () => {
    const facts = await scan({
      'compose.yaml': `services:
  web:
    build: .
    command: ["wait-for", "db:5432", "--", "serve", "--redis-host", "cache", "--url=http://api:80", "-v"]
    entrypoint: sh -c "curl http://config:8888/web && exec run"
`,
    });
    expect(shorts(facts)).toEqual([
      'web -command-> "db:5432"',
      'web -command-> "cache"',
      'web -command-> "--url=http://api:80"',
      'web -entrypoint-> "http://config:8888/web"',
    ]);
  });

  test('without any signal its needs are unknown, unless it is a well-known store', async () => {
    const facts = await scan({
      'compose.yaml': `services:
  web: {image: web, environment: {MODE: db}}
  db: {image: postgres}
`,
    });
    expect(problems(facts)).toEqual([
      'no-signal compose.yaml:2 nothing tells what web needs: neither depends_on nor links nor settings nor mounted configuration',
    ]);
  });

  test('passwords do not get into the evidence', async () => {
    const facts = await scan({
      'compose.yaml': `services:
  web:
    build: .
    command: ["--db=postgres://shop:hunter2@db/shop"]
    environment:
      DB: postgres://shop:hunter2@db/shop
      DB_PASSWORD: hunter2
`,
    });
    expect(facts.references.map(({ why }) => why)).toEqual([
      'DB=postgres://***@db/shop',
      'DB_PASSWORD=***',
      '--db=postgres://***@db/shop',
    ]);
    expect(JSON.stringify(facts.resources)).not.toContain('hunter2');
  });
});

describe('settings', () => {
  test('of the file, of env_file, of .env and of the Dockerfile, each at its own line', async () => {
    const facts = await scan({
      'shop/.env': 'HOST=cart # the cart\nexport PORT="7070"\nCART_ADDR=${HOST}:${PORT}\n',
      'shop/web.env': "# ours\nUSERS_ADDR=users:${PORT}\nDB_HOST='db'\nTAX_HOST=tax\n",
      'shop/web/Dockerfile':
        'FROM node AS build\nENV NOT=mine\nFROM nginx\nENV MAIL_HOST=mail \\\n  # why\n  DB_HOST=old\n',
      'shop/compose.yaml': `services:
  web:
    build: {context: ./web}
    env_file: [web.env, {path: gone.env, required: false}, lost.env]
    environment:
      - CART_ADDR
      - UNSET
      - TAX_HOST=other
`,
    });
    const told = facts.references.map(
      (fact) => `${fact.where.file}:${fact.where.line} ${fact.property} ${fact.why!}`,
    );
    expect(told).toEqual([
      'shop/web/Dockerfile:4 build.MAIL_HOST MAIL_HOST=mail',
      'shop/web.env:3 env_file.DB_HOST DB_HOST=db',
      'shop/web.env:2 env_file.USERS_ADDR USERS_ADDR=users:7070',
      'shop/compose.yaml:8 environment.TAX_HOST TAX_HOST=other',
      'shop/compose.yaml:6 environment.CART_ADDR CART_ADDR=cart:7070',
    ]);
    expect(problems(facts)).toEqual([
      'unresolved shop/compose.yaml:4 the file of settings lost.env is not there',
    ]);
  });

  test('variables: defaults, alternatives, and what has no value stays a placeholder', async () => {
    const facts = await scan(
      {
        '.env': 'EMPTY=\nB=b\n',
        'compose.yaml': `services:
  web:
    build: .
    environment:
      A: \${GIVEN} \${EMPTY:-d} \${EMPTY-d} \${NO:-\${B}\${NO2:-c}} \${B:+yes} \${NO:+no} $\${B} $B
      U: http://\${UNKNOWN}:80/\${UNKNOWN}
      E: \${NEEDED:?tell me}
`,
      },
      { GIVEN: 'given', B: 'over' },
    );
    expect(facts.references.map(({ to }) => (to.by === 'text' ? to.text : ''))).toEqual([
      'given d  overc yes  ${B} over',
      'http://${UNKNOWN}:80/${UNKNOWN}',
      '${NEEDED}',
    ]);
    expect(problems(facts).slice(0, 2)).toEqual([
      'unknown-value compose.yaml:6 the variable UNKNOWN has no value',
      'unknown-value compose.yaml:7 the variable NEEDED has no value',
    ]);
  });

  test('the image at the bottom of a Dockerfile tells the kind', async () => {
    const facts = await scan({
      Dockerfile: 'ARG V=16\nFROM postgres:${V} AS base\nFROM base\n',
      'compose.yaml': 'services:\n  store:\n    image: shop/store\n    build: .\n',
    });
    expect(facts.resources[0]!.kind).toBe('database');
  });
});

describe('several files', () => {
  test('a folder is one project: base, override, others by name', async () => {
    const facts = await scan({
      'shop/docker-compose.zz.yml': 'services:\n  web: {environment: {X: http://zz}}\n',
      'shop/docker-compose.override.yml': `services:
  web:
    command: [run, "http://over"]
    environment: {X: http://over, Z: http://z}
    depends_on: {cache: {condition: service_started}}
`,
      'shop/docker-compose.yml': `services:
  web:
    build: .
    command: [run, "http://base"]
    environment: [X=http://base, Y=http://y]
    depends_on: [db]
  db: {image: postgres}
  cache: {image: redis}
`,
      'other/compose.yaml': 'services:\n  db: {image: mysql}\n',
    });
    expect(facts.resources.map(({ address }) => id(address))).toEqual([
      'other/db',
      'shop/web',
      'shop/db',
      'shop/cache',
    ]);
    expect(shorts(facts)).toEqual([
      'shop/web -depends_on-> shop/db',
      'shop/web -depends_on-> shop/cache',
      'shop/web -environment.X-> "http://zz"',
      'shop/web -environment.Y-> "http://y"',
      'shop/web -environment.Z-> "http://z"',
      'shop/web -command-> "http://over"',
    ]);
    expect(facts.resources.find(({ address }) => address.local === 'web')!.where).toEqual({
      file: 'shop/docker-compose.yml',
      line: 2,
    });
  });

  test('!override replaces, !reset takes away', async () => {
    const facts = await scan({
      'compose.yaml': `services:
  web: {build: ., depends_on: [a, b], environment: {X: http://x, Y: http://y}}
  a: {image: redis}
  b: {image: redis}
`,
      'compose.override.yaml': `services:
  web:
    depends_on: !override [a]
    environment: {X: !reset null}
  b: !reset null
`,
    });
    expect(shorts(facts)).toEqual(['web -depends_on-> a', 'web -environment.Y-> "http://y"']);
    expect(facts.resources.map(({ address }) => address.local)).toEqual(['web', 'a']);
  });

  test('extends: of the same file, and of another that is a store of parts', async () => {
    const facts = await scan({
      'shop/compose.yaml': `services:
  base: {image: redis, environment: {A: http://a}}
  web: {extends: base, image: web, environment: {B: http://b}}
  job: {extends: {file: common.yaml, service: part}}
  circle: {extends: circle, image: redis}
  lost: {extends: {file: gone.yaml, service: x}, image: redis}
`,
      'shop/common.yaml': 'services:\n  part: {image: part, environment: {C: http://c}}\n',
    });
    expect(shorts(facts)).toEqual([
      'shop/base -environment.A-> "http://a"',
      'shop/web -environment.A-> "http://a"',
      'shop/web -environment.B-> "http://b"',
      'shop/job -environment.C-> "http://c"',
    ]);
    expect(facts.resources.map(({ address }) => address.local)).toEqual([
      'base',
      'web',
      'job',
      'circle',
      'lost',
    ]);
    expect(problems(facts)).toEqual([
      'unresolved shop/compose.yaml:5 circle extends itself',
      'unresolved shop/compose.yaml:6 gone.yaml is not there, or outside of the folder',
    ]);
  });

  test('include: what is included belongs to the project that includes it, paths to its own folder', async () => {
    const facts = await scan({
      'compose.yaml':
        'include: [db/compose.yaml, {path: [more.yaml]}]\nservices:\n  web: {build: ., depends_on: [db, more]}\n',
      'more.yaml': 'services:\n  more:\n    image: redis\n',
      'db/compose.yaml': 'include: [../compose.yaml]\nservices:\n  db: {image: postgres, env_file: db.env}\n',
      'db/.env': 'WHERE=here\n',
      'db/db.env': 'BACKUP=s3://${WHERE}\n',
    });
    expect(facts.resources.map(({ address }) => id(address)).toSorted()).toEqual(['db', 'more', 'web']);
    expect(shorts(facts)).toContain('web -depends_on-> db');
    expect(facts.references.find(({ property }) => property === 'env_file.BACKUP')?.where.file).toBe(
      'db/db.env',
    );
  });

  test('anchors and merge keys', async () => {
    const facts = await scan({
      'compose.yaml': `x-env: &env
  A: http://a
services:
  web:
    build: .
    environment: {<<: *env, B: http://b}
`,
    });
    expect(shorts(facts).toSorted()).toEqual([
      'web -environment.A-> "http://a"',
      'web -environment.B-> "http://b"',
    ]);
  });

  test('a file that cannot be read costs only itself', async () => {
    const facts = await scan({
      'a/compose.yaml': 'services:\n  web: {image: [\n',
      'b/compose.yaml': 'services:\n  db: {image: postgres}\n',
      'c/compose.yaml': 'version: "3"\n',
    });
    expect(facts.resources.map(({ address }) => id(address))).toEqual(['b/db']);
    expect(facts.findings.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      'unreadable a/compose.yaml',
      'skipped c/compose.yaml',
    ]);
  });
});

test('files beside the base may be other makes of the system: that they were united is told', async () => {
  const one = (image: string): string => `services: {db: {image: ${image}}}\n`;
  const united = async (...names: readonly string[]): Promise<readonly string[]> =>
    problems(await scan(Object.fromEntries(names.map((name) => [name, one('mysql')]))));
  expect(await united('compose.yaml', 'compose.override.yaml')).toEqual([]);
  expect(await united('compose.dev.yaml')).toEqual([]);
  expect(await united('compose.yaml', 'compose.dev.yaml')).toEqual([
    'assumed compose.dev.yaml: taken for one project with the base: compose.dev.yaml',
  ]);
  expect(await united('docker-compose.mysql.yml', 'docker-compose.pg.yml')).toEqual([
    'assumed docker-compose.mysql.yml: taken for one project: docker-compose.mysql.yml, docker-compose.pg.yml',
  ]);
});

test("a store's own settings may name what it is to be called", async () => {
  const facts = await scan({
    'compose.yaml': `services:
  db: {image: mariadb, environment: {MARIADB_HOST: shop, PRIMARY_HOST: first, LOG_HOST: logs.acme.io}}
  first: {image: mariadb}
`,
  });
  expect(shorts(facts)).toEqual([
    'db -environment.PRIMARY_HOST-> "first"',
    'db -environment.LOG_HOST-> "logs.acme.io"',
  ]);
});
