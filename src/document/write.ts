/**
 * From the model to a document: canonical, so that the same infrastructure is always the same text.
 *
 * Nodes and scenarios sorted by id, keys in one order, requirements in their shortest form. What is read back is what
 * was written; comments say where each node came from.
 */
import { Document as YamlDocument, type Node as YamlNode, type Pair, isMap, isScalar, isSeq } from 'yaml';
import { formatAvailability } from '../model/availability.ts';
import type { Document, PartialNode } from '../model/document.ts';
import { formatDuration } from '../model/duration.ts';
import type { Estate } from '../model/estate.ts';
import { type ImpactTable, capOf } from '../model/impact.ts';
import { byId } from '../model/node.ts';
import { byText } from '../model/order.ts';
import type { Placeholders } from '../model/placeholder.ts';
import { type Origin, formatPlace, placesOf } from '../model/place.ts';
import type { Failover, Requirement, Threshold } from '../model/requirement.ts';
import type { Fault, Observation, Scenario } from '../model/scenario.ts';
import { STATES, type State, stateOf } from '../model/state.ts';

export interface WriteOptions {
  /** Whether comments say where each node and requirement came from; left out: they do. */
  readonly provenance?: boolean;
}

/** An assembled estate as one document. */
export const documentOf = (estate: Estate): Document => ({
  ...(estate.title === undefined ? {} : { title: estate.title }),
  ...(estate.description === undefined ? {} : { description: estate.description }),
  use: [],
  include: [],
  nodes: new Map(estate.nodes.map((node) => [node.id, node])),
  scenarios: estate.scenarios,
  ...(estate.policies === undefined ? {} : { policies: estate.policies }),
});

