import { describe, expect, test } from 'vitest';
import { facts, need, nodeOf, onTarget, refers, resource, scanned } from '../../support/facts.ts';

describe('what stands between two others means a dependency', () => {
  test('an attachment: the role needs what the policy names', () => {
    const out = scanned([
      facts(
        [
          resource('role', 'aws_iam_role'),
          resource('policy', 'aws_iam_policy'),
          resource('attachment', 'aws_iam_role_policy_attachment', { where: { file: 'iam.tf', line: 9 } }),
          resource('table', 'aws_dynamodb_table'),
        ],
        [
          refers('policy', 'table', 'policy', { class: 'permission' }),
          refers('attachment', 'role', 'role'),
          refers('attachment', 'policy', 'policy_arn', { where: { file: 'iam.tf', line: 11 } }),
        ],
      ),
    ]);
    const requirement = need(out, 'shop/role', 'shop/policy');
    expect(requirement).toMatchObject({ confidence: 'inferred', source: 'iam.tf:11' });
    expect(requirement.why).toContain('shop/attachment');
  });

  test('an attachment of what names nothing that could fail says nothing', () => {
    const out = scanned([
      facts(
        [
          resource('role', 'aws_iam_role'),
          resource('policy', 'aws_iam_policy'),
          resource('attachment', 'aws_iam_role_policy_attachment'),
        ],
        [refers('attachment', 'role', 'role'), refers('attachment', 'policy', 'policy_arn')],
      ),
    ]);
    expect(onTarget(nodeOf(out, 'shop/role'), 'shop/policy')).toEqual([]);
  });

  test('a route to a NAT gateway: without it the subnet is partly out, not dark', () => {
    const route = (gateway: string) =>
      scanned([
        facts(
          [
            resource('subnet', 'aws_subnet'),
            resource('table', 'aws_route_table'),
            resource('association', 'aws_route_table_association'),
            resource('route', 'aws_route'),
            resource('gateway', gateway),
            resource('vpc', 'aws_vpc'),
          ],
          [
            refers('table', 'vpc', 'vpc_id'),
            refers('association', 'subnet', 'subnet_id'),
            refers('association', 'table', 'route_table_id'),
            refers('route', 'table', 'route_table_id'),
            refers('route', 'gateway', 'nat_gateway_id'),
          ],
        ),
      ]);
    const out = route('aws_nat_gateway');
    expect(need(out, 'shop/subnet', 'shop/gateway').impact).toEqual([0, 1, 2, 2]);
    // The table is only the way there.
    expect(onTarget(nodeOf(out, 'shop/subnet'), 'shop/table')).toEqual([]);
    expect(onTarget(nodeOf(out, 'shop/table'), 'shop/gateway')).toEqual([]);
    expect(onTarget(nodeOf(route('aws_internet_gateway'), 'shop/subnet'), 'shop/gateway')).toEqual([]);
  });

  test('an event source: the function needs the queue, the queue does not need the function', () => {
    const out = scanned([
      facts(
        [
          resource('fn', 'aws_lambda_function'),
          resource('q', 'aws_sqs_queue'),
          resource('m', 'aws_lambda_event_source_mapping'),
        ],
        [refers('m', 'fn', 'function_name'), refers('m', 'q', 'event_source_arn')],
      ),
    ]);
    expect(need(out, 'shop/fn', 'shop/q').impact).toEqual([0, 1, 2, 2]);
    expect(onTarget(nodeOf(out, 'shop/q'), 'shop/fn')).toEqual([]);
  });

  test('what feeds a queue is told where somebody waits for it, and nowhere else', () => {
    const fed = (consumer: string) =>
      scanned([
        facts(
          [
            resource('topic', 'aws_sns_topic'),
            resource('q', 'aws_sqs_queue'),
            resource('s', 'aws_sns_topic_subscription'),
            resource('consumer', consumer),
          ],
          [
            refers('s', 'topic', 'topic_arn'),
            refers('s', 'q', 'endpoint'),
            refers('consumer', 'q', 'environment.variables.QUEUE'),
          ],
        ),
      ]);
    expect(onTarget(nodeOf(fed('aws_lambda_function'), 'shop/q'), 'shop/topic')).toHaveLength(1);
    expect(onTarget(nodeOf(fed('aws_sqs_queue_policy'), 'shop/q'), 'shop/topic')).toEqual([]);
  });

  test('targets share the work of their group', () => {
    const out = scanned([
      facts(
        [
          resource('tg', 'aws_lb_target_group'),
          resource('a', 'aws_instance'),
          resource('b', 'aws_instance'),
          resource('ta', 'aws_lb_target_group_attachment'),
          resource('tb', 'aws_lb_target_group_attachment'),
        ],
        [
          refers('ta', 'tg', 'target_group_arn'),
          refers('ta', 'a', 'target_id'),
          refers('tb', 'tg', 'target_group_arn'),
          refers('tb', 'b', 'target_id'),
        ],
      ),
    ]);
    expect(need(out, 'shop/tg', 'shop/a')).toMatchObject({
      form: 'atLeast',
      atLeast: [2, 1, 1],
      of: [
        { form: 'node', node: 'shop/a' },
        { form: 'node', node: 'shop/b' },
      ],
    });
  });

  test('what registers in a target group does not fall with it', () => {
    const out = scanned([
      facts(
        [resource('tg', 'aws_lb_target_group'), resource('asg', 'aws_autoscaling_group')],
        [refers('asg', 'tg', 'target_group_arns')],
      ),
    ]);
    expect(need(out, 'shop/asg', 'shop/tg').impact).toEqual([0, 0, 0, 0]);
    expect(need(out, 'shop/tg', 'shop/asg').impact).toBeUndefined();
  });

  test('a balancer reaches its targets through its listeners', () => {
    const out = scanned([
      facts(
        [
          resource('lb', 'aws_lb'),
          resource('one', 'aws_lb_target_group'),
          resource('two', 'aws_lb_target_group'),
          resource('la', 'aws_lb_listener'),
          resource('lc', 'aws_lb_listener'),
        ],
        [
          refers('la', 'lb', 'load_balancer_arn'),
          refers('la', 'one', 'default_action.target_group_arn'),
          refers('lc', 'lb', 'load_balancer_arn'),
          refers('lc', 'two', 'default_action.target_group_arn'),
        ],
      ),
    ]);
    // Two listeners are two ports of the balancer: without one of them it is partly out.
    expect(need(out, 'shop/lb', 'shop/la')).toMatchObject({ form: 'atLeast', atLeast: [2, 2, 1] });
    expect(need(out, 'shop/la', 'shop/one').impact).toBeUndefined();
    expect(need(out, 'shop/la', 'shop/lb').impact).toEqual([0, 0, 0, 0]);
  });

  test('the same in the words of CloudFormation', () => {
    const out = scanned([
      facts(
        [
          resource('Fn', 'AWS::Lambda::Function'),
          resource('Q', 'AWS::SQS::Queue'),
          resource('M', 'AWS::Lambda::EventSourceMapping'),
        ],
        [refers('M', 'Fn', 'FunctionName'), refers('M', 'Q', 'EventSourceArn')],
      ),
    ]);
    expect(need(out, 'shop/Fn', 'shop/Q').impact).toEqual([0, 1, 2, 2]);
  });

  test('a service spreads over the workloads that it selects', () => {
    const out = scanned([
      facts(
        [
          resource('reviews', 'v1/Service'),
          resource('reviews-v1', 'apps/Deployment'),
          resource('reviews-v2', 'apps/Deployment'),
        ],
        [refers('reviews', 'reviews-v1', 'selector'), refers('reviews', 'reviews-v2', 'selector')],
      ),
    ]);
    expect(need(out, 'shop/reviews', 'shop/reviews-v1')).toMatchObject({
      form: 'atLeast',
      atLeast: [2, 1, 1],
    });
  });
});

test('a group that a source declares is a node with its members, the first of them first', () => {
  const out = scanned([
    facts([resource('primary', 'aws_route53_record'), resource('secondary', 'aws_route53_record')], [], {
      groups: [
        {
          address: { scope: 'shop', local: 'www.example.com' },
          kind: 'dns',
          where: { file: 'dns.tf', line: 3 },
          members: [
            { scope: 'shop', local: 'primary' },
            { scope: 'shop', local: 'secondary' },
          ],
          form: 'failover',
          failover: 90,
        },
      ],
    }),
  ]);
  expect(nodeOf(out, 'shop/www.example.com').dependsOn).toMatchObject([
    {
      form: 'anyOf',
      of: [{ node: 'shop/primary' }, { node: 'shop/secondary' }],
      failover: { time: 90 },
      source: 'dns.tf:3',
    },
  ]);
});
