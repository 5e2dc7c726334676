/** Plans: references through modules, values of instances, regions of providers. */
import { describe, expect, test } from 'vitest';
import { edgesOf, file, scan, scanOne, textsOf } from './support.ts';

const resource = (address: string, expressions: object = {}, more: object = {}) => {
  const parts = address.split('.');
  const [type, name] = parts.slice(-2);
  return {
    address,
    mode: parts[0] === 'data' ? 'data' : 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions,
    ...more,
  };
};

const refers = (...references: string[]) => ({ references });

const planned = (address: string, values: object = {}, more: object = {}) => {
  const [type, name] = address
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .slice(-2);
  return { address, mode: 'managed', type, name, values, sensitive_values: {}, ...more };
};

const plan = (root_module: object, more: object = {}, values: object = {}) => ({
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: { root_module: values },
  configuration: { provider_config: { aws: { name: 'aws' } }, root_module },
  ...more,
});

describe('references', () => {
  test('each thing referred to once, whatever of it is listed; none to itself', async () => {
    const facts = await scanOne(
      plan({
        resources: [
          resource('aws_vpc.main'),
          resource('aws_subnet.a', {
            vpc_id: refers('aws_vpc.main.id', 'aws_vpc.main'),
            tags: refers('aws_subnet.a.id', 'aws_subnet.a', 'path.module', 'terraform.workspace'),
          }),
        ],
      }),
    );
    expect(edgesOf(facts)).toEqual(['aws_subnet.a > aws_vpc.main (vpc_id)']);
    expect(facts.references[0]).toMatchObject({ confidence: 'documented', to: { address: { scope: '' } } });
    expect(facts.references[0]).not.toHaveProperty('class');
  });

  test('in nested blocks by the path of the property, without indexes', async () => {
    const facts = await scanOne(
      plan({
        resources: [
          resource('aws_lb_target_group.t'),
          resource('aws_lb_listener.l', {
            default_action: [
              {
                type: { constant_value: 'forward' },
                target_group_arn: refers('aws_lb_target_group.t[0].arn'),
              },
            ],
          }),
        ],
      }),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_lb_listener.l > aws_lb_target_group.t (default_action.target_group_arn)',
    ]);
  });

  test('up through variables and down through outputs', async () => {
    const facts = await scanOne(
      plan(
        {
          resources: [
            resource('aws_route.r', {
              subnet: refers('module.net["a.b"].private', 'module.net["a.b"]', 'module.net'),
            }),
          ],
          module_calls: {
            net: {
              expressions: { zone: refers('data.aws_zones.z.names', 'data.aws_zones.z') },
              module: {
                outputs: {
                  private: { expression: refers('aws_subnet.private.id', 'aws_subnet.private') },
                  other: { expression: refers('aws_vpc.v') },
                },
                resources: [
                  resource('aws_subnet.private', { az: refers('var.zone') }),
                  resource('aws_vpc.v'),
                ],
                variables: { zone: {} },
              },
            },
            app: {
              expressions: { subnet: refers('module.net.private', 'module.net') },
              module: {
                module_calls: {
                  inner: {
                    expressions: { subnet: refers('var.subnet') },
                    module: { resources: [resource('aws_instance.i', { subnet_id: refers('var.subnet') })] },
                  },
                },
              },
            },
          },
        },
        {},
        {},
      ),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_route.r > module.net.aws_subnet.private (subnet)',
      'module.app.module.inner.aws_instance.i > module.net.aws_subnet.private (subnet_id)',
    ]);
    // The data source is referred to, but the plan does not describe it.
    expect(facts.findings).toMatchObject([
      { kind: 'unresolved', message: expect.stringContaining('data.aws_zones.z') as string },
    ]);
  });

  test('to a module whose output cannot be told: all of its outputs, and less sure', async () => {
    const facts = await scanOne(
      plan({
        resources: [resource('aws_route.r', { targets: refers('module.net', 'each.key') })],
        module_calls: {
          net: {
            module: {
              outputs: { a: { expression: refers('aws_vpc.a') }, b: { expression: { constant_value: 1 } } },
              resources: [resource('aws_vpc.a'), resource('aws_vpc.b')],
            },
          },
        },
      }),
    );
    expect(edgesOf(facts)).toEqual(['aws_route.r > module.net.aws_vpc.a (targets)']);
    expect(facts.references[0]!.confidence).toBe('inferred');
  });

  test('what each.value stands for, in a resource and in a call', async () => {
    const facts = await scanOne(
      plan({
        resources: [
          resource('aws_subnet.s'),
          resource(
            'aws_eip.e',
            { subnet: refers('each.value') },
            { for_each_expression: refers('aws_subnet.s') },
          ),
        ],
        module_calls: {
          m: {
            expressions: { id: refers('each.value.id', 'each.value') },
            for_each_expression: refers('aws_subnet.s'),
            module: { resources: [resource('aws_nat_gateway.n', { subnet_id: refers('var.id') })] },
          },
        },
      }),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_eip.e > aws_subnet.s (subnet)',
      'aws_eip.e > aws_subnet.s (for_each)',
      'module.m.aws_nat_gateway.n > aws_subnet.s (subnet_id)',
    ]);
  });

  test('depends_on is order of start, also of a whole module and by a module call', async () => {
    const facts = await scanOne(
      plan({
        resources: [resource('aws_a.a', {}, { depends_on: ['module.m'] }), resource('aws_b.b')],
        module_calls: {
          m: {
            depends_on: ['aws_b.b'],
            module: { resources: [resource('aws_c.c'), resource('data.aws_d.d')] },
          },
        },
      }),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_a.a > module.m.aws_c.c (depends_on)',
      'module.m.aws_c.c > aws_b.b (depends_on)',
      'module.m.data.aws_d.d > aws_b.b (depends_on)',
    ]);
    expect(new Set(facts.references.map((one) => one.class))).toEqual(new Set(['start-up']));
  });

  test('what a provider is set up with is needed by all that it makes', async () => {
    const facts = await scanOne(
      plan(
        {
          resources: [
            resource('aws_eks_cluster.c'),
            resource('helm_release.r', {}, { provider_config_key: 'helm' }),
          ],
        },
        {
          configuration: {
            provider_config: {
              helm: { expressions: { kubernetes: [{ host: refers('aws_eks_cluster.c.endpoint') }] } },
            },
            root_module: {
              resources: [
                resource('aws_eks_cluster.c'),
                resource('helm_release.r', {}, { provider_config_key: 'helm' }),
              ],
            },
          },
        },
      ),
    );
    expect(edgesOf(facts)).toEqual(['helm_release.r > aws_eks_cluster.c (provider.kubernetes.host)']);
  });

  test('locals are not in a plan: one finding says so', async () => {
    const { findings } = await scanOne(
      plan({
        resources: [resource('aws_a.a', { x: refers('local.one'), y: refers('local.two', 'local.one') })],
      }),
    );
    expect(findings).toMatchObject([
      {
        kind: 'unresolved',
        message: expect.stringMatching(/^2 local values .*local.one, local.two$/) as string,
      },
    ]);
  });

  test('a variable that leads to itself leads nowhere', async () => {
    const facts = await scanOne(
      plan({
        module_calls: {
          m: {
            expressions: { x: refers('module.m.y') },
            module: {
              outputs: { y: { expression: refers('var.x') } },
              resources: [resource('aws_a.a', { z: refers('var.x') })],
            },
          },
        },
      }),
    );
    expect(edgesOf(facts)).toEqual([]);
  });
});

