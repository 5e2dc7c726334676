/** Where constructs are: the stack and its name, the address of each, the region and the zones that the code says. */
import type { Address, Finding } from '../../model/fact.ts';
import { choicesOf, entryOf, itemsOf, plainOf, textOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';
import { entryText } from './texts.ts';
import type { Construct } from './construct.ts';

/** What is known of the surroundings of an app. */
export interface Setting {
  /** The folder that ids begin with; '' for the folder that is scanned. */
  readonly folder: string;
  /** Given on the command line: for what no stack says. */
  readonly region?: string;
  /** Zones of regions as the app remembers them (`cdk.context.json`). */
  readonly zones: ReadonlyMap<string, readonly string[]>;
}

/** The address of a construct: below its stack, by the ids that lead to it. */
export const addressOf = (construct: Construct, { folder }: Setting): Address => {
  const { stack, ids } = wayTo(construct);
  const scope = [folder, ...(stack === undefined ? [] : [stackName(stack)]), ...ids.slice(0, -1)];
  return { scope: scope.filter((word) => word !== '').join('/'), local: ids.at(-1) ?? construct.id };
};

/** What stands for the app that a construct belongs to: its stack. */
export const appOf = (construct: Construct, { folder }: Setting): string | undefined => {
  const { stack } = wayTo(construct);
  return stack === undefined ? undefined : [folder, stackName(stack)].filter((word) => word !== '').join('/');
};

const wayTo = (construct: Construct): { readonly stack?: Construct; readonly ids: readonly string[] } => {
  const ids: string[] = [];
  for (let one: Construct | undefined = construct; one !== undefined; one = one.parent) {
    if (one.role === 'stack') return { stack: one, ids };
    if (one.role !== 'app' && one.role !== 'stage') ids.unshift(one.id);
  }
  return { ids };
};

/** As it is deployed: by its own word, else the ids of its stages and its own. */
export const stackName = (stack: Construct): string => {
  const said = entryText(stack.props, 'stackName');
  if (said !== undefined) return said.replaceAll('/', '--');
  const ids: string[] = [];
  let isInStage = false;
  for (let one: Construct | undefined = stack; one !== undefined && one.role !== 'app'; one = one.parent) {
    // What a stage stands in says nothing of the names in it: a pipeline may make it.
    isInStage ||= one.role === 'stage';
    if (!isInStage || one.role === 'stage') ids.unshift(one.id);
  }
  return ids.join('-');
};

/** The region of a stack, and what must be told of it. */
interface StackRegion {
  readonly region?: string;
  readonly finding?: Omit<Finding, 'file' | 'line'>;
}

/** The region of a stack by its own `env`, else by its stage's. */
export const regionOf = (stack: Construct): StackRegion => {
  for (let one: Construct | undefined = stack; one !== undefined; one = one.parent) {
    const said = entryOf(one.props, 'env', 'region') ?? unknownEnv(one.props);
    if (said !== undefined) return readRegion(said, stack);
  }
  return {};
};

/** An `env` of which nothing is known says that there is one. */
const unknownEnv = (props: Value | undefined): Value | undefined => {
  const env = entryOf(props, 'env');
  return env !== undefined && choicesOf(env).some(({ kind }) => kind !== 'object' && kind !== 'plain')
    ? env
    : undefined;
};

const readRegion = (said: Value, stack: Construct): StackRegion => {
  const arms = armsOf(said);
  const known = [...new Set(arms.filter((text) => text !== undefined && text !== ''))];
  const [first] = known;
  const name = stackName(stack);
  if (first === undefined) {
    return {
      finding: {
        kind: 'unknown-value',
        message: `the region of ${name} is not known from the code`,
        hint: HINT,
      },
    };
  }
  if (known.length > 1) {
    const message = `${name} may be deployed to ${known.join(' or ')}: which, only its surroundings tell`;
    return { finding: { kind: 'unknown-value', message, hint: HINT } };
  }
  return arms.length === known.length || arms.every((text) => text === first)
    ? { region: first }
    : {
        region: first,
        finding: {
          kind: 'assumed',
          message: `${name} is taken to be in ${first}, the default of its region`,
        },
      };
};

/** Texts that a value may be, each undefined if it is not known: `${process.env.REGION ?? 'eu-west-1'}` has a default, too. */
const armsOf = (value: Value): readonly (string | undefined)[] =>
  choicesOf(value).flatMap((choice): readonly (string | undefined)[] => {
    const [part, ...others] = choice.kind === 'text' ? choice.parts : [];
    return part !== undefined && others.length === 0 && part.kind !== 'text'
      ? armsOf(part)
      : [textOf(choice)];
  });

const HINT = 'give it with --region';

/** Zones of a network: those that it names, else as many as it asks for of its region's. `isAssumed`: by their usual names. */
export const zonesOf = (
  network: Construct,
  region: string | undefined,
  { zones }: Setting,
): { readonly zones: readonly string[]; readonly isAssumed: boolean } | undefined => {
  const said = itemsOf(entryOf(network.props, 'availabilityZones')).flatMap((item) => textOf(item) ?? []);
  if (said.length > 0) return { zones: said, isAssumed: false };
  if (region === undefined || !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) return undefined;
  const most = plainOf(entryOf(network.props, 'maxAzs'));
  const remembered = zones.get(region);
  const count = typeof most === 'number' ? most : DEFAULT_ZONES;
  if (remembered !== undefined) return { zones: remembered.slice(0, count), isAssumed: false };
  return { zones: LETTERS.slice(0, count).map((letter) => `${region}${letter}`), isAssumed: true };
};

/** As many as the construct library uses at most if nothing is said: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.Vpc.html */
const DEFAULT_ZONES = 3;
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** All that stands in a construct, itself first; for a resource it is itself. */
export const partsOf = (construct: Construct, most: number): readonly Construct[] => {
  if (construct.role === 'resource' || construct.role === 'foreign') return [construct];
  const found: Construct[] = [];
  const open = [...construct.children];
  for (let one = open.shift(); one !== undefined && found.length < most; one = open.shift()) {
    if (one.role === 'resource') found.push(one);
    else open.push(...one.children);
  }
  return found;
};
