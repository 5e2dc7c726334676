// Spans in the four formats, with parents that are not there, circles, and numbers that are none; and plans and states.
import { jsonText, treeOf } from './trees.mjs';
import { hostileNumber, hostileWord, leaf, name } from './leaves.mjs';

const id = (draw) => (draw.odd(12) ? leaf(draw) : String(draw.below(6)).padStart(16, 'f'));
const trace = (draw) => (draw.odd(12) ? leaf(draw) : String(draw.below(3)).padStart(32, '0'));
const service = (draw) => (draw.odd(10) ? leaf(draw) : name(draw));

const KEYS = [
  'db.system',
  'db.name',
  'db.system.name',
  'server.address',
  'net.peer.name',
  'peer.service',
  'http.url',
  'url.full',
  'messaging.system',
  'messaging.destination.name',
  'rpc.service',
  'rpc.system',
  'aws.s3.bucket',
  'aws.dynamodb.table_names',
  'cloud.region',
  'cloud.account.id',
  'faas.invoked_name',
  'http.status_code',
  'error',
  'k8s.deployment.name',
  'server.port',
  'db.connection_string',
];
const value = (draw) =>
  draw.pick([
    () => ({ stringValue: hostileWord(draw) }),
    () => ({ intValue: draw.pick(['1', 'x', hostileNumber(draw)]) }),
    () => ({ doubleValue: hostileNumber(draw) }),
    () => ({ boolValue: leaf(draw) }),
    () => ({ arrayValue: { values: [{ stringValue: 'a' }, leaf(draw)] } }),
    () => ({ kvlistValue: { values: leaf(draw) } }),
    () => leaf(draw),
  ])();
const attributes = (draw) =>
  draw.some(4, () => ({ key: draw.odd(8) ? leaf(draw) : draw.pick(KEYS), value: value(draw) }));

const otlpSpan = (draw) => ({
  traceId: trace(draw),
  spanId: id(draw),
  parentSpanId: id(draw),
  name: leaf(draw),
  kind: draw.pick([0, 1, 2, 3, 4, 5, 'SPAN_KIND_SERVER', 'SPAN_KIND_CLIENT', leaf(draw)]),
  startTimeUnixNano: leaf(draw),
  attributes: draw.odd(15) ? leaf(draw) : attributes(draw),
  links: draw.some(2, () => ({ traceId: trace(draw), spanId: id(draw) })),
  status: draw.pick([{}, { code: 2 }, { code: 'STATUS_CODE_ERROR' }, leaf(draw)]),
  events: leaf(draw),
});
const otlp = (draw) => ({
  resourceSpans: draw.some(4, () => ({
    resource: draw.odd(20)
      ? leaf(draw)
      : { attributes: [{ key: 'service.name', value: { stringValue: service(draw) } }, ...attributes(draw)] },
    [draw.pick(['scopeSpans', 'scopeSpans', 'instrumentationLibrarySpans'])]: draw.some(2, () => ({
      scope: leaf(draw),
      spans: draw.some(5, () => otlpSpan(draw)),
    })),
  })),
});

const tags = (draw) =>
  draw.some(4, () => ({
    key: draw.pick([...KEYS, 'span.kind', leaf(draw)]),
    type: draw.pick(['string', 'int64', leaf(draw)]),
    value: draw.pick(['client', 'server', leaf(draw)]),
  }));
const jaeger = (draw) => ({
  data: draw.some(3, () => ({
    traceID: trace(draw),
    spans: draw.some(6, () => ({
      traceID: trace(draw),
      spanID: id(draw),
      operationName: leaf(draw),
      references: draw.odd(9)
        ? leaf(draw)
        : draw.some(2, () => ({
            refType: draw.pick(['CHILD_OF', 'FOLLOWS_FROM', leaf(draw)]),
            traceID: trace(draw),
            spanID: id(draw),
          })),
      tags: tags(draw),
      startTime: leaf(draw),
      duration: leaf(draw),
      processID: draw.pick(['p1', 'p2', leaf(draw)]),
      warnings: null,
    })),
    processes: draw.odd(9)
      ? leaf(draw)
      : { p1: { serviceName: service(draw), tags: tags(draw) }, p2: { serviceName: service(draw) } },
  })),
});
const zipkin = (draw) =>
  draw.some(6, () => ({
    traceId: trace(draw),
    id: id(draw),
    parentId: id(draw),
    kind: draw.pick(['CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER', leaf(draw)]),
    name: leaf(draw),
    timestamp: leaf(draw),
    localEndpoint: draw.odd(9) ? leaf(draw) : { serviceName: service(draw) },
    remoteEndpoint: draw.oneIn(3)
      ? { serviceName: service(draw), ipv4: leaf(draw), port: hostileNumber(draw) }
      : leaf(draw),
    tags: Object.fromEntries(draw.some(3, () => [draw.pick(KEYS), leaf(draw)])),
  }));
const counts = (draw) => ({
  data: draw.some(5, () => ({
    parent: service(draw),
    child: service(draw),
    callCount: hostileNumber(draw),
    errorCount: leaf(draw),
    source: leaf(draw),
  })),
});

const one = (draw) => jsonText(treeOf(draw.pick([otlp, otlp, jaeger, zipkin, counts])(draw)));