/** Canonical JSON, one line a node: the form for documents of more than some 10,000 nodes. */
export const writeJson = (document: Document): string => {
  const { nodes, templates, ...rest } = plainDocument(document);
  const frame = Object.entries(rest).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value, mapAsObject)}`,
  );
  const rooms = [
    ...(templates === undefined ? [] : [roomText('templates', templates)]),
    roomText('nodes', nodes),
  ];
  return `{\n${[...frame, ...rooms].join(',\n')}\n}\n`;
};

const roomText = (key: string, nodes: ReadonlyMap<string, object>): string => {
  const lines = [...nodes].map(([id, node]) => `    ${JSON.stringify(id)}: ${JSON.stringify(node)}`);
  return lines.length === 0 ? `  "${key}": {}` : `  "${key}": {\n${lines.join(',\n')}\n  }`;
};

const mapAsObject = (_: string, value: unknown): unknown =>
  value instanceof Map ? (Object.fromEntries(value) as unknown) : value;

/** Canonical YAML. */
export const writeYaml = (document: Document, { provenance = true }: WriteOptions = {}): string => {
  const yaml = new YamlDocument(plainDocument(document), { aliasDuplicateObjects: false });
  for (const key of ['nodes', 'templates']) {
    const nodes = yaml.get(key);
    if (!isMap(nodes)) continue;
    (nodes.items as Pair<YamlNode, YamlNode>[]).forEach((pair, i) => {
      pair.key.spaceBefore = i > 0;
      if (pair.value !== null) laidOut(pair.value);
    });
  }
  if (provenance) annotate(yaml, document);
  return yaml.toString({ lineWidth: 110, flowCollectionPadding: true });
};

/** Requirements stand one on a line. */
const laidOut = (node: YamlNode): void => {
  if (!isMap(node)) return;
  for (const key of ['in', 'tags']) setFlow(node.get(key, true));
  const dependsOn = node.get('dependsOn', true);
  if (isSeq(dependsOn)) for (const requirement of dependsOn.items) setFlow(requirement);
};

const setFlow = (node: unknown): void => {
  if (isMap(node) || isSeq(node)) node.flow = true;
};

// —— provenance —————————————————————————————————————————————————————————————————————————————————————————————————————

const annotate = (yaml: YamlDocument, { nodes }: Document): void => {
  const sorted = [...nodes.values()].toSorted(byId);
  const origins = sorted.flatMap((node) => [
    ...node.origins,
    ...node.dependsOn.flatMap(({ origin }) => (origin === undefined ? [] : [origin])),
  ]);
  const places = placesOf(origins);
  const said = (origin: Origin): string => {
    const place = places.get(origin);
    return place === undefined ? origin.source.file : formatPlace(place);
  };
  const map = yaml.get('nodes');
  if (!isMap(map)) return;
  (map.items as Pair<YamlNode, YamlNode>[]).forEach((pair, i) => {
    const node = sorted[i]!;
    if (node.origins.length > 0) pair.key.commentBefore = ` ${node.origins.map(said).join(', ')}`;
    const dependsOn = isMap(pair.value) ? pair.value.get('dependsOn', true) : undefined;
    if (!isSeq(dependsOn)) return;
    node.dependsOn.forEach(({ origin }, n) => {
      const item = dependsOn.items[n];
      // Where it was said is worth a word only if it is another file than the node's own.
      if (origin === undefined || origin.source === node.origins[0]?.source) return;
      if (isScalar(item) || isMap(item)) item.comment = ` ${said(origin)}`;
    });
  });
};

// —— plain values ———————————————————————————————————————————————————————————————————————————————————————————————————

const plainDocument = ({
  title,
  description,
  use,
  include,
  placeholders,
  nodes,
  templates,
  scenarios,
  policies,
}: Document) => ({
  faultline: 1,
  ...(title === undefined ? {} : { title }),
  ...(description === undefined ? {} : { description }),
  ...(use.length === 0 ? {} : { use }),
  ...(include.length === 0 ? {} : { include }),
  ...(placeholders === undefined ? {} : { placeholders: plainPlaceholders(placeholders) }),
  nodes: plainNodes([...nodes.values()].toSorted(byId)),
  // Of two templates of the same node the earlier is the stronger: their order is kept.
  ...(templates === undefined ? {} : { templates: plainNodes(templates.values()) }),
  ...(scenarios.size === 0
    ? {}
    : {
        scenarios: new Map(
          [...scenarios.values()].toSorted(byId).map((scenario) => [scenario.id, plainScenario(scenario)]),
        ),
      }),
  ...(policies === undefined ? {} : { policies }),
});

/** Maps where texts are keys: an object would put numbers first. */
const plainNodes = (nodes: Iterable<PartialNode>): ReadonlyMap<string, object> =>
  new Map([...nodes].map((node) => [node.id, plainNode(node)]));

const plainPlaceholders = (placeholders: Placeholders): ReadonlyMap<string, unknown> =>
  new Map([...placeholders].map(([name, values]) => [name, plainValues(values)]));

const plainValues = (values: ReadonlyMap<string, Placeholders>): unknown => {
  const plain = [...values.keys()];
  if ([...values.values()].every(({ size }) => size === 0)) return plain.length === 1 ? plain[0] : plain;
  return new Map([...values].map(([value, below]) => [value, plainPlaceholders(below)]));
};

const plainNode = (node: PartialNode): object => {
  const { kind, name, description, owner, tier, tags, dependsOn, costPerHour, availability, source } = node;
  const { availabilitySource } = node;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...(tier === undefined ? {} : { tier }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(node.in === undefined ? {} : { in: plainRequirement(node.in) }),
    ...(costPerHour === undefined ? {} : { costPerHour }),
    ...(availability === undefined ? {} : { availability: formatAvailability(availability) }),
    ...(availabilitySource === undefined ? {} : { availabilitySource }),
    ...(source === undefined ? {} : { source }),
    ...(dependsOn.length === 0 ? {} : { dependsOn: dependsOn.map(plainRequirement) }),
  };
};

const plainRequirement = (requirement: Requirement): unknown => {
  const terms = plainTerms(requirement);
  if (requirement.form === 'node') {
    return Object.keys(terms).length === 0 ? requirement.node : { node: requirement.node, ...terms };
  }
  const of = requirement.of.map(plainRequirement);
  return {
    ...(requirement.form === 'atLeast'
      ? { atLeast: plainThreshold(requirement.atLeast!), of }
      : { [requirement.form]: of }),
    ...(requirement.failover === undefined ? {} : { failover: plainFailover(requirement.failover) }),
    ...terms,
  };
};

const plainTerms = (requirement: Requirement): object => {
  const { impact, after, recovery, needed, validFrom, validUntil, why, source, confidence } = requirement;
  return {
    ...(impact === undefined ? {} : { impact: plainImpact(impact) }),
    ...(after === undefined ? {} : { after: formatDuration(after) }),
    ...(recovery === undefined ? {} : { recovery: formatDuration(recovery) }),
    ...(needed === undefined ? {} : { needed }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(why === undefined ? {} : { why }),
    ...(source === undefined ? {} : { source }),
    ...(confidence === undefined ? {} : { confidence }),
  };
};

const plainImpact = (impact: ImpactTable): string | Partial<Record<State, State>> => {
  const cap = capOf(impact);
  if (cap !== undefined) return cap === 'operational' ? 'none' : cap;
  return Object.fromEntries(
    STATES.flatMap((state, rank) => (impact[rank] === rank ? [] : [[state, stateOf(impact[rank]!)]])),
  );
};

const plainThreshold = ([operational, degraded, partial]: Threshold): number | object =>
  operational === degraded && degraded === partial
    ? operational
    : {
        operational,
        ...(degraded === operational ? {} : { degraded }),
        ...(partial === degraded ? {} : { partial }),
      };

const plainFailover = ({ time, requires, during }: Failover): string | object =>
  requires.length === 0 && during === undefined
    ? formatDuration(time)
    : {
        time: formatDuration(time),
        ...(requires.length === 0 ? {} : { requires: requires.map(plainRequirement) }),
        ...(during === undefined ? {} : { during }),
      };

const plainScenario = ({ title, description, date, start, source, faults, observed }: Scenario): object => ({
  ...(title === undefined ? {} : { title }),
  ...(description === undefined ? {} : { description }),
  ...(date === undefined ? {} : { date }),
  ...(start === undefined ? {} : { start }),
  ...(source === undefined ? {} : { source }),
  faults: faults.map(plainFault),
  ...(observed.size === 0
    ? {}
    : {
        observed: new Map(
          [...observed]
            .toSorted(byText(([id]) => id))
            .map(([id, observation]) => [id, plainObservation(observation)]),
        ),
      }),
});

const plainFault = ({ fail, state, from, until, why, source }: Fault): object => ({
  fail: fail.length === 1 ? fail[0] : fail,
  ...(state === 'outage' ? {} : { state }),
  ...(from === 0 ? {} : { from: formatDuration(from) }),
  ...(until === undefined ? {} : { until: formatDuration(until) }),
  ...(why === undefined ? {} : { why }),
  ...(source === undefined ? {} : { source }),
});

const plainObservation = ({
  state,
  accept,
  onset,
  recovered,
  why,
  confidence,
  source,
}: Observation): object => ({
  state,
  ...(accept.length === 1 ? {} : { accept }),
  ...(onset === undefined ? {} : { onset: formatDuration(onset) }),
  ...(recovered === undefined ? {} : { recovered: formatDuration(recovered) }),
  ...(why === undefined ? {} : { why }),
  ...(confidence === undefined ? {} : { confidence }),
  ...(source === undefined ? {} : { source }),
});
