/**
 * What Pulumi's own functions give: outputs are taken for their values, so that what passes through `apply`, `all` or
 * `interpolate` is still seen to be what it is.
 */
import type { Plain } from '../../model/fact.ts';
import { textOf as writtenOf } from '../tree.ts';
import { jsonTrees } from '../tree/json.ts';
import { libraryOf, textOf } from '../typescript/read.ts';
import type { Intrinsic, TraceOptions } from '../typescript/trace.ts';
import type { Call, Library, Value } from '../typescript/value.ts';
import {
  UNDEFINED,
  eitherOf,
  listOf,
  objectOf,
  plainValue,
  textValue,
  unknownOf,
  valueOf,
} from '../typescript/values.ts';
import { type Project, settingIn, settingOf } from './project.ts';
import { importedFrom } from './tokens.ts';

/** How the interpreter reads a program of a project. `region`: the one asked for on the command line. */
export const dialectOf = (
  project: Project,
  region: string | undefined,
): Pick<TraceOptions, 'intrinsic' | 'property'> => {
  const here = settingOf(project, 'aws:region') ?? region;
  return {
    intrinsic: (call, invoke) => lifted(call, invoke) ?? functionValue(call, project, here),
    property: (of, name) => {
      const library = libraryOf(of);
      return library === undefined || of.kind !== 'library'
        ? undefined
        : constantOf(library, name, project, here);
    },
  };
};

/** The value behind an output, a promise or an input, on which something is called. */
const receiverOf = ({ callee }: Call): Value | undefined =>
  callee.kind === 'member' ? callee.of : undefined;

/** Methods of outputs. */
const lifted: Intrinsic = (call, invoke) => {
  const of = receiverOf(call);
  const [first] = call.args;
  if (of === undefined || of.kind === 'library') return undefined;
  if ((call.name === 'apply' || call.name === 'then') && isCallback(first)) return invoke(first, [of]);
  // Only code that runs later may ask an output for its value.
  return call.name === 'get' && call.args.length === 0 && of.kind === 'member' ? of : undefined;
};

const isCallback = (value: Value | undefined): value is Value =>
  value !== undefined && (value.kind === 'function' || value.kind === 'library' || value.kind === 'either');

/** Functions of packages, and methods of a configuration. */
const functionValue = (call: Call, project: Project, region: string | undefined): Value | undefined => {
  const of = receiverOf(call);
  if (of?.kind === 'made' && isConfig(of.made.class)) return settingValue(call, of.made.args[0], project);
  const library = libraryOf(call.callee);
  if (library === undefined) return undefined;
  const imported = importedFrom(library);
  if (imported === undefined) return undefined;
  const name = imported.path.join('.');
  if (imported.provider === 'pulumi') return ownFunction(name.replace(/^output\./, ''), call, project);
  if (imported.provider === 'aws' || imported.provider === 'aws-native')
    return awsFunction(name.replace(/Output$/, ''), call, region);
  return undefined;
};

const isConfig = (library: Library): boolean =>
  importedFrom(library)?.provider === 'pulumi' && library.path.at(-1) === 'Config';

const ownFunction = (name: string, { args }: Call, project: Project): Value | undefined => {
  const [first = UNDEFINED] = args;
  switch (name) {
    case 'all':
      return args.length > 1 ? listOf([...args]) : asOutput(first);
    case 'output':
    case 'secret':
    case 'unsecret':
    case 'jsonStringify':
    case 'jsonParse':
      return asOutput(first);
    case 'concat':
      return textValue(args);
    case 'interpolate':
      return interpolated(args);
    case 'getStack': {
      const named = project.stacks.filter((stack) => stack.name !== '');
      return named.length === 0
        ? unknownOf([], 'stack')
        : eitherOf(named.map((stack) => plainValue(stack.name)));
    }
    case 'getProject':
      return project.name === undefined ? unknownOf([], 'project') : plainValue(project.name);
    case 'getOrganization':
      return unknownOf([], 'organization');
    default:
      return undefined;
  }
};

/** An output of an object has methods of its own: it is never known whole. */
const asOutput = (value: Value): Value => (value.kind === 'object' ? { ...value, isOpen: true } : value);

