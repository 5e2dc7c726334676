/**
 * Estates without names: what stands on what, how badly and how long stays; who and what it is does not.
 *
 * Ids, names, owners, tags, texts, sources and files of one's own are replaced, the same by the same; those of packs
 * that came with the program stay, for they are public. Kinds, states, tiers, times, days and availabilities stay;
 * costs become shares of the highest, which is 1,000.
 */
import type { Estate } from '../model/estate.ts';
import { isGlob } from '../model/glob.ts';
import { KINDS } from '../model/kind.ts';
import { type Node, byId } from '../model/node.ts';
import { byCodePoint, byText } from '../model/order.ts';
import type { Origin } from '../model/place.ts';
import { type Policies, type SurvivePolicy, SURVIVE } from '../model/policy.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Fault, Observation, Scenario } from '../model/scenario.ts';
import { type Term, parseSelection } from '../model/selection.ts';
import { isPublic, newIds } from './anonymise/ids.ts';
import { namelessOrigins } from './anonymise/places.ts';
import { Words } from './anonymise/words.ts';
import { select } from './select.ts';

/**
 * The estates without names; what has the same name in several of them has the same replacement.
 *
 * @throws UserError for a selection that matches nothing, which no assembled estate has.
 */
export const anonymised = (estates: readonly Estate[]): readonly Estate[] => {
  const words = new Words();
  const masks: Masks = {
    ids: newIds(estates),
    words,
    origin: namelessOrigins(words),
    publicTags: new Set(estates.flatMap(({ nodes }) => nodes.filter(isShipped).flatMap(({ tags }) => tags))),
    cost: costMask(estates),
  };
  return estates.map((estate) => estateBehind(estate, masks));
};

/** What is put in the place of what. */
interface Masks {
  readonly ids: ReadonlyMap<string, string>;
  readonly words: Words;
  readonly origin: (origin: Origin) => Origin;
  readonly publicTags: ReadonlySet<string>;
  readonly cost: (perHour: number) => number;
}

/** Described by nothing else: all that is said of it is public. */
const isShipped = ({ origins }: Node): boolean =>
  origins.length > 0 && origins.every(({ source }) => source.isShipped === true);

/** The highest cost becomes 1,000, the others what they are of it, by three digits. */
const costMask = (estates: readonly Estate[]): Masks['cost'] => {
  let highest = 0;
  for (const { nodes } of estates)
    for (const { costPerHour = 0 } of nodes) highest = Math.max(highest, costPerHour);
  return (perHour) => (highest === 0 ? 0 : Number(((perHour / highest) * 1000).toPrecision(3)));
};

const estateBehind = (estate: Estate, masks: Masks): Estate => {
  const { title, description, policies } = estate;
  const nodes = estate.nodes.map((node) => nodeBehind(node, masks)).toSorted(byId);
  const scenarios = [...estate.scenarios.values()].map((scenario) => scenarioBehind(estate, scenario, masks));
  return {
    ...(title === undefined ? {} : { title: masks.words.of('title', title) }),
    ...(description === undefined ? {} : { description: masks.words.of('text', description) }),
    nodes,
    positions: new Map(nodes.map(({ id }, position) => [id, position])),
    scenarios: new Map(scenarios.toSorted(byText(({ id }) => id)).map((scenario) => [scenario.id, scenario])),
    ...(policies === undefined ? {} : { policies: policiesBehind(estate, policies, masks) }),
  };
};

// —— nodes and what they need ———————————————————————————————————————————————————————————————————————————————————————

const nodeBehind = (node: Node, masks: Masks): Node => {
  const { in: place, dependsOn, origins, costPerHour, ...rest } = node;
  return {
    ...(isShipped(node) ? rest : ownBehind(rest, masks)),
    ...(costPerHour === undefined ? {} : { costPerHour: masks.cost(costPerHour) }),
    ...(place === undefined ? {} : { in: requirementBehind(place, masks) }),
    dependsOn: dependsOn.map((requirement) => requirementBehind(requirement, masks)),
    origins: origins.map(masks.origin),
  };
};

type Said = Omit<Node, 'in' | 'dependsOn' | 'origins' | 'costPerHour'>;

const ownBehind = (node: Said, masks: Masks): Said => {
  const { words } = masks;
  const { name, description, owner, availabilitySource, source } = node;
  const id = masks.ids.get(node.id)!;
  return {
    ...node,
    id,
    ...(name === undefined ? {} : { name: id.slice(id.lastIndexOf('/') + 1) }),
    ...(description === undefined ? {} : { description: words.of('text', description) }),
    ...(owner === undefined ? {} : { owner: words.of('owner', owner) }),
    ...(availabilitySource === undefined ? {} : { availabilitySource: words.source(availabilitySource) }),
    ...(source === undefined ? {} : { source: words.source(source) }),
    tags: tagsBehind(node.tags, masks),
  };
};

const tagsBehind = (tags: readonly string[], { words, publicTags }: Masks): readonly string[] =>
  [...new Set(tags.map((tag) => (publicTags.has(tag) ? tag : words.tag(tag))))].toSorted(byCodePoint);

