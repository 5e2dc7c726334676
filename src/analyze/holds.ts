/** What does not come back, by what holds it down, in words. */
import { type Hold, holdsOf } from '../engine/timeline/circles.ts';
import type { TimedFault, Timeline } from '../engine/timeline/timeline.ts';
import type { Estate } from '../model/estate.ts';
import type { Block, Branch, Line } from '../model/report.ts';
import { formatDuration } from '../model/duration.ts';
import { groupBy } from '../model/group-by.ts';
import { requirementsOf } from '../model/node.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import { grouped } from './totals.ts';

/** What holds those that do not come back, by position; nothing can be said of a timeline that was cut off. */
export const holdsAtTheEnd = (
  faults: readonly TimedFault[],
  timeline: Timeline,
): ReadonlyMap<number, Hold> =>
  timeline.settled
    ? new Map([...holdsOf(faults, timeline)].toSorted(([a], [b]) => a - b))
    : new Map<number, Hold>();

/** The ids of what holds: a circle, or the one whose fault does not end. */
export const holdIds = (estate: Estate, hold: Hold): readonly string[] =>
  (hold.type === 'circle' ? hold.circle : [hold.position]).map((position) => estate.nodes[position]!.id);

/** Nodes named beneath what holds them; the holders themselves are named above. */
const MOST_HELD = 12;

/** A heading and a tree: each hold with what it holds; nothing if all comes back. */
export const holdBlocks = (
  estate: Estate,
  holds: ReadonlyMap<number, Hold>,
  isAsked: (position: number) => boolean,
  heading = 'What does not come back',
): readonly Block[] => {
  const asked = [...holds].filter(([position]) => isAsked(position));
  const byHold = [...groupBy(asked, ([, hold]) => holdIds(estate, hold).join(' ')).values()];
  if (byHold.length === 0) return [];
  return [
    { type: 'heading', text: heading },
    {
      type: 'tree',
      branches: byHold.flatMap((group) => {
        const [, hold] = group[0]!;
        const ids = new Set(holdIds(estate, hold));
        const held = group.map(([position]) => estate.nodes[position]!.id).filter((id) => !ids.has(id));
        return [...holdBranches(estate, hold), ...heldBranches(held)];
      }),
    },
  ];
};

const holdBranches = (estate: Estate, hold: Hold): readonly Branch[] => {
  const ids = holdIds(estate, hold);
  if (hold.type === 'fault') {
    return [{ depth: 0, line: ['the fault of ', { text: ids[0]!, tone: 'id' }, ' has no end'] }];
  }
  const links = hold.circle.map((position, i): Branch => {
    const next = ids[(i + 1) % ids.length]!;
    return { depth: 1, line: linkLine(estate, position, next) };
  });
  return [{ depth: 0, line: [{ text: 'these hold each other down', tone: 'strong' }] }, ...links];
};

/** One step of a circle, with what is said of it: a start or a recovery is what makes it one. */
const linkLine = (estate: Estate, position: number, next: string): Line => {
  const node = estate.nodes[position]!;
  const paths = requirementsOf(node).flatMap((requirement) => pathsTo(requirement, next));
  const path =
    paths.find((terms) => terms.some(({ needed }) => needed === 'start')) ??
    paths.find((terms) => terms.some(({ recovery }) => recovery !== undefined)) ??
    paths[0] ??
    [];
  const recovery = path.reduce((sum, terms) => sum + (terms.recovery ?? 0), 0);
  const why = path.find((terms) => terms.why !== undefined)?.why;
  return [
    { text: node.id, tone: 'id' },
    ' needs ',
    { text: next, tone: 'id' },
    path.some(({ needed }) => needed === 'start') ? ' to start' : '',
    recovery === 0 ? '' : ` (recovery: ${formatDuration(recovery)})`,
    ...(why === undefined ? [] : [{ text: ` · ${why}`, tone: 'dim' } as const]),
  ];
};

/** The requirements from one down to each place where it names a node. */
const pathsTo = (requirement: Requirement, node: string): readonly (readonly Requirement[])[] =>
  requirement.form === 'node'
    ? requirement.node === node
      ? [[requirement]]
      : []
    : partsOf(requirement).flatMap((part) => pathsTo(part, node).map((path) => [requirement, ...path]));

const heldBranches = (held: readonly string[]): readonly Branch[] =>
  held.length === 0
    ? []
    : [
        { depth: 1, line: [{ text: `down because of it: ${grouped(held.length)}`, tone: 'dim' }] },
        ...held.slice(0, MOST_HELD).map((id): Branch => ({ depth: 2, line: [{ text: id, tone: 'id' }] })),
        ...(held.length > MOST_HELD
          ? [{ depth: 2, line: [`… and ${grouped(held.length - MOST_HELD)} more`] } satisfies Branch]
          : []),
      ];
