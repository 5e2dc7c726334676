/**
 * From plain values (what YAML and JSON parse to) to the model: the fast way in, taken by every correct document.
 *
 * It knows the format but no messages. A node or scenario that it cannot read is handed back by path, and
 * `schema.ts` says what is wrong with it: so 100,000 good nodes never wait for a schema library, and a mistake is
 * described in one place only. A law holds the two together: the decoder takes exactly what the schema takes.
 */
import { parseAvailability } from '../model/availability.ts';
import { isDay } from '../model/day.ts';
import type { Document, PartialNode } from '../model/document.ts';
import { parseDuration } from '../model/duration.ts';
import { type ImpactTable, cappedAt, isMonotone, tableOf } from '../model/impact.ts';
import { KINDS } from '../model/kind.ts';
import { ID_PATTERN } from '../model/node.ts';
import { byCodePoint } from '../model/order.ts';
import type { Origin, Step } from '../model/place.ts';
import {
  CONFIDENCES,
  type Failover,
  type GroupRequirement,
  type NodeRequirement,
  type Requirement,
  type Threshold,
} from '../model/requirement.ts';
import { type Fault, GRADES, type Observation, type Scenario } from '../model/scenario.ts';
import { type State, isState, rankOf } from '../model/state.ts';
import { MOST_NESTED, START_PATTERN } from './limits.ts';

export interface Decoded {
  /** What could be read; complete only if nothing is unreadable. */
  readonly document: Document;
  /** Paths of the nodes, scenarios and other parts that could not be read. */
  readonly unreadable: readonly (readonly Step[])[];
  /** Whether all ids and files that the document names are known, even where not all of it could be read. */
  readonly whole: boolean;
}

/** Thrown inside this file at the first thing that is not as it should be; caught per node and scenario. */
class Malformed extends Error {}

const malformed = (): never => {
  throw new Malformed();
};

type Fields = Readonly<Record<string, unknown>>;
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Decodes a parsed document; `root` is where it came from. */
export const decode = (raw: unknown, root: Origin): Decoded => {
  const unreadable: (readonly Step[])[] = [];
  const attempt = <T extends object>(path: readonly Step[], read: () => T): T | undefined => {
    const result = readable(read);
    if (result === undefined) unreadable.push(path);
    return result;
  };
  const entries = <T extends object>(
    key: 'nodes' | 'scenarios',
    read: (id: string, raw: unknown, origin: Origin) => T,
    instead?: (id: string, raw: unknown, origin: Origin) => T,
  ) => {
    const map = new Map<string, T>();
    const value = isFields(raw) ? raw[key] : undefined;
    if (!isFields(value)) return map;
    const origin = root.at(key);
    for (const id of Object.keys(value)) {
      const entry =
        attempt([key, id], () => read(checkedId(id), value[id], origin.at(id))) ??
        instead?.(id, value[id], origin.at(id));
      if (entry !== undefined) map.set(id, entry);
    }
    return map;
  };

  const frame = attempt([], () => decodeFrame(raw));
  // What a mistake elsewhere in the frame does not hide: what it includes, and so what others may name.
  const links = frame ?? readable(() => decodeLinks(asFields(raw)));
  // A node that could not be read is still one that others may name.
  const nodes = entries('nodes', decodeNode, placeholder);
  const scenarios = entries('scenarios', decodeScenario);
  return {
    document: { use: [], include: [], ...links, nodes, scenarios, origin: root },
    unreadable,
    whole: links !== undefined,
  };
};

const placeholder = (id: string, raw: unknown, origin: Origin): PartialNode => ({
  id,
  kind: 'resource',
  tags: [],
  dependsOn: ['in', 'dependsOn'].flatMap((key) =>
    isFields(raw) ? salvaged(raw[key], origin.at(key), 0) : [],
  ),
  origins: [origin],
});

/** The nodes that a requirement names, whatever else is wrong with it: are they known, at least? */
const salvaged = (raw: unknown, origin: Origin, depth: number): readonly NodeRequirement[] => {
  if (typeof raw === 'string') return raw === '' ? [] : [{ form: 'node', node: raw, origin }];
  if (depth > 2 * MOST_NESTED) return [];
  if (Array.isArray(raw)) return raw.flatMap((item: unknown, i) => salvaged(item, origin.at(i), depth + 1));
  if (!isFields(raw)) return [];
  const { node, failover } = raw;
  return [
    ...(typeof node === 'string' ? salvaged(node, origin.at('node'), depth) : []),
    ...['allOf', 'anyOf', 'of'].flatMap((key) => salvaged(raw[key], origin.at(key), depth + 1)),
    ...(isFields(failover)
      ? salvaged(failover['requires'], origin.at('failover').at('requires'), depth + 1)
      : []),
  ];
};

/** What is read, or undefined if it is malformed. */
const readable = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return undefined;
  }
};

