/** The search: single changes by what they take away, and the fewest that together do what is asked for. */
import { compile } from '../../engine/compile.ts';
import type { Estate } from '../../model/estate.ts';
import { byCodePoint } from '../../model/order.ts';
import { CHANGE_KINDS, type Candidate, type ChangeKind, candidatesFor } from './candidates.ts';
import { type Patch, joined, patched } from './edit.ts';
import { type Harm, type Standing, type StandingQuestion, standingOf } from './exposure.ts';

export interface Advice {
  readonly candidate: Candidate;
  readonly standing: Standing;
}

/** Several changes, one after the other, and how things stand after each. */
export interface Plan {
  readonly steps: readonly Advice[];
  /** All of them as one patch. */
  readonly patch: Patch;
  readonly standing: Standing;
}

interface SearchOptions extends StandingQuestion {
  readonly kinds: ReadonlySet<ChangeKind>;
  readonly isKept: (id: string) => boolean;
  readonly maxChanges: number;
  readonly progress?: ((what: string, done: number, of: number) => void) | undefined;
}

export interface Found {
  readonly now: Standing;
  /** Single changes that help, most risk removed first. */
  readonly single: readonly Advice[];
  readonly plan: Plan;
  /** Changes that were verified. */
  readonly tried: number;
  /** Whether there were more than could be tried. */
  readonly isCut: boolean;
  /** Changes that were thought of, tried or not; at least, if some were not even thought of. */
  readonly known: number;
}

/** Failures whose proofs are read for ideas, in one step. */
const MOST_HARMS = 24;

/** Changes that are verified in one step of one plan, and in all. */
const MOST_OF_ONE = 150;
const MOST_TRIED = 1_500;

/** Nodes times failures that are solved in all changes together, some ten seconds of them on a usual machine. */
const MOST_WORK = 250_000_000;

/** Plans that are followed at once. */
const WIDTH = 5;

/** Searches changes for an app; every number is that of an engine's run on the changed estate. */
export const searched = async (estate: Estate, options: SearchOptions): Promise<Found> => {
  const search = new Search(estate, options);
  const now = await standingOf(estate, options);
  const start: Plan = { steps: [], patch: new Map(), standing: now };
  const single = (await search.stepsFrom(start)).map(({ steps }) => steps[0]!);
  const plan = await search.best(start);
  return {
    now,
    single: single.filter(({ standing }) => isBetter(standing, now)).toSorted(byGain),
    plan,
    tried: search.tried,
    isCut: search.isCut,
    known: search.tried + search.left,
  };
};

/** Whether less is broken, or as much with less risk. */
const isBetter = (a: Standing, b: Standing): boolean =>
  excessOf(a.broken) < excessOf(b.broken) || (excessOf(a.broken) === excessOf(b.broken) && a.risk < b.risk);

const excessOf = (broken: readonly Harm[]): number => broken.reduce((sum, { rank }) => sum + 10 + rank, 0);

const byGain = (a: Advice, b: Advice): number =>
  excessOf(a.standing.broken) - excessOf(b.standing.broken) ||
  a.standing.risk - b.standing.risk ||
  effortOf(a.candidate) - effortOf(b.candidate) ||
  byCodePoint(a.candidate.text, b.candidate.text);

/** Where two changes take away as much, the one that touches less. */
const effortOf = ({ kind, patch, place }: Candidate): number =>
  CHANGE_KINDS.indexOf(kind) * 1_000 + place * 100 + patch.size;

class Search {
  tried = 0;
  isCut = false;
  /** Changes that were thought of and not tried. */
  left = 0;
  private work = 0;
  private readonly estate: Estate;
  private readonly options: SearchOptions;
  private readonly known = new Map<Plan, readonly Plan[]>();

  constructor(estate: Estate, options: SearchOptions) {
    this.estate = estate;
    this.options = options;
  }

