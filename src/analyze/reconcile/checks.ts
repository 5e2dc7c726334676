/** The kinds of disagreement: what each is called, what it takes to find it, and how many there are. */
import { TESTIMONIES, type TestimonyKind } from '../../model/fact.ts';
import type { Reconciled } from '../reconcile.ts';
import type { CatalogGaps } from './catalog.ts';

export const CHECKS = [
  'stale',
  'never-observed',
  'undeclared',
  'strength',
  'region',
  'catalog',
  'unresolved',
] as const;

/**
 * `stale`: declared, and likely gone. `never-observed`: that, and what traces did not exercise. `undeclared`: observed
 * and declared by nobody. The others are what their names say.
 */
export type Check = (typeof CHECKS)[number];

/** What each kind of source is, for people. */
export const SOURCE_WORDS: Readonly<Record<TestimonyKind, string>> = {
  declared: 'manifests and infrastructure code',
  code: 'program code',
  catalog: 'the catalog',
  observed: 'traces',
};

/** How many disagreements of a kind there are. What is open (too few errors, not exercised) counts where it is asked for. */
export const countOf = (check: Check, result: Reconciled): number => {
  switch (check) {
    case 'stale':
      return result.unseen.filter(({ doubt }) => doubt === undefined).length;
    case 'never-observed':
      return result.unseen.length;
    case 'undeclared':
      return result.undeclared.length;
    case 'strength':
      return result.strengths.filter(({ verdict }) => verdict !== 'mixed').length;
    case 'region':
      return result.regions.length;
    case 'catalog':
      return result.catalog === undefined ? 0 : gapsIn(result.catalog);
    case 'unresolved':
      return result.endpoints.filter(({ isMissing }) => isMissing).length;
  }
};

const gapsIn = ({ withoutInfrastructure, withoutEntry, owners, names }: CatalogGaps): number =>
  withoutInfrastructure.length + withoutEntry.length + owners.length + names.length;

/** Why a kind of disagreement could not be looked for; nothing if it could. */
export const uncheckedBecause = (check: Check, { sources }: Reconciled): string | undefined => {
  const kinds = sources.map(({ tells }) => tells);
  const has = (kind: TestimonyKind): boolean => kinds.includes(kind);
  const others = kinds.length > 1;
  switch (check) {
    case 'stale':
    case 'never-observed':
    case 'undeclared':
      if (!has('observed')) return 'no traces were scanned';
      return others ? undefined : 'nothing but traces was scanned';
    case 'strength':
    case 'region':
      return others ? undefined : 'only one kind of source was scanned';
    case 'catalog':
      if (!has('catalog')) return 'no catalog was scanned';
      return others ? undefined : 'nothing but a catalog was scanned';
    case 'unresolved':
      return undefined;
  }
};

/** What to add to a scan for each kind of source that it lacks. */
const TO_ADD: Readonly<Record<TestimonyKind, string>> = {
  declared: 'name the folders of manifests, templates or Terraform',
  code: 'name the folders of the programs as well: calls of cloud services are read from their code',
  catalog: 'name the folder that has the catalog-info.yaml files of a Backstage catalog',
  observed:
    'export traces as JSON (OTLP: the file exporter of the OpenTelemetry Collector; Jaeger: "JSON" of a search) and name their folder',
};

interface Missing {
  readonly tells: TestimonyKind;
  readonly hint: string;
}

/** Kinds of sources of which nothing was found, and how to add them. */
export const missingSources = ({ sources }: Reconciled): readonly Missing[] =>
  TESTIMONIES.filter((kind) => sources.every(({ tells }) => tells !== kind)).map((tells) => ({
    tells,
    hint: TO_ADD[tells],
  }));

/** What to do about each kind of disagreement. */
export const HINTS: Readonly<Record<Check, string>> = {
  stale:
    'remove the setting if the call is gone; if it is rare, keep it and let traces of that path be taken',
  'never-observed':
    'exercise these paths, or trace the clients that make these calls, before anything is concluded from it',
  undeclared: 'declare the dependency where the caller is declared, or remove the call',
  strength:
    'what traces proved counts in the document of -o; "impact" in faultline.yaml says it where nothing is proved',
  region: 'correct the source that is wrong: which region an outage takes down depends on it',
  catalog: 'mend the catalog, or deploy what it promises; an annotation joins what bears different names',
  unresolved:
    'scan what answers to it as well, or correct the setting; name it in faultline.yaml if it is outside',
};

/** Reasons why a run that is asked to fail on these kinds fails; a check that could not be made is one. */
export const failuresOf = (checks: readonly Check[], result: Reconciled): readonly string[] =>
  CHECKS.filter((check) => checks.includes(check)).flatMap((check) => {
    const unchecked = uncheckedBecause(check, result);
    if (unchecked !== undefined) return [`${check}: not checked, ${unchecked}`];
    const count = countOf(check, result);
    return count === 0 ? [] : [`${check}: ${count}, first ${firstOf(check, result)}`];
  });

const firstOf = (check: Check, result: Reconciled): string => {
  const arrow = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} → ${to}`;
  switch (check) {
    case 'stale':
    case 'never-observed':
      return arrow(result.unseen[0]!.need);
    case 'undeclared':
      return arrow(result.undeclared[0]!.need);
    case 'strength':
      return arrow(result.strengths[0]!.need);
    case 'region': {
      const { node, service } = result.regions[0]!;
      return service === undefined ? node : arrow({ from: node, to: service });
    }
    case 'catalog': {
      const { withoutInfrastructure, withoutEntry, owners, names } = result.catalog!;
      return [...withoutInfrastructure, ...withoutEntry, ...owners, ...names][0]!.id;
    }
    case 'unresolved':
      return result.endpoints[0]!.id;
  }
};
