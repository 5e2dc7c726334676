/**
 * What the viewer's page is given: whole estates as plain JSON, places resolved, so that the page reads no YAML.
 *
 * Requirements keep the shape that they have in the model; only their origins become numbers of `places`. Each origin
 * has a number of its own, wherever it is: questions tell by it which requirements were written once, in a template.
 */
import type { Day } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import type { Finding } from '../model/fact.ts';
import type { Node } from '../model/node.ts';
import type { Origin } from '../model/place.ts';
import type { Policies, RuleName, RuleSetting, Suppression, SurvivePolicy, Waiver } from '../model/policy.ts';
import {
  type Failover,
  type GroupRequirement,
  type NodeRequirement,
  type Requirement,
} from '../model/requirement.ts';
import type { Fault, Observation, Scenario } from '../model/scenario.ts';
import { type Beside, Numbering, type PlacesData, originsFrom } from './page/places.ts';

type RequirementData =
  | (Omit<NodeRequirement, 'origin'> & { readonly at?: number })
  | (Omit<GroupRequirement, 'origin' | 'of' | 'failover'> & {
      readonly of: readonly RequirementData[];
      readonly failover?: Omit<Failover, 'requires'> & { readonly requires: readonly RequirementData[] };
      readonly at?: number;
    });

type NodeData = Omit<Node, 'in' | 'dependsOn' | 'origins'> & {
  readonly in?: RequirementData;
  readonly dependsOn: readonly RequirementData[];
  /** Numbers of places, the one that wins first. */
  readonly at: readonly number[];
};

type ScenarioData = Omit<Scenario, 'faults' | 'observed' | 'origin'> & {
  readonly faults: readonly Omit<Fault, 'origin'>[];
  readonly observed: readonly (readonly [id: string, observation: Observation])[];
};

/** Of policies also the place of the key is asked for. */
type Located<T> = Omit<T, 'origin'> & { readonly at?: number; readonly keyAt?: number };

interface PoliciesData {
  readonly survive: readonly Located<SurvivePolicy>[];
  readonly rules: readonly (readonly [id: RuleName, setting: Located<RuleSetting>])[];
  readonly suppress: readonly Located<Suppression>[];
  /** And that of the day on which a waiver ends. */
  readonly waivers: readonly (Located<Waiver> & { readonly untilAt?: number })[];
}

export interface EstateData extends PlacesData {
  readonly title?: string;
  readonly description?: string;
  /** Sorted by id. */
  readonly nodes: readonly NodeData[];
  readonly scenarios: readonly ScenarioData[];
  readonly hints?: readonly (readonly [id: string, hint: string])[];
  readonly policies?: PoliciesData;
}

/** One of the documents that are looked at. */
export interface SideData {
  /** What the user called it: the files, or the folder that was scanned. */
  readonly name: string;
  /** The documents, strongest first, that one above them would include; left out: there are none, or names were replaced. */
  readonly documents?: readonly string[];
  readonly estate: EstateData;
  /** What a scan did not understand; left out: nothing was scanned. */
  readonly findings?: readonly Finding[];
}

export interface PageData {
  /** The version of this format. */
  readonly faultline: 1;
  /** The program's version. */
  readonly version: string;
  readonly head: SideData;
  /** What it is compared with. */
  readonly base?: SideData;
  /** The day that was asked for; left out: that on which the page is looked at. */
  readonly day?: Day;
  /** Names were replaced: what cannot be known any more is not asked for. */
  readonly isAnonymised?: true;
}

// —— there ——————————————————————————————————————————————————————————————————————————————————————————————————————————

/** An estate as plain JSON; every file is searched once for all places in it. */
export const estateData = (estate: Estate): EstateData => {
  const numbering = new Numbering();
  const { title, description, hints, policies } = estate;
  const nodes = estate.nodes.map((node) => nodeData(node, numbering));
  const held = policies && policiesData(policies, numbering);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...numbering.data(),
    nodes,
    scenarios: [...estate.scenarios.values()].map(scenarioData),
    ...(hints === undefined ? {} : { hints: [...hints] }),
    ...(held === undefined ? {} : { policies: held }),
  };
};

const nodeData = ({ in: place, dependsOn, origins, ...rest }: Node, numbering: Numbering): NodeData => ({
  ...rest,
  ...(place === undefined ? {} : { in: requirementData(place, numbering) }),
  dependsOn: dependsOn.map((requirement) => requirementData(requirement, numbering)),
  at: origins.map((origin) => numbering.of(origin)),
});

