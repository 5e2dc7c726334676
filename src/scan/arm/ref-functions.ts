/** Functions that lead to resources: `resourceId`, `reference`, `listKeys` and their like. */
import { type Deployed, type Ref, type Value, patternOf, refsOf, unknown } from './value.ts';

const IDS = new Set(['resourceid', 'extensionresourceid']);

/** Ids of what belongs to a subscription or to all of Azure: roles, policies, groups. Nothing here is deployed by them. */
const FAR_IDS = new Set(['subscriptionresourceid', 'tenantresourceid', 'managementgroupresourceid']);

/** Whether a function, by its name in lower case, is one of these. */
export const isRefFunction = (name: string): boolean =>
  IDS.has(name) ||
  FAR_IDS.has(name) ||
  name === 'reference' ||
  name === 'references' ||
  /^list[a-z]*$/.test(name);

/** A resource's type in a text: `Microsoft.Sql/servers/databases`. */
export const TYPE = /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+\/[\w./-]+$/;

/** The value of such a call. `args`: of a method, what it is called on stands first. */
export const refCall = (
  name: string,
  args: readonly Value[],
  deployment: Deployed,
  words: string,
): Value | undefined => {
  if (FAR_IDS.has(name)) return unknown(words);
  if (IDS.has(name)) return idOf(args, deployment, words);
  const [first] = args;
  const target = first === undefined ? undefined : targetOf(first, deployment);
  if (name === 'reference') return target ?? unknown(words, refsOf(...args));
  if (target === undefined && !isRefFunction(name)) return undefined;
  // Keys and connection strings are known only when all is deployed; whose they are is known.
  return unknown(words, target?.is === 'ref' ? [target.ref] : refsOf(...args));
};

const idOf = (args: readonly Value[], deployment: Deployed, words: string): Value => {
  const patterns = args.map((arg) => patternOf(arg) ?? '${…}');
  const at = patterns.findIndex((pattern) => TYPE.test(pattern));
  if (at < 0) return unknown(words, refsOf(...args));
  const names = patterns.slice(at + 1).flatMap(namesIn);
  const ref: Ref = { kind: 'id', type: patterns[at]!, names, in: deployment };
  return { is: 'ref', ref, path: ['id'], words };
};

/** A name of several parts, but for slashes in a gap: `${a/b}/c` are two. */
export const namesIn = (pattern: string): readonly string[] =>
  pattern
    .replaceAll(/\$\{[^}]*\}/g, (gap) => gap.replaceAll('/', '\u0000'))
    .split('/')
    .map((part) => part.replaceAll('\u0000', '/'));

/** What `reference` and `list…` are asked of: an id, a symbolic name, or the name of a resource in the same template. */
const targetOf = (value: Value, deployment: Deployed): Value | undefined => {
  if (value.is === 'ref') return deploymentOf(value.ref) ?? { ...value, path: [] };
  if (value.is === 'deployment') return value;
  const pattern = patternOf(value);
  if (pattern === undefined) return undefined;
  const nested = deployment.symbolic(pattern) ?? deployment.deploymentNamed(pattern);
  if (nested !== undefined)
    return 'names' in nested ? ofThing(nested) : { is: 'deployment', deployment: nested };
  const ref = refOfText(pattern, deployment);
  if (ref !== undefined) return { is: 'ref', ref, path: [], words: pattern };
  const named = deployment.thingNamed(pattern);
  return named === undefined ? undefined : ofThing(named);
};

const ofThing = (thing: (Ref & { readonly kind: 'thing' })['thing']): Value => ({
  is: 'ref',
  ref: { kind: 'thing', thing },
  path: [],
  words: thing.declaration.symbol,
});

const deploymentOf = (ref: Ref): Value | undefined => {
  if (ref.kind !== 'id' || ref.type.toLowerCase() !== 'microsoft.resources/deployments') return undefined;
  const nested = ref.in.deploymentNamed(ref.names.at(-1) ?? '');
  return nested === undefined ? undefined : { is: 'deployment', deployment: nested };
};

/** The resource that a text is the id of: `/subscriptions/…/providers/Microsoft.Network/virtualNetworks/hub/subnets/web`. */
export const refOfText = (pattern: string, deployment: Deployed): Ref | undefined => {
  const at = pattern.toLowerCase().lastIndexOf('/providers/');
  const rest = at < 0 ? undefined : namesIn(pattern.slice(at + '/providers/'.length));
  if (rest === undefined || rest.length < 3 || !/^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+$/.test(rest[0]!))
    return undefined;
  const types = rest.filter((_, i) => i % 2 === 1);
  const names = rest.filter((_, i) => i > 0 && i % 2 === 0);
  if (types.length === 0 || names.length === 0 || types.some((type) => !/^[\w-]+$/.test(type)))
    return undefined;
  return { kind: 'id', type: [rest[0]!, ...types.slice(0, names.length)].join('/'), names, in: deployment };
};
