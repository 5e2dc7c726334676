/**
 * The back-test: what the model predicts of outages that have happened, against what was seen.
 *
 * What it must not be is circular. A graph that is made of the list of victims predicts the list of victims. So the
 * score is of a prediction that uses only dependencies which somebody documented or measured; edges that are themselves
 * concluded from the outage (`inferred`, `assumed`) are left out of it, and subjects of which nothing else is known are
 * told apart and do not count, neither for nor against. How many hits do not need what this very outage taught of the
 * subject is counted, too.
 */
import { worstRank } from '../engine/timeline/timeline.ts';
import type { Estate } from '../model/estate.ts';
import { type Node, requirementsOf } from '../model/node.ts';
import { type Requirement, countsOn, partsOf } from '../model/requirement.ts';
import type { Grade, Scenario } from '../model/scenario.ts';
import { type State, stateOf } from '../model/state.ts';
import type { Day } from '../model/day.ts';
import { type Played, play } from './played.ts';
import { counted } from './score-report.ts';
import { type Order, type Subject, medianError, orderOf, subjectsOf } from './score.ts';
import { withoutRequirements } from './without.ts';

/** An estate with the name of its document. */
export interface Incident {
  readonly name: string;
  readonly estate: Estate;
}

/** What is said of one subject. */
export interface Tested extends Subject {
  /** Why it is told, but not counted. */
  readonly apart?: Apart;
  /** Of a hit: it would still be one without what this outage taught of the subject's own dependencies. */
  readonly isForeseen: boolean;
  /** What it stands on, with the worst state that was predicted of it. */
  readonly standsOn: readonly { readonly node: string; readonly state: State }[];
}

/** Nothing but the outage itself says what it stands on; or what was seen of it is itself only a conclusion. */
type Apart = 'dependency' | 'observation';

export interface Tally {
  readonly scored: number;
  readonly hit: number;
  readonly missed: number;
  readonly falseAlarm: number;
  readonly spared: number;
  /** Of the spared: something that they stand on fell, and they were rightly predicted to stand all the same. */
  readonly withstood: number;
  /** In exactly the state observed, and in one that the sources accept. */
  readonly exact: number;
  readonly accepted: number;
  readonly foreseen: number;
  readonly order: Order;
  /** Medians in minutes; undefined where history gives no times. */
  readonly onsetError?: number;
  readonly recoveryError?: number;
  /** Not counted. */
  readonly apart: number;
  readonly open: number;
  readonly injected: number;
}

export interface TestedIncident {
  readonly name: string;
  readonly scenario: Scenario;
  readonly day: Day;
  readonly subjects: readonly Tested[];
  readonly tally: Tally;
}

/** What a back-test found: each incident, and all of them together. */
export interface Backtest {
  readonly incidents: readonly TestedIncident[];
  readonly total: Tally;
  readonly byGrade: ReadonlyMap<Grade | 'none', Tally>;
}

/** Tests every scenario that has observations, in the order given. */
export const backtest = (incidents: readonly Incident[], today: Day): Backtest => {
  const tested = incidents.flatMap(({ name, estate }) =>
    [...estate.scenarios.values()]
      .filter(({ observed }) => observed.size > 0)
      .map((scenario) => testOne(name, estate, scenario, today)),
  );
  const subjects = tested.flatMap((incident) => incident.subjects);
  const grades = [...new Set(subjects.map(({ confidence }) => confidence ?? 'none'))];
  const byGrade = new Map(
    grades.map((grade): readonly [Grade | 'none', Tally] => [
      grade,
      tallyOfAll(
        tested.map((incident) =>
          incident.subjects.filter(({ confidence }) => (confidence ?? 'none') === grade),
        ),
      ),
    ]),
  );
  const total = tallyOfAll(tested.map((incident) => incident.subjects));
  return { incidents: tested, total, byGrade };
};

const testOne = (name: string, estate: Estate, scenario: Scenario, today: Day): TestedIncident => {
  const known = withoutRequirements(estate, isDoubtful);
  const prediction = play(known, scenario, {}, today);
  const suspected = new Map(
    subjectsOf(estate, play(estate, scenario, {}, today)).map((one) => [one.id, one]),
  );
  const isForeseen = ({ id, verdict }: Subject): boolean =>
    verdict === 'hit' && isHitWithout(known, scenario, id, today);
  const subjects = subjectsOf(known, prediction).map((subject): Tested => {
    const node = known.nodes[known.positions.get(subject.id)!]!;
    const apart = apartOf(subject, node, prediction.day);
    // Of what does not count, the best guess is told: the prediction with all that is suspected.
    const shown = apart === 'dependency' ? suspected.get(subject.id)! : subject;
    return {
      ...shown,
      ...(apart === undefined ? {} : { apart }),
      isForeseen: apart === undefined && isForeseen(subject),
      standsOn: standsOn(known, prediction, node),
    };
  });
  return { name, scenario, day: prediction.day, subjects, tally: tallyOf(subjects) };
};

