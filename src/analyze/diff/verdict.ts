/** The answer in a line: what a reviewer must know before anything else. */
import { groupBy } from '../../model/group-by.ts';
import type { Line } from '../../model/report.ts';
import type { Finding } from '../../model/finding.ts';
import type { Comparison } from './compare.ts';
import type { Traced } from './culprits.ts';
import { takesDown } from './falls.ts';
import { type Mend, widthOf } from './findings.ts';
import { isPolicy } from './question.ts';
import { RULES } from './rules.ts';
import { appText, listText, timesText } from './words.ts';

/** The verdict on a change; apps that are gone are always in it. */
export const verdictOf = (
  comparison: Comparison,
  findings: readonly Finding[],
  policies: readonly Finding[],
  mends: readonly Mend[],
): Line => {
  const { nodes } = comparison.view.from.estate;
  const gone = comparison.lost.apps.map((app) => nodes[app]!);
  if (gone.length === 0) return mainOf(comparison, findings, policies, mends);
  const [first] = gone.toSorted((a, b) => (a.tier ?? UNTIERED) - (b.tier ?? UNTIERED));
  const removal: Line = [
    'removes ',
    ...(comparison.apps.areAllGone && gone.length > 1
      ? [strong(`all ${gone.length} apps`), `, ${appText(first!)} among them`]
      : ['the ', strong(appText(first!)), moreText(gone.length - 1)]),
  ];
  const others = findings.filter(({ rule }) => rule !== RULES.removedApp.id);
  if (others.length + policies.length === 0) return ['This change ', ...removal];
  return [...mainOf(comparison, others, policies, mends), '; it also ', ...removal];
};

const mainOf = (
  comparison: Comparison,
  findings: readonly Finding[],
  policies: readonly Finding[],
  mends: readonly Mend[],
): Line => {
  const { lost, downFrom, view, sizes, renamed } = comparison;
  const down = lost.falls.filter((fall) => takesDown(fall, downFrom));
  if (down.length > 0) return singlePointLine(comparison, down);
  const nodeOf = (position: number): string => view.to.estate.nodes[position]!.id;
  const weaker = [
    ...lost.redundancy.map(({ owner }) => nodeOf(owner)),
    ...lost.fates.map(({ owner }) => nodeOf(owner)),
  ];
  if (weaker.length > 0)
    return ['This change takes redundancy from ', strong(listText([...new Set(weaker)]))];
  const [store] = lost.stores;
  if (store !== undefined) {
    const { id, kind } = view.from.estate.nodes[store.store]!;
    const more = lost.stores.length - 1;
    return [`This change removes the ${kind} `, strong(id), more === 0 ? '' : ` and ${more} more`];
  }
  const [fewer] = lost.replicas;
  if (fewer !== undefined)
    return [
      'This change runs ',
      strong(nodeOf(fewer.node)),
      ` ${timesText(fewer.after)}, not ${timesText(fewer.before)}`,
      moreText(lost.replicas.length - 1),
    ];
  const wider = lost.wider.filter(({ isNew }) => !isNew);
  if (wider.length > 0) {
    const names = wider.map(({ failure }) => nodeOf(failure));
    return ['This change widens what is lost with ', strong(listText(names))];
  }
  if (policies.length > 0)
    return ['This change breaks ', strong(policies[0]!.rule), moreText(policies.length - 1)];
  const lessAsked = comparison.asked.filter(isPolicy);
  if (lessAsked.length > 0 && findings.every(({ rule }) => rule === RULES.weaker.id))
    return ['This change asks for less: ', strong(lessAsked[0]!.message), moreText(lessAsked.length - 1)];
  if (findings.length > 0 && mends.length > findings.length)
    return [
      `This change makes ${mends.length} things better and ${findings.length} worse: `,
      mends[0]!.message,
      `; but ${findings[0]!.message}`,
    ];
  if (findings.length > 0)
    return [
      `This change makes ${findings.length} ${findings.length === 1 ? 'thing' : 'things'} worse: `,
      findings[0]!.message,
    ];
  if (mends.length > 0)
    return ['This change makes nothing worse, and better: ', mends[0]!.message, moreText(mends.length - 1)];
  const [first, ...others] = comparison.asked;
  if (first !== undefined)
    return ['This change changes what is asked: ', first.message, moreText(others.length)];
  const counts = [
    sizes.nodes.added,
    sizes.nodes.removed,
    renamed.length,
    ...Object.values(sizes.requirements),
  ];
  return counts.some((count) => count > 0)
    ? ['This change makes no difference to what falls with what']
    : ['Nothing that matters to a failure has changed'];
};

const strong = (text: string) => ({ text, tone: 'strong' }) as const;

const moreText = (count: number): string => (count === 0 ? '' : ` (and ${count} more)`);

/** The failure that the most important apps now fall to, and how many of them. */
const singlePointLine = ({ view, areApps }: Comparison, down: readonly Traced[]): Line => {
  const { nodes } = view.to.estate;
  const tierOf = ({ app }: Traced): number => nodes[app]!.tier ?? UNTIERED;
  const weigh = (falls: readonly Traced[]): readonly number[] => {
    const first = Math.min(...falls.map(tierOf));
    return [
      -first,
      falls.filter((fall) => tierOf(fall) === first).length,
      widthOf(nodes[falls[0]!.failure]!.kind),
    ];
  };
  const byFailure = [...groupBy(down, ({ failure }) => failure)].map(([failure, falls]) => ({
    failure,
    falls,
    weight: weigh(falls),
  }));
  const [worst] = byFailure.toSorted((a, b) => differenceOf(b.weight, a.weight) || a.failure - b.failure) as [
    (typeof byFailure)[number],
  ];
  const first = Math.min(...worst.falls.map(tierOf));
  const apps = worst.falls.filter((fall) => tierOf(fall) === first).map(({ app }) => nodes[app]!.id);
  const what = areApps ? 'app' : 'node';
  const who =
    apps.length === 1
      ? strong(apps[0]!)
      : strong(`${apps.length} ${first === UNTIERED ? '' : `tier-${first} `}${what}s`);
  const others = byFailure.length - 1;
  return [
    'This change makes ',
    who,
    ' depend on ',
    strong(nodes[worst.failure]!.id),
    ' alone',
    others === 0 ? '' : ` (and ${others} more single ${others === 1 ? 'point' : 'points'})`,
  ];
};

/** Stands for no tier. */
const UNTIERED = 1_000;

const differenceOf = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
};
