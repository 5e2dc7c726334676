/** A resource of a deployment as a fact: its properties as far as they are known, where it is, how many there are. */
import type { Plain, Properties, ResourceFact } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { textOf } from '../tree.ts';
import { evaluate } from './evaluate.ts';
import { DEPLOYMENTS } from './read.ts';
import { resolved } from './resolve.ts';
import { type Scope, type Thing, type Value, isOpen, knownText, patternOf, plainOf } from './value.ts';

/** Members of a body that are told otherwise, or say nothing. */
export const NO_PROPERTIES: ReadonlySet<string> = new Set([
  'name',
  'parent',
  'tags',
  'apiVersion',
  'comments',
  'metadata',
  'params',
  'asserts',
]);

/** Depth of a body that is looked into. */
export const MOST_DEEP = 40;

/** A thing as it is told of. `app`: what stands for its tree. */
export const resourceOf = (
  thing: Thing,
  scopes: readonly Scope[],
  count: number | undefined,
  app: string,
): ResourceFact => {
  const { deployment, declaration, type } = thing;
  const { file } = deployment;
  const bodies = scopes.map((scope) => bodyOf(thing, scope));
  const [properties] = bodies as [Properties];
  const full = thing.names.join('/');
  const region = regionOf(thing, scopes[0]!, 0);
  const off = deployment.isSwitchedOff(declaration);
  const kind = type === DEPLOYMENTS ? 'resource' : kindOf(type, properties);
  const owner = ownerTag(
    declaration.body.get('tags') === undefined
      ? undefined
      : evaluate(declaration.body.get('tags')!, scopes[0]!),
  );
  return {
    address: thing.address,
    type,
    where: { file: file.path, line: declaration.line },
    app,
    properties,
    ...(isOpen(full) || full === thing.address.local ? {} : { name: full }),
    ...(kind === undefined ? {} : { kind }),
    ...(region === undefined ? {} : { region }),
    ...(off ? { count: 0 } : count === undefined ? {} : { count }),
    ...(bodies.length < 2 ? {} : { instances: bodies }),
    ...(owner === undefined ? {} : { owner }),
    ...(declaration.is === 'resource' && declaration.isExisting ? { isForeign: true } : {}),
  };
};

/** Where it says that it is; a child that says nothing is where its parent is. */
const regionOf = ({ declaration, parent }: Thing, scope: Scope, depth: number): string | undefined => {
  const location =
    declaration.body.get('location') ??
    (declaration.is === 'module' ? declaration.parameters.get('location') : undefined);
  if (location !== undefined) {
    const region = knownText(evaluate(location, scope));
    return region?.toLowerCase() === 'global' ? undefined : region;
  }
  const above = parent === undefined || depth > 5 ? undefined : resolved(parent);
  return above === undefined
    ? undefined
    : regionOf(above, above.deployment.inGeneral(above.declaration), depth + 1);
};

/** The body as properties: what stands under `properties` beside the rest, texts of which a part is unknown left out. */
const bodyOf = (thing: Thing, scope: Scope): Properties => {
  const members: Record<string, Plain> = {};
  const name = thing.names.at(-1);
  const body = thing.declaration.body;
  const inner = body.get('properties');
  const known = inner === undefined ? undefined : plainOf(evaluate(inner, scope));
  if (typeof known === 'object' && known !== null && !Array.isArray(known))
    Object.assign(members, closed(known, 0));
  for (const [key, expr] of body) {
    if (key === 'properties' || NO_PROPERTIES.has(key)) continue;
    const value = plainOf(evaluate(expr, scope));
    const one = value === undefined ? undefined : closed(value, 0);
    if (one !== undefined) members[key] = one;
  }
  const own = thing.declaration.is === 'module' ? thing.declaration.parameters.get('name') : body.get('name');
  const here = own === undefined ? undefined : patternOf(evaluate(own, scope));
  const last = here === undefined ? name : here.slice(here.lastIndexOf('/') + 1);
  return last === undefined || isOpen(last) ? members : { ...members, name: last };
};

const closed = (value: Plain, depth: number): Plain | undefined => {
  if (typeof value === 'string') return isOpen(value) || value.length > 4_000 ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MOST_DEEP) return undefined;
  if (Array.isArray(value))
    return (value as readonly Plain[]).flatMap((item) => closed(item, depth + 1) ?? []);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const one = closed(member, depth + 1);
      return one === undefined ? [] : [[key, one] as const];
    }),
  );
};

/** What the catalog's row cannot tell: one type of Azure is both a web app and a function. */
const kindOf = (type: string, properties: Properties): Kind | undefined =>
  /^Microsoft\.Web\/sites(?:\/slots)?$/.test(type) &&
  /function|workflow/i.test(textOf(properties['kind']) ?? '')
    ? 'function'
    : undefined;

const ownerTag = (tags: Value | undefined): string | undefined => {
  if (tags?.is !== 'map') return undefined;
  const found = [...tags.entries].find(([key]) => /^(?:owner|team)$/i.test(key));
  return found === undefined ? undefined : knownText(found[1].value);
};
