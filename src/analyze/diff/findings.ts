/** What a change makes worse as findings: each at the line that did it, with the failure's way. */
import type { Explainer } from '../../engine/explain.ts';
import type { FileLine, Finding, FlowStep, Rule } from '../../model/finding.ts';
import { fingerprintOf } from '../../model/fingerprint.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Kind } from '../../model/kind.ts';
import { byCodePoint } from '../../model/order.ts';
import { placesOf } from '../../model/place.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';
import { type Rank, stateOf } from '../../model/state.ts';
import { flowsTo } from '../audit/flow.ts';
import { type Lines, linesIn } from '../audit/lines.ts';
import { causeData, requirementText } from '../evidence.ts';
import { grouped } from '../totals.ts';
import type { Asked } from './asked.ts';
import type { Change } from './changed.ts';
import { isPolicy } from './question.ts';
import { type Traced, explained } from './culprits.ts';
import { takesDown } from './falls.ts';
import type { Losses } from './losses.ts';
import { RULES } from './rules.ts';
import { NONE } from './view.ts';
import { appText, changeText, listText, lossText, stateText, timesText, wholeText } from './words.ts';

/** What asks for less than before, as findings: only policies and rules, which a gate stands on. */
export const weakerFindings = (asked: readonly Asked[]): readonly Finding[] =>
  asked.filter(isPolicy).map(({ name, message, place, origin, originBefore }) => {
    const rule = RULES.weaker;
    const [was] = originBefore === undefined ? [] : [...placesOf([originBefore]).values()];
    return {
      rule: rule.id,
      severity: rule.severity,
      node: name,
      message,
      ...(place === undefined ? {} : { place }),
      related: origin !== undefined || was === undefined ? [] : [{ message: 'it stood here', place: was }],
      because: [],
      flows: [],
      fingerprint: fingerprintOf([rule.id, name]),
    };
  });

/** Findings whose ways are told; each means playing a failure again. */
const MOST_PROVED = 200;

/** Findings of all that `losses` holds, in the order of the rules; a failure takes an app down from `downFrom` on. */
export const findingsOf = (losses: Losses, downFrom: Rank): readonly Finding[] => {
  const teller = new Teller(losses);
  const isDown = (fall: Traced): boolean => takesDown(fall, downFrom);
  return [
    ...teller.singlePoints(losses.falls.filter(isDown)),
    ...losses.redundancy.map((loss) => {
      const { owner, group, now } = loss;
      const { id } = teller.nodeOf(owner);
      return teller.finding(RULES.redundancy, id, {
        message: `${id} has less to spare: ${lossText(loss)}`,
        key: [...targetsOf(group).toSorted(byCodePoint), loss.form],
        place: teller.lines.ofRequirement(now) ?? teller.lines.ofNode(owner),
        related: [teller.was(group, `it was "${requirementText(group)}"`)],
      });
    }),
    ...losses.replicas.map(({ node, before, after }) => {
      const { id } = teller.nodeOf(node);
      const was = teller.linesBefore.ofNode(losses.view.before[node]!);
      return teller.finding(RULES.replicas, id, {
        message: `${id} ran ${timesText(before)}, and now ${timesText(after)}`,
        key: [],
        place: teller.lines.ofNode(node),
        related: [{ message: `it ran ${timesText(before)}`, ...(was === undefined ? {} : { place: was }) }],
      });
    }),
    ...losses.fates.map(({ owner, requirement, shared, rank, members }) => {
      const { id } = teller.nodeOf(owner);
      const common = teller.nodeOf(shared).id;
      return teller.finding(RULES.sharedFate, id, {
        message: `${id}: the members of "${requirementText(requirement)}" now fall together, with ${common}`,
        key: [common, ...targetsOf(requirement).toSorted(byCodePoint)],
        place: teller.lines.ofRequirement(requirement) ?? teller.lines.ofNode(owner),
        related: members.map((member) => ({
          message: `${requirementText(member.requirement)}: ${member.way.map((at) => teller.nodeOf(at).id).join(' → ')}`,
        })),
        proof: { position: owner, rank, failure: shared },
      });
    }),
    ...losses.stores.map(({ store, users }) => {
      const { estate } = losses.view.from;
      const { id, kind } = estate.nodes[store]!;
      const names = users.map((user) => teller.nodeOf(user).id);
      const line = teller.linesBefore.ofNode(store);
      const used =
        names.length === 0
          ? 'nothing is known to have used it'
          : `${listText(names)} used it, and nothing is in its place`;
      return teller.finding(RULES.store, names[0] ?? id, {
        message: `the ${kind} ${id} is gone: ${used}`,
        key: [id],
        place: users[0] === undefined ? line : (teller.lines.ofNode(users[0]) ?? line),
        related: [
          { message: `it was described here`, node: id, ...(line === undefined ? {} : { place: line }) },
        ],
      });
    }),
    ...losses.apps.map((app) => {
      const node = losses.view.from.estate.nodes[app]!;
      const line = teller.linesBefore.ofNode(app);
      return teller.finding(RULES.removedApp, node.id, {
        message: `the ${appText(node)} is gone`,
        key: [],
        related: [
          { message: 'it was described here', node: node.id, ...(line === undefined ? {} : { place: line }) },
        ],
      });
    }),
    // What was not there could not fail: what it takes down is a single point, and what it degrades came with it.
    ...teller.widerBlasts(losses.falls.filter((fall) => !isDown(fall) && !fall.isNew)),
    ...[...groupBy(losses.cutSets.sets, ({ app }) => app)].map(([app, sets]) => {
      const { id } = teller.nodeOf(app);
      const names = sets.map(({ failures }) =>
        failures.map((failure) => teller.nodeOf(failure).id).join(' + '),
      );
      const isCut = losses.cutSets.unfinished.includes(app);
      return teller.finding(RULES.cutSet, id, {
        message: `${id} now falls to ${isCut ? 'at least ' : ''}${names.length} ${names.length === 1 ? 'combination' : 'combinations'} of failures that it survived: ${listText(names)}`,
        key: [],
        place: teller.lines.ofNode(app),
      });
    }),
    ...losses.crossRegion.map(({ owner, target, regions, requirement }) => {
      const { id } = teller.nodeOf(owner);
      return teller.finding(RULES.crossRegion, id, {
        message: `${id} in ${regions[0]} now needs ${teller.nodeOf(target).id} in ${regions[1]}`,
        key: [teller.nodeOf(target).id],
        place: teller.lines.ofRequirement(requirement) ?? teller.lines.ofNode(owner),
      });
    }),
    ...(losses.cost === undefined ? [] : [teller.cost(losses.cost)]),
  ];
};