describe('what Terraform noted', () => {
  const noted = (address: string, depends_on: string[]) => planned(address, { id: address }, { depends_on });
  const chain = (more: object) =>
    plan(
      {
        resources: [resource('aws_a.a', { b: refers('aws_b.b') }), resource('aws_b.b'), resource('aws_c.c')],
      },
      {
        prior_state: {
          values: {
            root_module: {
              resources: [noted('aws_a.a[0]', ['aws_b.b', 'aws_c.c']), noted('aws_b.b', ['aws_c.c'])],
            },
          },
        },
        ...more,
      },
    );

  test('is added where no reference tells it, and not where others lead there already', async () => {
    const facts = await scanOne(chain({}));
    expect(edgesOf(facts)).toEqual(['aws_a.a > aws_b.b (b)', 'aws_b.b > aws_c.c (dependencies)']);
  });

  test('a value that a provider reports back is no dependency against what is noted', async () => {
    const values = {
      resources: [
        planned('aws_lb_target_group.t', { arn: 'arn:aws:x:::t', balancers: ['arn:aws:x:::l'] }),
        planned('aws_lb.l', { arn: 'arn:aws:x:::l' }, { depends_on: ['aws_lb_target_group.t'] }),
      ],
    };
    const facts = await scanOne({ format_version: '1.0', values: { root_module: values } });
    expect(edgesOf(facts)).toEqual(['aws_lb.l > aws_lb_target_group.t (dependencies)']);
  });
});

