/** Edges as requirements: all that one thing has on another is one, and members of one group are one group. */
import type { EdgeClass } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { cappedAt, tableOf } from '../../model/impact.ts';
import { byCodePoint } from '../../model/order.ts';
import {
  CONFIDENCES,
  type Confidence,
  type GroupRequirement,
  type NodeRequirement,
  type Requirement,
  type Threshold,
} from '../../model/requirement.ts';
import type { Edge } from './edges.ts';
import { isThing } from './outside.ts';
import { proofOf, termsOfEdges } from './strength.ts';
import { STRENGTH, type Terms, termsOf } from './terms.ts';
import { type Thing, isSwitchedOff } from './things.ts';

/**
 * The requirements of one thing, sorted by target.
 *
 * @param edges All edges that go out from it.
 * @param harmless Those of them that are kept as a statement but pass nothing on.
 */
export const requirementsFrom = (
  thing: Thing,
  edges: readonly Edge[],
  harmless: ReadonlySet<Edge>,
): readonly Requirement[] => {
  const pairs = [...groupBy(edges, ({ to }) => to.id).values()].map((same) => folded(same, harmless));
  const grouped = [...groupBy(pairs, groupKey)].flatMap(([key, members]): readonly Requirement[] =>
    key === '' || members.length === 1 ? members.map(nodeRequirement) : [groupRequirement(members)],
  );
  const all = grouped.toSorted((a, b) => byCodePoint(firstTarget(a), firstTarget(b)));
  return isSwitchedOff(thing) ? all.map(silenced) : all;
};

/** What edges between the same two say together. */
interface Pair {
  readonly to: Edge['to'];
  readonly class: EdgeClass;
  readonly edges: readonly Edge[];
  readonly confidence: Confidence;
  readonly group?: Edge['group'];
  readonly isHarmless: boolean;
}

const folded = (edges: readonly Edge[], harmless: ReadonlySet<Edge>): Pair => {
  // What only registers a thing elsewhere says nothing once another edge says that it is needed.
  const telling = edges.filter((edge) => !harmless.has(edge) && !isStatement(edge));
  const said = telling.length > 0 ? telling : edges;
  const sorted = said.toSorted(
    (a, b) =>
      STRENGTH.indexOf(a.class) - STRENGTH.indexOf(b.class) ||
      CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
      byCodePoint(a.where.file, b.where.file) ||
      a.where.line - b.where.line ||
      byCodePoint(a.property, b.property) ||
      byCodePoint(a.why, b.why),
  );
  const [first] = sorted;
  const strongest = sorted.filter((edge) => edge.class === first!.class);
  const group = strongest.every((edge) => edge.group !== undefined) ? first!.group : undefined;
  return {
    to: first!.to,
    class: first!.class,
    edges: sorted,
    confidence: surest(
      first!.class === 'start-up' ? sorted : sorted.filter(({ class: of }) => of !== 'start-up'),
    ),
    ...(group === undefined ? {} : { group }),
    isHarmless: telling.length === 0,
  };
};

/** One sure piece of evidence is enough; an order of starting is none for what goes on while it runs. */
const surest = (edges: readonly Edge[]): Confidence =>
  CONFIDENCES.find((confidence) => edges.some((edge) => edge.confidence === confidence))!;

/** A source tells of it, and says that nothing passes: who provides an API, what is part of what. */
const isStatement = ({ atMost, isLink }: Edge): boolean => atMost === 'operational' && isLink !== true;

const groupKey = ({ group, isHarmless }: Pair): string =>
  group === undefined || isHarmless ? '' : `${group.form} ${group.key}`;

const nodeRequirement = (pair: Pair): NodeRequirement => ({
  form: 'node',
  node: pair.to.id,
  ...termsOfPair(pair),
  ...evidenceOf(pair),
});

/** The class's terms, unless all that is as strong is known to be less bad. */
const termsOfPair = (pair: Pair): Terms => {
  if (pair.isHarmless) return { impact: cappedAt('operational') };
  if (pair.group?.form === 'any') return { impact: SPREAD };
  const strongest = pair.edges.filter((edge) => edge.class === pair.class);
  return termsOfEdges(pair.edges, strongest, pair.class, isPart(pair));
};

/** Of what is spread, some may be gone: how that hurts is told of the dependent's own places. */
const SPREAD = tableOf({ degraded: 'operational' });

const isPart = ({ to }: Pair): boolean => !isThing(to) || to.role === 'part';

const groupRequirement = (members: readonly Pair[]): GroupRequirement => {
  const sorted = members.toSorted((a, b) => byCodePoint(a.to.id, b.to.id));
  const [first] = sorted;
  return {
    form: 'atLeast',
    atLeast: thresholdOf(first!.group!.form, sorted.length),
    of: sorted.map(({ to }) => ({ form: 'node', node: to.id })),
    ...(first!.group!.form === 'any' ? { impact: SPREAD } : termsOf(first!.class, sorted.some(isPart))),
    ...evidenceOf(first!),
  };
};

/** Of those that share the work one is enough, if only just; of routes each serves what no other does. */
const thresholdOf = (form: NonNullable<Edge['group']>['form'], count: number): Threshold =>
  form === 'any' ? [1, 1, 1] : form === 'balanced' ? [count, 1, 1] : [count, count, 1];

/** Most places that one requirement tells of: the first is its source, the others follow in the words. */
const MOST_TOLD = 3;

const evidenceOf = ({ class: edgeClass, edges, confidence }: Pair) => {
  const words = [...new Set(edges.map(({ why }) => why))];
  const more = words.length > MOST_TOLD ? `, and ${words.length - MOST_TOLD} more` : '';
  const { where } = edges[0]!;
  const proof = proofOf(edges);
  const proved = proof === undefined ? '' : `; ${proof.why}`;
  return {
    why: `${edgeClass}: ${words.slice(0, MOST_TOLD).join(', ')}${more}${proved}`,
    source: `${where.file}:${where.line}`,
    confidence,
  };
};

/** A thing of which there is none needs nothing: what it would need stays told. */
const silenced = (requirement: Requirement): Requirement => ({
  ...requirement,
  impact: cappedAt('operational'),
});

const firstTarget = (requirement: Requirement): string =>
  requirement.form === 'node' ? requirement.node : `${firstTarget(requirement.of[0]!)} `;
