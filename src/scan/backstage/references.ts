/** What entities say of one another: what needs what while it runs, and what is only a part of what. */
import type { EdgeClass, Finding, GroupFact, Plain, ReferenceFact, Where } from '../../model/fact.ts';
import { quoted } from '../../model/printable.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { type Catalog, addressOf, isThing } from './catalog.ts';
import type { Entity } from './entities.ts';
import { isBuiltIn } from './kinds.ts';
import { type EntityRef, formatRef, keyOfRef, parseRef } from './refs.ts';

/** A field of `spec` that holds references. */
interface Field {
  readonly name: string;
  /** Of what is referred to, if it says none. */
  readonly kind?: string;
  /**
   * `needs`: what holds it needs what it names; `needed`: the other way round; `calls`: an API; `provides`: that needs
   * it; `part`: they belong together, and neither falls with the other.
   */
  readonly means: 'needs' | 'needed' | 'calls' | 'provides' | 'part';
}

const FIELDS: readonly Field[] = [
  { name: 'dependsOn', means: 'needs' },
  { name: 'dependencyOf', means: 'needed' },
  { name: 'consumesApis', kind: 'api', means: 'calls' },
  { name: 'providesApis', kind: 'api', means: 'provides' },
  { name: 'subcomponentOf', kind: 'component', means: 'part' },
  { name: 'system', kind: 'system', means: 'part' },
  { name: 'domain', kind: 'domain', means: 'part' },
  { name: 'subdomainOf', kind: 'domain', means: 'part' },
];

interface Said {
  readonly references: readonly ReferenceFact[];
  readonly groups: readonly GroupFact[];
  /** Things that are named for running and that no entity describes, by where they are named first. */
  readonly missing: ReadonlyMap<EntityRef, Where>;
  readonly findings: readonly Finding[];
}

/** All that the entities of a catalog say of one another. */
export const referencesOf = (catalog: Catalog): Said => {
  const references: ReferenceFact[] = [];
  const findings: Finding[] = [];
  const missing = new Map<string, readonly [EntityRef, Where]>();
  const mention = (ref: EntityRef, where: Where): void => {
    const isRunning = ref.kind !== 'system' && ref.kind !== 'domain';
    const key = keyOfRef(ref);
    if (isRunning && catalog.find(ref) === undefined && !missing.has(key)) missing.set(key, [ref, where]);
  };
  for (const entity of catalog.entities) {
    for (const { field, value, where } of fieldsOf(entity)) {
      const read = refOf(entity, field, value, catalog, where);
      if (read.finding !== undefined) findings.push(read.finding);
      if (read.ref === undefined) continue;
      mention(read.ref, where);
      references.push(...referencesFor(entity.ref, field, read.ref, read.isGuess === true, catalog, where));
    }
  }
  return {
    references,
    groups: groupsOf(catalog),
    missing: new Map(missing.values()),
    findings: [...findings, ...[...missing.values()].map(([ref, where]) => undescribed(ref, where))],
  };
};

interface FieldValue {
  readonly field: Field;
  readonly value: Plain;
  readonly where: Where;
}

const fieldsOf = (entity: Entity): readonly FieldValue[] =>
  FIELDS.flatMap((field) => {
    const value = at(entity.spec, field.name);
    const isList = Array.isArray(value);
    return itemsOf(value).map((item, i) => ({
      field,
      value: item,
      where: entity.where(['spec', field.name, ...(isList ? [i] : [])]),
    }));
  });

interface ReadRef {
  readonly ref?: EntityRef;
  /** The catalog alone tells which entity is meant. */
  readonly isGuess?: boolean;
  readonly finding?: Finding;
}

const refOf = (
  { ref: { namespace } }: Entity,
  field: Field,
  value: Plain,
  catalog: Catalog,
  where: Where,
): ReadRef => {
  const written = textOf(value) ?? JSON.stringify(value);
  const of = (kind: Finding['kind'], message: string): Finding => ({
    kind,
    message: `${field.name}: ${quoted(written)} ${message}`,
    ...where,
  });
  const ref = parseRef(value, { namespace, ...(field.kind === undefined ? {} : { kind: field.kind }) });
  if (ref === undefined) {
    // Without a kind it is no reference; but where only one entity can be meant, that one is.
    const candidates = ['component', 'resource']
      .flatMap((kind) => parseRef(value, { kind, namespace }) ?? [])
      .filter((candidate) => catalog.find(candidate) !== undefined);
    const [only] = candidates;
    return only !== undefined && candidates.length === 1
      ? { ref: only, isGuess: true, finding: of('assumed', `names no kind; taken for ${formatRef(only)}`) }
      : { finding: of('unresolved', 'is no reference to an entity: it must be [kind:][namespace/]name') };
  }
  if (!isThing(ref)) return { finding: of('unresolved', `names a ${ref.kind}, which is no thing that runs`) };
  return field.kind === undefined || field.kind === ref.kind
    ? { ref }
    : { ref, finding: of('assumed', `names a ${ref.kind} where ${field.kind} is meant; it is kept`) };
};

const referencesFor = (
  self: EntityRef,
  { name, means }: Field,
  other: EntityRef,
  isGuess: boolean,
  catalog: Catalog,
  where: Where,
): readonly ReferenceFact[] => {
  const refers = (
    from: EntityRef,
    to: EntityRef,
    more: Pick<ReferenceFact, 'class' | 'atMost' | 'why'>,
  ): ReferenceFact => ({
    from: addressOf(from, catalog),
    to: { by: 'address', address: addressOf(to, catalog) },
    property: name,
    where,
    confidence: isGuess ? 'inferred' : 'documented',
    ...more,
  });
  switch (means) {
    case 'needs':
      return [refers(self, other, classTo(other, catalog))];
    case 'needed':
      return [refers(other, self, classTo(self, catalog))];
    case 'calls':
      return [refers(self, other, classTo(other, catalog))];
    case 'provides': {
      const alone = catalog.providersOf(other).length <= 1;
      return [
        refers(self, other, STATEMENT),
        ...(alone && other.kind === 'api' ? [refers(other, self, classTo(other, catalog))] : []),
      ];
    }
    case 'part':
      return [refers(self, other, STATEMENT)];
  }
};

/** Kept, because people said it; no failure passes along it. */
const STATEMENT = { class: 'config', atMost: 'operational' } as const;

/** What is built in is needed to start; who reads messages waits for them. Of all else its kind decides. */
const classTo = (ref: EntityRef, catalog: Catalog): { readonly class?: EdgeClass } => {
  const type = textOf(at(catalog.find(ref)?.spec, 'type')) ?? '';
  if (ref.kind === 'api') return { class: /async|event|kafka|avro/i.test(type) ? 'asynchronous' : 'call' };
  return ref.kind === 'component' && isBuiltIn(type) ? { class: 'start-up' } : {};
};

/** An API that several components provide: any of them answers, all of them share the work. */
const groupsOf = (catalog: Catalog): readonly GroupFact[] =>
  catalog.shared.map((api) => {
    const providers = catalog.providersOf(api);
    const described = catalog.find(api) ?? catalog.find(providers[0]!)!;
    return {
      address: addressOf(api, catalog),
      kind: 'resource',
      where: described.where([]),
      members: providers.map((provider) => addressOf(provider, catalog)),
      form: 'balanced',
    };
  });

const undescribed = (ref: EntityRef, where: Where): Finding => ({
  kind: 'unresolved',
  message: `${formatRef(ref)} is named here and described nowhere: a node of its own, of which nothing else is known`,
  ...where,
});