interface Told {
  readonly message: string;
  /** What tells it from others of this rule about this node; names alone. */
  readonly key: readonly string[];
  readonly place?: FileLine | undefined;
  readonly related?: Finding['related'];
  /** What is proved, under which failure. */
  readonly proof?: { readonly position: number; readonly rank: Rank; readonly failure: number };
}

class Teller {
  readonly lines: Lines;
  readonly linesBefore: Lines;
  private readonly losses: Losses;
  private readonly explainers = new Map<number, Explainer>();
  private proved = 0;

  constructor(losses: Losses) {
    this.losses = losses;
    const { view, falls, redundancy, fates, stores, apps, replicas, crossRegion, cutSets } = losses;
    this.lines = linesIn(view.to.estate, [
      ...falls.flatMap(({ app, change }) => (change === undefined ? [app] : [app, change.owner])),
      ...redundancy.map(({ owner }) => owner),
      ...fates.flatMap(({ owner, members }) => [owner, ...members.flatMap(({ way }) => way)]),
      ...stores.flatMap(({ users }) => users),
      ...replicas.map(({ node }) => node),
      ...crossRegion.map(({ owner }) => owner),
      ...cutSets.sets.map(({ app }) => app),
    ]);
    const owners = [
      ...falls.flatMap(({ change }) => (change === undefined ? [] : [change.owner])),
      ...redundancy.map(({ owner }) => owner),
      ...replicas.map(({ node }) => node),
    ];
    this.linesBefore = linesIn(view.from.estate, [
      ...owners.map((owner) => view.before[owner]!).filter((at) => at >= 0),
      ...stores.map(({ store }) => store),
      ...apps,
    ]);
  }

  nodeOf(position: number) {
    return this.losses.view.to.estate.nodes[position]!;
  }

  /** Where something stood before. */
  was(requirement: Requirement, message: string): Finding['related'][number] {
    const place = this.linesBefore.ofRequirement(requirement);
    return { message, ...(place === undefined ? {} : { place }) };
  }