const decodeLinks = ({ use = [], include = [], nodes = {} }: Fields): Pick<Document, 'use' | 'include'> => {
  asFields(nodes);
  return { use: asTexts(use), include: asTexts(include) };
};

/** Everything of a document but its nodes and scenarios. */
const decodeFrame = (raw: unknown) => {
  const frame: Draft<Omit<Document, 'nodes' | 'scenarios'>> = { use: [], include: [] };
  const fields = asFields(raw);
  if (fields['faultline'] !== 1) malformed();
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case '$schema':
        if (typeof value !== 'string') malformed();
        break;
      case 'faultline':
        break;
      case 'title':
      case 'description':
        frame[key] = asText(value);
        break;
      case 'use':
      case 'include':
        frame[key] = asTexts(value);
        break;
      case 'nodes':
      case 'scenarios':
        asFields(value);
        break;
      case 'policies':
        frame.policies = asFields(value);
        break;
      default:
        malformed();
    }
  }
  return frame;
};

const decodeNode = (id: string, raw: unknown, origin: Origin): PartialNode => {
  const node: Draft<PartialNode> = { id, tags: [], dependsOn: [], origins: [origin] };
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'kind':
        node.kind = asOneOf(KINDS, value);
        break;
      case 'name':
      case 'description':
      case 'owner':
      case 'source':
        node[key] = asText(value);
        break;
      case 'tier':
        node.tier = asCount(value, 0);
        break;
      case 'tags':
        node.tags = [...new Set(asTexts(value))].toSorted(byCodePoint);
        break;
      case 'in':
        node.in = decodeRequirement(value, origin.at('in'), 0);
        break;
      case 'dependsOn':
        node.dependsOn = decodeRequirements(value, origin.at('dependsOn'), 0);
        break;
      case 'costPerHour':
        node.costPerHour = typeof value === 'number' && value >= 0 && value < Infinity ? value : malformed();
        break;
      case 'availability':
        node.availability =
          typeof value === 'string' || typeof value === 'number'
            ? (parseAvailability(value) ?? malformed())
            : malformed();
        break;
      default:
        malformed();
    }
  }
  return node;
};

const decodeRequirements = (raw: unknown, origin: Origin, depth: number): readonly Requirement[] =>
  asList(raw).map((entry, i) => decodeRequirement(entry, origin.at(i), depth));

const decodeRequirement = (raw: unknown, origin: Origin, depth: number): Requirement => {
  if (typeof raw === 'string') return { form: 'node', node: asText(raw), origin };
  const fields = asFields(raw);
  if ('node' in fields) return decodeNodeForm(fields, origin);
  if (depth >= MOST_NESTED) malformed();
  return decodeGroup(fields, origin, depth);
};

const decodeNodeForm = (fields: Fields, origin: Origin): NodeRequirement => {
  const requirement: Draft<NodeRequirement> = { form: 'node', node: asText(fields['node']), origin };
  for (const key of Object.keys(fields)) if (key !== 'node') decodeTerm(requirement, key, fields[key]);
  return inOrder(requirement);
};

const decodeGroup = (fields: Fields, origin: Origin, depth: number): GroupRequirement => {
  const form =
    'allOf' in fields ? 'allOf' : 'anyOf' in fields ? 'anyOf' : 'atLeast' in fields ? 'atLeast' : malformed();
  const list = form === 'atLeast' ? 'of' : form;
  const of = decodeRequirements(fields[list], origin.at(list), depth + 1);
  if (of.length === 0) malformed();
  const group: Draft<GroupRequirement> = { form, of, origin };
  for (const key of Object.keys(fields)) {
    if (key === list) continue;
    if (key === 'atLeast' && form === 'atLeast') group.atLeast = decodeThreshold(fields[key], of.length);
    else if (key === 'failover' && form !== 'allOf') {
      group.failover = decodeFailover(fields[key], origin.at('failover'), depth);
    } else decodeTerm(group, key, fields[key]);
  }
  return inOrder(group);
};

const decodeTerm = (requirement: Draft<Requirement>, key: string, value: unknown): void => {
  switch (key) {
    case 'impact':
      requirement.impact = decodeImpact(value);
      break;
    case 'after':
    case 'recovery':
      requirement[key] = asDuration(value);
      break;
    case 'needed':
      requirement.needed = asOneOf(['run', 'start'], value);
      break;
    case 'why':
    case 'source':
      requirement[key] = asText(value);
      break;
    case 'confidence':
      requirement.confidence = asOneOf(CONFIDENCES, value);
      break;
    case 'validFrom':
    case 'validUntil':
      requirement[key] = typeof value === 'string' && isDay(value) ? value : malformed();
      break;
    default:
      malformed();
  }
};

const inOrder = <R extends Requirement>(requirement: R): R =>
  requirement.validFrom !== undefined &&
  requirement.validUntil !== undefined &&
  requirement.validFrom >= requirement.validUntil
    ? malformed()
    : requirement;

