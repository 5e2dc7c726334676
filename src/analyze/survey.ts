/**
 * What a pack holds, counted: regions, zones, services by where they stand, and how well it is known.
 *
 * Requirements are counted as they are written: a template's is one, however many regions it is used for.
 */
import { groupBy } from '../model/group-by.ts';
import { type Node, requirementsOf } from '../model/node.ts';
import { byCodePoint, byText } from '../model/order.ts';
import { CONFIDENCES, type Requirement, partsOf } from '../model/requirement.ts';

/** How far what a service stands in reaches. */
const SCOPES = ['global', 'regional', 'zonal'] as const;

type Scope = (typeof SCOPES)[number];

/** Where services stand: as scopes, and besides those that are in one region and serve all from there. */
export const REACHES = ['global', 'singleRegion', 'regional', 'zonal'] as const;

type Reach = (typeof REACHES)[number];

/** What a pack holds, as data. */
export interface Survey {
  readonly id: string;
  readonly name?: string;
  readonly nodes: number;
  readonly regions: readonly { readonly id: string; readonly name?: string; readonly zones: number }[];
  readonly zones: number;
  /** Names of services by where they stand; one that stands in several is named in each. */
  readonly services: Readonly<Record<Reach, readonly string[]>>;
  /** Ids, without the region or zone that they stand in. */
  readonly controlPlanes: readonly string[];
  readonly requirements: RequirementCounts;
  readonly availabilities: readonly Availability[];
  readonly sources: readonly string[];
  readonly nodesWithoutSource: readonly string[];
}

interface RequirementCounts {
  /** As written. */
  readonly written: number;
  /** In all nodes together. */
  readonly expanded: number;
  readonly byConfidence: Readonly<Record<(typeof CONFIDENCES)[number] | 'unlabelled', number>>;
  /** Those that count on some days only. */
  readonly dated: number;
  readonly withoutSource: number;
}

export interface Availability {
  /** The id, without the region or zone that it stands in. */
  readonly service: string;
  readonly scope: Scope;
  readonly availability: number;
  readonly source?: string;
  /** The last day that the source names. */
  readonly date?: string;
  readonly nodes: number;
}

/** A node, with the scope that it stands in and the rest of its id. */
interface Placed {
  readonly node: Node;
  readonly scope: Scope;
  /** The region or zone; empty: none. */
  readonly place: string;
  readonly rest: string;
}

/** What a pack holds, of its nodes. */
export const surveyOf = (id: string, nodes: readonly Node[]): Survey => {
  const scopes = new Map(nodes.flatMap((node) => scopeMade(node)));
  const placed = nodes
    .filter((node) => !scopes.has(node.id) && node.id !== id)
    .map((node) => placedOf(id, node, scopes));
  const name = nodes.find((node) => node.id === id)?.name;
  const zones = nodes.filter(({ kind }) => kind === 'zone');
  return {
    id,
    ...(name === undefined ? {} : { name }),
    nodes: nodes.length,
    regions: nodes
      .filter(({ kind }) => kind === 'region')
      .map((region) => ({
        id: region.id,
        ...(region.name === undefined ? {} : { name: region.name }),
        zones: zones.filter((zone) => zone.id.startsWith(`${region.id}/`)).length,
      })),
    zones: zones.length,
    services: servicesOf(placed, nodes.filter(({ kind }) => kind === 'region').length),
    controlPlanes: distinct(
      placed.filter(({ node }) => node.kind === 'control-plane').map(({ rest }) => rest),
    ),
    requirements: requirementCounts(nodes),
    availabilities: availabilitiesOf(placed),
    sources: distinct(nodes.flatMap(sourcesOf)),
    nodesWithoutSource: nodes.filter(({ source }) => source === undefined).map((node) => node.id),
  };
};

const scopeMade = ({ id, kind }: Node): readonly (readonly [string, Scope])[] =>
  kind === 'region' ? [[id, 'regional']] : kind === 'zone' ? [[id, 'zonal']] : [];

