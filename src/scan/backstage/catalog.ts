/** All entities of a scan, as a catalog holds them: each once, found by any spelling of its reference. */
import type { Address, Finding, Where } from '../../model/fact.ts';
import { at, itemsOf } from '../tree.ts';
import type { Entity } from './entities.ts';
import { type EntityRef, formatRef, keyOfRef, parseRef } from './refs.ts';

export interface Catalog {
  /** Components, APIs, Resources, Systems and Domains, in the order found. */
  readonly entities: readonly Entity[];
  find(ref: EntityRef): Entity | undefined;
  /** Those that say they provide an API, described or not. */
  providersOf(api: EntityRef): readonly EntityRef[];
  /** APIs that more than one provides. */
  readonly shared: readonly EntityRef[];
  readonly findings: readonly Finding[];
}

/** Kinds that become nodes. Groups and users own; Locations lead to files; Templates make what is yet to be. */
const THINGS = new Set(['component', 'api', 'resource', 'system', 'domain']);
const NO_THINGS = new Set(['group', 'user', 'location', 'template']);

/** Whether a reference may lead to a node. */
export const isThing = ({ kind }: EntityRef): boolean => THINGS.has(kind);

export const catalogOf = (all: readonly Entity[]): Catalog => {
  const known = new Map<string, Entity>();
  const findings: Finding[] = [];
  for (const entity of all) {
    const key = keyOfRef(entity.ref);
    const first = known.get(key);
    if (isThing(entity.ref) && first === undefined) known.set(key, entity);
    else if (first !== undefined) findings.push(twice(entity, first.where([])));
    else if (!NO_THINGS.has(entity.ref.kind)) findings.push(unknownKind(entity));
  }
  const entities = [...known.values()];
  const provided = providedBy(entities);
  return {
    entities,
    find: (ref) => known.get(keyOfRef(ref)),
    providersOf: (api) => provided.get(keyOfRef(api))?.by ?? [],
    shared: [...provided.values()].filter(({ by }) => by.length > 1).map(({ api }) => api),
    findings,
  };
};

interface Provided {
  readonly api: EntityRef;
  readonly by: EntityRef[];
}

const providedBy = (entities: readonly Entity[]): ReadonlyMap<string, Provided> => {
  const provided = new Map<string, Provided>();
  for (const { ref, spec } of entities) {
    for (const value of itemsOf(at(spec, 'providesApis'))) {
      const api = parseRef(value, { kind: 'api', namespace: ref.namespace });
      if (api?.kind !== 'api') continue;
      const there = provided.get(keyOfRef(api));
      if (there === undefined) provided.set(keyOfRef(api), { api, by: [ref] });
      else if (!there.by.includes(ref)) there.by.push(ref);
    }
  }
  return provided;
};

/** One node for one entity, whoever refers to it: `catalog/component/default` and its name as it is declared. */
export const addressOf = (ref: EntityRef, catalog: Catalog): Address => {
  const { kind, namespace, name } = catalog.find(ref)?.ref ?? ref;
  return { scope: `catalog/${kind}/${namespace}`, local: name };
};

const twice = (entity: Entity, first: Where): Finding => ({
  kind: 'described-twice',
  message: `${formatRef(entity.ref)} is described at ${first.file}:${first.line} already, which is read`,
  ...entity.where([]),
});

const unknownKind = (entity: Entity): Finding => ({
  kind: 'skipped',
  message: `${formatRef(entity.ref)}: entities of this kind say nothing of what runs`,
  ...entity.where([]),
});
