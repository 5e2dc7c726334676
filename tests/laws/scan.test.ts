/**
 * The laws of assembling: whatever scanners tell, what is made of it is a document, and a well-founded one.
 *
 * Facts are generated as scanners could tell them at their worst: with addresses of any characters, types that nobody
 * knows, references to what is not there, the same thing told twice.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ScanQuestion, type Scanned, assembleFacts } from '../../src/assemble/facts/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { writeJson, writeYaml } from '../../src/document/write.ts';
import type { Document, PartialNode } from '../../src/model/document.ts';
import {
  type Address,
  EDGE_CLASSES,
  type ExportFact,
  type Facts,
  type GroupFact,
  type Properties,
  type ReferenceFact,
  type ResourceFact,
  TESTIMONIES,
  type Target,
} from '../../src/model/fact.ts';
import { CONFIDENCES, type Requirement, targetsOf } from '../../src/model/requirement.ts';
import { STATES } from '../../src/model/state.ts';
import { definedFor } from '../../src/scan/packs.ts';
import { holds } from '../support/law.ts';

// —— facts ——————————————————————————————————————————————————————————————————————————————————————————————————————————

const SCOPES = ['', 'shop', 'infra/prod', 'a b/ä', '__proto__', 'x//y'] as const;

const LOCALS = [
  'web',
  'aws_sqs_queue.jobs',
  'module.a.aws_subnet.this',
  'data.aws_ami.x',
  'Orders',
  'constructor',
  '__proto__',
  'ein Ding/mit:allem',
  'ein Ding mit allem',
  '',
  'ключ',
] as const;

const TYPES = [
  'aws_autoscaling_group',
  'aws_cloudfront_distribution',
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_elasticache_cluster',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_iam_role_policy_attachment',
  'aws_kms_key',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function',
  'aws_lb',
  'aws_lb_listener',
  'aws_lb_target_group',
  'aws_lb_target_group_attachment',
  'aws_route53_record',
  'aws_route_table_association',
  'aws_s3_bucket',
  'aws_sns_topic_subscription',
  'aws_sqs_queue',
  'aws_subnet',
  'AWS::ApiGatewayV2::Api',
  'AWS::Events::Rule',
  'AWS::Serverless::Function',
  'azurerm_linux_web_app',
  'google_sql_database_instance',
  'apps/Deployment',
  'networking.k8s.io/Ingress',
  'v1/Service',
  'compose/service',
  'terraform/module',
  'nobody_knows',
  'constructor',
] as const;

const PROPERTIES = [
  'depends_on',
  'selector',
  'vpc_config.subnet_ids',
  'subnets',
  'subnet_id',
  'route_table_id',
  'db_subnet_group_name',
  'role',
  'policy_arn',
  'event_source_arn',
  'function_name',
  'load_balancer_arn',
  'default_action.target_group_arn',
  'target_group_arn',
  'target_group_arns',
  'topic_arn',
  'endpoint',
  'kms_key_id',
  'environment.variables.TABLE',
  'Targets.Arn',
  'EventBusName',
  'alias.name',
  'records',
  '__proto__',
  '',
] as const;

const TEXTS = [
  'http://web:8080',
  'db:5432',
  'web',
  'orders',
  'postgres://shop:hunter2@db/shop',
  'arn:aws:sqs:eu-west-1:111122223333:orders',
  'arn:aws:sqs:*:*:*',
  'https://sqs.eu-west-1.amazonaws.com/111122223333/orders',
  's3://pictures/a',
  'dynamodb:PutItem',
  'redis:7',
  'ghcr.io/shop/web:1',
  'https://api.example.com',
  'db.shop.svc.cluster.local',
  'Stack-Orders',
  '',
  ':',
  '\u0000',
] as const;

const oneOf = <const T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Some of the fields, each there or not. */
const some = <T extends object>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<
  Partial<T>
> => fc.record<T>(fields, { requiredKeys: [] });

const addresses: fc.Arbitrary<Address> = fc.record({ scope: oneOf(SCOPES), local: oneOf(LOCALS) });

const places = fc.record({
  file: oneOf(['main.tf', 'shop/template.yaml', "o'clock: x.yaml"]),
  line: fc.integer({ min: 1, max: 9 }),
});