/** A tag is called with the texts of its template, and the values between them. */
const interpolated = ([texts, ...values]: readonly Value[]): Value =>
  texts?.kind !== 'list'
    ? textValue(texts === undefined ? [] : [texts])
    : textValue(texts.items.flatMap((text, i) => [text, ...(values[i] === undefined ? [] : [values[i]])]));

/** Questions to AWS that need nobody to be asked, or whose answer is what was given. */
const awsFunction = (name: string, { args }: Call, region: string | undefined): Value | undefined => {
  const [first = UNDEFINED] = args;
  const place = region === undefined ? unknownOf([], 'region') : plainValue(region);
  switch (name) {
    case 'iam.getPolicyDocument':
      return objectOf([['json', first]], true);
    case 'getRegion':
    case 'index.getRegion':
      return objectOf(
        [
          ['name', place],
          ['id', place],
          ['region', place],
        ],
        true,
      );
    case 'getCallerIdentity':
      return objectOf([['accountId', unknownOf([], 'account')]], true);
    case 'getPartition':
      return objectOf(
        [
          ['partition', plainValue('aws')],
          ['dnsSuffix', plainValue('amazonaws.com')],
        ],
        true,
      );
    case 'getAvailabilityZones': {
      const zones =
        region === undefined ? [] : ['a', 'b', 'c'].map((letter) => plainValue(`${region}${letter}`));
      return objectOf([['names', listOf(zones, true)]], true);
    }
    case 'config.requireRegion':
      return place;
    default:
      return undefined;
  }
};

/** `config.get("size")`: what the stacks say; a value that only they have when somebody sets it may be left out. */
const settingValue = (call: Call, name: Value | undefined, project: Project): Value | undefined => {
  if (!/^(?:get|require)/.test(call.name)) return undefined;
  const key = textOf(call.args[0]);
  if (key === undefined) return unknownOf([], 'config');
  const space = textOf(name) ?? project.name ?? 'project';
  const values = settingIn(project, `${space}:${key}`).map((plain) => valueOf(typed(call.name, plain)));
  if (values.length > 0) return eitherOf(values);
  const unknown = unknownOf([], `config.${key}`);
  return call.name.startsWith('get') ? eitherOf([UNDEFINED, unknown]) : unknown;
};

/** Settings are texts in their file. */
const typed = (method: string, plain: ReturnType<typeof settingIn>[number]): typeof plain => {
  const text = writtenOf(plain);
  if (text === undefined) return plain;
  if (method.endsWith('Boolean')) return text === 'true';
  if (method.endsWith('Number')) return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : plain;
  return method.endsWith('Object') ? objectIn(text, plain) : text;
};

/** An object may stand in the file as one, or as the text of one. */
const objectIn = (text: string, plain: Plain): Plain => jsonTrees(text)?.trees[0]?.value ?? plain;

/** Constants of packages: `aws.config.region`, `aws.Region.USWest2`. */
const constantOf = (
  library: Library,
  name: string,
  project: Project,
  region: string | undefined,
): Value | undefined => {
  const imported = importedFrom({ ...library, path: [...library.path, name] });
  if (imported === undefined) return undefined;
  const path = imported.path.join('.');
  if (imported.provider === 'aws') {
    if (path === 'config.region') return region === undefined ? undefined : plainValue(region);
    const constant = /(?:^|\.)Region\.([A-Z]{2}\w+?)(\d)$/.exec(path);
    const named = constant === null ? undefined : regionNamed(constant[1]!, constant[2]!);
    if (named !== undefined) return plainValue(named);
  }
  if (imported.provider === 'gcp' && /^config\.(?:region|zone|project)$/.test(path)) {
    const said = settingOf(project, `gcp:${name}`);
    return said === undefined ? undefined : plainValue(said);
  }
  return undefined;
};

/** `USWest` and `2` are `us-west-2`. */
const regionNamed = (words: string, number: string): string | undefined => {
  const found = /^([A-Z]{2})(Gov)?([A-Z][a-z]+)$/.exec(words);
  if (found === null) return undefined;
  const [, area = '', gov, side = ''] = found;
  return [area, gov, side, number]
    .filter((word) => word !== undefined)
    .join('-')
    .toLowerCase();
};
