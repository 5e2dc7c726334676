/** What is known of dependencies: every requirement of the one node that names the other, however deep. */
import { requirementText } from '../../../src/analyze/evidence.ts';
import { linesIn } from '../../../src/analyze/audit/lines.ts';
import { type ImpactTable, UNCHANGED } from '../../../src/model/impact.ts';
import type { FileLine } from '../../../src/model/finding.ts';
import { requirementsOf } from '../../../src/model/node.ts';
import { type Requirement, impactOf, partsOf } from '../../../src/model/requirement.ts';
import { type State, stateOf } from '../../../src/model/state.ts';
import type { EdgeFacts, Requests } from '../../model/messages.ts';
import { type Desk, sheetOf } from '../desk.ts';

/** A requirement, from the node's own down to the one that names the other. */
type Way = readonly Requirement[];

/** By the order of the pairs (from and to), then as they are written. */
export const edges = (desk: Desk, { side, pairs }: Requests['edges']['in']): readonly EdgeFacts[] => {
  const { estate } = sheetOf(desk, side);
  const owners = pairs.filter((_, i) => i % 2 === 0);
  const lines = linesIn(estate, owners);
  return [...owners].flatMap((owner, i) => {
    const node = estate.nodes[owner];
    const to = estate.nodes[pairs[2 * i + 1]!]?.id;
    if (node === undefined || to === undefined) return [];
    return requirementsOf(node)
      .flatMap((requirement) => waysTo(requirement, to))
      .map((way) => ({
        from: node.id,
        to,
        isContainment: way[0] === node.in,
        ...factsOf(way, lines.ofRequirement),
      }));
  });
};

/** Requirements are as deep as people write them; a document's reader holds that down. */
const waysTo = (requirement: Requirement, to: string): readonly Way[] =>
  requirement.form === 'node'
    ? requirement.node === to
      ? [[requirement]]
      : []
    : partsOf(requirement).flatMap((part) => waysTo(part, to).map((way) => [requirement, ...way]));

const factsOf = (way: Way, lineOf: (requirement: Requirement) => FileLine | undefined) => {
  // What is said nearest to the node that is named says most of it.
  const near = way.toReversed();
  const first = <T>(tell: (requirement: Requirement) => T | undefined): T | undefined => {
    for (const requirement of near) {
      const told = tell(requirement);
      if (told !== undefined) return told;
    }
    return undefined;
  };
  const place = first(lineOf);
  return {
    requirement: requirementText(way[0]!),
    ...given('impact', worstOf(way)),
    ...given(
      'why',
      first(({ why }) => why),
    ),
    ...given(
      'source',
      first(({ source }) => source),
    ),
    ...given(
      'confidence',
      first(({ confidence }) => confidence),
    ),
    ...given('place', place && `${place.file}:${place.line}`),
    ...given('after', sumOf(way, 'after')),
    ...given('recovery', sumOf(way, 'recovery')),
    isStart: way.some(({ needed }) => needed === 'start'),
    isShipped: first(({ origin }) => origin)?.source.isShipped === true,
    // It counts as long as all of the way does.
    ...given('validFrom', daysOf(way, 'validFrom').at(-1)),
    ...given('validUntil', daysOf(way, 'validUntil')[0]),
  };
};

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: V });

/** What an outage of the node named counts as in the end; undefined if as that. */
const worstOf = (way: Way): State | undefined => {
  const through = (rank: ImpactTable[number], requirement: Requirement) => impactOf(requirement)[rank];
  const worst = way.reduceRight(through, UNCHANGED[3]);
  return worst === 3 ? undefined : stateOf(worst);
};

/** One after the other, from the node that is named to the one that requires it. */
const sumOf = (way: Way, key: 'after' | 'recovery'): number | undefined => {
  const terms = way.map((requirement) => requirement[key]).filter((seconds) => seconds !== undefined);
  return terms.length === 0 ? undefined : terms.reduce((sum, seconds) => sum + seconds, 0);
};

const daysOf = (way: Way, key: 'validFrom' | 'validUntil'): readonly string[] =>
  way
    .map((requirement) => requirement[key])
    .filter((day) => day !== undefined)
    .toSorted();
