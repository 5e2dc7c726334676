/** Which attribute holds which field: as the user says, else by the names that programs usually give it. */
import type { Plain } from '../../../model/fact.ts';
import type { Attributes } from './foreign.ts';
import type { Field, Mapping } from './mapping.ts';

/**
 * Usual names, most telling first, in lower case. Those of `id`, `from` and `to` are for tables; elsewhere the format
 * itself says which they are.
 */
const USUAL: Readonly<Partial<Record<Field, readonly string[]>>> = {
  id: ['id', ':id', 'node', 'node_id', 'nodeid', 'key', 'hostname', 'name', 'label'],
  name: ['name', 'label', 'title', 'displayname', 'display_name'],
  kind: ['kind', 'type', ':label', 'category', 'class', 'nodetype', 'node_type', 'ci_type'],
  description: ['description', 'comment', 'notes'],
  owner: ['owner', 'team', 'owned_by', 'ownedby', 'support_group'],
  tier: ['tier'],
  tags: ['tags'],
  in: ['in', 'parent', 'contained_in', 'location', 'availability_zone'],
  costPerHour: ['costperhour', 'cost_per_hour'],
  availability: ['availability'],
  dependsOn: ['dependson', 'depends_on', 'depends on', 'dependencies', 'requires'],
  from: ['from', 'source', ':start_id', 'src', 'from_id', 'source_id', 'dependent', 'client', 'caller'],
  to: [
    'to',
    'target',
    ':end_id',
    'dst',
    'dest',
    'destination',
    'to_id',
    'target_id',
    'dependency',
    'server',
    'callee',
  ],
  impact: ['impact'],
  after: ['after', 'grace'],
  recovery: ['recovery'],
  needed: ['needed'],
  group: ['group'],
  why: ['why', 'reason', 'label', 'relationship', 'relation', ':type', 'interaction', 'type', 'kind'],
  source: ['source', 'evidence'],
  confidence: ['confidence'],
};

const NODE_FIELDS = [
  'name',
  'kind',
  'description',
  'owner',
  'tier',
  'tags',
  'in',
  'costPerHour',
  'availability',
  'dependsOn',
  'source',
] as const satisfies readonly Field[];

const EDGE_FIELDS = [
  'impact',
  'after',
  'recovery',
  'needed',
  'group',
  'why',
  'source',
  'confidence',
] as const satisfies readonly Field[];

/** How things are drawn and numbered: it says nothing of what fails. */
const DRAWN =
  /^(?:x|y|z|r|g|b|a|size|weight|width|height|shape|color|colour|fill|stroke|style|classes|position|viz|hidden|zindex|z_index|font|icon|image|alpha|thickness|modularity_class|degree|indegree|outdegree|nodegraphics|edgegraphics|portgraphics|geometry|url|resources|timeset|id|key|state|fault|path|change)$/i;

export interface Taken {
  readonly fields: ReadonlyMap<Field, Plain>;
  /** Attributes of no meaning to us, by name. */
  readonly unknown: readonly string[];
  /** Attributes that only say how it is drawn, by name. */
  readonly drawn: readonly string[];
}

/** Sorts the attributes of a node or an edge: which field each is. */
export const sorter = (on: 'node' | 'edge', mapping: Mapping): ((attributes: Attributes) => Taken) => {
  const fields = on === 'node' ? NODE_FIELDS : EDGE_FIELDS;
  const wanted = fields.map((field) => [field, namesOf(field, mapping)] as const);
  const used = new Set([...mapping.columns.values()].map((column) => column.trim().toLowerCase()));
  return (attributes) => {
    const byName = new Map([...attributes].map(([name]) => [name.trim().toLowerCase(), name] as const));
    const taken = new Map<Field, Plain>();
    const names = new Set<string>();
    for (const [field, candidates] of wanted) {
      for (const candidate of candidates) {
        const name = byName.get(candidate);
        const value = name === undefined ? undefined : attributes.get(name);
        // One attribute says one thing: what is the kind is not the reason too.
        if (name === undefined || names.has(name) || !isSaid(value)) continue;
        names.add(name);
        taken.set(field, value);
        break;
      }
    }
    const rest = [...attributes]
      .filter(([name, value]) => !names.has(name) && isSaid(value) && !used.has(name.trim().toLowerCase()))
      .map(([name]) => name);
    return {
      fields: taken,
      unknown: rest.filter((name) => !DRAWN.test(name)),
      drawn: rest.filter((name) => DRAWN.test(name)),
    };
  };
};

/** The names that a field goes by, in lower case. Who names a column means that one alone. */
export const namesOf = (field: Field, { columns }: Mapping): readonly string[] => {
  const named = columns.get(field);
  return named === undefined ? (USUAL[field] ?? []) : [named.trim().toLowerCase()];
};

const isSaid = (value: Plain | undefined): value is Plain =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
