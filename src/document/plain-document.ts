/** From the model to plain values: keys in one order, every requirement in its shortest form, nothing said twice. */
import { formatAvailability } from '../model/availability.ts';
import type { Document, PartialNode } from '../model/document.ts';
import { formatDuration } from '../model/duration.ts';
import { type ImpactTable, capOf } from '../model/impact.ts';
import { byId } from '../model/node.ts';
import { byText } from '../model/order.ts';
import type { Placeholders } from '../model/placeholder.ts';
import type { Policies, RuleSetting, Suppression, SurvivePolicy, Waiver } from '../model/policy.ts';
import type { Failover, Requirement, Threshold } from '../model/requirement.ts';
import type { Fault, Observation, Scenario } from '../model/scenario.ts';
import { STATES, type State, stateOf } from '../model/state.ts';

/** A document as it is written: nodes and scenarios sorted by id. */
export const plainDocument = ({
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
  ...(policies === undefined ? {} : { policies: plainPolicies(policies) }),
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

const plainNode = (node: PartialNode): object =>
  defined({
    kind: node.kind,
    name: node.name,
    description: node.description,
    owner: node.owner,
    tier: node.tier,
    tags: node.tags.length === 0 ? undefined : node.tags,
    in: node.in && plainRequirement(node.in),
    costPerHour: node.costPerHour,
    availability: node.availability === undefined ? undefined : formatAvailability(node.availability),
    availabilitySource: node.availabilitySource,
    source: node.source,
    dependsOn: node.dependsOn.length === 0 ? undefined : node.dependsOn.map(plainRequirement),
  });

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
  return defined({
    impact: impact && plainImpact(impact),
    after: after === undefined ? undefined : formatDuration(after),
    recovery: recovery === undefined ? undefined : formatDuration(recovery),
    needed,
    validFrom,
    validUntil,
    why,
    source,
    confidence,
  });
};

/** Without what is not said. A loop: there are hundreds of thousands of requirements. */
const defined = (fields: Readonly<Record<string, unknown>>): object => {
  const said: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) said[key] = fields[key];
  return said;
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

const plainPolicies = ({ survive, rules, suppress, waivers }: Policies): object =>
  defined({
    survive: survive.length === 0 ? undefined : plainSurvival(survive),
    rules:
      rules.size === 0
        ? undefined
        : Object.fromEntries([...rules].map(([id, setting]) => [id, plainSetting(setting)])),
    suppress: suppress.length === 0 ? undefined : suppress.map(plainSuppression),
    waivers: waivers.length === 0 ? undefined : waivers.map(plainWaiver),
  });

/** A map where all have names, else a list. */
const plainSurvival = (policies: readonly SurvivePolicy[]): unknown =>
  policies.every(({ name }) => name !== undefined)
    ? new Map(policies.map(({ name, ...policy }) => [name!, plainSurvive(policy)]))
    : policies.map(plainSurvive);

const plainSurvive = (policy: SurvivePolicy): object => {
  const { name, apps, fail, atMost, within, together, state, severity, why } = policy;
  return defined({
    name,
    apps: oneOrMany(apps),
    fail: oneOrMany(fail),
    atMost,
    within: within === undefined ? undefined : formatDuration(within),
    together: together || undefined,
    state: state === 'outage' ? undefined : state,
    severity: severity === 'error' ? undefined : severity,
    why,
  });
};

const plainSetting = ({ severity, apps, among }: RuleSetting): unknown =>
  apps === undefined && among === undefined && severity !== undefined
    ? severity
    : defined({ severity, apps: apps && oneOrMany(apps), among: among && oneOrMany(among) });

const plainSuppression = ({ rule, node, reason }: Suppression): object => ({
  rule,
  node: oneOrMany(node),
  reason,
});

const plainWaiver = ({ owner, until, ...suppression }: Waiver): object => ({
  ...plainSuppression(suppression),
  owner,
  until,
});

const oneOrMany = (selections: readonly string[]): string | readonly string[] =>
  selections.length === 1 ? selections[0]! : selections;