const requirementBehind = (requirement: Requirement, masks: Masks): Requirement => {
  const { ids, words } = masks;
  const { origin, why, source } = requirement;
  const inner = (one: Requirement): Requirement => requirementBehind(one, masks);
  const said = {
    ...(origin === undefined ? {} : { origin: masks.origin(origin) }),
    ...(origin?.source.isShipped === true
      ? {}
      : {
          ...(why === undefined ? {} : { why: words.reason(why) }),
          ...(source === undefined ? {} : { source: words.source(source) }),
        }),
  };
  if (requirement.form === 'node') return { ...requirement, node: ids.get(requirement.node)!, ...said };
  const { failover } = requirement;
  return {
    ...requirement,
    of: requirement.of.map(inner),
    ...(failover === undefined ? {} : { failover: { ...failover, requires: failover.requires.map(inner) } }),
    ...said,
  };
};

// —— scenarios and policies —————————————————————————————————————————————————————————————————————————————————————————

const scenarioBehind = (estate: Estate, scenario: Scenario, masks: Masks): Scenario => {
  const { words, ids } = masks;
  const { title, description, source, origin } = scenario;
  return {
    ...scenario,
    id: words.of('scenario', scenario.id),
    ...(title === undefined ? {} : { title: words.of('title', title) }),
    ...(description === undefined ? {} : { description: words.of('text', description) }),
    ...(source === undefined ? {} : { source: words.source(source) }),
    ...(origin === undefined ? {} : { origin: masks.origin(origin) }),
    faults: scenario.faults.map((fault): Fault => ({
      ...behind(fault, masks),
      fail: selectionsBehind(estate, fault.fail, masks),
    })),
    observed: new Map(
      [...scenario.observed]
        .map(([id, observation]): [string, Observation] => [ids.get(id)!, behind(observation, masks)])
        .toSorted(byText(([id]) => id)),
    ),
  };
};

const policiesBehind = (
  estate: Estate,
  { survive, rules, suppress, waivers }: Policies,
  masks: Masks,
): Policies => {
  const { words } = masks;
  const selections = (texts: readonly string[]): readonly string[] => selectionsBehind(estate, texts, masks);
  const policyName = (name: string): string => words.of('policy', name);
  const held = survive.map((policy): SurvivePolicy => {
    const { name, apps, fail } = policy;
    return {
      ...behind(policy, masks),
      ...(name === undefined ? {} : { name: policyName(name) }),
      apps: selections(apps),
      fail: selections(fail),
    };
  });
  const ruleBehind = (rule: string): string =>
    rule.startsWith(`${SURVIVE}/`) ? `${SURVIVE}/${policyName(rule.slice(SURVIVE.length + 1))}` : rule;
  const excuse = <T extends Policies['suppress'][number]>(one: T): T => ({
    ...behind(one, masks),
    rule: ruleBehind(one.rule),
    node: selections(one.node),
    reason: words.reason(one.reason),
  });
  return {
    survive: [
      ...held.filter(({ name }) => name !== undefined).toSorted(byText(({ name }) => name!)),
      ...held.filter(({ name }) => name === undefined),
    ],
    rules: new Map(
      [...rules].map(([id, setting]) => [
        id,
        {
          ...behind(setting, masks),
          ...(setting.apps === undefined ? {} : { apps: selections(setting.apps) }),
          ...(setting.among === undefined ? {} : { among: selections(setting.among) }),
        },
      ]),
    ),
    suppress: suppress.map(excuse),
    waivers: waivers.map((waiver) => ({ ...excuse(waiver), owner: words.of('owner', waiver.owner) })),
  };
};

/** What faults, observations and policies say of themselves. */
const behind = <T extends { readonly why?: string; readonly source?: string; readonly origin?: Origin }>(
  one: T,
  { words, origin }: Masks,
): T => ({
  ...one,
  ...(one.why === undefined ? {} : { why: words.reason(one.why) }),
  ...(one.source === undefined ? {} : { source: words.source(one.source) }),
  ...(one.origin === undefined ? {} : { origin: origin(one.origin) }),
});

/** Selections that match the same: those that name nobody as they are, of the others the ids that they match. */
const selectionsBehind = (estate: Estate, texts: readonly string[], masks: Masks): readonly string[] => [
  ...new Set(
    texts.flatMap((text) => {
      if (parseSelection(text).terms.every((term) => isNameless(estate, term))) return [text];
      const ids = select(estate, [text]).map((position) => masks.ids.get(estate.nodes[position]!.id)!);
      return ids.toSorted(byCodePoint);
    }),
  ),
];

const isNameless = (estate: Estate, { on, pattern }: Term): boolean => {
  if (on === 'kind') return KINDS.some((kind) => kind === pattern);
  if (on === 'tier') return /^\d{1,3}$/.test(pattern);
  if (on !== 'id' && on !== 'in') return false;
  // How many segments an id has stays.
  return /^[*/]+$/.test(pattern) || (!isGlob(pattern) && isOfPack(estate, pattern));
};

const isOfPack = ({ nodes, positions }: Estate, id: string): boolean => {
  const position = positions.get(id);
  return position !== undefined && isPublic(nodes[position]!);
};