  /** One finding for all failures that an app falls to because of one change. */
  singlePoints(falls: readonly Traced[]): readonly Finding[] {
    return this.byAppAndChange(falls).map(({ app, change, group }) => {
      const { id } = this.nodeOf(app);
      const ordered = group.toSorted(
        (a, b) => b.after - a.after || this.width(b.failure) - this.width(a.failure) || a.failure - b.failure,
      );
      const [worst] = ordered as [Traced];
      const names = ordered.map(({ failure }) => this.nodeOf(failure).id);
      const alone = names.length === 1 ? `${names[0]!} alone` : `each of ${listText(names)} alone`;
      const states = `${stateText(worst.before)} before, now ${stateText(worst.after)}`;
      return this.finding(RULES.singlePoint, id, {
        message: `${alone} now takes ${id} down (${states})${change === undefined ? '' : `: ${changeText(this.losses.view, change)}`}`,
        key: this.changeKey(change),
        place: this.placeOf(app, change),
        related: this.relatedTo(change),
        proof: { position: app, rank: worst.after, failure: worst.failure },
      });
    });
  }

  /** One finding for all that fails and all that falls further because of one change. */
  widerBlasts(falls: readonly Traced[]): readonly Finding[] {
    const groups = groupBy(falls, ({ failure, change }) =>
      change === undefined ? `${failure}` : this.changeKey(change).join(' '),
    );
    return [...groups.values()].map((group) => {
      const worst = group.toSorted(
        (a, b) => b.after - a.after || this.width(b.failure) - this.width(a.failure) || a.failure - b.failure,
      );
      const [{ failure, change, app, after }] = worst as [Traced];
      const failures = [...new Set(worst.map((fall) => this.nodeOf(fall.failure).id))];
      const apps = new Map<string, string>();
      for (const fall of worst) {
        const { id } = this.nodeOf(fall.app);
        if (!apps.has(id)) apps.set(id, `${id} (${stateText(fall.before)} → ${stateText(fall.after)})`);
      }
      return this.finding(RULES.blast, this.nodeOf(change?.owner ?? failure).id, {
        message: `the loss of ${failures.length === 1 ? '' : 'each of '}${listText(failures)} now does more to ${listText([...apps.values()])}${change === undefined ? '' : `: ${changeText(this.losses.view, change)}`}`,
        key: this.changeKey(change),
        place: this.placeOf(app, change),
        related: this.relatedTo(change),
        proof: { position: app, rank: after, failure },
      });
    });
  }

  cost({ failure, before, after }: NonNullable<Losses['cost']>): Finding {
    const { id } = this.nodeOf(failure);
    return this.finding(RULES.cost, id, {
      message: `the worst single failure, ${id}, now costs ${grouped(after)} USD an hour (${grouped(before)} before)`,
      key: [],
      place: this.lines.ofNode(failure),
    });
  }

  finding(rule: Rule, node: string, { message, key, place, related = [], proof }: Told): Finding {
    const { because, flows } = this.proofOf(proof);
    return {
      rule: rule.id,
      severity: rule.severity,
      node,
      message,
      ...(place === undefined ? {} : { place }),
      related,
      because,
      flows,
      fingerprint: fingerprintOf([rule.id, node, ...key]),
    };
  }

  private proofOf(proof: Told['proof']): {
    readonly because: readonly object[];
    readonly flows: readonly (readonly FlowStep[])[];
  } {
    if (proof === undefined || this.proved >= MOST_PROVED) return { because: [], flows: [] };
    this.proved++;
    const { position, rank, failure } = proof;
    const { view } = this.losses;
    let why = this.explainers.get(failure);
    if (why === undefined) this.explainers.set(failure, (why = explained(view, failure)));
    const { estate } = view.to;
    return {
      because: why.because({ position, rank }).map((cause) => causeData(estate, cause)),
      flows: flowsTo(estate, { explainer: why }, { position, rank }, this.lines),
    };
  }

  private byAppAndChange(falls: readonly Traced[]) {
    const groups = groupBy(falls, ({ app, change }) => `${app} ${this.changeKey(change).join(' ')}`);
    return [...groups.values()]
      .map((group) => ({ app: group[0]!.app, change: group[0]!.change, group }))
      .toSorted((a, b) => a.app - b.app);
  }

  /** Of a change: its node, and what it requires now and before. */
  private changeKey(change: Change | undefined): readonly string[] {
    if (change === undefined) return [];
    const { owner, requirement, instead } = change;
    return [
      this.nodeOf(owner).id,
      ...targetsOf(requirement).toSorted(byCodePoint),
      ...(instead === undefined ? [] : ['<', ...targetsOf(instead).toSorted(byCodePoint)]),
    ];
  }