describe('values', () => {
  test('instances are one resource with a count and the properties of each', async () => {
    const values = {
      resources: [
        planned('aws_a.a[0]', { zone: 'x' }, { index: 0 }),
        planned('aws_a.a[1]', { zone: 'y', gone: null }, { index: 1 }),
      ],
      child_modules: [
        { address: 'module.m["k"]', resources: [planned('module.m["k"].aws_b.b', { size: 1 })] },
      ],
    };
    const configured = {
      resources: [resource('aws_a.a'), resource('aws_off.x')],
      module_calls: { m: { module: { resources: [resource('aws_b.b')] } } },
    };
    const { resources } = await scanOne(plan(configured, {}, values));
    expect(
      resources.map(({ address: { local }, count, properties, instances }) => ({
        local,
        count,
        properties,
        instances,
      })),
    ).toEqual([
      { local: 'aws_a.a', count: 2, properties: { zone: 'x' }, instances: [{ zone: 'x' }, { zone: 'y' }] },
      { local: 'aws_off.x', count: 0 },
      { local: 'module.m.aws_b.b', properties: { size: 1 } },
    ]);
  });

  test('of a plan that is not complete, nothing is taken for switched off', async () => {
    const { resources } = await scanOne(
      plan(
        { resources: [resource('aws_a.a'), resource('aws_b.b')] },
        { complete: false },
        { resources: [planned('aws_a.a')] },
      ),
    );
    expect(resources.map(({ count }) => count)).toEqual([undefined, undefined]);
  });

  test('data sources are read, not made; their values come from the state before', async () => {
    const prior = {
      root_module: { resources: [{ ...planned('data.aws_ami.x', { id: 'ami-1' }), mode: 'data' }] },
    };
    const { resources } = await scanOne(
      plan(
        { resources: [resource('data.aws_ami.x')] },
        { prior_state: { values: prior } },
        { resources: [planned('aws_a.a')] },
      ),
    );
    expect(resources[0]).toMatchObject({
      address: { local: 'data.aws_ami.x' },
      isForeign: true,
      properties: { id: 'ami-1' },
    });
  });

  test('what is sensitive is not told, nor what is secret by its name', async () => {
    const values = { user: 'me', token: 'T', nested: [{ a: 1, b: 2 }], password: 'hunter2', url: 'x' };
    const mask = { token: true, nested: [{ b: true }] };
    const { resources } = await scanOne(
      plan(
        { resources: [resource('aws_a.a')] },
        {},
        { resources: [planned('aws_a.a', values, { sensitive_values: mask })] },
      ),
    );
    expect(resources[0]!.properties).toEqual({ user: 'me', nested: [{ a: 1 }], url: 'x' });
  });

  test('what the plan deletes is left out, and said', async () => {
    const prior = { root_module: { resources: [planned('aws_old.o', { id: 'o' })] } };
    const { resources, findings } = await scanOne(
      plan(
        { resources: [resource('aws_a.a')] },
        { prior_state: { values: prior } },
        { resources: [planned('aws_a.a')] },
      ),
    );
    expect(resources.map(({ address }) => address.local)).toEqual(['aws_a.a']);
    expect(findings).toMatchObject([
      { kind: 'skipped', message: 'aws_old.o is left out: the plan deletes it' },
    ]);
  });

  test('the list of changes stands in for the values of a plan that was cut down to it', async () => {
    const { resources } = await scanOne({
      format_version: '1.2',
      resource_changes: [
        {
          address: 'aws_a.a[0]',
          mode: 'managed',
          type: 'aws_a',
          name: 'a',
          index: 0,
          change: { actions: ['create'], after: { x: 1 } },
        },
        {
          address: 'aws_b.b',
          mode: 'managed',
          type: 'aws_b',
          name: 'b',
          change: { actions: ['delete'], after: null },
        },
      ],
    });
    expect(resources).toMatchObject([{ address: { local: 'aws_a.a' }, count: 1, properties: { x: 1 } }]);
  });
});