/** A group with a doubtful part is doubtful as a whole: without that part it would mean something else. */
const isDoubtful = (requirement: Requirement): boolean =>
  requirement.confidence === 'inferred' ||
  requirement.confidence === 'assumed' ||
  partsOf(requirement).some(isDoubtful);

const apartOf = ({ verdict, confidence }: Subject, node: Node, day: Day): Apart | undefined => {
  if (verdict === 'injected' || verdict === 'open') return undefined;
  if (confidence === 'inferred' || confidence === 'contested') return 'observation';
  return requirementsOf(node).some((requirement) => countsOn(requirement, day)) ? undefined : 'dependency';
};

/** Whether a subject is hit even without those of its own dependencies that are known from this outage. */
const isHitWithout = (known: Estate, scenario: Scenario, id: string, today: Day): boolean => {
  const foreknown = withoutRequirements(
    known,
    (requirement, node) => node.id === id && isTaughtBy(scenario, requirement),
  );
  return subjectsOf(foreknown, play(foreknown, scenario, {}, today)).some(
    (subject) => subject.id === id && subject.verdict === 'hit',
  );
};

/**
 * Whether a dependency is known from this very outage: it is written in the document of the outage, or its source is
 * one of those that tell of it.
 */
const isTaughtBy = (scenario: Scenario, requirement: Requirement): boolean => {
  const { origin, source } = requirement;
  if (origin !== undefined && scenario.origin !== undefined && origin.source === scenario.origin.source)
    return true;
  return (
    source !== undefined && addressesIn(scenario.source ?? '').some((address) => source.includes(address))
  );
};

const addressesIn = (text: string): readonly string[] =>
  [...text.matchAll(/https?:\/\/[^\s,;)]+/g)].map(([address]) => address.replace(/[/.]+$/, ''));

const standsOn = (estate: Estate, { day, timeline }: Played, node: Node): Tested['standsOn'] => {
  const targetsIn = (requirement: Requirement): readonly string[] => {
    if (!countsOn(requirement, day)) return [];
    return requirement.form === 'node' ? [requirement.node] : requirement.of.flatMap(targetsIn);
  };
  const targets = requirementsOf(node).flatMap(targetsIn);
  return [...new Set(targets)].map((id) => ({
    node: id,
    state: stateOf(worstRank(timeline, estate.positions.get(id)!)),
  }));
};

const tallyOf = (subjects: readonly Tested[]): Tally => {
  const scored = counted(subjects.filter(({ apart }) => apart === undefined));
  const count = (test: (subject: Tested) => boolean, among: readonly Tested[] = scored) =>
    among.filter(test).length;
  const onset = medianError(scored.flatMap((subject) => subject.onset ?? []));
  const recovery = medianError(scored.flatMap((subject) => subject.recovered ?? []));
  return {
    scored: scored.length,
    hit: count(({ verdict }) => verdict === 'hit'),
    missed: count(({ verdict }) => verdict === 'missed'),
    falseAlarm: count(({ verdict }) => verdict === 'false alarm'),
    spared: count(({ verdict }) => verdict === 'spared'),
    withstood: count(
      ({ verdict, standsOn }) =>
        verdict === 'spared' && standsOn.some(({ state }) => state !== 'operational'),
    ),
    exact: count(({ predicted, observed }) => predicted === observed),
    accepted: count(({ accepted }) => accepted),
    foreseen: count(({ isForeseen }) => isForeseen),
    order: orderOf(scored),
    ...(onset === undefined ? {} : { onsetError: onset }),
    ...(recovery === undefined ? {} : { recoveryError: recovery }),
    apart: count(({ apart }) => apart !== undefined, subjects),
    open: count(({ verdict }) => verdict === 'open', subjects),
    injected: count(({ verdict }) => verdict === 'injected', subjects),
  };
};

/** The tally of several incidents together; who fell first is asked within each. */
const tallyOfAll = (incidents: readonly (readonly Tested[])[]): Tally => ({
  ...tallyOf(incidents.flat()),
  order: sumOfOrders(incidents.map((subjects) => tallyOf(subjects).order)),
});

const sumOfOrders = (orders: readonly Order[]): Order => ({
  right: orders.reduce((sum, { right }) => sum + right, 0),
  wrong: orders.reduce((sum, { wrong }) => sum + wrong, 0),
  tied: orders.reduce((sum, { tied }) => sum + tied, 0),
});
