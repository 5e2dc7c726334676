/**
 * Settings that come from the environment by way of a library: `config.get('QUEUE_REGION')` of NestJS, a schema of zod
 * or envalid, convict's. What they give is the environment variable, with the default that the code says.
 */
import { entriesOf, entryOf, libraryOf, textOf } from '../typescript/read.ts';
import type { Intrinsic, TraceOptions } from '../typescript/trace.ts';
import type { Call, Value } from '../typescript/value.ts';
import { eitherOf, objectOf } from '../typescript/values.ts';

/** `QUEUE_REGION`: what everybody calls an environment variable by. */
const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Words of what holds settings. */
const HOLDER = /env|config|settings|secrets/i;

/** Steps of a chain of calls that are looked at. */
const LONGEST = 20;

/** The value of a call that asks for a setting, or that reads all of them by a schema. */
export const setting: Intrinsic = (call) => asked(call) ?? schemed(call);

/** `env.QUEUE_REGION` of what no file tells more about. */
export const settingMember: NonNullable<TraceOptions['property']> = (of, name) =>
  VARIABLE.test(name) && isHolder(of) ? { kind: 'environment', name } : undefined;

const variable = (name: string, fallback: Value | undefined): Value =>
  fallback === undefined
    ? { kind: 'environment', name }
    : eitherOf([{ kind: 'environment', name }, fallback]);

/** `config.get('X', 'default')`, `Env.get('X')`, `requireEnv('X')`. */
const asked = ({ callee, name, args: [first, second] }: Call): Value | undefined => {
  const key = textOf(first);
  if (key === undefined) return undefined;
  const of = callee.kind === 'member' ? callee.of : undefined;
  const isGetter = /^(?:get|require)/.test(name);
  if (of !== undefined && isGetter) {
    const convict = convictSchema(of);
    if (convict !== undefined) return ofConvict(entryOf(convict, ...key.split('.')));
  }
  if (!VARIABLE.test(key)) return undefined;
  const isAsked = of !== undefined && isGetter ? isHolder(of) : /env/i.test(name) && isOfLibrary(callee);
  return isAsked ? variable(key, second?.kind === 'plain' ? second : undefined) : undefined;
};

const isOfLibrary = (callee: Value): boolean => callee.kind === 'library' || callee.kind === 'unknown';

/** Whether a value holds settings, by what it is called or made by. */
const isHolder = (value: Value, steps = 0): boolean => {
  if (steps > LONGEST) return false;
  if (value.kind === 'unknown') return value.name !== undefined && HOLDER.test(value.name);
  if (value.kind === 'library') return HOLDER.test([value.module, ...value.path].join('.'));
  if (value.kind === 'member') return HOLDER.test(value.name) || isHolder(value.of, steps + 1);
  if (value.kind === 'made') return HOLDER.test(value.made.class.path.at(-1) ?? '');
  if (value.kind !== 'result') return false;
  return HOLDER.test(value.call.name) || isHolder(value.call.callee, steps + 1);
};

/** The calls that a value comes of, the last first: `z.string().min(1).default('x')`. */
const chainOf = (value: Value | undefined): readonly Call[] => {
  const chain: Call[] = [];
  let at = value;
  while (at?.kind === 'result' && chain.length < LONGEST) {
    chain.push(at.call);
    at = at.call.callee.kind === 'member' ? at.call.callee.of : undefined;
  }
  return chain;
};

/** `createEnv({server: {…}})`, `cleanEnv(process.env, {…})`, `z.object({…}).parse(process.env)`. */
const schemed = (call: Call): Value | undefined => {
  const { callee, name, args } = call;
  if (name === 'createEnv' && libraryOf(callee) !== undefined)
    return variables(['shared', 'client', 'server'].map((part) => entryOf(args[0], part)));
  if (name === 'cleanEnv' && libraryOf(callee) !== undefined) return variables([args[1]]);
  if (!/^(?:safeP|p)arse(?:Async)?$/.test(name) || callee.kind !== 'member' || !isEnvironment(args[0]))
    return undefined;
  const shapes = chainOf(callee.of).filter((one) => one.name === 'object' || one.name === 'extend');
  if (shapes.length === 0) return undefined;
  const all = variables(shapes.toReversed().map((one) => one.args[0]));
  return name.startsWith('safe') ? objectOf([['data', all]], true) : all;
};

const isEnvironment = (value: Value | undefined): boolean =>
  value?.kind === 'unknown' && value.name === 'process.env';

const variables = (schemas: readonly (Value | undefined)[]): Value =>
  objectOf(
    schemas.flatMap((schema) =>
      entriesOf(schema).map(([key, kind]) => [key, variable(key, defaultIn(kind))] as const),
    ),
    true,
  );

/** `z.string().default('x')`, `str({ default: 'x' })`. */
const defaultIn = (kind: Value): Value | undefined => {
  const calls = chainOf(kind);
  const said = calls.find(({ name }) => name === 'default' || name === 'catch')?.args[0];
  return known(said ?? entryOf(calls[0]?.args[0], 'default'));
};

const known = (value: Value | undefined): Value | undefined =>
  value?.kind === 'plain' && value.plain !== null && value.plain !== undefined ? value : undefined;

/** The schema that a configuration of convict was made with. */
const convictSchema = (value: Value): Value | undefined => {
  const first = chainOf(value).at(-1);
  return first !== undefined && libraryOf(first.callee)?.module === 'convict' ? first.args[0] : undefined;
};

const ofConvict = (leaf: Value | undefined): Value | undefined => {
  const name = textOf(entryOf(leaf, 'env'));
  const fallback = known(entryOf(leaf, 'default'));
  return name === undefined ? fallback : variable(name, fallback);
};