export const tracesFolder = (draw) => ({
  'traces.json': one(draw),
  ...(draw.oneIn(3)
    ? {
        'day.jsonl': [one(draw), ...draw.some(4, () => (draw.odd(5) ? hostileWord(draw) : one(draw)))].join(
          draw.pick(['\n', '\r\n', '\n\n', '']),
        ),
      }
    : {}),
});

// —— Terraform's own JSON ———————————————————————————————————————————————————————————————————————————————————————————

const TYPES = [
  'aws_s3_bucket',
  'aws_lambda_function',
  'aws_sqs_queue',
  'aws_iam_role_policy',
  'aws_db_instance',
  'google_sql_database_instance',
  'kubernetes_deployment',
  leaf,
];
const typeOf = (draw) => {
  const type = draw.pick(TYPES);
  return typeof type === 'string' ? type : type(draw);
};
const values = (draw) =>
  draw.odd(15)
    ? leaf(draw)
    : Object.fromEntries(
        draw.some(5, () => [
          draw.pick([
            'arn',
            'id',
            'name',
            'bucket',
            'role',
            'policy',
            'tags',
            'environment',
            'vpc_config',
            'subnet_ids',
            'region',
          ]),
          draw.pick([
            () => leaf(draw),
            () => 'arn:aws:s3:::x',
            () => [leaf(draw)],
            () => [{ variables: { A: leaf(draw) } }],
            () => '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
          ])(),
        ]),
      );
const address = (draw) =>
  draw.pick([
    () => `aws_s3_bucket.${name(draw)}`,
    () => `module.${name(draw)}.aws_s3_bucket.${name(draw)}["k"]`,
    () => `${name(draw)}[0]`,
    () => leaf(draw),
  ])();
const planned = (draw, depth) => ({
  resources: draw.odd(20)
    ? leaf(draw)
    : draw.some(4, () => ({
        address: address(draw),
        mode: draw.pick(['managed', 'data', leaf(draw)]),
        type: typeOf(draw),
        name: name(draw),
        index: leaf(draw),
        provider_name: 'registry.terraform.io/hashicorp/aws',
        values: values(draw),
      })),
  child_modules:
    depth > 0 ? draw.some(2, () => ({ address: `module.${name(draw)}`, ...planned(draw, depth - 1) })) : [],
});
const configured = (draw, depth) => ({
  resources: draw.some(4, () => ({
    address: address(draw),
    mode: 'managed',
    type: typeOf(draw),
    name: name(draw),
    provider_config_key: leaf(draw),
    expressions: Object.fromEntries(
      draw.some(3, () => [
        name(draw),
        draw.pick([
          { references: [address(draw), leaf(draw)] },
          { constant_value: leaf(draw) },
          [{ a: { references: leaf(draw) } }],
          leaf(draw),
        ]),
      ]),
    ),
    depends_on: draw.some(2, () => address(draw)),
    count_expression: leaf(draw),
  })),
  module_calls:
    depth > 0
      ? Object.fromEntries(
          draw.some(2, () => [
            name(draw),
            {
              source: leaf(draw),
              expressions: { a: { references: [address(draw)] } },
              module: configured(draw, depth - 1),
            },
          ]),
        )
      : {},
  outputs: { o: { expression: { references: [address(draw)] } } },
  variables: leaf(draw),
});
const plan = (draw) => ({
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: { root_module: planned(draw, 2), outputs: leaf(draw) },
  resource_changes: draw.some(3, () => ({
    address: address(draw),
    previous_address: address(draw),
    mode: 'managed',
    type: typeOf(draw),
    name: name(draw),
    change: draw.pick([
      { actions: ['create'], after: values(draw), after_unknown: values(draw) },
      leaf(draw),
    ]),
  })),
  prior_state: draw.oneIn(2) ? { values: { root_module: planned(draw, 1) } } : leaf(draw),
  configuration: {
    provider_config: {
      aws: { name: 'aws', expressions: { region: { constant_value: leaf(draw) } } },
      x: leaf(draw),
    },
    root_module: configured(draw, 2),
  },
  variables: leaf(draw),
});
const state = (draw) => ({
  version: draw.pick([4, 4, 4, 3, leaf(draw)]),
  terraform_version: '1.9.0',
  serial: hostileNumber(draw),
  lineage: leaf(draw),
  outputs: { a: { value: leaf(draw), type: leaf(draw) } },
  resources: draw.odd(20)
    ? leaf(draw)
    : draw.some(5, () => ({
        ...(draw.oneIn(3) ? { module: `module.${name(draw)}` } : {}),
        mode: draw.pick(['managed', 'data']),
        type: typeOf(draw),
        name: name(draw),
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: draw.some(3, () => ({
          index_key: leaf(draw),
          schema_version: 0,
          attributes: values(draw),
          attributes_flat: leaf(draw),
          dependencies: draw.some(2, () => address(draw)),
          sensitive_attributes: leaf(draw),
        })),
      })),
});

export const terraformJsonFolder = (draw) =>
  draw.oneIn(2)
    ? { 'plan.json': jsonText(treeOf(plan(draw))) }
    : {
        'terraform.tfstate': jsonText(treeOf(state(draw))),
        ...(draw.oneIn(3) ? { 'b/terraform.tfstate': jsonText(treeOf(state(draw))) } : {}),
      };
