/** Methods by which one construct is given to another: what each of them means for who needs whom. */
import type { Trace } from '../typescript/trace.ts';
import { entryOf, itemsOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';
import { balancing } from './balancing.ts';
import { sourceOf, subscribed, targeted, toldByBucket } from './events.ts';
import { type Held, heldIn } from './hold.ts';
import { classNameOf } from './kinds.ts';
import { partsOf } from './place.ts';
import { capital } from './spelling.ts';
import type { Teller, Words } from './teller.ts';
import type { Construct } from './tree.ts';

/** Tells what all calls of methods mean. */
export const tellCalls = ({ calls }: Pick<Trace, 'calls'>, teller: Teller): void => {
  for (const call of calls) tellCall(call, teller);
};

const tellCall = (call: Call, teller: Teller): void => {
  const { callee } = call;
  const library = libraryOf(callee);
  if (library !== undefined) {
    const name = classNameOf(library);
    if (name?.name === 'Grant' && (name.rest[0] ?? '').startsWith('addTo')) granted(call, teller);
    return;
  }
  if (callee.kind !== 'member') return;
  const owner = teller.tree.ownerOf(callee.of);
  if (owner === undefined) return;
  const isConnection =
    (callee.of.kind === 'member' && callee.of.name === 'connections') ||
    owner.type.endsWith('::SecurityGroup');
  const why = `${teller.nameOf(owner)}.${call.name}(${argumentOf(call, teller)})`;
  const words: Words = { site: call.site, why };
  if (DEPENDING.test(call.name)) depend(owner, call, teller, words);
  else if (owner.role !== 'resource' && owner.role !== 'foreign') return;
  else if (call.name.startsWith('grant') || (callee.of.kind === 'member' && callee.of.name === 'grants'))
    grant(owner, call, teller, words);
  else if (isConnection && call.name.startsWith('allow')) connect(owner, call, teller, words);
  else method(owner, call, teller, words);
};

const DEPENDING = /^(?:addDependency|addDependsOn|addDeletionDependency)$/;

/** `table.grantReadData(fn)`: the function may use the table, and needs the key that the table is encrypted with. */
const grant = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
  const key = teller.tree.of(
    entryOf(owner.props, 'encryptionKey') ??
      entryOf(owner.props, 'encryptionMasterKey') ??
      entryOf(owner.props, 'masterKey'),
  );
  for (const held of heldIn(teller.tree, call.args[0])) {
    if (held.kind !== 'construct') continue;
    if (held.construct.type === 'AWS::CloudFront::CloudFrontOriginAccessIdentity') {
      // No identity of anybody's: the bucket's own policy names it.
      teller.refer(owner, held.construct, 'PolicyDocument.Statement.Principal', {
        ...words,
        class: 'permission',
      });
      continue;
    }
    const from = teller.principalOf(held.construct);
    teller.refer(from, owner, RESOURCE, { ...words, class: 'permission' });
    if (key?.type === 'AWS::KMS::Key') teller.refer(from, key, RESOURCE, { ...words, class: 'key' });
  }
};

const RESOURCE = 'Policies.PolicyDocument.Statement.Resource';

/** `Grant.addToPrincipal({grantee, actions, resourceArns})`. */
const granted = ({ args: [options], site }: Call, teller: Teller): void => {
  const statement = {
    actions: entryOf(options, 'actions'),
    resources: entryOf(options, 'resourceArns'),
    hasPrincipals: false,
    isAllow: true,
  };
  for (const held of heldIn(teller.tree, entryOf(options, 'grantee'))) {
    if (held.kind === 'construct')
      teller.statement(held.construct, statement, 'Policies.PolicyDocument.Statement', { site });
  }
};

