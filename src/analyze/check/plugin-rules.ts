/** Rules of plug-ins as rules of the check: the view that they are given, and what they return, looked at closely. */
import { select } from '../../assemble/select.ts';
import { toGraph } from '../../assemble/graph.ts';
import type { Estate } from '../../model/estate.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { type Node, requirementsOf } from '../../model/node.ts';
import { groupBy } from '../../model/group-by.ts';
import { placesOf } from '../../model/place.ts';
import { PluginDefect, guardedLater } from '../../model/plugin-defect.ts';
import type { PluginRuleId, RuleOption, RuleSetting } from '../../model/policy.ts';
import { quoted } from '../../model/printable.ts';
import { type Requirement, partsOf } from '../../model/requirement.ts';
import { parseSelection } from '../../model/selection.ts';
import { type Rank, STATES, type State, isState, rankOf, stateOf } from '../../model/state.ts';
import { UserError } from '../../model/user-error.ts';
import { type Audit, appsOf } from './audit.ts';
import type { PluginRule, RulePlugin, RuleView } from './plugin-rule.ts';
import type { Case, CheckRule, Found } from './rule.ts';

/** The rules of all plug-ins, by id. */
export const pluginRules = (plugins: readonly RulePlugin[]): readonly CheckRule[] =>
  plugins
    .flatMap(({ name, rules = [] }) => rules.map((rule) => checkRuleOf(name, rule)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

const checkRuleOf = (plugin: string, rule: PluginRule): CheckRule => {
  const id: PluginRuleId = `${plugin}/${rule.name}`;
  const { title, why, remedy, severity } = rule;
  const what = `the rule ${quoted(rule.name)}`;
  return {
    id,
    rule: { id, title, why, remedy, severity },
    cases: async (audit, setting) => {
      assertOptions(id, rule, setting);
      const { estate } = audit;
      const subjects =
        setting.apps === undefined && rule.subjects !== undefined
          ? positionsOf(estate, rule.subjects)
          : appsOf(estate, setting.apps);
      const view = viewOf(audit, subjects, setting);
      const returned: unknown = await guardedLater(plugin, what, () => rule.find(view));
      const refuse = (said: string): never => {
        throw new PluginDefect(plugin, what, said);
      };
      if (!Array.isArray(returned)) return refuse('returns no list of findings');
      const found = returned.map((one: unknown, i) =>
        foundOf(audit, one, (said) =>
          refuse(`returns a finding that cannot be read: ${said} (number ${i + 1})`),
        ),
      );
      return casesOf(
        subjects.map((position) => estate.nodes[position]!.id),
        found,
      );
    },
  };
};

/** @throws UserError for an option of the document that the rule has not. */
const assertOptions = (id: string, { usesAmong }: PluginRule, { among, origin }: RuleSetting): void => {
  if (among === undefined || usesAmong === true) return;
  const at = origin?.at('among' satisfies RuleOption);
  const place = at === undefined ? undefined : placesOf([at]).get(at);
  throw new UserError({
    message: `the rule ${id} has no option "among"`,
    hint: 'known here: severity, apps',
    ...(at === undefined || place === undefined ? {} : { place, frame: at.source.frame(place) }),
  });
};

/** One case for each subject, and for each other node that something was found about. */
const casesOf = (subjects: readonly string[], found: readonly Found[]): readonly Case[] => {
  const byNode = groupBy(found, ({ node }) => node);
  const ids = new Set([...subjects, ...byNode.keys()]);
  return [...ids].map((subject) => ({ subject, found: byNode.get(subject) ?? [] }));
};

// —— the view ———————————————————————————————————————————————————————————————————————————————————————————————————————

const viewOf = (audit: Audit, subjects: readonly number[], { among }: RuleSetting): RuleView => {
  const { estate, day } = audit;
  const nodesAt = (positions: readonly number[]): readonly Node[] =>
    positions.map((position) => estate.nodes[position]!);
  let graph: RuleView['graph'] | undefined;
  return {
    estate,
    day,
    subjects: nodesAt(subjects),
    among: among === undefined ? estate.nodes : nodesAt(select(estate, among)),
    get graph() {
      return (graph ??= toGraph(estate));
    },
    select: (...selections) => nodesAt(positionsOf(estate, selections)),
    impactOf: (failures, state = 'outage') => {
      const positions = failures.map((id) => positionOf(estate, id));
      const { outcome } = audit.solved(ascending(positions), rankOf(state));
      return {
        stateOf: (id) => stateOf(outcome.ranks[positionOf(estate, id)]! as Rank),
        affected: Array.from(outcome.affected, (position) => estate.nodes[position]!.id),
      };
    },
  };
};

const positionOf = (estate: Estate, id: string): number => {
  const position = estate.positions.get(id);
  if (position === undefined) throw new Error(`there is no node ${quoted(id)}`);
  return position;
};

const ascending = (positions: readonly number[]): readonly number[] =>
  [...new Set(positions)].toSorted((a, b) => a - b);

/** Positions that any of the selections matches; a rule must be able to look at what is not there. */
const positionsOf = (estate: Estate, selections: readonly string[]): readonly number[] =>
  ascending(
    selections.flatMap((text) => {
      parseSelection(text);
      try {
        return select(estate, [text]);
      } catch (error) {
        if (error instanceof UserError) return [];
        throw error;
      }
    }),
  );

// —— what it returns ————————————————————————————————————————————————————————————————————————————————————————————————

type Refuse = (said: string) => never;

/** A finding as rules of our own give it; whatever a plug-in returned, nothing unreadable gets any further. */
const foundOf = (audit: Audit, raw: unknown, refuse: Refuse): Found => {
  const { estate } = audit;
  if (typeof raw !== 'object' || raw === null) return refuse('it is no object');
  const {
    node,
    message,
    remedy,
    key = [],
    requires,
    proof,
    atMost,
  } = raw as Readonly<Record<string, unknown>>;
  const position = positionIn(estate, 'node', node, refuse);
  if (typeof message !== 'string' || message === '') return refuse('"message" must be a text');
  if (remedy !== undefined && typeof remedy !== 'string') return refuse('"remedy" must be a text');
  if (!isTexts(key)) return refuse('"key" must be a list of texts');
  const limit = atMost === undefined ? undefined : SEVERITIES.find((one) => one === atMost);
  if (atMost !== undefined && limit === undefined)
    return refuse(`"atMost" must be one of ${SEVERITIES.join(', ')}`);
  const requirement = requires === undefined ? undefined : requirementOn(estate, position, requires, refuse);
  return {
    node: estate.nodes[position]!.id,
    message,
    key,
    spot:
      requirement === undefined ? { type: 'node', position } : { type: 'requirement', position, requirement },
    ...(remedy === undefined ? {} : { remedy }),
    ...(limit === undefined ? {} : { atMost: limit }),
    ...(proof === undefined ? {} : { proof: proofOf(audit, position, proof, refuse) }),
  };
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const positionIn = (estate: Estate, field: string, id: unknown, refuse: Refuse): number => {
  if (typeof id !== 'string') return refuse(`"${field}" must be the id of a node`);
  return estate.positions.get(id) ?? refuse(`"${field}": there is no node ${quoted(id)}`);
};

const requirementOn = (estate: Estate, position: number, id: unknown, refuse: Refuse): Requirement => {
  const target = estate.nodes[positionIn(estate, 'requires', id, refuse)]!.id;
  const node = estate.nodes[position]!;
  const open: Requirement[] = [...requirementsOf(node)].toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.form === 'node' && next.node === target) return next;
    open.push(...partsOf(next).toReversed());
  }
  return refuse(`"requires": ${node.id} does not require ${target}`);
};

const proofOf = (
  audit: Audit,
  position: number,
  raw: unknown,
  refuse: Refuse,
): NonNullable<Found['proof']> => {
  const { estate } = audit;
  if (typeof raw !== 'object' || raw === null) return refuse('"proof" must be an object');
  const { fail, state = 'outage' } = raw as { readonly fail?: unknown; readonly state?: unknown };
  if (!isTexts(fail) || fail.length === 0) return refuse('"proof.fail" must be a list of ids');
  if (!isFault(state)) return refuse(`"proof.state" must be one of ${STATES.slice(1).join(', ')}`);
  const failures = ascending(fail.map((id) => positionIn(estate, 'proof.fail', id, refuse)));
  const rank = rankOf(state);
  const reached = audit.solved(failures, rank).outcome.ranks[position]! as Rank;
  const { id } = estate.nodes[position]!;
  // What is told as proved must be true.
  if (reached === 0) return refuse(`"proof": ${id} stays operational if ${fail.join(', ')} fails`);
  return { failures, rank, claim: { position, rank: reached } };
};

const isFault = (value: unknown): value is Exclude<State, 'operational'> =>
  isState(value) && value !== 'operational';
