/**
 * Where sources disagree: what manifests and infrastructure code declare, what the code calls, what the catalog says,
 * and what traces saw, held against each other need by need.
 *
 * Pure: a scan's document and ledger in, disagreements out, each with the testimonies that it rests on.
 */
import type { TestimonyKind } from '../model/fact.ts';
import { type Agreement, type SourceCount, agreementOf, sourcesOf } from './reconcile/agreement.ts';
import { type CatalogGaps, catalogGaps } from './reconcile/catalog.ts';
import { type Endpoint, endpointsOf } from './reconcile/endpoints.ts';
import { type Known, type Testified, knownOf } from './reconcile/known.ts';
import { type Need, needsOf } from './reconcile/needs.ts';
import { type RegionConflict, regionsOf } from './reconcile/regions.ts';
import { type Strength, strengthsOf } from './reconcile/strength.ts';
import { type Traced, tracedOf } from './reconcile/traces.ts';
import { type Stranger, type Undeclared, strangersOf, undeclaredOf } from './reconcile/undeclared.ts';
import { type Unseen, unseenOf } from './reconcile/unseen.ts';

export interface Reconciled {
  readonly sources: readonly SourceCount[];
  readonly known: Known;
  readonly needs: readonly Need[];
  /** What traces cover; left out: there are none. */
  readonly traced?: Traced;
  readonly unseen: readonly Unseen[];
  readonly undeclared: readonly Undeclared[];
  readonly strangers: readonly Stranger[];
  readonly strengths: readonly Strength[];
  readonly regions: readonly RegionConflict[];
  /** Left out: no catalog was scanned, or nothing else. */
  readonly catalog?: CatalogGaps;
  readonly endpoints: readonly Endpoint[];
  readonly agreement: Agreement;
}

/** Compares all that sources said. */
export const reconcile = (scan: Testified): Reconciled => {
  const { ledger } = scan;
  const known = knownOf(scan);
  const needs = needsOf(ledger.testimonies, known);
  const sources = sourcesOf(ledger);
  const tells = new Set<TestimonyKind>(sources.map((source) => source.tells));
  const traced = tracedOf(needs, known);
  const regions = regionsOf(needs, known);
  const catalog = catalogGaps(known);
  // Traces alone: there is nothing that could have declared what they show.
  const isCompared = tells.has('observed') && tells.size > 1;
  return {
    sources,
    known,
    needs,
    ...(traced === undefined ? {} : { traced }),
    unseen: traced === undefined ? [] : unseenOf(needs, traced, known, regions.isElsewhere),
    undeclared: isCompared ? undeclaredOf(needs, known, regions.isElsewhere) : [],
    strangers: isCompared ? strangersOf(needs, known) : [],
    strengths: strengthsOf(needs),
    regions: regions.conflicts,
    ...(catalog === undefined ? {} : { catalog }),
    endpoints: endpointsOf(ledger.testimonies, known),
    agreement: agreementOf(needs, known),
  };
};