const decodeImpact = (raw: unknown): ImpactTable => {
  if (raw === 'none') return cappedAt('operational');
  if (isState(raw)) return cappedAt(raw);
  const map = asFields(raw);
  for (const key of Object.keys(map)) if (!isState(key) || !isState(map[key])) malformed();
  const table = tableOf(map);
  return table[0] === 0 && isMonotone(table) ? table : malformed();
};

/** A state that is left out takes the count of the next better one. */
const decodeThreshold = (raw: unknown, members: number): Threshold => {
  const within = (value: unknown): number => {
    const count = asCount(value, 1);
    return count <= members ? count : malformed();
  };
  if (typeof raw === 'number') {
    const count = within(raw);
    return [count, count, count];
  }
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) if (!isState(key) || key === 'outage') malformed();
  const operational = within(fields['operational']);
  const degraded = 'degraded' in fields ? within(fields['degraded']) : operational;
  const partial = 'partial' in fields ? within(fields['partial']) : degraded;
  return operational >= degraded && degraded >= partial ? [operational, degraded, partial] : malformed();
};

const decodeFailover = (raw: unknown, origin: Origin, depth: number): Failover => {
  if (typeof raw === 'string') return { time: asDuration(raw), requires: [] };
  const failover: Draft<Failover> = { time: NaN, requires: [] };
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) {
    switch (key) {
      case 'time':
        failover.time = asDuration(fields[key]);
        break;
      case 'requires':
        failover.requires = decodeRequirements(fields[key], origin.at('requires'), depth + 1);
        break;
      case 'during':
        failover.during = asState(fields[key]);
        break;
      default:
        malformed();
    }
  }
  return Number.isNaN(failover.time) ? malformed() : failover;
};

const decodeScenario = (id: string, raw: unknown, origin: Origin): Scenario => {
  const scenario: Draft<Scenario> = { id, faults: [], observed: new Map(), origin };
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'title':
      case 'description':
      case 'source':
        scenario[key] = asText(value);
        break;
      case 'date':
        scenario.date = typeof value === 'string' && isDay(value) ? value : malformed();
        break;
      case 'start':
        scenario.start =
          typeof value === 'string' && START_PATTERN.test(value) && isDay(value.slice(0, 10))
            ? value
            : malformed();
        break;
      case 'faults':
        scenario.faults = asList(value).map((fault, i) => decodeFault(fault, origin.at('faults').at(i)));
        break;
      case 'observed':
        scenario.observed = new Map(
          Object.entries(asFields(value))
            .toSorted(([a], [b]) => byCodePoint(a, b))
            .map(([node, observation]) => [node, decodeObservation(observation)]),
        );
        break;
      default:
        malformed();
    }
  }
  return scenario.faults.length === 0 ? malformed() : scenario;
};

const decodeFault = (raw: unknown, origin: Origin): Fault => {
  const fields = asFields(raw);
  const { fail } = fields;
  const fault: Draft<Fault> = {
    fail: typeof fail === 'string' ? [asText(fail)] : asTexts(fail),
    state: 'outage',
    from: 0,
    origin,
  };
  if (fault.fail.length === 0) malformed();
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'fail':
        break;
      case 'state':
        fault.state = asState(value);
        break;
      case 'from':
      case 'until':
        fault[key] = asDuration(value);
        break;
      case 'why':
      case 'source':
        fault[key] = asText(value);
        break;
      default:
        malformed();
    }
  }
  return fault.until !== undefined && fault.until <= fault.from ? malformed() : fault;
};

const decodeObservation = (raw: unknown): Observation => {
  const fields = asFields(raw);
  const state = asState(fields['state']);
  const observation: Draft<Observation> = { state, accept: [state] };
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'state':
        break;
      case 'accept': {
        const accept = asList(value).map(asState);
        if (accept.length === 0) malformed();
        observation.accept = [...new Set([state, ...accept])].toSorted((a, b) => rankOf(a) - rankOf(b));
        break;
      }
      case 'confidence':
        observation.confidence = asOneOf(GRADES, value);
        break;
      case 'source':
        observation.source = asText(value);
        break;
      default:
        malformed();
    }
  }
  return observation;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asFields = (value: unknown): Fields => (isFields(value) ? value : malformed());

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : malformed());

const asText = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : malformed());

const asTexts = (value: unknown): readonly string[] => asList(value).map(asText);

const asCount = (value: unknown, least: number): number =>
  Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : malformed();

const asDuration = (value: unknown): number =>
  typeof value === 'string' ? (parseDuration(value) ?? malformed()) : malformed();

const asState = (value: unknown): State => (isState(value) ? value : malformed());

const asOneOf = <const T extends string>(known: readonly T[], value: unknown): T =>
  known.find((word) => word === value) ?? malformed();

const checkedId = (id: string): string => (ID_PATTERN.test(id) ? id : malformed());
