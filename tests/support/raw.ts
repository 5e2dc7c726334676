/**
 * Documents as plain JSON, the way people write them, and ways to reach into them.
 *
 * The laws speak of what is written, not of what the program made of it: so nothing here comes from `src`.
 */

export const LEVELS = ['degraded', 'partial', 'outage'] as const;
export const ALL_STATES = ['operational', ...LEVELS] as const;

/** A state that something can be in. */
export type RawState = (typeof ALL_STATES)[number];

/** A state that is worse than operational: what faults are, and what waves are counted for. */
export type Level = (typeof LEVELS)[number];

export type RawImpact = RawState | 'none' | { readonly [S in RawState]?: RawState };

/** What each form but the bare id may carry. */
export interface RawTerms {
  readonly impact?: RawImpact;
  readonly after?: string;
  readonly recovery?: string;
  readonly needed?: 'run' | 'start';
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly why?: string;
  readonly source?: string;
  readonly confidence?: string;
}

export interface RawNodeForm extends RawTerms {
  readonly node: string;
}

export type RawFailover =
  | string
  | { readonly time: string; readonly requires?: readonly RawRequirement[]; readonly during?: RawState };

export type RawThreshold =
  number | { readonly operational: number; readonly degraded?: number; readonly partial?: number };

export interface RawAllOf extends RawTerms {
  readonly allOf: readonly RawRequirement[];
}

export interface RawAnyOf extends RawTerms {
  readonly anyOf: readonly RawRequirement[];
  readonly failover?: RawFailover;
}

export interface RawAtLeast extends RawTerms {
  readonly atLeast: RawThreshold;
  readonly of: readonly RawRequirement[];
  readonly failover?: RawFailover;
}

export type RawGroup = RawAllOf | RawAnyOf | RawAtLeast;

export type RawRequirement = string | RawNodeForm | RawGroup;

export interface RawNode {
  readonly kind: string;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly tier?: number;
  readonly tags?: readonly string[];
  readonly in?: RawRequirement;
  readonly dependsOn?: readonly RawRequirement[];
  readonly costPerHour?: number;
  readonly availability?: string | number;
  readonly availabilitySource?: string;
  readonly source?: string;
}

export interface RawScenario {
  readonly title?: string;
  readonly description?: string;
  readonly date?: string;
  readonly start?: string;
  readonly faults: readonly object[];
  readonly observed?: Readonly<Record<string, object>>;
  readonly source?: string;
}

/** What a placeholder may stand for. */
type RawValues = string | readonly string[] | { readonly [value: string]: RawPlaceholders | null };

export interface RawPlaceholders {
  readonly [name: string]: RawValues;
}

export interface RawDocument {
  readonly $schema?: string;
  readonly faultline: 1;
  readonly title?: string;
  readonly description?: string;
  readonly use?: readonly string[];
  readonly include?: readonly string[];
  readonly placeholders?: RawPlaceholders;
  readonly nodes: Readonly<Record<string, RawNode>>;
  readonly templates?: Readonly<Record<string, RawNode>>;
  readonly scenarios?: Readonly<Record<string, RawScenario>>;
  readonly policies?: Readonly<Record<string, unknown>>;
}

/** A node and the state that it is forced to, or worse. */
export interface RawFault {
  readonly node: string;
  readonly state: Level;
}

/** A document and what fails in it: what the engine's laws are tried on. */
export interface System {
  readonly document: RawDocument;
  readonly faults: readonly RawFault[];
}

/** Keys and indexes from a document's root. */
export type Path = readonly (string | number)[];

export const isGroup = (requirement: RawRequirement): requirement is RawGroup =>
  typeof requirement !== 'string' && !('node' in requirement);

/** The key under which a group's members stand. */
export const listKey = (group: RawGroup): 'allOf' | 'anyOf' | 'of' =>
  'allOf' in group ? 'allOf' : 'anyOf' in group ? 'anyOf' : 'of';

export const membersOf = (group: RawGroup): readonly RawRequirement[] =>
  'allOf' in group ? group.allOf : 'anyOf' in group ? group.anyOf : group.of;

/** What the switch to a group's later members needs. */
export const switchNeeds = (group: RawGroup): readonly RawRequirement[] => {
  const failover = 'allOf' in group ? undefined : group.failover;
  return typeof failover === 'object' ? (failover.requires ?? []) : [];
};

/** The requirements of a node itself, containment first, each with its path. */
export const requirementsAt = (
  document: RawDocument,
  id: string,
): readonly (readonly [Path, RawRequirement])[] => {
  const node = document.nodes[id];
  const contained = node?.in === undefined ? [] : [[['nodes', id, 'in'], node.in] as const];
  return [
    ...contained,
    ...(node?.dependsOn ?? []).map((requirement, i) => [['nodes', id, 'dependsOn', i], requirement] as const),
  ];
};

/** The requirements directly inside a group: its members, and what its failover requires. */
const partsAt = (path: Path, group: RawGroup): readonly (readonly [Path, RawRequirement])[] => [
  ...membersOf(group).map((member, i) => [[...path, listKey(group), i], member] as const),
  ...switchNeeds(group).map((required, i) => [[...path, 'failover', 'requires', i], required] as const),
];

/** Every requirement of a document, nested ones too, with its path. */
export const allRequirements = (document: RawDocument): readonly (readonly [Path, RawRequirement])[] => {
  const within = ([path, requirement]: readonly [Path, RawRequirement]): (readonly [
    Path,
    RawRequirement,
  ])[] => [[path, requirement], ...(isGroup(requirement) ? partsAt(path, requirement).flatMap(within) : [])];
  return Object.keys(document.nodes).flatMap((id) => requirementsAt(document, id).flatMap(within));
};

/** The value at a path, or undefined where the path leads nowhere. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );

/** A copy with another value at a path; all else is shared. */
export const withValueAt = <T>(value: T, path: Path, replacement: unknown): T => {
  const [step, ...rest] = path;
  if (step === undefined) return replacement as T;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (i === step ? withValueAt(item, rest, replacement) : item)) as T;
  }
  // Entries, not assignment: a key may be "__proto__".
  const entries = Object.entries(value as object) as [string, unknown][];
  const known = entries.some(([key]) => key === step);
  return Object.fromEntries([
    ...entries.map(([key, item]) => [key, key === step ? withValueAt(item, rest, replacement) : item]),
    ...(known ? [] : [[step, replacement]]),
  ]) as T;
};

/** The requirement with each id that it names replaced. */
export const renamed = (requirement: RawRequirement, rename: (id: string) => string): RawRequirement => {
  if (typeof requirement === 'string') return rename(requirement);
  if ('node' in requirement) return { ...requirement, node: rename(requirement.node) };
  const list = membersOf(requirement).map((member) => renamed(member, rename));
  const failover = 'allOf' in requirement ? undefined : requirement.failover;
  return {
    ...requirement,
    [listKey(requirement)]: list,
    ...(typeof failover === 'object' && failover.requires !== undefined
      ? {
          failover: { ...failover, requires: failover.requires.map((required) => renamed(required, rename)) },
        }
      : {}),
  };
};