describe('regions', () => {
  const region = (constant_value: string) => ({ expressions: { region: { constant_value } } });
  const regionsOf = async (
    resources: object[],
    provider_config: object,
    more: object = {},
    values: object = {},
  ) => {
    const facts = await scanOne(
      plan({}, { configuration: { provider_config, root_module: { resources, ...more } } }, values),
    );
    return facts.resources.map((one) => one.region);
  };

  test('of the provider, of its alias, of a variable', async () => {
    const resources = [
      resource('aws_a.a'),
      resource('aws_b.b', {}, { provider_config_key: 'aws.east' }),
      resource('aws_c.c', {}, { provider_config_key: 'aws.var' }),
    ];
    const configs = {
      aws: region('eu-west-1'),
      'aws.east': region('us-east-1'),
      'aws.var': { expressions: { region: refers('var.region') } },
    };
    expect(await regionsOf(resources, configs, { variables: { region: { default: 'ap-south-1' } } })).toEqual(
      ['eu-west-1', 'us-east-1', 'ap-south-1'],
    );
  });

  test("a module's own provider, or the one that it inherits, with keys old and new", async () => {
    const inner = (key: string) => ({
      module: { resources: [resource('aws_a.a', {}, { provider_config_key: key })] },
    });
    const calls = { own: inner('module.own:aws'), old: inner('old:aws'), heir: inner('heir:aws') };
    const configs = {
      aws: region('eu-west-1'),
      'module.own:aws': region('eu-west-2'),
      'old:aws': region('eu-west-3'),
    };
    expect(await regionsOf([], configs, { module_calls: calls })).toEqual([
      'eu-west-2',
      'eu-west-3',
      'eu-west-1',
    ]);
  });

  test('what the resource says itself is stronger', async () => {
    const all = [
      ['aws_a.region', { region: 'eu-west-3' }],
      ['aws_a.zone', { availability_zone: 'us-west-2b' }],
      ['aws_a.arn', { arn: 'arn:aws:sqs:sa-east-1:1:q' }],
      ['azurerm_a.location', { location: 'West Europe' }],
      ['google_a.zone', { zone: 'europe-west1-b' }],
      ['google_a.multi', { location: 'EU' }],
      ['google_a.global', { location: 'global' }],
    ] as const;
    const resources = all.map(([address]) => resource(address));
    const values = { resources: all.map(([address, known]) => planned(address, known)) };
    expect(await regionsOf(resources, { aws: region('eu-west-1') }, {}, values)).toEqual([
      'eu-west-3',
      'us-west-2',
      'sa-east-1',
      'westeurope',
      'europe-west1',
      'eu',
      undefined,
    ]);
  });
});

test('lines are those of the file, also behind a wrapper', async () => {
  const text = JSON.stringify(
    plan({ resources: [resource('aws_vpc.a'), resource('aws_subnet.b', { vpc_id: refers('aws_vpc.a') })] }),
    null,
    2,
  );
  const { resources, references } = await scan([
    file('p.json', `[command]terraform-bin show -json\n${text}\n\n::debug::exited\n`),
  ]);
  const line = (word: string) => text.split('\n').findIndex((one) => one.includes(word)) + 2;
  expect(resources.map(({ where }) => where.line)).toEqual([
    line('"aws_vpc.a"') - 1,
    line('"aws_subnet.b"') - 1,
  ]);
  expect(references[0]!.where).toEqual({ file: 'p.json', line: line('"vpc_id"') });
});

test('texts that may name something: environments, images, ARNs, hosts, what policies allow', async () => {
  const policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: 'arn:aws:sqs:*:*:orders' },
      { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      { Effect: 'Deny', Action: 's3:*', Resource: '*' },
    ],
  });
  const containers = JSON.stringify([
    { image: 'nginx:1', environment: [{ name: 'DB_HOST', value: 'db.internal' }] },
  ]);
  const all = [
    [
      'aws_lambda_function.f',
      {
        environment: [{ variables: { TABLE: 'orders', PASSWORD: 'p' } }],
        arn: 'arn:aws:lambda:x:1:function:f',
        tags: { a: 'https://x.example' },
      },
    ],
    ['aws_ecs_task_definition.t', { container_definitions: containers }],
    ['aws_iam_policy.p', { policy }],
    ['aws_route53_record.r', { records: ['lb-1.eu-west-1.elb.amazonaws.com'], ttl: 60 }],
    ['aws_sns_topic_subscription.s', { endpoint_url: 'https://hooks.example/x', note: 'see https://a b' }],
  ] as const;
  const facts = await scanOne({
    format_version: '1.0',
    values: { root_module: { resources: all.map(([address, known]) => planned(address, known)) } },
  });
  expect(textsOf(facts)).toEqual([
    'aws_lambda_function.f: env TABLE=orders (environment.variables.TABLE)',
    'aws_ecs_task_definition.t: image nginx:1 (container_definitions.image)',
    'aws_ecs_task_definition.t: env DB_HOST=db.internal (container_definitions.environment.value)',
    'aws_iam_policy.p: arn arn:aws:sqs:*:*:orders (policy.Statement.Resource)',
    'aws_iam_policy.p: action ecr:GetAuthorizationToken (policy.Statement.Action)',
    'aws_route53_record.r: host lb-1.eu-west-1.elb.amazonaws.com (records)',
    'aws_sns_topic_subscription.s: host https://hooks.example/x (endpoint_url)',
  ]);
  const permissions = facts.references.filter((one) => one.class === 'permission');
  expect(permissions.map(({ from }) => from.local)).toEqual(['aws_iam_policy.p', 'aws_iam_policy.p']);
});