/** What is deployed first. */
const depend = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
  if (owner.role === 'stack' || owner.role === 'app' || owner.role === 'stage') return;
  for (const arg of call.args) {
    for (const item of arg.kind === 'list' ? arg.items : [arg]) {
      const to = teller.tree.ownerOf(item);
      if (to === undefined || to.role === 'stack' || to.role === 'app' || to.role === 'stage') continue;
      for (const from of partsOf(owner, MOST_ORDERED))
        for (const one of partsOf(to, MOST_ORDERED))
          teller.refer(from, one, 'DependsOn', { ...words, class: 'start-up' });
    }
  }
};

/** Constructs of a scope that are told to wait for another one's. */
const MOST_ORDERED = 12;

/** `database.connections.allowFrom(fn)`: the function calls the database. Between security groups it is their rule. */
const connect = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
  const isTo = /^allow(?:To|DefaultPortTo)/.test(call.name);
  const isBoth = call.name === 'allowInternally';
  for (const held of heldIn(teller.tree, call.args[0])) {
    // Addresses of a whole network name nobody.
    if (held.kind !== 'construct' || isBoth || held.construct.type === 'AWS::EC2::VPC') continue;
    const other = held.construct;
    const [from, to] = isTo ? [owner, other] : [other, owner];
    if (isGroup(from) || isGroup(to)) {
      const [holder, named] = isTo ? [from, to] : [to, from];
      teller.refer(holder, named, isTo ? EGRESS : INGRESS, { ...words, class: 'network' });
    } else teller.refer(from, to, 'Connections', { ...words, confidence: 'inferred' });
  }
};

const INGRESS = 'SecurityGroupIngress.SourceSecurityGroupId';
const EGRESS = 'SecurityGroupEgress.DestinationSecurityGroupId';

const isGroup = ({ type }: Construct): boolean => type === 'AWS::EC2::SecurityGroup';

/** Every other method, by its name and what it is called on. */
const method = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
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
    case 'addWidgets':
      at('DashboardBody', all, { class: 'telemetry' });
      return;
    case 'addStage':
      holds(['stages'], args[0]);
      return;
    case 'addPropertyOverride':
    case 'addOverride':
      at((patternOf(args[0]) ?? '*').replace(/^Properties\./, ''), args[1]);
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
      // What a secret is for stands in it for those who change it: nothing is needed.
      return;
    default:
      if (GIVING.test(name)) {
        at(capital(name.replace(GIVING, '')), all, {
          confidence: 'inferred',
        });
      }
  }
};

/** Verbs by which a thing is given others. */
const GIVING =
  /^(?:add|attach|associate|bind|connect|register|configure|enable|give|notify|set|deploy|constrain|use)(?=[A-Z])/;

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

/** What the container of a task needs, the task definition needs. */
export const containers = (
  owner: Construct,
  props: Value | undefined,
  teller: Teller,
  words: Words,
): void => {
  teller.tell(owner, props, [], (held: Held) => {
    const [first = '', ...rest] = held.path;
    const word = CONTAINER.get(first) ?? capital(first);
    const path = word === 'Environment' || word === 'Secrets' ? rest.slice(0, 1) : [];
    return {
      ...words,
      property: ['ContainerDefinitions', word, ...path].join('.'),
      why: held.path.join('.'),
    };
  });
};

const CONTAINER: ReadonlyMap<string, string> = new Map([
  ['image', 'Image'],
  ['environment', 'Environment'],
  ['secrets', 'Secrets'],
  ['logging', 'LogConfiguration'],
  ['logDriver', 'LogConfiguration'],
  ['environmentFiles', 'EnvironmentFiles'],
]);

const list = (items: readonly Value[]): Value => ({ kind: 'list', items: [...items], isOpen: false });

/** The first argument in a few words, as evidence. */
const argumentOf = ({ args }: Call, teller: Teller): string => {
  for (const arg of args) {
    const held = heldIn(teller.tree, arg).find((one) => one.kind === 'construct');
    if (held?.kind === 'construct') return teller.nameOf(held.construct);
  }
  const text = args.map(patternOf).find((one) => one !== undefined);
  return text === undefined ? '…' : `'${text.slice(0, 40)}'`;
};
