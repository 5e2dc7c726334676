/** The facts of one app: its constructs as resources, what they hold, what they are given, what stacks hand on. */
import type { Facts, Finding, ResourceFact, Target } from '../../model/fact.ts';
import type { Trace } from '../typescript/trace.ts';
import { entriesOf, entryOf, patternOf, whereOf } from '../typescript/read.ts';
import type { Made, Value } from '../typescript/value.ts';
import { classic, targets } from './balancing.ts';
import { tellCalls } from './calls.ts';
import { codeOf } from './code.ts';
import { containers } from './containers.ts';
import { sourceOf } from './events.ts';
import { heldIn } from './hold.ts';
import { knownOf } from './imports.ts';
import { classNameOf } from './kinds.ts';
import { type Setting, addressOf, appOf, regionOf, stackName, zonesOf } from './place.ts';
import { tellPipeline } from './pipelines.ts';
import { propertiesOf } from './properties.ts';
import { twinsOf } from './twins.ts';
import { Teller } from './teller.ts';
import type { Construct } from './construct.ts';
import { Tree } from './tree.ts';

/** All facts of what a program makes. `leaves`: stacks that something else describes better, by name. */
export const factsOf = (trace: Trace, setting: Setting, leaves: ReadonlyMap<string, string>): Facts => {
  const tree = new Tree(trace);
  const findings: Finding[] = [];
  const regions = new Map<Construct, string | undefined>();
  for (const stack of tree.constructs.filter(({ role }) => role === 'stack')) {
    const { region, finding } = regionOf(stack);
    regions.set(stack, region);
    const better = leaves.get(stackName(stack));
    if (better !== undefined) findings.push(twice(stack, better));
    else if (finding !== undefined) findings.push({ ...finding, ...whereOf(stack.site) });
    if (stack.parent === undefined && better === undefined) findings.push(alone(stack));
  }
  const regionNear = (construct: Construct): string | undefined => {
    const stack = tree.stackOf(construct);
    return stack === undefined ? undefined : regions.get(stack);
  };
  const teller = new Teller(tree, setting, twinsOf(tree, regionNear));
  const isLeft = (construct: Construct): boolean => {
    const stack = tree.stackOf(construct);
    return stack !== undefined && leaves.has(stackName(stack));
  };
  const resources: ResourceFact[] = [];
  const seen = new Set<string>();
  const left = new Set<string>();
  for (const construct of tree.constructs.slice()) {
    if ((construct.role !== 'resource' && construct.role !== 'foreign') || teller.twins.has(construct))
      continue;
    const address = addressOf(construct, setting);
    const key = JSON.stringify(address);
    if (isLeft(construct)) {
      left.add(key);
      continue;
    }
    if (!seen.has(key)) {
      seen.add(key);
      resources.push(resourceOf(construct, regionNear(construct), setting, findings));
    }
    tellConstruct(construct, teller);
    if (construct.type === 'AWS::CodePipeline::Pipeline') tellPipeline(construct, teller);
    if (construct.isUnknown) findings.push(unknownClass(construct, teller));
  }
  for (const made of trace.made) containerOf(made, teller);
  tellCalls(trace, teller);
  for (const made of trace.made) {
    outputOf(made, teller);
    if (classNameOf(made.class)?.name === 'CfnInclude') findings.push(included(made));
  }
  // Patterns and calls may have made more on the way.
  for (const construct of tree.constructs) {
    if (construct.role !== 'resource' || isLeft(construct)) continue;
    const key = JSON.stringify(addressOf(construct, setting));
    if (seen.has(key)) continue;
    seen.add(key);
    resources.push(resourceOf(construct, regionNear(construct), setting, findings));
    tellConstruct(construct, teller);
  }
  return {
    resources,
    references: teller.references.filter(
      ({ from, to }) =>
        !left.has(JSON.stringify(from)) && !(to.by === 'address' && left.has(JSON.stringify(to.address))),
    ),
    exports: teller.exports,
    findings: [...findings, ...teller.findings],
  };
};

const resourceOf = (
  construct: Construct,
  region: string | undefined,
  setting: Setting,
  findings: Finding[],
): ResourceFact => {
  const { type, site, role, class: name, props } = construct;
  const app = appOf(construct, setting);
  const properties = propertiesOf(construct);
  const names = role === 'foreign' ? knownOf(type, name.rest[0] ?? '', props).names : [];
  const zones =
    type === 'AWS::EC2::VPC' && role === 'resource' && !construct.isRaw
      ? zonesOf(construct, region ?? setting.region, setting)
      : undefined;
  if (zones?.isAssumed === true) {
    findings.push({
      kind: 'assumed',
      message: `the zones of ${construct.id} are taken to be ${zones.zones.join(', ')}`,
      ...whereOf(site),
      hint: 'name them with availabilityZones, or keep cdk.context.json',
    });
  }
  const code = codeOf(construct, setting);
  return {
    address: addressOf(construct, setting),
    type,
    where: whereOf(site),
    ...(region === undefined ? {} : { region }),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(names.length === 0 ? {} : { names }),
    ...(zones === undefined ? {} : { zones: zones.zones }),
    ...(app === undefined ? {} : { app }),
    ...(role === 'foreign' ? { isForeign: true } : {}),
    ...(code.length === 0 ? {} : { code }),
    // Its finding says more than its type's absence from the catalog would: once is enough.
    ...(construct.isUnknown ? { kind: 'resource' } : {}),
  };
};