  /** Every plan that has one change more, verified. */
  async stepsFrom(plan: Plan): Promise<readonly Plan[]> {
    const known = this.known.get(plan);
    if (known !== undefined) return known;
    const plans: Plan[] = [];
    if (this.isSpent) return this.cut(plan, []);
    const ideas = this.ideas(plan);
    for (const [i, candidate] of ideas.entries()) {
      if (this.isSpent || plans.length >= MOST_OF_ONE) {
        this.left += ideas.length - i;
        return this.cut(plan, plans);
      }
      this.tried++;
      this.options.progress?.('verifying changes', this.tried, 0);
      const patch = joined(plan.patch, candidate.patch);
      const standing = await standingOf(patched(this.estate, patch), this.options);
      this.work += standing.work;
      plans.push({ steps: [...plan.steps, { candidate, standing }], patch, standing });
    }
    this.known.set(plan, plans);
    return plans;
  }

  private get isSpent(): boolean {
    return this.tried >= MOST_TRIED || this.work >= MOST_WORK;
  }

  private cut(plan: Plan, plans: readonly Plan[]): readonly Plan[] {
    this.isCut = true;
    this.known.set(plan, plans);
    return plans;
  }

  private ideas({ standing }: Plan): readonly Candidate[] {
    const { estate } = standing;
    const { day, app, goal, kinds, isKept } = this.options;
    const harms = [
      ...standing.broken,
      ...(goal === undefined || standing.broken.length === 0 ? standing.harms : []),
    ];
    const positionOf = (id: string): number => estate.positions.get(id)!;
    if (harms.length > MOST_HARMS) this.isCut = true;
    return candidatesFor(
      {
        estate,
        network: compile(estate, day),
        day,
        app: positionOf(app),
        harms: spread(harms).map(({ failures, rank, as }) => ({
          failures: failures.map(positionOf),
          rank,
          as,
        })),
        kinds,
        isKept,
      },
      MOST_OF_ONE + 1,
    );
  }

  /** The plan that breaks least with the fewest changes; without a goal, the one that takes most risk away. */
  async best(start: Plan): Promise<Plan> {
    const { goal, maxChanges } = this.options;
    const isDone = ({ standing }: Plan): boolean =>
      goal === undefined ? standing.risk === 0 : standing.broken.length === 0;
    let best = start;
    let beam: readonly Plan[] = [start];
    for (let step = 0; step < maxChanges && !isDone(best); step++) {
      const next: Plan[] = [];
      for (const plan of beam) next.push(...(await this.stepsFrom(plan)));
      beam = distinct(next.filter((plan) => isBetter(plan.standing, start.standing)).toSorted(byPlan)).slice(
        0,
        WIDTH,
      );
      const [first] = beam;
      if (first === undefined) break;
      if (!isBetter(first.standing, best.standing)) break;
      best = first;
    }
    return best;
  }
}

const byPlan = (a: Plan, b: Plan): number =>
  excessOf(a.standing.broken) - excessOf(b.standing.broken) ||
  a.standing.risk - b.standing.risk ||
  sumOf(a) - sumOf(b) ||
  byCodePoint(wordsOf(a), wordsOf(b));

const sumOf = ({ steps }: Plan): number => steps.reduce((sum, { candidate }) => sum + effortOf(candidate), 0);

const wordsOf = ({ steps }: Plan): string => steps.map(({ candidate }) => candidate.text).join('\n');

/** Plans that do the same changes in another order are one. */
const distinct = (plans: readonly Plan[]): readonly Plan[] => {
  const seen = new Set<string>();
  return plans.filter((plan) => {
    const key = plan.steps
      .map(({ candidate }) => candidate.text)
      .toSorted(byCodePoint)
      .join('\n');
    return !seen.has(key) && seen.add(key);
  });
};

/** The worst of many, evenly over those that are as bad: what is near in the list fails for the same reasons. */
const spread = (harms: readonly Harm[]): readonly Harm[] => {
  if (harms.length <= MOST_HARMS) return harms;
  const stride = harms.length / MOST_HARMS;
  return Array.from({ length: MOST_HARMS }, (_, i) => harms[Math.floor(i * stride)]!);
};
