/**
 * What `faultline advise` suggests, as changes that can be tried here: those that can be said as such. What cannot is
 * shown as the document to paste.
 */
import type { State } from '../../../src/model/state.ts';
import type { Told } from '../../model/messages.ts';
import type { Edit } from '../../model/state.ts';

type Counts = Readonly<Record<Exclude<State, 'operational'>, number>>;

export interface Suggestion {
  /** `replica`, `split`, `soft`, … */
  readonly kind: string;
  /** What is done, a sentence without a full stop. */
  readonly text: string;
  /** Single failures by what they end in, once it is done. */
  readonly singles: Counts;
  /** Of `risk`: what it takes away. */
  readonly removed: number;
  /** YAML to paste. */
  readonly document: string;
  /** The same as changes of this page; left out: they have no word for it. */
  readonly edits?: readonly Edit[];
}

export interface Suggestions {
  readonly risk: number;
  readonly singles: Counts;
  readonly list: readonly Suggestion[];
  /** The combination that it found best, if that is more than one change and all of it can be tried. */
  readonly plan?: readonly Edit[];
}

interface Standing {
  readonly risk: number;
  readonly singles: Counts;
}

interface Data {
  readonly now: Standing;
  readonly changes: readonly {
    readonly kind: string;
    readonly node: string;
    readonly change: string;
    readonly after: Standing;
    readonly removed: number;
    readonly document: string;
  }[];
  readonly plan: { readonly changes: readonly { readonly change: string }[] };
}

export const suggestionsIn = (told: Told): Suggestions => {
  const { now, changes, plan } = told.data as Data;
  const steps = plan.changes.map(({ change }) => editsFor(change));
  return {
    risk: now.risk,
    singles: now.singles,
    list: changes.map(({ kind, change, after, removed, document }) => {
      const edits = editsFor(change);
      return {
        kind,
        text: change,
        singles: after.singles,
        removed,
        document,
        ...(edits === undefined ? {} : { edits }),
      };
    }),
    ...(steps.length < 2 || steps.includes(undefined) ? {} : { plan: steps.flatMap((step) => step!) }),
  };
};

/** An id, or one with where it is, in brackets; of what is new it says so, and where. */
const ID = '([A-Za-z0-9._@/-]+)';
const COPY = `${ID}(?: \\((new)?(?:, )?(?:in ${ID})?\\))?`;

const SOFT = new RegExp(`^let ${ID} go on without ${ID}, degraded\\b`);
const EITHER = new RegExp(`^let ${ID} need either ${ID} or ${COPY}$`);
const INSTEAD = new RegExp(`^let ${ID} in ${ID} need ${COPY} instead of ${ID}, which is in ${ID}$`);
const SWITCH = new RegExp(`^let the switch of ${ID} need ${ID}, not ${ID}$`);
const SPREAD = new RegExp(`^run ${ID} in ${ID} and ${ID}, either of which will do$`);
const LEG = new RegExp(`^add ${COPY} to "(?:any|\\d+(?: \\(at least \\d+\\))?) of ([^"()]+)" of ${ID}$`);

/** The sentences of `advise` are the program's own: what each says is known from its form. */
const editsFor = (text: string): readonly Edit[] | undefined => {
  const soft = SOFT.exec(text);
  if (soft !== null) return [{ type: 'soften', from: soft[1]!, to: soft[2]!, impact: 'degraded' }];
  const either = EITHER.exec(text);
  if (either !== null) {
    const [, from, to, copy, isNew, place] = either;
    return standIn(from!, to!, copy!, isNew, place);
  }
  const instead = INSTEAD.exec(text);
  if (instead !== null) {
    const [, from, home, copy, isNew, , to] = instead;
    const more = standIn(from!, to!, copy!, isNew, home);
    return more === undefined ? undefined : [...more, { type: 'remove', from: from!, to: to! }];
  }
  const other = SWITCH.exec(text);
  if (other !== null) {
    const [, from, now, to] = other;
    return [
      { type: 'group', from: from!, to: to!, others: [now!] },
      { type: 'remove', from: from!, to: to! },
    ];
  }
  const spread = SPREAD.exec(text);
  if (spread !== null) return [{ type: 'group', from: spread[1]!, to: spread[2]!, others: [spread[3]!] }];
  const leg = LEG.exec(text);
  if (leg !== null) {
    const [, copy, isNew, place, members, from] = leg;
    const last = members!.split(', ').at(-1)!;
    return standIn(from!, last, copy!, isNew, place);
  }
  return undefined;
};

/** Something that is there stands in; what is not must be made, and then does so for all who need the first. */
const standIn = (
  from: string,
  to: string,
  copy: string,
  isNew: string | undefined,
  place: string | undefined,
): readonly Edit[] | undefined => {
  if (isNew === undefined) return [{ type: 'group', from, to, others: [copy] }];
  return place === undefined ? undefined : [{ type: 'replica', node: to, place }];
};

/** `outage 3 → 0, partial 1`: of single failures, how many end in what. */
export const singlesWords = (before: Counts, after: Counts): string =>
  (['outage', 'partial', 'degraded'] as const)
    .filter((state) => before[state] > 0 || after[state] > 0)
    .map(
      (state) =>
        `${state} ${before[state] === after[state] ? after[state] : `${before[state]} → ${after[state]}`}`,
    )
    .join(', ');