const properties: fc.Arbitrary<Properties> = some<Record<string, string | number | boolean | string[]>>({
  availability_zone: oneOf(['eu-west-1a', 'eu-west-1b', 'eu-west-1', 'x']),
  multi_az: fc.boolean(),
  name: oneOf(['orders', 'db', 'pictures']),
  identifier: oneOf(['orders', 'db']),
  function_name: oneOf(['orders']),
  zones: fc.constant(['eu-west-1a', 'eu-west-1c']),
  internal: fc.boolean(),
  desired_capacity: fc.integer({ min: 0, max: 4 }),
  set_identifier: oneOf(['one', 'two']),
  constructor: fc.constant('x'),
}) as fc.Arbitrary<Properties>;

const resources: fc.Arbitrary<ResourceFact> = fc
  .tuple(
    fc.record({ address: addresses, type: oneOf(TYPES), where: places }),
    some<Required<Omit<ResourceFact, 'address' | 'type' | 'where'>>>({
      name: oneOf(['Shop', '', 'two\nlines']),
      kind: oneOf(['service', 'database', 'queue', 'external']),
      names: fc.array(fc.record({ form: oneOf(['host', 'arn', 'name']), text: oneOf(TEXTS) }), {
        maxLength: 2,
      }),
      region: oneOf(['eu-west-1', 'us-east-1', '${var.region}', 'West Europe']),
      properties,
      count: fc.integer({ min: 0, max: 4 }),
      instances: fc.array(properties, { maxLength: 3 }),
      zones: fc.subarray(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']),
      minAvailable: fc.integer({ min: 0, max: 5 }),
      app: oneOf(['storefront', 'a/b', '']),
      entry: fc.constant('publishes port 80'),
      owner: oneOf(['web-team', '']),
      code: fc.subarray(['src', 'src/orders.ts', 'lib/create', '.']),
      view: fc.record({
        names: fc.subarray(['Shop', 'web', 'orders-service', 'shop/db', ':']),
        within: oneOf(['shop', 'default']),
        kinds: fc.subarray(['service', 'database']),
      }),
      tags: fc.array(oneOf(['pci', 'two words', '']), { maxLength: 2 }),
      isForeign: fc.boolean(),
    }),
  )
  .map(([plain, more]) => ({ ...plain, ...more }));

const texts: fc.Arbitrary<Target> = fc
  .record({
    text: oneOf(TEXTS),
    as: oneOf(['env', 'host', 'image', 'arn', 'action', 'export']),
    key: fc.option(oneOf(['DB_HOST', 'TABLE_NAME', 'OTEL_ENDPOINT', 'PASSWORD', '']), { nil: undefined }),
  })
  .map(({ key, ...target }) => ({ by: 'text', ...target, ...(key === undefined ? {} : { key }) }));

const targets: fc.Arbitrary<Target> = fc.oneof(
  { arbitrary: addresses.map((address): Target => ({ by: 'address', address })), weight: 3 },
  { arbitrary: texts, weight: 1 },
);

const references: fc.Arbitrary<ReferenceFact> = fc
  .tuple(
    fc.record({
      from: addresses,
      to: targets,
      property: oneOf(PROPERTIES),
      where: places,
      confidence: oneOf(CONFIDENCES),
    }),
    some<Required<Pick<ReferenceFact, 'class' | 'why' | 'atMost' | 'code' | 'observed'>>>({
      class: oneOf(EDGE_CLASSES),
      atMost: oneOf(STATES),
      code: oneOf(['src/orders.ts', 'lib/create.ts', 'main.ts']),
      observed: oneOf([
        { calls: 9, errors: 0, propagated: 0 },
        { calls: 9, errors: 6, propagated: 0 },
        { calls: 9, errors: 6, propagated: 6 },
      ]),
      why: oneOf(['KEY=value', 'URL=http://u:hunter2@h', 'two\nlines: "x"']),
    }),
  )
  .map(([plain, more]) => ({ ...plain, ...more }));

const groups: fc.Arbitrary<GroupFact> = fc.record({
  address: addresses,
  kind: oneOf(['dns', 'network']),
  where: places,
  members: fc.array(addresses, { maxLength: 3 }),
  form: oneOf(['failover', 'balanced']),
});

const exported: fc.Arbitrary<ExportFact> = fc.record({
  name: oneOf(TEXTS),
  to: fc.array(targets, { maxLength: 2 }),
  where: places,
});

/** What several scanners told. */
const facts: fc.Arbitrary<readonly Facts[]> = fc.array(
  fc.record({
    resources: fc.array(resources, { maxLength: 8 }),
    references: fc.array(references, { maxLength: 12 }),
    groups: fc.array(groups, { maxLength: 1 }),
    exports: fc.array(exported, { maxLength: 1 }),
    findings: fc.constant([]),
    tells: oneOf(TESTIMONIES),
    reaches: oneOf([new Map(), new Map([['src/orders.ts', ['lib/create.ts']]])]),
  }),
  { minLength: 1, maxLength: 3 },
);

const questions: fc.Arbitrary<Partial<ScanQuestion>> = some<Required<Pick<ScanQuestion, 'apps' | 'region'>>>({
  apps: oneOf(['scope', 'entry', 'none']),
  region: oneOf(['eu-west-1', 'nowhere']),
});

// —— what is made of them ———————————————————————————————————————————————————————————————————————————————————————————

/** By the packs that ship, whatever the facts name. */
const defines = await definedFor(
  [
    {
      resources: ['aws', 'google', 'azurerm'].map((type) => ({
        address: { scope: '', local: type },
        type,
        where: { file: 'x', line: 1 },
      })),
      references: [],
      findings: [],
    },
  ],
  {},
);

const assembled = (all: readonly Facts[], question: Partial<ScanQuestion> = {}): Scanned =>
  assembleFacts(all, { defines, ...question });

const ID = /^[A-Za-z0-9._@-]+(?:\/[A-Za-z0-9._@-]+)*$/;

const nodesIn = ({ nodes }: Document): readonly PartialNode[] => [...nodes.values()];

const isDefined = (document: Document, id: string): boolean => document.nodes.has(id) || defines(id);

/** Without the places where things stood in a document that was read: a plain value. */
const plain = (document: Document): unknown =>
  JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'origin' || key === 'origins' ? undefined : value instanceof Map ? [...value] : value,
    ),
  );

