/**
 * The scanned document, in which each dependency that several kinds of sources know tells all of them.
 *
 * Nothing is added and nothing taken away: the requirement gets the words of each source with file and line, the surest
 * confidence, and the strength that traces proved, if they proved any.
 */
import { STRENGTH } from '../../assemble/facts/terms.ts';
import type { Document, PartialNode } from '../../model/document.ts';
import { groupBy } from '../../model/group-by.ts';
import { cappedAt } from '../../model/impact.ts';
import { provedBy } from '../../model/observed.ts';
import { CONFIDENCES, type NodeRequirement, type Requirement, impactOf } from '../../model/requirement.ts';
import { rankOf } from '../../model/state.ts';
import type { Testimony } from '../../model/testimony.ts';
import { isObserved, isUse } from './known.ts';
import type { Need } from './needs.ts';
import { KIND_WORDS } from './words.ts';

/** The document, with what all sources say of each need. */
export const mergedDocument = (document: Document, needs: readonly Need[]): Document => {
  const byFrom = groupBy(needs.filter(isKnownToSeveral), ({ from }) => from);
  const merged = (node: PartialNode): PartialNode => {
    const own = new Map((byFrom.get(node.id) ?? []).map((need) => [need.to, need]));
    return own.size === 0 || node.tags.includes(SWITCHED_OFF)
      ? node
      : { ...node, dependsOn: node.dependsOn.map((requirement) => toldFor(requirement, own)) };
  };
  return {
    ...document,
    nodes: new Map([...document.nodes].map(([id, node]) => [id, merged(node)])),
  };
};

/** What there is none of needs nothing, whatever is said. */
const SWITCHED_OFF = 'count:0';

/** Calls that may be to other resources of the same service say nothing for certain of this one. */
const saidOf = ({ stated, seen, isExact, to }: Need): readonly Testimony[] => [
  ...stated,
  ...(isExact ? seen : seen.filter((one) => one.to === to)),
];

const isKnownToSeveral = (need: Need): boolean => new Set(saidOf(need).map(({ tells }) => tells)).size > 1;

const toldFor = (requirement: Requirement, needs: ReadonlyMap<string, Need>): Requirement => {
  if (requirement.form !== 'node')
    return { ...requirement, of: requirement.of.map((member) => toldFor(member, needs)) };
  const need = needs.get(requirement.node);
  return need === undefined ? requirement : told(requirement, need);
};

const told = (requirement: NodeRequirement, need: Need): NodeRequirement => {
  const said = saidOf(need);
  const surest = CONFIDENCES.find((one) => said.some(({ confidence }) => confidence === one));
  const first = said[0]!.where;
  return {
    ...strengthened(requirement, need),
    why: whyOf(said, need),
    source: requirement.source ?? `${first.file}:${first.line}`,
    ...(surest === undefined ? {} : { confidence: surest }),
  };
};

/** Proved soft, it is no worse than degraded; proved hard, all of it passes. */
const strengthened = (
  requirement: NodeRequirement,
  { counts, isExact, used, seen }: Need,
): NodeRequirement => {
  const isUsed = used.length > 0 || seen.some(isUse);
  const proof = counts === undefined || !isExact || !isUsed ? 'open' : provedBy(counts);
  if (proof === 'open') return requirement;
  if (proof === 'soft') {
    return impactOf(requirement)[3] <= rankOf('degraded')
      ? requirement
      : { ...requirement, impact: cappedAt('degraded') };
  }
  const { needed: _, impact: __, ...always } = requirement;
  return always;
};

/** Words that are told of each kind of source. */
const MOST_TOLD = 2;

const whyOf = (said: readonly Testimony[], { counts, isExact }: Need): string => {
  const strongest = STRENGTH.find((of) => said.some((one) => one.class === of))!;
  const parts = [...groupBy(said, ({ tells }) => tells)].map(([tells, same]) => {
    const [{ where }] = same as [Testimony];
    const place = `${where.file}:${where.line}`;
    const words = [...new Set(same.map(({ why }) => why))];
    const more = words.length > MOST_TOLD ? `, and ${words.length - MOST_TOLD} more` : '';
    const text =
      tells === 'observed' && counts !== undefined && isExact
        ? countsText(counts)
        : `${words.slice(0, MOST_TOLD).join(', ')}${more}`;
    return `${KIND_WORDS[tells]}: ${text} (${place})`;
  });
  const proof = counts === undefined || !isExact || !said.some(isObserved) ? 'open' : provedBy(counts);
  return `${strongest}: ${parts.join('; ')}${proof === 'open' ? '' : `; proved ${proof}`}`;
};

const countsText = ({ calls, errors, propagated }: NonNullable<Need['counts']>): string =>
  `${calls} calls, ${errors} errors${errors === 0 ? '' : `, ${propagated} passed on`}`;