/** Where a node stands by its id, which names the region or zone first: the narrowest counts. */
const placedOf = (root: string, node: Node, scopes: ReadonlyMap<string, Scope>): Placed => {
  const segments = node.id.split('/');
  for (let length = segments.length - 1; length > 0; length--) {
    const place = segments.slice(0, length).join('/');
    const scope = scopes.get(place);
    if (scope !== undefined) return { node, scope, place, rest: segments.slice(length).join('/') };
  }
  return { node, scope: 'global', place: '', rest: node.id.slice(root.length + 1) };
};

/** A control plane says nothing of where its service stands, unless there is nothing else of the service. */
const servicesOf = (placed: readonly Placed[], regions: number): Survey['services'] => {
  const serviceOf = ({ rest }: Placed): string => rest.split('/', 1)[0]!;
  const running = placed.filter(({ node }) => node.kind !== 'control-plane');
  const known = new Set(running.map(serviceOf));
  const counted = [...running, ...placed.filter((one) => !known.has(serviceOf(one)))];
  const within = (scope: Scope): readonly Placed[] => counted.filter((one) => one.scope === scope);
  const namesOf = (some: readonly Placed[]): readonly string[] => distinct(some.map(serviceOf));
  const regional = [...groupBy(within('regional'), serviceOf).values()];
  const isSingle = (service: readonly Placed[]): boolean =>
    regions > 1 && new Set(service.map(({ place }) => place)).size === 1;
  return {
    global: namesOf(within('global')),
    singleRegion: namesOf(regional.filter(isSingle).flat()),
    regional: namesOf(regional.filter((service) => !isSingle(service)).flat()),
    zonal: namesOf(within('zonal')),
  };
};

const requirementCounts = (nodes: readonly Node[]): RequirementCounts => {
  const expanded = nodes.flatMap((node) => requirementsOf(node));
  // What a template says of a hundred nodes has one place where it is written.
  const written = [
    ...new Map(expanded.map((requirement) => [requirement.origin ?? requirement, requirement])).values(),
  ];
  const count = (test: (requirement: Requirement) => boolean) => written.filter(test).length;
  const byConfidence = Object.fromEntries(
    [...CONFIDENCES, undefined].map((confidence) => [
      confidence ?? 'unlabelled',
      count((requirement) => requirement.confidence === confidence),
    ]),
  ) as RequirementCounts['byConfidence'];
  return {
    written: written.length,
    expanded: expanded.length,
    byConfidence,
    dated: count(({ validFrom, validUntil }) => validFrom !== undefined || validUntil !== undefined),
    withoutSource: count(({ source }) => source === undefined),
  };
};

const availabilitiesOf = (placed: readonly Placed[]): readonly Availability[] => {
  const promised = placed.filter(({ node }) => node.availability !== undefined);
  const alike = groupBy(promised, ({ node, scope, rest }) =>
    JSON.stringify([rest, SCOPES.indexOf(scope), node.availability, node.availabilitySource]),
  );
  return [...alike].toSorted(byText(([key]) => key)).map(([, group]) => {
    const [{ node, scope, rest }] = group as readonly [Placed, ...Placed[]];
    const source = node.availabilitySource;
    const date = source?.match(/\b\d{4}-\d{2}-\d{2}\b/g)?.at(-1);
    return {
      service: rest,
      scope,
      availability: node.availability!,
      ...(source === undefined ? {} : { source }),
      ...(date === undefined ? {} : { date }),
      nodes: group.length,
    };
  });
};

const sourcesOf = (node: Node): readonly string[] =>
  [node.source, node.availabilitySource, ...requirementsOf(node).flatMap(sourcesWithin)].filter(
    (source) => source !== undefined,
  );

const sourcesWithin = (requirement: Requirement): readonly (string | undefined)[] => [
  requirement.source,
  ...partsOf(requirement).flatMap(sourcesWithin),
];

/** Each text once, sorted. */
export const distinct = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].toSorted(byCodePoint);