  private placeOf(app: number, change: Change | undefined): FileLine | undefined {
    if (change === undefined) return this.lines.ofNode(app);
    return this.lines.ofRequirement(change.requirement) ?? this.lines.ofNode(change.owner);
  }

  private relatedTo(change: Change | undefined): Finding['related'] {
    if (change?.instead === undefined) return [];
    return [this.was(change.instead, `it was ${wholeText(change.instead)}`)];
  }

  /** Places first, the widest of them before the others: they say most in a sentence. */
  private width(position: number): number {
    return widthOf(this.nodeOf(position).kind);
  }
}

/** How much a kind of place holds. */
export const widthOf = (kind: Kind): number =>
  kind === 'region' ? 3 : kind === 'provider' ? 2 : kind === 'zone' ? 1 : 0;

/** The same findings as sentences of what got better: seen from head to base they are losses. */
export const mendsOf = (losses: Losses, downFrom: Rank): readonly Mend[] => {
  const { view } = losses;
  const nameOf = (position: number): string => view.to.estate.nodes[position]!.id;
  // What was taken away fails no more, which is no merit of the change.
  const lasting = losses.falls.filter(({ isNew }) => !isNew);
  const down = lasting.filter((fall) => takesDown(fall, downFrom));
  const less = lasting.filter((fall) => !takesDown(fall, downFrom));
  const isLasting = (position: number): boolean => view.before[position] !== NONE;
  const sets = losses.cutSets.sets.filter(({ failures }) => failures.every(isLasting));
  return [
    ...[...groupBy(down, ({ app }) => app)].map(([app, group]) =>
      mend(
        'new-single-point',
        nameOf(app),
        `${nameOf(app)} no longer falls to ${listText(group.map(({ failure }) => nameOf(failure)))} alone (${stateText(group[0]!.after)} before, now ${stateText(group[0]!.before)})`,
      ),
    ),
    ...losses.redundancy.map((loss) =>
      mend(
        'lost-redundancy',
        nameOf(loss.owner),
        `${nameOf(loss.owner)} has more to spare: "${requirementText(loss.now)}" became "${requirementText(loss.group)}"`,
      ),
    ),
    ...losses.replicas.map(({ node, before, after }) =>
      mend(
        'fewer-replicas',
        nameOf(node),
        `${nameOf(node)} runs ${timesText(before)}, not ${timesText(after)}`,
      ),
    ),
    ...losses.fates.map(({ owner, requirement, shared }) =>
      mend(
        'new-shared-fate',
        nameOf(owner),
        `${nameOf(owner)}: the members of "${requirementText(requirement)}" no longer fall together with ${nameOf(shared)}`,
      ),
    ),
    ...[...groupBy(less, ({ failure }) => failure)].map(([failure, group]) =>
      mend(
        'wider-blast',
        nameOf(failure),
        `the loss of ${nameOf(failure)} does less to ${listText(group.map(({ app }) => nameOf(app)))}`,
      ),
    ),
    ...[...groupBy(sets, ({ app }) => app)].map(([app, own]) =>
      mend(
        'new-cut-set',
        nameOf(app),
        `${nameOf(app)} survives ${listText(own.map(({ failures }) => failures.map(nameOf).join(' + ')))}`,
      ),
    ),
    ...losses.crossRegion.map(({ owner, target, regions }) =>
      mend(
        'cross-region',
        nameOf(owner),
        `${nameOf(owner)} in ${regions[0]} no longer needs ${nameOf(target)} in ${regions[1]}`,
      ),
    ),
    ...(losses.cost === undefined || !isLasting(losses.cost.failure)
      ? []
      : [
          mend(
            'cost',
            nameOf(losses.cost.failure),
            `the worst single failure costs ${grouped(losses.cost.before)} USD an hour, not ${grouped(losses.cost.after)}`,
          ),
        ]),
  ];
};

/** Something that is better than it was: the rule that it would have broken the other way round. */
export interface Mend {
  readonly rule: string;
  readonly node: string;
  readonly message: string;
}

const mend = (rule: string, node: string, message: string): Mend => ({ rule: `diff/${rule}`, node, message });

/** A state after which a fall counts, in words. */
export const downText = (downFrom: Rank): string =>
  `${stateOf(downFrom)}${downFrom === 3 ? '' : ' or worse'}`;
