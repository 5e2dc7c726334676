/**
 * Objects of a cluster that a program makes, read as the manifests that they become: a Service finds its pods by labels,
 * a setting names a Service, as in any manifest. What comes out gets the program's own addresses and places.
 */
import type { Address, Facts, Plain, ReferenceFact, ResourceFact, Target, Where } from '../../model/fact.ts';
import { scanKubernetes } from '../kubernetes/scan.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, put } from '../tree/values.ts';
import { patternOf, plainOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';
import type { Book, Resource } from './book.ts';
import { mentionsOf } from './said/mentions.ts';
import { apiVersionOf } from './types/kubernetes.ts';

/** What reading the objects as manifests adds to a program's facts. */
export interface ClusterFacts {
  readonly resources: ReadonlyMap<Resource, ResourceFact>;
  /** Things that an object makes by itself: claims of a template. */
  readonly more: readonly ResourceFact[];
  readonly references: readonly ReferenceFact[];
  readonly findings: Facts['findings'];
}

/** Reads the objects of a program. */
export const clusterFacts = async (book: Book, context: ScanContext): Promise<ClusterFacts> => {
  const objects = new Map<string, ClusterObject>();
  const files: SourceFile[] = [];
  for (const resource of book.resources) {
    const manifest = manifestOf(resource, book);
    if (manifest === undefined) continue;
    const file = fileOf(resource, files.length, JSON.stringify(manifest));
    objects.set(file.path, { resource, manifest });
    files.push(file);
  }
  if (files.length === 0) return { resources: new Map(), more: [], references: [], findings: [] };
  // Other files of the repository have no say in it.
  const facts = await scanKubernetes(files, {
    ...context,
    folder: () => Promise.resolve([]),
    progress: () => {},
  });
  return renamed(facts, objects);
};

/** A resource, and the object that it becomes. */
interface ClusterObject {
  readonly resource: Resource;
  readonly manifest: Plain;
}

/** A file for one object; its path tells which. */
const fileOf = ({ site }: Resource, index: number, text: string): SourceFile => {
  const path = `${site.file}#${index}`;
  const slash = path.lastIndexOf('/');
  return {
    path,
    name: `${path.slice(slash + 1)}.json`,
    folder: slash < 0 ? '.' : path.slice(0, slash),
    inside: `${site.inside}#${index}`,
    size: text.length,
    head: text.slice(0, 65_536),
    text: () => Promise.resolve(text),
    chunks: () => once(text),
  };
};

async function* once(text: string): AsyncIterable<string> {
  yield await Promise.resolve(text);
}

/** The object that a class makes; none if it makes no object, or its kind is not known. */
const manifestOf = (resource: Resource, book: Book): Plain | undefined => {
  if (resource.provider !== 'kubernetes' || resource.isForeign || NO_OBJECTS.test(resource.type))
    return undefined;
  const given = told(resource.args, book, 0);
  const kind = resource.label === 'CustomResource' ? at(given, 'kind') : resource.label;
  const version =
    resource.label === 'CustomResource' ? at(given, 'apiVersion') : apiVersionOf(modulesOf(resource));
  if (typeof kind !== 'string' || typeof version !== 'string') return undefined;
  const members: Record<string, Plain> = {};
  for (const [key, value] of entriesOf(given)) put(members, key, value);
  put(members, 'apiVersion', version);
  put(members, 'kind', kind);
  // Without a name of its own it is called like the resource, with some letters behind.
  put(
    members,
    'metadata',
    Object.fromEntries([['name', resource.name], ...entriesOf(at(given, 'metadata'))]),
  );
  return members;
};

/** Charts and files of manifests: what is in them the program does not say. */
const NO_OBJECTS = /^(?:helm_release$|kubernetes\/)/;

const modulesOf = ({ token }: Resource): readonly string[] => (token.split(':')[1] ?? '').split('/');

const MOST_DEEP = 30;

/** The plain value, in which names of other objects stand for asking them for theirs. */
const told = (value: Value | undefined, book: Book, depth: number): Plain | undefined => {
  if (value === undefined || depth > MOST_DEEP) return undefined;
  switch (value.kind) {
    case 'list':
      return value.items.flatMap((item) => told(item, book, depth + 1) ?? []);
    case 'object': {
      const members: Record<string, Plain> = {};
      for (const [key, member] of value.entries) {
        const plain = told(member, book, depth + 1);
        if (plain !== undefined) put(members, key, plain);
      }
      return members;
    }
    case 'either':
      return (
        plainOf(value) ??
        value.of.map((arm) => told(arm, book, depth + 1)).findLast((arm) => arm !== undefined)
      );
    case 'text': {
      const parts = value.parts.map((part) => told(part, book, depth + 1));
      return parts.every((part) => part !== undefined && typeof part !== 'object')
        ? parts.join('')
        : patternOf(value);
    }
    case 'member':
    case 'made':
      return asked(value, book, depth);
    case 'plain':
    case 'result':
    case 'instance':
    case 'library':
    case 'environment':
    case 'function':
    case 'class':
    case 'unknown':
      return plainOf(value);
  }
};

/** `service.metadata.name` is the Service's name; its labels are those that it was given. */
const asked = (value: Value, book: Book, depth: number): Plain | undefined => {
  const [mention] = mentionsOf(value, book.isThing);
  const resource = mention?.made === undefined ? undefined : book.resourceOf(mention.made);
  if (mention === undefined || resource?.provider !== 'kubernetes') return undefined;
  const { members } = mention;
  const given = at(told(resource.args, book, depth + 5), ...members.filter((name) => name !== '[*]'));
  if (given !== undefined) return given;
  const isName = members.length === 0 || members.at(-1) === 'name' || members.at(-1) === 'id';
  return isName ? resource.name : undefined;
};

/** The same facts by the addresses and places of the program. */
const renamed = (facts: Facts, objects: ReadonlyMap<string, ClusterObject>): ClusterFacts => {
  const resources = new Map<Resource, ResourceFact>();
  const more: ResourceFact[] = [];
  const addresses = new Map<string, Address>();
  for (const fact of facts.resources) {
    const resource = objects.get(fact.where.file)?.resource;
    if (resource === undefined) continue;
    const isOwn = !resources.has(resource) && fact.type === resource.type;
    const address = isOwn
      ? resource.address
      : { scope: resource.address.scope, local: `${resource.address.local}.${fact.address.local}` };
    addresses.set(keyOf(fact.address), address);
    const own = { ...fact, address, where: placeOf(fact.where, objects) };
    if (isOwn) resources.set(resource, own);
    else more.push(own);
  }
  const aimed = (target: Target): Target | undefined => {
    if (target.by !== 'address') return target;
    const address = addresses.get(keyOf(target.address));
    return address === undefined ? undefined : { ...target, address };
  };
  const references = facts.references.flatMap((reference): readonly ReferenceFact[] => {
    const from = addresses.get(keyOf(reference.from));
    const to = aimed(reference.to);
    return from === undefined || to === undefined
      ? []
      : [{ ...reference, from, to, where: placeOf(reference.where, objects) }];
  });
  const findings = facts.findings.map((finding) => {
    const site = objects.get(finding.file)?.resource.site;
    return site === undefined ? finding : { ...finding, file: site.file, line: site.line };
  });
  return { resources, more, references: [...references, ...faces(objects, resources, addresses)], findings };
};

/**
 * A Service that only gives its name to a single workload is that workload in manifests. A program has both, so the
 * Service stays, and leads there.
 */
const faces = (
  objects: ReadonlyMap<string, ClusterObject>,
  told: ReadonlyMap<Resource, ResourceFact>,
  addresses: ReadonlyMap<string, Address>,
): readonly ReferenceFact[] =>
  [...objects.values()].flatMap(({ resource, manifest }): readonly ReferenceFact[] => {
    if (resource.type !== 'v1/Service' || told.has(resource)) return [];
    const scope = at(manifest, 'metadata', 'namespace') ?? 'default';
    const local = at(manifest, 'metadata', 'name');
    const workload =
      typeof scope === 'string' && typeof local === 'string'
        ? addresses.get(keyOf({ scope, local }))
        : undefined;
    if (workload === undefined) return [];
    const { file, line } = resource.site;
    return [
      {
        from: resource.address,
        to: { by: 'address', address: workload },
        property: 'selector',
        where: { file, line },
        confidence: 'documented',
      },
    ];
  });

const keyOf = ({ scope, local }: Address): string => `${scope}\0${local}`;

const placeOf = (where: Where, objects: ReadonlyMap<string, ClusterObject>): Where => {
  const site = objects.get(where.file)?.resource.site;
  return site === undefined ? where : { file: site.file, line: site.line };
};
