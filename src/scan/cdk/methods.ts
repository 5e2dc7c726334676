/** Methods by which one construct is given to another, by their names: what each of them means for who needs whom. */
import { entryOf, itemsOf, patternOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';
import { balancing } from './balancing.ts';
import { containers } from './containers.ts';
import { sourceOf, subscribed, targeted, toldByBucket } from './events.ts';
import { heldIn } from './hold.ts';
import { EGRESS, INGRESS } from './network.ts';
import { attachment } from './patterns.ts';
import { capital } from './spelling.ts';
import type { Teller, Words } from './teller.ts';
import { overriddenPath } from './texts.ts';
import type { Construct } from './construct.ts';

/** Every other method, by its name and what it is called on. */
export const method = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
  const { name, args } = call;
  const { type } = owner;
  const holds = (path: readonly string[], value: Value | undefined, more: Words = {}): void =>
    teller.holds(owner, path, value, { ...words, ...more });
  const at = (property: string, value: Value | undefined, more: Words = {}): void =>
    teller.tell(owner, value, [], () => ({ ...words, ...more, property }));
  const all = list(args);

  if (/^addTo\w*ResourcePolicy$|^addToAccessPolicies$|^addPermission/.test(name)) return;
  if (/^addTo\w*Policy$|^addStatements$/.test(name)) {
    const isDocument = /^AWS::IAM::(?:Managed)?Policy$/.test(type);
    at(isDocument ? 'PolicyDocument.Statement' : 'Policies.PolicyDocument.Statement', all);
    return;
  }
  if (balancing(owner, call, teller, words)) return;
  switch (name) {
    case 'addManagedPolicy':
      teller.tell(teller.principalOf(owner), args[0], [], () => ({
        ...words,
        property: 'ManagedPolicyArns',
      }));
      return;
    case 'attachInlinePolicy':
      for (const held of heldIn(teller.tree, args[0]))
        if (held.kind === 'construct')
          teller.refer(held.construct, teller.principalOf(owner), 'Roles', { ...words, class: 'config' });
      return;
    case 'attachToRole':
    case 'attachToUser':
    case 'attachToGroup':
      at('Roles', args[0], { class: 'config' });
      return;
    case 'addEventSource':
      sourceOf(owner, args[0], teller, words);
      return;
    case 'addEventSourceMapping':
      at('EventSourceArn', entryOf(args[1], 'eventSourceArn'), { class: 'asynchronous' });
      at('DestinationConfig', entryOf(args[1], 'onFailure'));
      return;
    case 'addSubscription':
      subscribed(owner, args[0], teller, words);
      return;
    case 'addEventNotification':
    case 'addObjectCreatedNotification':
    case 'addObjectRemovedNotification':
      toldByBucket(owner, all, teller, words);
      return;
    case 'addTarget':
      if (type === 'AWS::Events::Rule') targeted(owner, args[0], teller, words);
      else at('Targets.Id', args[0]);
      return;
    case 'addEnvironment':
    case 'addEnvironmentVariable':
      holds(['environment', patternOf(args[0]) ?? '*'], args[1]);
      return;
    case 'addSecret':
      at(`ContainerDefinitions.Secrets.${patternOf(args[0]) ?? '*'}`, args[1]);
      return;
    case 'addContainer':
    case 'addFirelensLogRouter':
      containers(owner, args[1], teller, words);
      return;
    case 'addVolume':
    case 'addMountPoints':
      at('Volumes', all);
      return;
    case 'addLayers':
      at('Layers', all);
      return;
    case 'addSecurityGroup':
      holds(['securityGroups'], args[0]);
      return;
    case 'addIngressRule':
      at(INGRESS, args[0], { class: 'network' });
      return;
    case 'addEgressRule':
      at(EGRESS, args[0], { class: 'network' });
      return;
    case 'addUserData':
    case 'addCommands':
      at('UserData', all);
      return;
    case 'configureAsyncInvoke':
      holds(['onFailure'], entryOf(args[0], 'onFailure'));
      holds(['onSuccess'], entryOf(args[0], 'onSuccess'));
      return;
    case 'addTrigger':
      at('LambdaConfig', args[1]);
      return;
    case 'addMethod':
    case 'addRoutes':
    case 'addRoute':
    case 'addProxy':
    case 'addResource':
      if (type.startsWith('AWS::ApiGateway')) routed(owner, all, teller, words);
      return;
    case 'addBehavior':
      holds(['additionalBehaviors', '*', 'origin'], args[1]);
      holds(['additionalBehaviors', '*'], args[2]);
      return;
    case 'addOriginGroup':
    case 'addOrigin':
      at('DistributionConfig.Origins.DomainName', all);
      return;
    case 'addDynamoDbDataSource':
    case 'addLambdaDataSource':
    case 'addHttpDataSource':
    case 'addRdsDataSource':
    case 'addRdsDataSourceV2':
    case 'addOpenSearchDataSource':
    case 'addElasticsearchDataSource':
    case 'addEventBridgeDataSource':
      at(`DataSources.${name.slice('add'.length, -'DataSource'.length)}`, list(args.slice(1)), {
        class: 'call',
      });
      return;
    case 'createResolver':
    case 'createFunction':
      at('PipelineConfig', entryOf(args[1], 'pipelineConfig'), { class: 'config' });
      return;
    case 'addAlarmAction':
      at('AlarmActions', all, { class: 'telemetry' });
      return;
    case 'addOkAction':
    case 'addInsufficientDataAction':
      at('OKActions', all, { class: 'telemetry' });
      return;
    case 'logAccessLogs':
    case 'logConnectionLogs':
      at('LoadBalancerAttributes', args[0], { class: 'telemetry' });
      return;
    case 'addWidgets':
      at('DashboardBody', all, { class: 'telemetry' });
      return;
    case 'addStage':
      holds(['stages'], args[0]);
      return;
    case 'addPropertyOverride':
    case 'addOverride':
      overridden(owner, args, teller, words);
      return;
    case 'addAsgCapacityProvider':
    case 'addAutoScalingGroup':
      at('CapacityProviders', args[0], { class: 'start-up' });
      joinCluster(owner, args[0], teller, words);
      return;
    case 'addCapacity':
      inNetworkOf(owner, call, teller, words);
      return;
    case 'addNodegroupCapacity':
    case 'addAutoScalingGroupCapacity':
      return;
    case 'attach':
      // What a secret opens stands beside it for those who change it: neither needs the other for that.
      if (type === 'AWS::SecretsManager::Secret')
        for (const held of heldIn(teller.tree, args[0]))
          if (held.kind === 'construct') attachment(teller.tree, owner, held.construct);
      return;
    case 'addToGroup':
      at('Groups', args[0], { class: 'permission' });
      return;
    case 'addUser':
      for (const held of heldIn(teller.tree, args[0]))
        if (held.kind === 'construct')
          teller.refer(held.construct, owner, 'Groups', { ...words, class: 'permission' });
      return;
    case 'addFunction':
      // A provider of machines for functions: the function names it.
      for (const held of heldIn(teller.tree, args[0]))
        if (held.kind === 'construct') teller.refer(held.construct, owner, 'CapacityProviderConfig', words);
      return;
    default:
      if (GIVING.test(name)) {
        // Of a portfolio of products each such method makes a resource that names both.
        const isKnown = type === 'AWS::ServiceCatalog::Portfolio';
        at(
          capital(name.replace(GIVING, '')),
          all,
          isKnown ? { class: 'config' } : { confidence: 'inferred' },
        );
      }
  }
};

