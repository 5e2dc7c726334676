/** A construct's properties as plain values, in CloudFormation's spelling: what the catalog of types looks at. */
import type { Plain, Properties } from '../../model/fact.ts';
import { entriesOf, entryOf, libraryOf, patternOf, plainOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';
import { knownOf } from './imports.ts';
import { capital, spelled } from './spelling.ts';
import { constantOf } from './texts.ts';
import type { Construct } from './construct.ts';

/** Characters of a text; what is longer is code. */
const MOST_TEXT = 4_000;
const DEEPEST = 20;
/** Values of one construct that are looked at: an object may hold itself, twice. */
const MOST_VALUES = 20_000;

interface Budget {
  left: number;
}

/** Names whose unknown parts are kept: two that are equal so far name the same thing. */
const NAME = /(?:Name|Identifier|Bucket)$/;

type Nested = Map<string, Plain | Nested>;

/** The properties of a construct, as far as they are known. */
export const propertiesOf = (construct: Construct): Properties => {
  if (construct.role === 'foreign') {
    const method = construct.class.rest[0] ?? '';
    return knownOf(construct.type, method, construct.props).properties;
  }
  const found: Nested = new Map();
  const { type, isRaw } = construct;
  const budget: Budget = { left: MOST_VALUES };
  const set = (path: readonly string[], value: Plain): void =>
    put(found, spelled(type, isRaw, path).split('.'), value);
  for (const [path, value] of construct.overrides)
    read(path, value, (whole, one) => put(found, whole, one), budget, 0);
  for (const [path, value] of besides(construct)) put(found, path.split('.'), value);
  for (const [key, value] of entriesOf(construct.props)) read([key], value, set, budget, 0);
  return closed(found) as Properties;
};

const read = (
  path: readonly string[],
  value: Value,
  set: (path: readonly string[], value: Plain) => void,
  budget: Budget,
  depth: number,
): void => {
  if (depth > DEEPEST || --budget.left < 0) return;
  if (value.kind === 'object') {
    for (const [key, member] of value.entries) read([...path, key], member, set, budget, depth + 1);
    return;
  }
  const one = leaf(value, path.at(-1) ?? '', budget, depth);
  if (one !== undefined) set(path, one);
};

const leaf = (value: Value, name: string, budget: Budget, depth: number): Plain | undefined => {
  if (depth > DEEPEST || --budget.left < 0) return undefined;
  if (value.kind === 'list') {
    return value.items.flatMap((item) => {
      const one = leaf(item, name, budget, depth + 1);
      return one === undefined ? [] : [one];
    });
  }
  if (value.kind === 'object') {
    return Object.fromEntries(
      [...value.entries].flatMap(([key, member]) => {
        const one = leaf(member, key, budget, depth + 1);
        return one === undefined ? [] : [[capital(key), one] as const];
      }),
    );
  }
  const plain = plainOf(value) ?? constantOf(value);
  if (plain !== undefined) return typeof plain === 'string' ? plain.slice(0, MOST_TEXT) : plain;
  return NAME.test(name) && value.kind === 'text' ? patternOf(value) : undefined;
};

/** A later word does not replace an earlier one: two of the source's properties may be one of CloudFormation's. */
const put = (into: Nested, path: readonly string[], value: Plain): void => {
  const [first, ...rest] = path;
  if (first === undefined) return;
  const there = into.get(first);
  if (rest.length === 0) {
    if (there === undefined) into.set(first, value);
    return;
  }
  if (there instanceof Map) put(there, rest, value);
  else if (there === undefined) {
    const inner: Nested = new Map();
    into.set(first, inner);
    put(inner, rest, value);
  }
};

const closed = (nested: Nested): Plain =>
  Object.fromEntries([...nested].map(([key, value]) => [key, value instanceof Map ? closed(value) : value]));

/** What the classes of the library mean beyond what their properties say: defaults, and words of their own. */
const besides = ({
  type,
  props,
  isRaw,
  class: { module, name },
}: Construct): readonly (readonly [string, Plain])[] => {
  if (isRaw) return [];
  switch (type) {
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
    case 'AWS::ElasticLoadBalancing::LoadBalancer': {
      // Inside, unless it is said: the class's own default.
      const isPublic = plainOf(entryOf(props, 'internetFacing') ?? entryOf(props, 'publicLoadBalancer'));
      const scheme = isPublic ?? module === 'aws-ecs-patterns';
      return [
        ['Scheme', scheme === false ? 'internal' : 'internet-facing'],
        ...(name.startsWith('Network') ? [['Type', 'network'] as const] : []),
      ];
    }
    case 'AWS::Lambda::Url':
      return [['AuthType', constantOf(entryOf(props, 'authType')) ?? 'AWS_IAM']];
    case 'AWS::RDS::DBInstance':
    case 'AWS::RDS::DBCluster': {
      const engine = engineOf(entryOf(props, 'engine'));
      return engine === undefined ? [] : [['Engine', engine]];
    }
    case 'AWS::DynamoDB::Table': {
      const regions = plainOf(entryOf(props, 'replicationRegions'));
      return Array.isArray(regions)
        ? [['Replicas', (regions as readonly Plain[]).map((region) => ({ Region: region }))]]
        : [];
    }
    default:
      return [];
  }
};

/** `DatabaseClusterEngine.auroraPostgres({…})`, `DatabaseInstanceEngine.MYSQL`. */
const engineOf = (value: Value | undefined): string | undefined => {
  const callee = value?.kind === 'result' ? value.call.callee : value;
  const word = callee === undefined ? undefined : libraryOf(callee)?.path.at(-1);
  if (word === undefined) return undefined;
  const words = word
    .replaceAll('_', '-')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  return words.replace(/^maria-db$/, 'mariadb').replace(/^aurora-postgres$/, 'aurora-postgresql');
};
