/**
 * How far a failure passes along a pair of things, when more than the class of the edge is known.
 *
 * What traces proved counts most: errors that the caller survived, errors that it did not. Then what the code shows (a
 * `catch` that goes on, in every place that calls), then what the class says.
 */
import type { EdgeClass } from '../../model/fact.ts';
import { type ImpactTable, cappedAt } from '../../model/impact.ts';
import { type Proof, countsTogether, provedBy } from '../../model/observed.ts';
import { type State, rankOf } from '../../model/state.ts';
import type { Edge } from './edges.ts';
import { type Terms, termsOf } from './terms.ts';

/** Classes of use: what a trace or a `catch` can tell about. Others are needed in ways that no call shows. */
const USES: ReadonlySet<EdgeClass> = new Set(['call', 'data', 'asynchronous']);

/** The worst that a dependency does to a caller that goes on without it. */
const WITHOUT: State = 'degraded';

/** What traces proved about edges between the same two, in words; none if nothing. */
export const proofOf = (
  edges: readonly Edge[],
): { readonly proof: Proof; readonly why: string } | undefined => {
  const counts = countsTogether(edges.flatMap(({ observed }) => observed ?? []));
  const proof = counts === undefined ? 'open' : provedBy(counts);
  if (counts === undefined || proof === 'open') return undefined;
  const passed = proof === 'soft' ? 'none' : String(counts.propagated);
  return { proof, why: `traces: of ${counts.errors} errors ${passed} passed on` };
};

/**
 * The terms of edges between the same two, of which those of `strongest` are of one class and decide.
 *
 * @param isPart Whether the target can fail by itself.
 */
export const termsOfEdges = (
  edges: readonly Edge[],
  strongest: readonly Edge[],
  edgeClass: EdgeClass,
  isPart: boolean,
): Terms => {
  const terms = termsOf(edgeClass, isPart);
  const proof = USES.has(edgeClass) ? proofOf(edges)?.proof : undefined;
  if (proof === 'hard') return unchanged(terms);
  if (proof === 'soft') return capped(terms, WITHOUT);
  const uses = edges.filter(({ by, class: of }) => by.tells === 'code' && USES.has(of));
  const deciding = uses.length > 0 && USES.has(edgeClass) ? uses : strongest;
  const [first] = deciding;
  const atMost = first?.atMost;
  return atMost !== undefined && deciding.every((edge) => edge.atMost === atMost)
    ? capped(terms, atMost)
    : terms;
};

const unchanged = ({ needed }: Terms): Terms => (needed === undefined ? {} : { needed });

/** No worse than the class lets it get, and no worse than what is shown. */
const capped = ({ impact, ...terms }: Terms, atMost: State): Terms => ({
  ...terms,
  impact: impact === undefined ? cappedAt(atMost) : lower(impact, atMost),
});

const lower = (table: ImpactTable, atMost: State): ImpactTable =>
  table[3] <= rankOf(atMost) ? table : cappedAt(atMost);
