/**
 * Classes of the library that make several resources which fail by themselves: a service with its balancer, a cluster
 * with its instances. The construct is the main one; the others stand in it.
 */
import { entriesOf, entryOf, itemsOf, plainOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';
import { deploymentGroup, withArtifacts } from './deploying.ts';
import { constantOf } from './texts.ts';
import type { Construct, Trunk } from './construct.ts';

/** Makes what a construct brings with it. */
export const expand = (tree: Trunk, construct: Construct): void => {
  const { module, name } = construct.class;
  if (construct.isRaw) return;
  if (module === 'aws-ecs-patterns') {
    if (name.startsWith('Scheduled')) scheduled(tree, construct);
    else if (name.startsWith('QueueProcessing')) queueing(tree, construct);
    else balanced(tree, construct);
    return;
  }
  switch (construct.type) {
    case 'AWS::RDS::DBCluster':
    case 'AWS::DocDB::DBCluster':
    case 'AWS::Neptune::DBCluster':
      instances(tree, construct);
      attached(tree, construct);
      return;
    case 'AWS::RDS::DBInstance':
      attached(tree, construct);
      return;
    case 'AWS::ECS::Service':
      inCluster(tree, construct);
      return;
    case 'AWS::CodePipeline::Pipeline':
      withArtifacts(tree, construct);
      return;
    case 'AWS::CodeDeploy::DeploymentGroup':
      deploymentGroup(tree, construct);
  }
};

/** A service behind a balancer, with its listener and target group. */
const balanced = (tree: Trunk, service: Construct): void => {
  const { props, site } = service;
  const network = networkOf(tree, props);
  const definition = definitionOf(tree, service, 'TaskDef', entryOf(props, 'taskImageOptions'));
  const balancer =
    tree.of(entryOf(props, 'loadBalancer')) ??
    tree.add(
      service,
      'LB',
      {
        type: `${BALANCING}::LoadBalancer`,
        props: picked(props, ['publicLoadBalancer', 'loadBalancerName']),
        site,
      },
      'loadBalancer',
    );
  const listener = tree.add(
    balancer,
    'PublicListener',
    { type: `${BALANCING}::Listener`, props: picked(props, ['certificate', 'certificates']), site },
    'listener',
  );
  const group = tree.add(
    listener,
    'ECSGroup',
    { type: `${BALANCING}::TargetGroup`, props: undefined, site },
    'targetGroup',
  );
  service.members.set('service', service);
  service.members.set('listener', listener);
  service.members.set('targetGroup', group);
  listener.links.push(
    { to: balancer, property: 'LoadBalancerArn' },
    { to: group, property: 'DefaultActions.TargetGroupArn' },
  );
  service.links.push(
    { to: definition, property: 'TaskDefinition' },
    { to: group, property: 'LoadBalancers.TargetGroupArn' },
  );
  if (network !== undefined) {
    balancer.links.push({ to: network, property: 'Subnets' });
    service.links.push({ to: network, property: SUBNETS });
  }
  const zone = tree.of(entryOf(props, 'domainZone'));
  if (zone !== undefined) {
    const record = tree.add(service, 'DNS', {
      type: 'AWS::Route53::RecordSet',
      props: renamed(props, 'domainName', 'recordName'),
      site,
    });
    record.links.push(
      { to: zone, property: 'HostedZoneId' },
      { to: balancer, property: 'AliasTarget.DNSName' },
    );
  }
  handled(
    service,
    'taskImageOptions taskDefinition loadBalancer certificate domainZone vpc loadBalancers targetGroups',
  );
};

const BALANCING = 'AWS::ElasticLoadBalancingV2';
const SUBNETS = 'NetworkConfiguration.AwsvpcConfiguration.Subnets';

/** A service that works off a queue. */
const queueing = (tree: Trunk, service: Construct): void => {
  const { props, site } = service;
  const definition = definitionOf(tree, service, 'QueueProcessingTaskDef', picked(props, CONTAINER));
  const queue =
    tree.of(entryOf(props, 'queue')) ??
    tree.add(service, 'EcsProcessingQueue', { type: 'AWS::SQS::Queue', props: undefined, site }, 'sqsQueue');
  service.members.set('sqsQueue', queue);
  service.members.set('service', service);
  definition.links.push({ to: queue, property: 'ContainerDefinitions.Environment.QUEUE_NAME' });
  service.links.push({ to: definition, property: 'TaskDefinition' });
  const network = networkOf(tree, props);
  if (network !== undefined) service.links.push({ to: network, property: SUBNETS });
  handled(service, `${CONTAINER.join(' ')} taskDefinition queue vpc`);
};

const CONTAINER = ['image', 'environment', 'secrets', 'logDriver'];

/** A task that a rule starts. */
const scheduled = (tree: Trunk, task: Construct): void => {
  const { props, site } = task;
  const options =
    entryOf(props, 'scheduledFargateTaskImageOptions') ?? entryOf(props, 'scheduledEc2TaskImageOptions');
  task.members.set('taskDefinition', task);
  const rule = tree.add(
    task,
    'ScheduledEventRule',
    { type: 'AWS::Events::Rule', props: undefined, site },
    'eventRule',
  );
  rule.links.push({ to: task, property: 'Targets.Arn' });
  const cluster = tree.of(entryOf(props, 'cluster'));
  if (cluster !== undefined) task.links.push({ to: cluster, property: 'Cluster', class: 'placement' });
  const given =
    tree.of(entryOf(props, 'scheduledFargateTaskDefinitionOptions', 'taskDefinition')) ??
    tree.of(entryOf(props, 'scheduledEc2TaskDefinitionOptions', 'taskDefinition'));
  if (given !== undefined) task.links.push({ to: given, property: 'TaskDefinition', class: 'call' });
  if (options !== undefined) task.containers.push(options);
  handled(
    task,
    'scheduledFargateTaskImageOptions scheduledEc2TaskImageOptions cluster vpc ' +
      'scheduledFargateTaskDefinitionOptions scheduledEc2TaskDefinitionOptions',
  );
};

/** The task definition that is given, or the one that is made of what the container needs. */
const definitionOf = (tree: Trunk, owner: Construct, id: string, container: Value | undefined): Construct => {
  const given = tree.of(entryOf(owner.props, 'taskDefinition'));
  if (given !== undefined) {
    owner.members.set('taskDefinition', given);
    return given;
  }
  const made = tree.add(
    owner,
    id,
    {
      type: 'AWS::ECS::TaskDefinition',
      props: picked(container, ['taskRole', 'executionRole', 'family']),
      site: owner.site,
    },
    'taskDefinition',
  );
  if (container !== undefined) made.containers.push(container);
  return made;
};

/** A service stands in the network of its cluster. */
const inCluster = (tree: Trunk, service: Construct): void => {
  // Tasks on machines of one's own stand in the machines' network, unless they ask for one of their own.
  const definition = tree.of(entryOf(service.props, 'taskDefinition'));
  const hasOwn = constantOf(entryOf(definition?.props, 'networkMode')) === 'AWS_VPC';
  if (!service.class.name.startsWith('Fargate') && !hasOwn) return;
  const network = networkOf(tree, service.props);
  if (network !== undefined) service.links.push({ to: network, property: SUBNETS });
};

const networkOf = (tree: Trunk, props: Value | undefined): Construct | undefined => {
  const own = tree.of(entryOf(props, 'vpc'));
  if (own !== undefined) return own;
  const cluster = tree.of(entryOf(props, 'cluster'));
  return cluster === undefined ? undefined : tree.of(entryOf(cluster.props, 'vpc'));
};

/** The instances of a cluster of databases: those named, else as many as are asked for. */
const instances = (tree: Trunk, cluster: Construct): void => {
  const { props, type, site } = cluster;
  const named = [entryOf(props, 'writer'), ...itemsOf(entryOf(props, 'readers'))].flatMap((one) =>
    one?.kind === 'result' ? [one.call.args[0]] : [],
  );
  const ids = named.flatMap((id) => (id?.kind === 'plain' && typeof id.plain === 'string' ? [id.plain] : []));
  const asked = plainOf(entryOf(props, 'instances'));
  const isOld = entryOf(props, 'instanceProps') !== undefined;
  const count =
    ids.length > 0
      ? 0
      : typeof asked === 'number'
        ? asked
        : isOld
          ? 2
          : type === 'AWS::RDS::DBCluster'
            ? 0
            : 1;
  for (let i = 1; i <= Math.min(count, MOST_INSTANCES); i++) ids.push(`Instance${i}`);
  const isServerless = cluster.class.name.startsWith('Serverless');
  for (const id of isServerless ? [] : ids) {
    const instance = tree.add(cluster, id, {
      type: type.replace('DBCluster', 'DBInstance'),
      props: picked(props, ['engine']),
      site,
    });
    instance.links.push({ to: cluster, property: 'DBClusterIdentifier' });
  }
  handled(cluster, 'writer readers instances');
};

/** A secret that a database is made with is told which database it opens. */
const attached = (tree: Trunk, database: Construct): void => {
  const credentials = entryOf(database.props, 'credentials');
  const secret =
    credentials?.kind === 'result' && credentials.call.name === 'fromSecret'
      ? tree.of(credentials.call.args[0])
      : undefined;
  if (secret !== undefined) attachment(tree, secret, database);
};

/** What stands with a secret and names the database. */
export const attachment = (tree: Trunk, secret: Construct, database: Construct): void => {
  const type = 'AWS::SecretsManager::SecretTargetAttachment';
  if (secret.role !== 'resource' || secret.children.some((child) => child.type === type)) return;
  const child = tree.add(secret, 'Attachment', { type, props: undefined, site: database.site });
  child.links.push({ to: secret, property: 'SecretId' }, { to: database, property: 'TargetId' });
};

/** Aurora's own limit: a writer and fifteen readers. */
const MOST_INSTANCES = 16;

const handled = (construct: Construct, names: string): void => {
  for (const name of names.split(' ')) construct.handled.add(name);
};

const picked = (props: Value | undefined, names: readonly string[]): Value => ({
  kind: 'object',
  entries: new Map(entriesOf(props).filter(([name]) => names.includes(name))),
  isOpen: false,
});

const renamed = (props: Value | undefined, name: string, as: string): Value => {
  const value = entryOf(props, name);
  return { kind: 'object', entries: new Map(value === undefined ? [] : [[as, value]]), isOpen: false };
};