const requirementData = (requirement: Requirement, numbering: Numbering): RequirementData => {
  const inner = (one: Requirement): RequirementData => requirementData(one, numbering);
  const { origin } = requirement;
  const at = origin === undefined ? {} : { at: numbering.of(origin) };
  if (requirement.form === 'node') {
    const { origin: _, ...rest } = requirement;
    return { ...rest, ...at };
  }
  const { origin: _, of, failover, ...rest } = requirement;
  return {
    ...rest,
    of: of.map(inner),
    ...(failover === undefined ? {} : { failover: { ...failover, requires: failover.requires.map(inner) } }),
    ...at,
  };
};

const scenarioData = (scenario: Scenario): ScenarioData => {
  const { faults, observed, origin: _, ...rest } = scenario;
  return { ...rest, faults: faults.map(faultData), observed: [...observed] };
};

const faultData = (fault: Fault): Omit<Fault, 'origin'> => {
  const { origin: _, ...rest } = fault;
  return rest;
};

const policiesData = (
  { survive, rules, suppress, waivers }: Policies,
  numbering: Numbering,
): PoliciesData => {
  const located = <T extends { readonly origin?: Origin }>({ origin, ...rest }: T) => ({
    ...rest,
    ...(origin === undefined ? {} : { at: numbering.of(origin), keyAt: numbering.add(origin, 'key') }),
  });
  return {
    survive: survive.map(located),
    rules: [...rules].map(([id, setting]) => [id, located(setting)]),
    suppress: suppress.map(located),
    waivers: waivers.map((waiver) => ({
      ...located(waiver),
      ...(waiver.origin === undefined ? {} : { untilAt: numbering.of(waiver.origin.at('until')) }),
    })),
  };
};

// —— and back ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** The estate that these are the data of: its origins tell the same places, and have no text around them. */
export const estateFrom = (data: EstateData): Estate => {
  const { title, description, hints, policies } = data;
  const origins = originsFrom(data, besideIn(policies));
  const nodes = data.nodes.map((node) => nodeFrom(node, origins));
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    nodes,
    positions: new Map(nodes.map(({ id }, position) => [id, position])),
    scenarios: new Map(data.scenarios.map((scenario) => [scenario.id, scenarioFrom(scenario)])),
    ...(hints === undefined ? {} : { hints: new Map(hints) }),
    ...(policies === undefined ? {} : { policies: policiesFrom(policies, origins) }),
  };
};

/** By the number of the policy, rule or excuse. */
const besideIn = (policies: PoliciesData | undefined): ReadonlyMap<number, Beside> => {
  if (policies === undefined) return new Map();
  const { survive, rules, suppress, waivers } = policies;
  const all: readonly { readonly at?: number; readonly keyAt?: number; readonly untilAt?: number }[] = [
    ...survive,
    ...rules.map(([, setting]) => setting),
    ...suppress,
    ...waivers,
  ];
  return new Map(
    all.flatMap(({ at, keyAt, untilAt }) => {
      if (at === undefined) return [];
      const key = keyAt === undefined ? {} : { key: keyAt };
      return [[at, { ...key, ...(untilAt === undefined ? {} : { until: untilAt }) }] as const];
    }),
  );
};

const nodeFrom = ({ in: place, dependsOn, at, ...rest }: NodeData, origins: readonly Origin[]): Node => ({
  ...rest,
  ...(place === undefined ? {} : { in: requirementFrom(place, origins) }),
  dependsOn: dependsOn.map((requirement) => requirementFrom(requirement, origins)),
  origins: at.map((number) => origins[number]!),
});

const requirementFrom = (requirement: RequirementData, origins: readonly Origin[]): Requirement => {
  const inner = (one: RequirementData): Requirement => requirementFrom(one, origins);
  const { at } = requirement;
  const origin = at === undefined ? {} : { origin: origins[at]! };
  if (requirement.form === 'node') {
    const { at: _, ...rest } = requirement;
    return { ...rest, ...origin };
  }
  const { at: _, of, failover, ...rest } = requirement;
  return {
    ...rest,
    of: of.map(inner),
    ...(failover === undefined ? {} : { failover: { ...failover, requires: failover.requires.map(inner) } }),
    ...origin,
  };
};

const scenarioFrom = ({ observed, ...rest }: ScenarioData): Scenario => ({
  ...rest,
  observed: new Map(observed),
});

const policiesFrom = (
  { survive, rules, suppress, waivers }: PoliciesData,
  origins: readonly Origin[],
): Policies => {
  const placed = <T extends Located<object>>(one: T) => {
    const { at, keyAt: _, ...rest } = one;
    return { ...rest, ...(at === undefined ? {} : { origin: origins[at]! }) };
  };
  return {
    survive: survive.map(placed),
    rules: new Map(rules.map(([id, setting]) => [id, placed(setting)])),
    suppress: suppress.map(placed),
    waivers: waivers.map((one) => {
      const { untilAt: _, ...waiver } = one;
      return placed(waiver);
    }),
  };
};
