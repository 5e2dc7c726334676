/** States as Terraform stores them: what is noted, what values tell, and several states in one folder. */
import { describe, expect, test } from 'vitest';
import { edgesOf, file, scan, scanOne, state, stored, textsOf } from './support.ts';

describe('version 4', () => {
  test('addresses without keys, with modules; instances as a count', async () => {
    const { resources } = await scanOne(
      state([
        {
          module: 'module.a["x.y"].module.b[0]',
          mode: 'managed',
          type: 'aws_instance',
          name: 'web',
          instances: [
            { index_key: 0, attributes: { id: 'i-1' } },
            { index_key: 1, attributes: { id: 'i-2' } },
            { deposed: '0d', attributes: { id: 'i-old' } },
          ],
        },
        { mode: 'data', type: 'aws_ami', name: 'x', instances: [{ attributes: { id: 'ami-1' } }] },
      ]),
    );
    expect(resources).toMatchObject([
      {
        address: { scope: '', local: 'module.a.module.b.aws_instance.web' },
        count: 2,
        instances: [{ id: 'i-1' }, { id: 'i-2' }],
      },
      { address: { local: 'data.aws_ami.x' }, isForeign: true },
    ]);
  });

  test('dependencies are those of all ways: what another one leads to is left out', async () => {
    const facts = await scanOne(
      state([
        stored('aws_c.c', { id: 'c' }),
        stored('module.m.aws_b.b', { id: 'b' }, ['aws_c.c']),
        stored('aws_a.a', { id: 'a' }, ['aws_c.c', 'module.m.aws_b.b', 'aws_gone.g']),
      ]),
    );
    expect(edgesOf(facts)).toEqual([
      'module.m.aws_b.b > aws_c.c (dependencies)',
      'aws_a.a > module.m.aws_b.b (dependencies)',
    ]);
  });

  test('of properties with the same name that one counts which is called like the target', async () => {
    const facts = await scanOne(
      state([
        stored('aws_iam_role.r', { id: 'orders', name: 'orders' }),
        stored('aws_lambda_function.f', { id: 'orders', function_name: 'orders', role: 'orders' }, [
          'aws_iam_role.r',
        ]),
        // Nothing is called like it: then each may be what is meant.
        stored('aws_x.x', { id: 'x', name: 'orders', note: 'orders' }, ['aws_iam_role.r']),
      ]),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_lambda_function.f > aws_iam_role.r (role)',
      'aws_x.x > aws_iam_role.r (name)',
      'aws_x.x > aws_iam_role.r (note)',
    ]);
  });

  test('in a circle nothing is left out', async () => {
    const facts = await scanOne(
      state([stored('aws_a.a', { id: 'a' }, ['aws_b.b']), stored('aws_b.b', { id: 'b' }, ['aws_a.a'])]),
    );
    expect(edgesOf(facts)).toHaveLength(2);
  });

  test('a value tells by which property a dependency comes about', async () => {
    const facts = await scanOne(
      state([
        stored('azurerm_resource_group.g', { id: '/subscriptions/1/resourceGroups/rg', name: 'rg' }),
        stored('azurerm_lb.l', { id: '/subscriptions/1/lb', resource_group_name: 'rg' }, [
          'azurerm_resource_group.g',
        ]),
        stored('other_thing.o', { id: 'o-1', note: 'rg' }),
      ]),
    );
    expect(edgesOf(facts)).toEqual(['azurerm_lb.l > azurerm_resource_group.g (resource_group_name)']);
  });

  test("one configuration of AWS's provider is one region, if its resources tell only one", async () => {
    const regionsOf = async (...zones: readonly string[]) => {
      const told = zones.map((zone, index) =>
        stored(`aws_instance.i${index}`, { id: `i-${index}`, availability_zone: zone }),
      );
      const { resources } = await scanOne(
        state([...told, stored('aws_iam_x.x', { id: 'x' }), stored('random_id.r', { id: 'r' })]),
      );
      return resources.slice(zones.length).map(({ region }) => region);
    };
    expect(await regionsOf('eu-west-1a', 'eu-west-1b')).toEqual(['eu-west-1', undefined]);
    expect(await regionsOf('eu-west-1a', 'eu-west-2a')).toEqual([undefined, undefined]);
  });

  test('secrets that the state marks are not told', async () => {
    const { resources } = await scanOne(
      state([
        {
          mode: 'managed',
          type: 'aws_x',
          name: 'x',
          instances: [
            {
              attributes: { id: 'x', seed: 'S', hidden: { a: 1 } },
              sensitive_attributes: [
                [{ type: 'get_attr', value: 'seed' }],
                [
                  { type: 'get_attr', value: 'hidden' },
                  { type: 'get_attr', value: 'a' },
                ],
              ],
            },
          ],
        },
      ]),
    );
    expect(resources[0]!.properties).toEqual({ id: 'x' });
  });
});

