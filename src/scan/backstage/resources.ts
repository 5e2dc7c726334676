/** Entities as things: of which kind each is, whose it is, and how other sources may call it. */
import type { ResourceFact, View, Where } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import {
  arnNames,
  lastOfArn,
  repositoryOf,
  tierTags,
  workloadNames,
  workloadNamespace,
} from './annotations.ts';
import { type Catalog, addressOf } from './catalog.ts';
import type { Entity } from './entities.ts';
import { isBuiltIn, isForPeople, kindOfType } from './kinds.ts';
import { type EntityRef, parseRef } from './refs.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['component', 'backstage/Component'],
  ['api', 'backstage/API'],
  ['resource', 'backstage/Resource'],
  ['system', 'backstage/System'],
  ['domain', 'backstage/Domain'],
]);

/** A thing for an entity. `isShared`: whether several components name this repository as theirs. */
export const resourceOf = (
  entity: Entity,
  catalog: Catalog,
  isShared: (repository: string) => boolean,
): ResourceFact => {
  const { ref, metadata, spec } = entity;
  const type = textOf(at(spec, 'type')) ?? '';
  const title = textOf(at(metadata, 'title'));
  const owner = ownerOf(entity);
  const names = arnNames(metadata);
  const view = viewOf(entity, type, isShared);
  return {
    address: addressOf(ref, catalog),
    type: TYPES.get(ref.kind)!,
    where: entity.where([]),
    kind: kindOf(ref, type),
    app: appOf(entity, catalog),
    tags: tagsOf(entity, type),
    ...(title === undefined ? {} : { name: title }),
    ...(owner === undefined ? {} : { owner }),
    ...(names.length === 0 ? {} : { names }),
    ...(ref.kind === 'component' && isForPeople(type) ? { entry: type } : {}),
    ...(view === undefined ? {} : { view }),
  };
};

/** A thing that entities refer to and that none describes: another catalog may. */
export const virtualOf = (ref: EntityRef, catalog: Catalog, where: Where): ResourceFact => ({
  address: addressOf(ref, catalog),
  type: TYPES.get(ref.kind)!,
  where,
  // Nobody says what it is; but a resource is mostly called by that: `orders-db`.
  kind: kindOf(ref, ref.kind === 'resource' ? ref.name : ''),
  isForeign: true,
  ...(ref.kind === 'component' ? { view: { names: [ref.name] } } : {}),
  ...(ref.kind === 'resource' ? { view: { names: [ref.name], kinds: mayBe(kindOf(ref, ref.name)) } } : {}),
});

/** An API is what others may ask of a component, and runs nowhere itself; systems and domains only sort. */
const kindOf = ({ kind }: EntityRef, type: string): Kind =>
  kind === 'component'
    ? kindOfType(type, 'service')
    : kind === 'resource'
      ? kindOfType(type, 'resource')
      : 'resource';

/** Components within components within components. */
const MOST_NESTED = 20;

/**
 * The system's name. What belongs to none is of the app of what it is a part of; an API, of who provides it; and all
 * else is an app of its own.
 */
const appOf = (entity: Entity, catalog: Catalog, depth = 0): string => {
  const { ref, spec } = entity;
  const { namespace } = ref;
  const system = ref.kind === 'system' ? ref : parseRef(at(spec, 'system'), { kind: 'system', namespace });
  if (system !== undefined) return nameOf(system);
  const whole = parseRef(at(spec, 'subcomponentOf'), { kind: 'component', namespace });
  const leader = whole ?? catalog.providersOf(ref)[0];
  const found = leader === undefined || depth >= MOST_NESTED ? undefined : catalog.find(leader);
  return found === undefined ? nameOf(ref) : appOf(found, catalog, depth + 1);
};

/** With its namespace, unless that is the one that everybody leaves out. */
const nameOf = ({ namespace, name }: EntityRef): string =>
  namespace === 'default' ? name : `${namespace}/${name}`;

/** A group by its name; of a person it is told that it is one. */
const ownerOf = ({ ref, spec }: Entity): string | undefined => {
  const owner = parseRef(at(spec, 'owner'), { kind: 'group', namespace: ref.namespace });
  if (owner === undefined) return undefined;
  return owner.kind === 'group' ? nameOf(owner) : `${owner.kind}:${nameOf(owner)}`;
};

const tagsOf = ({ metadata, spec }: Entity, type: string): readonly string[] => {
  const lifecycle = textOf(at(spec, 'lifecycle'));
  return [
    ...itemsOf(at(metadata, 'tags')).flatMap((tag) => textOf(tag) ?? []),
    ...(lifecycle === undefined ? [] : [`lifecycle:${lifecycle}`]),
    ...(type === '' ? [] : [`type:${type}`]),
    ...tierTags(metadata, spec),
  ];
};

/** What manifests may call it: first what the catalog says of the workload, then its own name. */
const viewOf = (
  { ref, metadata }: Entity,
  type: string,
  isShared: (repository: string) => boolean,
): View | undefined => {
  const isComponent = ref.kind === 'component';
  if ((!isComponent && ref.kind !== 'resource') || isBuiltIn(type)) return undefined;
  const arns = arnNames(metadata).map(({ text }) => text);
  const repository = repositoryOf(metadata);
  const names = [
    ...workloadNames(metadata),
    ...arns.map(lastOfArn),
    ref.name,
    ...(isComponent && repository !== undefined && !isShared(repository) ? [repository] : []),
  ].filter((name) => name !== '');
  const within = workloadNamespace(metadata);
  const kind = kindOf(ref, type);
  return {
    names: [...new Set(names)],
    ...(within === undefined ? {} : { within }),
    ...(isComponent && kind === 'service' ? {} : { kinds: mayBe(kind) }),
  };
};

/** Kinds that other sources may give to a Resource: what one calls a cache, another calls a database. */
const mayBe = (kind: Kind): readonly Kind[] =>
  kind === 'resource'
    ? ['database', 'cache', 'queue', 'storage', 'compute', 'network', 'identity', 'resource']
    : kind === 'database' || kind === 'cache'
      ? ['database', 'cache']
      : kind === 'compute'
        ? ['compute', 'control-plane']
        : kind === 'function'
          ? ['function', 'service']
          : [kind];