/** Verbs by which a thing is given others. */
const GIVING =
  /^(?:add|attach|associate|bind|connect|register|configure|enable|give|notify|set|deploy|constrain|use)(?=[A-Z])/;

/** What is written over the template holds CloudFormation's own words. */
const overridden = (owner: Construct, args: readonly Value[], teller: Teller, words: Words): void => {
  const [path = '*', ...rest] = overriddenPath(args[0]) ?? [];
  if (path === 'Metadata') return;
  teller.tell(owner, args[1], [], (held) => ({
    ...words,
    property: [path, ...rest, ...held.path].join('.'),
  }));
};

/** Integrations of an API, and who is asked whether a request may pass. */
const routed = (owner: Construct, value: Value, teller: Teller, words: Words): void => {
  const authorizers: Value[] = [];
  const others: Value[] = [];
  for (const item of itemsOf(value)) {
    for (const [key, member] of item.kind === 'object' ? item.entries : []) {
      if (key === 'authorizer') authorizers.push(member);
      else others.push(member);
    }
    if (item.kind !== 'object') others.push(item);
  }
  teller.tell(owner, list(others), [], () => ({ ...words, property: 'Integration' }));
  for (const held of heldIn(teller.tree, list(authorizers))) {
    if (held.kind !== 'construct') continue;
    // An authorizer stands for what it asks: it is the API's, and says the rest itself.
    if (held.construct.type.endsWith('::Authorizer'))
      teller.refer(held.construct, owner, owner.type.includes('V2') ? 'ApiId' : 'RestApiId', words);
    teller.refer(owner, held.construct, 'Auth.Authorizers', words);
  }
};

/** Machines that are made for a cluster of containers stand in its network. */
const inNetworkOf = (cluster: Construct, call: Call, teller: Teller, words: Words): void => {
  const group = teller.tree.of({ kind: 'result', call });
  const network = teller.tree.of(entryOf(cluster.props, 'vpc'));
  if (group === undefined) return;
  if (network !== undefined) teller.refer(group, network, 'VPCZoneIdentifier', words);
  teller.refer(cluster, group, 'CapacityProviders', { ...words, class: 'start-up' });
};

/** Machines are told at their start which cluster they belong to. */
const joinCluster = (cluster: Construct, provider: Value | undefined, teller: Teller, words: Words): void => {
  for (const held of heldIn(teller.tree, provider)) {
    if (held.kind !== 'construct') continue;
    const group = teller.tree.of(entryOf(held.construct.props, 'autoScalingGroup')) ?? held.construct;
    if (group.type === 'AWS::AutoScaling::AutoScalingGroup')
      teller.refer(group, cluster, 'UserData', { ...words, class: 'start-up' });
  }
};

const list = (items: readonly Value[]): Value => ({ kind: 'list', items: [...items], isOpen: false });