describe('values that name each other', () => {
  test('ids and ARNs that are one of a kind are references, whoever noted nothing', async () => {
    const facts = await scanOne(
      state([
        stored('aws_subnet.s', { id: 'subnet-0a1b2c3d', vpc_id: 'vpc-11111111' }),
        stored('aws_vpc.v', { id: 'vpc-11111111', default_security_group_id: 'sg-22222222' }),
        stored('aws_security_group.g', { id: 'sg-22222222', vpc_id: 'vpc-11111111', name: 'web' }),
        stored('aws_instance.i', {
          id: 'i-1',
          subnet_id: 'subnet-0a1b2c3d',
          network: [{ groups: ['sg-22222222'] }],
          tags: { Name: 'web' },
        }),
      ]),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_subnet.s > aws_vpc.v (vpc_id)',
      'aws_security_group.g > aws_vpc.v (vpc_id)',
      'aws_instance.i > aws_subnet.s (subnet_id)',
      'aws_instance.i > aws_security_group.g (network.groups)',
    ]);
  });

  test('of several with one ARN, it is the thing and not what is set on it', async () => {
    const arn = 'arn:aws:sns:eu-west-1:1:alerts';
    const facts = await scanOne(
      state([
        stored('aws_sns_topic_policy.p', { id: arn, arn }),
        stored('aws_sns_topic.t', { id: arn, arn }),
        stored('aws_cloudwatch_metric_alarm.a', { id: 'a', alarm_actions: [arn] }),
      ]),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_sns_topic_policy.p > aws_sns_topic.t (id)',
      'aws_sns_topic_policy.p > aws_sns_topic.t (arn)',
      'aws_cloudwatch_metric_alarm.a > aws_sns_topic.t (alarm_actions)',
    ]);
  });

  test('an ARN in a property that holds names elsewhere is still that of another', async () => {
    const arn = 'arn:aws:lambda:eu-west-1:1:function:work';
    const facts = await scanOne(
      state([
        stored('aws_lambda_function.f', { id: 'work', function_name: 'work', arn }),
        stored('aws_lambda_event_source_mapping.m', { id: 'm-1', function_name: arn }),
      ]),
    );
    expect(edgesOf(facts)).toEqual([
      'aws_lambda_event_source_mapping.m > aws_lambda_function.f (function_name)',
    ]);
    expect(textsOf(facts)).toEqual([]);
  });

  test('where nobody can tell whose it is, there is no reference', async () => {
    const facts = await scanOne(
      state([
        stored('aws_one.o', { id: 'sg-22222222' }),
        stored('aws_two.t', { id: 'sg-22222222' }),
        stored('aws_user.u', { id: 'u', group: 'sg-22222222' }),
      ]),
    );
    expect(edgesOf(facts)).toEqual([]);
  });
});

describe('version 3', () => {
  const old = (modules: object[]) => ({
    version: 3,
    terraform_version: '0.11.14',
    serial: 1,
    lineage: 'x',
    modules,
  });

  test('modules by path, indexes in keys, flat attributes as what they mean', async () => {
    const facts = await scanOne(
      old([
        {
          path: ['root', 'shop'],
          resources: {
            'aws_instance.web.0': {
              type: 'aws_instance',
              primary: {
                id: 'i-0',
                attributes: {
                  'groups.#': '1',
                  'groups.39825': 'sg-815549fb',
                  'tags.%': '1',
                  'tags.Name': 'web',
                },
              },
            },
            'aws_instance.web.1': {
              type: 'aws_instance',
              depends_on: ['aws_vpc.v'],
              primary: { id: 'i-1', attributes: {} },
            },
            'aws_security_group.g': {
              type: 'aws_security_group',
              depends_on: ['aws_vpc.v', 'module.far'],
              primary: { id: 'sg-815549fb' },
            },
            'aws_vpc.v': { type: 'aws_vpc', primary: { id: 'vpc-5972c43f' } },
            'data.aws_ami.x': { type: 'aws_ami', primary: { id: 'ami-1' } },
          },
        },
      ]),
    );
    expect(facts.resources).toMatchObject([
      {
        address: { local: 'module.shop.aws_instance.web' },
        count: 2,
        properties: { id: 'i-0', groups: ['sg-815549fb'], tags: { Name: 'web' } },
      },
      { address: { local: 'module.shop.aws_security_group.g' } },
      { address: { local: 'module.shop.aws_vpc.v' } },
      { address: { local: 'module.shop.data.aws_ami.x' }, isForeign: true },
    ]);
    expect(edgesOf(facts)).toEqual([
      'module.shop.aws_instance.web > module.shop.aws_vpc.v (dependencies)',
      'module.shop.aws_instance.web > module.shop.aws_security_group.g (groups)',
      'module.shop.aws_security_group.g > module.shop.aws_vpc.v (dependencies)',
    ]);
    expect(facts.findings).toMatchObject([
      { kind: 'unresolved', message: expect.stringContaining('depends on module.far') as string },
    ]);
  });
});

describe('several files of one folder', () => {
  const vpc = (id: string, more: object = {}) => state([stored('aws_vpc.v', { id })], more);
  const scopes = async (...files: ReturnType<typeof file>[]) => {
    const { resources } = await scan(files);
    return resources.map(
      ({ address: { scope }, properties }) => `${scope} ${JSON.stringify(properties?.['id'])}`,
    );
  };

  test('of one lineage are one root, and the newest tells the values', async () => {
    const files = [
      file('a/old.tfstate', vpc('vpc-1', { serial: 1 })),
      file('a/new.tfstate', vpc('vpc-2', { serial: 2 })),
    ];
    expect(await scopes(...files)).toEqual(['a "vpc-2"']);
  });

  test('of several lineages are several roots', async () => {
    const files = [
      file('a/prod.tfstate', vpc('vpc-1')),
      file('a/test.tfstate', vpc('vpc-2', { lineage: 'bbbb' })),
      file('a/terraform.tfstate', vpc('vpc-3', { lineage: 'cccc' })),
    ];
    expect(await scopes(...files)).toEqual(['a/prod "vpc-1"', 'a "vpc-3"', 'a/test "vpc-2"']);
  });

  test('beside configuration, it is said that both are used', async () => {
    const { findings } = await scan([file('terraform.tfstate', vpc('vpc-1'))], ['main.tf']);
    expect(findings).toMatchObject([
      {
        kind: 'described-twice',
        file: 'terraform.tfstate',
        message: expect.stringContaining('the configuration') as string,
      },
    ]);
    expect((await scan([file('terraform.tfstate', vpc('vpc-1'))], ['notes.md'])).findings).toEqual([]);
  });
});
