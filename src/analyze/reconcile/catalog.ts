/** The catalog against what is there: entries that nothing deploys, workloads without an entry, other owners and names. */
import { groupBy } from '../../model/group-by.ts';
import type { TestimonyKind } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Sighting } from '../../model/testimony.ts';
import type { Known } from './known.ts';

export interface CatalogGaps {
  /** Entries of things that run, which no manifest and no infrastructure code declares. */
  readonly withoutInfrastructure: readonly Entry[];
  /** Workloads that are declared or were seen to run, of which the catalog says nothing. */
  readonly withoutEntry: readonly Entry[];
  readonly owners: readonly Differing[];
  readonly names: readonly Differing[];
}

export interface Entry {
  readonly id: string;
  /** The sightings that the entry or the workload rests on. */
  readonly seen: readonly Sighting[];
}

/** Sources that call one thing differently, or give it to different people. */
export interface Differing {
  readonly id: string;
  readonly words: readonly { readonly text: string; readonly sighting: Sighting }[];
}

/** What the catalog and the rest say differently; none if no catalog was scanned, or nothing else. */
export const catalogGaps = (known: Known): CatalogGaps | undefined => {
  const all = known.ids.map((id) => ({ id, seen: known.sightingsOf(id) }));
  const kinds = new Set(all.flatMap(({ seen }) => seen.map(({ tells }) => tells)));
  if (!kinds.has('catalog') || kinds.size === 1) return undefined;
  // Without manifests, what traces saw is all that there is to be compared with.
  const real: TestimonyKind | undefined = kinds.has('declared')
    ? 'declared'
    : kinds.has('observed')
      ? 'observed'
      : undefined;
  return {
    withoutInfrastructure:
      real === undefined
        ? []
        : all.filter(({ id, seen }) => isEntry(id, seen, known) && !seen.some(({ tells }) => tells === real)),
    withoutEntry: all.filter(
      ({ id, seen }) => known.isWorkload(id) && !seen.some(({ tells }) => tells === 'catalog'),
    ),
    owners: all.flatMap(({ id, seen }) => differing(id, seen, ({ owner }) => owner, isSameText)),
    names: all
      .filter(({ seen }) => seen.some(({ tells }) => tells === 'catalog'))
      .flatMap(({ id, seen }) => differing(id, seen, ({ local }) => local, isLikeName)),
  };
};

/** Components and resources that run: no libraries, and nothing that is only named by others. */
const isEntry = (id: string, seen: readonly Sighting[], known: Known): boolean =>
  known.kindOf(id) !== 'resource' &&
  !known.tagsOf(id).includes('read-only') &&
  seen.some(({ tells, type }) => tells === 'catalog' && ENTRIES.has(type));

const ENTRIES: ReadonlySet<string> = new Set(['backstage/Component', 'backstage/Resource']);

const differing = (
  id: string,
  seen: readonly Sighting[],
  textOf: (sighting: Sighting) => string | undefined,
  isSame: (a: string, b: string) => boolean,
): readonly Differing[] => {
  const words = seen.flatMap((sighting) => {
    const text = textOf(sighting);
    return text === undefined ? [] : [{ text, sighting }];
  });
  const firsts = [...groupBy(words, ({ text, sighting }) => `${sighting.tells}\0${text}`).values()]
    .map(([word]) => word!)
    .toSorted((a, b) => byCodePoint(a.sighting.tells, b.sighting.tells) || byCodePoint(a.text, b.text));
  const isOdd = firsts.some((a) =>
    firsts.some((b) => a.sighting.tells !== b.sighting.tells && !isSame(a.text, b.text)),
  );
  return isOdd ? [{ id, words: firsts }] : [];
};

const isSameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** `OrdersTable` and `orders` are one name, written as each source has to write it. */
const isLikeName = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((text) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  return one!.includes(other!) || other!.includes(one!);
};