/** Properties by which no reference is meant: a cluster of containers keeps its network for what runs in it. */
const NOT_HELD: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::Cluster': ['vpc'],
  'AWS::CodeDeploy::Application': ['vpc'],
};

/** What a construct refers to by its properties and by the way in which it was made. */
const tellConstruct = (construct: Construct, teller: Teller): void => {
  const { type, props, isRaw, links, handled, role, site } = construct;
  for (const { to, property, class: of } of links)
    teller.refer(construct, to, property, of === undefined ? {} : { class: of });
  for (const container of construct.containers) containers(construct, container, teller, { site });
  if (role === 'foreign') return;
  const left = isRaw ? [] : (NOT_HELD[type] ?? []);
  if (!isRaw && type.startsWith('AWS::ApiGateway')) guarded(construct, teller);
  for (const [key, value] of entriesOf(props)) {
    if (handled.has(key) || left.includes(key) || (!isRaw && QUIET.has(key))) continue;
    if (!isRaw && type === 'AWS::Lambda::Function' && key === 'events') {
      for (const source of value.kind === 'list' ? value.items : [value])
        sourceOf(construct, source, teller, { site, why: 'events' });
    } else if (!isRaw && key === 'targets' && type.endsWith('::TargetGroup'))
      targets(construct, value, teller, { site });
    else if (!isRaw && key === 'targets' && type === 'AWS::ElasticLoadBalancing::LoadBalancer')
      classic(construct, value, teller, { site });
    else if (!isRaw && key === 'code') packaged(construct, value, teller);
    else teller.holds(construct, [key], value);
  }
};

/** Where its code lies, if that is a bucket or a repository of the program: it is fetched from there to start. */
const packaged = (construct: Construct, code: Value, teller: Teller): void =>
  teller.tell(construct, code, [], (held) =>
    held.kind === 'construct' ? { property: 'Code', why: 'code', class: 'start-up' } : undefined,
  );

/** Who guards all methods of an API is the API's, as one of a single method is. */
const guarded = (api: Construct, teller: Teller): void => {
  for (const held of heldIn(teller.tree, entryOf(api.props, 'defaultMethodOptions', 'authorizer')))
    if (held.kind === 'construct' && held.construct.type.endsWith('::Authorizer'))
      teller.refer(held.construct, api, 'RestApiId');
};

/** Words for people. */
const QUIET: ReadonlySet<string> = new Set(['description', 'tags', 'comment']);

/** `new ContainerDefinition(this, 'web', {taskDefinition, image})`: what it needs, the definition needs. */
const containerOf = (made: Made, teller: Teller): void => {
  const name = classNameOf(made.class);
  if (name?.module !== 'aws-ecs' || name.name !== 'ContainerDefinition') return;
  const [, , props] = made.args;
  const owner = teller.tree.of(entryOf(props, 'taskDefinition'));
  if (owner === undefined) return;
  const own = new Map(entriesOf(props).filter(([key]) => key !== 'taskDefinition'));
  containers(owner, { kind: 'object', entries: own, isOpen: false }, teller, { site: made.site });
};

/** An output with a name that others may import by. */
const outputOf = (made: Made, teller: Teller): void => {
  if (classNameOf(made.class)?.name !== 'CfnOutput') return;
  const [, , props] = made.args;
  const name = patternOf(entryOf(props, 'exportName'));
  if (name === undefined) return;
  const to = heldIn(teller.tree, entryOf(props, 'value')).flatMap((held): readonly Target[] =>
    held.kind === 'construct'
      ? [{ by: 'address', address: addressOf(held.construct, teller.setting) }]
      : held.kind === 'text' && held.text.startsWith('arn:')
        ? [{ by: 'text', text: held.text, as: 'arn' }]
        : [],
  );
  teller.exports.push({ name, to, where: whereOf(made.site) });
};

const alone = (stack: Construct): Finding => ({
  kind: 'assumed',
  message: `no app of these files makes ${stackName(stack)}: it is taken to be deployed once`,
  ...whereOf(stack.site),
});

const twice = (stack: Construct, template: string): Finding => ({
  kind: 'described-twice',
  message: `${stackName(stack)} is read from its synthesised template, ${template}, which is exact`,
  ...whereOf(stack.site),
});

const included = ({ args: [, , props], site }: Made): Finding => {
  const file = patternOf(entryOf(props, 'templateFile'));
  return {
    kind: 'unrendered',
    message: `${file === undefined ? 'a template' : `the template ${file}`} is included here: what the program changes in it is not known`,
    ...whereOf(site),
    hint: 'the template itself is read if it lies in the folder',
  };
};

const unknownClass = (construct: Construct, teller: Teller): Finding => {
  const given = [
    ...new Set(
      heldIn(teller.tree, construct.props).flatMap((held) =>
        held.kind === 'construct' ? [teller.nameOf(held.construct)] : [],
      ),
    ),
  ];
  const what = given.length === 0 ? '' : `; it is given ${given.slice(0, 8).join(', ')}`;
  return {
    kind: 'unknown-type',
    message: `${construct.id} is a ${construct.type}: which resources that makes is not known${what}`,
    ...whereOf(construct.site),
  };
};
