/** Methods that make a construct inside of the one that they are called on. */
import type { EdgeClass } from '../../model/fact.ts';
import { entryOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';

/** What a method makes. */
interface Creation {
  readonly type: string;
  readonly id: Value;
  readonly props: Value | undefined;
  /** Where it stands, if that is not where it was made: `metric.createAlarm(this, 'Errors')`. */
  readonly scope?: Value;
  /** The property by which it refers to its maker, as CloudFormation spells it. */
  readonly link?: string;
  readonly class?: EdgeClass;
}

interface Rule {
  readonly method: RegExp;
  /** Types of what it is called on. */
  readonly on: RegExp;
  readonly type: string;
  /** Which arguments the id and the properties are; a text: the id itself. */
  readonly id: number | string;
  readonly props: number;
  readonly link?: string;
  readonly class?: EdgeClass;
  /** What stands around the id. */
  readonly before?: string;
  readonly after?: string;
  readonly scope?: number;
}

const BALANCING = 'AWS::ElasticLoadBalancingV2';

const RULES: readonly Rule[] = [
  {
    method: /^addListener$/,
    on: /::LoadBalancer$/,
    type: `${BALANCING}::Listener`,
    id: 0,
    props: 1,
    link: 'LoadBalancerArn',
  },
  {
    method: /^addTargets$/,
    on: /V2::Listener$/,
    type: `${BALANCING}::TargetGroup`,
    id: 0,
    after: 'Group',
    props: 1,
  },
  {
    method: /^addListener$/,
    on: /^AWS::GlobalAccelerator::Accelerator$/,
    type: 'AWS::GlobalAccelerator::Listener',
    id: 0,
    props: 1,
    link: 'AcceleratorArn',
  },
  {
    method: /^addEndpointGroup$/,
    on: /^AWS::GlobalAccelerator::Listener$/,
    type: 'AWS::GlobalAccelerator::EndpointGroup',
    id: 0,
    props: 1,
    link: 'ListenerArn',
  },
  {
    method: /^addFunctionUrl$/,
    on: /^AWS::Lambda::/,
    type: 'AWS::Lambda::Url',
    id: 'FunctionUrl',
    props: 0,
    link: 'TargetFunctionArn',
  },
  {
    method: /^addAlias$/,
    on: /^AWS::Lambda::/,
    type: 'AWS::Lambda::Alias',
    id: 0,
    before: 'Alias',
    props: 1,
    link: 'FunctionName',
  },
  {
    method: /^addAlias$/,
    on: /^AWS::KMS::Key$/,
    type: 'AWS::KMS::Alias',
    id: 0,
    before: 'Alias',
    props: 1,
    link: 'TargetKeyId',
  },
  {
    method: /^addClient$/,
    on: /^AWS::Cognito::UserPool$/,
    type: 'AWS::Cognito::UserPoolClient',
    id: 0,
    props: 1,
    link: 'UserPoolId',
  },
  {
    method: /^addDomain$/,
    on: /^AWS::Cognito::UserPool$/,
    type: 'AWS::Cognito::UserPoolDomain',
    id: 0,
    props: 1,
    link: 'UserPoolId',
  },
  {
    method: /^addCapacity$/,
    on: /^AWS::ECS::Cluster$/,
    type: 'AWS::AutoScaling::AutoScalingGroup',
    id: 0,
    props: 1,
  },
  {
    method: /^addAutoScalingGroupCapacity$/,
    on: /^AWS::EKS::Cluster$/,
    type: 'AWS::AutoScaling::AutoScalingGroup',
    id: 0,
    props: 1,
  },
  {
    method: /^addNodegroupCapacity$/,
    on: /^AWS::EKS::Cluster$/,
    type: 'AWS::EKS::Nodegroup',
    id: 0,
    before: 'Nodegroup',
    props: 1,
    link: 'ClusterName',
  },
  {
    method: /^addFargateProfile$/,
    on: /^AWS::EKS::Cluster$/,
    type: 'AWS::EKS::FargateProfile',
    id: 0,
    before: 'fargate-profile-',
    props: 1,
    link: 'ClusterName',
  },
  {
    method: /^add(?:Interface|Gateway)Endpoint$/,
    on: /^AWS::EC2::VPC$/,
    type: 'AWS::EC2::VPCEndpoint',
    id: 0,
    props: 1,
    link: 'VpcId',
  },
  {
    method: /^addFlowLog$/,
    on: /^AWS::EC2::VPC$/,
    type: 'AWS::EC2::FlowLog',
    id: 0,
    props: 1,
    link: 'ResourceId',
  },
  {
    method: /^addProxy$/,
    on: /^AWS::RDS::DB/,
    type: 'AWS::RDS::DBProxy',
    id: 0,
    props: 1,
    link: 'DBClusterIdentifiers',
    class: 'data',
  },
  {
    method: /^addRotationSchedule$/,
    on: /^AWS::SecretsManager::Secret$/,
    type: 'AWS::SecretsManager::RotationSchedule',
    id: 0,
    props: 1,
    link: 'SecretId',
  },
  {
    method: /^addStream$/,
    on: /^AWS::Logs::LogGroup$/,
    type: 'AWS::Logs::LogStream',
    id: 0,
    props: 1,
    link: 'LogGroupName',
  },
  {
    method: /^addSubscriptionFilter$/,
    on: /^AWS::Logs::LogGroup$/,
    type: 'AWS::Logs::SubscriptionFilter',
    id: 0,
    props: 1,
    link: 'LogGroupName',
  },
  {
    method: /^addMetricFilter$/,
    on: /^AWS::Logs::LogGroup$/,
    type: 'AWS::Logs::MetricFilter',
    id: 0,
    props: 1,
    link: 'LogGroupName',
  },
  {
    method: /^addSelection$/,
    on: /^AWS::Backup::BackupPlan$/,
    type: 'AWS::Backup::BackupSelection',
    id: 0,
    props: 1,
    link: 'BackupPlanId',
  },
  {
    method: /^createService$/,
    on: /^AWS::ServiceDiscovery::/,
    type: 'AWS::ServiceDiscovery::Service',
    id: 0,
    props: 1,
    link: 'NamespaceId',
  },
  {
    method: /^createAlarm$/,
    on: /./,
    type: 'AWS::CloudWatch::Alarm',
    id: 1,
    props: 2,
    scope: 0,
    link: 'Metrics',
    class: 'telemetry',
  },
];

/** Statics that make a construct where others only import one: `BackupPlan.daily35DayRetention(this, 'Plan', vault)`. */
export const isMaker = (type: string, method: string): boolean =>
  type === 'AWS::Backup::BackupPlan' && method.endsWith('Retention');

/** `repository.onCommit('Deploy', {target})`: a rule for what happens there. */
const ON: Rule = {
  method: /^on[A-Z]\w+$/,
  on: /./,
  type: 'AWS::Events::Rule',
  id: 0,
  props: 1,
  link: 'EventPattern',
  class: 'asynchronous',
};

/** What a method of a construct of a type makes; undefined if it makes nothing. */
export const creationOf = (type: string, call: Call): Creation | undefined => {
  const found =
    RULES.find(({ method, on }) => method.test(call.name) && on.test(type)) ??
    (ON.method.test(call.name) && entryOf(call.args[1], 'target') !== undefined ? ON : undefined);
  if (found === undefined) return undefined;
  const id = typeof found.id === 'string' ? plain(found.id) : call.args[found.id];
  if (id === undefined) return undefined;
  const scope = found.scope === undefined ? undefined : call.args[found.scope];
  return {
    type: found.type,
    id: around(id, found),
    props: call.args[found.props],
    ...(scope === undefined ? {} : { scope }),
    ...(found.link === undefined ? {} : { link: found.link }),
    ...(found.class === undefined ? {} : { class: found.class }),
  };
};

const plain = (text: string): Value => ({ kind: 'plain', plain: text });

const around = (id: Value, { before = '', after = '' }: Rule): Value =>
  before === '' && after === '' ? id : { kind: 'text', parts: [plain(before), id, plain(after)] };