describe('of whatever facts', () => {
  it('every id is valid, and every node has a kind', () => {
    holds(
      400,
      fc.property(facts, questions, (all, question) => {
        for (const node of nodesIn(assembled(all, question).document)) {
          expect(node.id).toMatch(ID);
          expect(node.kind, node.id).toBeDefined();
        }
      }),
    );
  });

  it('every requirement leads to a node of the document or of a pack', () => {
    holds(
      400,
      fc.property(facts, questions, (all, question) => {
        const { document } = assembled(all, question);
        for (const node of nodesIn(document)) {
          const needs = [...(node.in === undefined ? [] : [node.in]), ...node.dependsOn];
          const lost = needs.flatMap(targetsOf).filter((id) => !isDefined(document, id));
          expect(lost, node.id).toEqual([]);
        }
      }),
    );
  });

  it('every requirement has a file, a line, a reason and a confidence', () => {
    holds(
      400,
      fc.property(facts, questions, (all, question) => {
        for (const { id, dependsOn } of nodesIn(assembled(all, question).document)) {
          for (const need of dependsOn) {
            expect(need.source, id).toMatch(/^[^\n]+:[1-9]\d*$/);
            expect(need.why, id).toBeTruthy();
            expect(need.confidence, id).toBeDefined();
          }
        }
      }),
    );
  });

  it('no node needs itself, and of two things one needs the other by one requirement', () => {
    holds(
      400,
      fc.property(facts, (all) => {
        // A declared group has its members as one requirement, whatever else it refers to.
        const declared = all.map((one) => ({ ...one, groups: [] }));
        for (const { id, dependsOn } of nodesIn(assembled(declared).document)) {
          const needed = dependsOn.flatMap(targetsOf);
          expect(needed).not.toContain(id);
          expect(needed, id).toHaveLength(new Set(needed).size);
        }
      }),
    );
  });

  it('no secret is told', () => {
    holds(
      300,
      fc.property(facts, (all) => {
        const { document, findings } = assembled(all);
        expect(writeJson(document)).not.toContain('hunter2');
        expect(JSON.stringify(findings)).not.toContain('hunter2');
      }),
    );
  });

  it('each reference leads somewhere or is told', () => {
    holds(
      300,
      fc.property(facts, (all) => {
        const { counts, findings } = assembled(all);
        expect(counts.resolved + counts.unresolved).toBe(counts.references);
        expect(findings.filter(({ kind }) => kind === 'unresolved').length).toBeGreaterThanOrEqual(
          counts.unresolved,
        );
      }),
    );
  });

  it.each([
    ['YAML', 150, 'scanned.yaml', (document: Document) => writeYaml(document)],
    ['JSON', 300, 'scanned.json', writeJson],
  ] as const)('what is written as %s is read back as it was', async (_, runs, file, write) => {
    await fc.assert(
      fc.asyncProperty(facts, questions, async (all, question) => {
        const { document } = assembled(all, question);
        const { document: read, problems } = await readDocument({ file, text: write(document) });
        expect(problems.map(({ message }) => message)).toEqual([]);
        expect(plain(read!)).toEqual(plain(document));
      }),
      { numRuns: Math.ceil(runs * Number(process.env['FAULTLINE_RUNS'] ?? 1)), seed: 20_170_228 },
    );
  });
});

// —— order ——————————————————————————————————————————————————————————————————————————————————————————————————————————

/** The facts of each scanner with every address once: of two descriptions the first one counts, and that is meant. */
const distinct = facts.map((all) => {
  const seen = new Set<string>();
  const isFirst = ({ scope, local }: Address): boolean => {
    // Also what becomes the same id: the first has it, the second gets a number.
    const key = [...scope.split('/').filter((part) => part !== ''), local]
      .map((part) => part.replaceAll(/[^A-Za-z0-9._@-]+/g, '-') || '-')
      .join('/');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  return all.map((one) => ({
    ...one,
    resources: one.resources.filter(({ address }) => isFirst(address)),
    groups: (one.groups ?? []).filter(({ address }) => isFirst(address)),
    exports: (one.exports ?? []).filter(({ name }) => isFirst({ scope: 'export', local: name })),
  }));
});

const shuffled = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

/** The same facts in another order, within each scanner and among them. */
const reordered = (all: readonly Facts[]): fc.Arbitrary<readonly Facts[]> =>
  fc
    .tuple(
      ...all.map((one) =>
        fc
          .tuple(shuffled(one.resources), shuffled(one.references))
          .map(([someResources, someReferences]): Facts => ({
            ...one,
            resources: someResources,
            references: someReferences,
          })),
      ),
    )
    .chain(shuffled);

const pairs = distinct.chain((all) => fc.tuple(fc.constant(all), reordered(all)));

it('the order of files and facts does not matter', () => {
  holds(
    400,
    fc.property(pairs, questions, ([all, other], question) => {
      expect(plain(assembled(other, question).document)).toEqual(plain(assembled(all, question).document));
    }),
  );
});

// —— more of it —————————————————————————————————————————————————————————————————————————————————————————————————————

/** A queue in a scope of its own, that answers to a name which nobody asks for. */
const STRANGER: ResourceFact = {
  address: { scope: 'somewhere/else', local: 'aws_sqs_queue.stranger' },
  type: 'aws_sqs_queue',
  where: { file: 'stranger.tf', line: 1 },
  region: 'eu-west-1',
  properties: { name: 'stranger' },
};

it('a resource that nothing refers to changes no other node', () => {
  holds(
    400,
    fc.property(facts, (all) => {
      const before = assembled(all).document.nodes;
      // Seen, not declared: what is declared decides whether anything else is in an app.
      const stranger: Facts = { resources: [STRANGER], references: [], findings: [], tells: 'observed' };
      const after = assembled([...all, stranger]).document.nodes;
      expect(after.has('somewhere/else/aws_sqs_queue.stranger')).toBe(true);
      for (const [id, node] of before) expect(after.get(id), id).toEqual(node);
    }),
  );
});

it('what is switched off takes nothing down, and nothing takes it down', () => {
  holds(
    400,
    fc.property(facts, (all) => {
      const off = all.map((one) => ({
        ...one,
        resources: one.resources.map((resource) => ({ ...resource, count: 0 })),
        groups: [],
      }));
      const { document } = assembled(off);
      const scopes = nodesIn(document).filter(({ tags }) => tags.includes('count:0'));
      const harms = (need: Requirement): boolean =>
        need.impact === undefined || need.impact.some((rank) => rank !== 0);
      for (const { id, in: home, dependsOn } of scopes) {
        expect(home, id).toBeUndefined();
        expect(dependsOn.filter(harms), id).toEqual([]);
      }
    }),
  );
});
