/** The same thing, or the same service of a provider, in different regions by different sources. */
import type { Where } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Sighting, Testimony } from '../../model/testimony.ts';
import { type Known, isObserved } from './known.ts';
import type { Need } from './needs.ts';
import { type CloudService, cloudServiceOf, foreignServiceOf } from './service-ids.ts';

/** A source says that it is in a region. */
export interface RegionWord extends Pick<Sighting, 'tells' | 'realm'> {
  readonly region: string;
  /** What it says it of. */
  readonly id: string;
  readonly where: Where;
  readonly why?: string;
}

/** Sources that do not agree on where a thing is. */
export interface RegionConflict {
  readonly node: string;
  /** What is needed in different regions: `dynamodb`; left out: the thing itself is said to be in them. */
  readonly service?: string;
  readonly words: readonly RegionWord[];
}

export interface Regions {
  readonly conflicts: readonly RegionConflict[];
  /** Whether a need is one side of such a conflict: then it is neither stale nor undeclared, but elsewhere. */
  readonly isElsewhere: (need: Need) => boolean;
}

/** All conflicts, things first, by id. */
export const regionsOf = (needs: readonly Need[], known: Known): Regions => {
  const things = known.ids.flatMap((node): readonly RegionConflict[] => {
    const words = known.sightingsOf(node).flatMap((sighting) => wordOfSighting(sighting) ?? []);
    return disagree(words) ? [{ node, words: firstOfEach(words) }] : [];
  });
  const elsewhere = new Set<Need>();
  const services = [...groupBy(needs, ({ from }) => from)].flatMap(([node, own]) =>
    [
      ...groupBy(
        own.flatMap((need) => usedIn(need, known)),
        ({ key }) => key,
      ),
    ].flatMap(([, used]): readonly RegionConflict[] => {
      const words = used.flatMap((use) => use.words);
      if (!disagree(words)) return [];
      const seen = used.filter(({ need }) => need.seen.length > 0);
      const regions = new Set(seen.map(({ region }) => region));
      for (const { need, region } of used) {
        const isLost = need.seen.length === 0 && seen.length > 0 && !regions.has(region);
        if (isLost || need.stated.length === 0) elsewhere.add(need);
      }
      return [{ node, service: used[0]!.service, words: firstOfEach(words) }];
    }),
  );
  return { conflicts: [...things, ...services], isElsewhere: (need) => elsewhere.has(need) };
};

const wordOfSighting = (sighting: Sighting): RegionWord | undefined => {
  const { node, tells, realm, where, region } = sighting;
  return region === undefined ? undefined : { id: node, tells, realm, where, region, why: sighting.type };
};

interface Use {
  readonly key: string;
  readonly need: Need;
  readonly service: string;
  readonly region: string;
  readonly words: readonly RegionWord[];
}

/** A need as the use of a provider's service in a region; none if it is not, or the region is not known. */
const usedIn = (need: Need, known: Known): readonly Use[] => {
  const services = known.servicesOf(need.to).filter(({ region }) => region !== undefined);
  // What is replicated has a region for each copy: none of them is its region.
  const [only] = services;
  if (only === undefined || new Set(services.map(({ region }) => region)).size > 1) return [];
  return [useOf(need, only, only.region!, known)];
};

const useOf = (need: Need, { provider, service }: CloudService, region: string, known: Known): Use => ({
  key: `${provider}/${service}`,
  need,
  service: `${provider}/${service}`,
  region,
  words: [...need.stated, ...need.seen]
    .filter((word) => saysWhere(word, known))
    .map(({ to, tells, realm, where, why }) => ({ id: to, tells, realm, where, why, region })),
});

/**
 * Whether a source says by its words where it is what it uses. Who may use something says nothing of what is used, and
 * who takes a table by its name says nothing of where that is: those say it who declare the table.
 */
const saysWhere = ({ class: of, isLink, tells, to }: Testimony, known: Known): boolean =>
  of !== 'permission' &&
  !isLink &&
  (tells === 'declared' ||
    cloudServiceOf(to) !== undefined ||
    foreignServiceOf(to) !== undefined ||
    known.sightingsOf(to).some((sighting) => sighting.tells === tells));

/**
 * Whether two sources say what cannot both be. Traces that show fewer regions than others declare show just what was
 * exercised; regions that only they show are news.
 */
const disagree = (words: readonly RegionWord[]): boolean => {
  const bySource = [...groupBy(words, ({ tells, realm }) => `${tells} ${realm}`).values()];
  return bySource.some((one, i) =>
    bySource.slice(i + 1).some((other) => !fit(one, other) && !fit(other, one)),
  );
};

/** Whether the regions of one source are those of the other, or some of those if it can only see some. */
const fit = (one: readonly RegionWord[], other: readonly RegionWord[]): boolean => {
  const own = new Set(one.map(({ region }) => region));
  const others = new Set(other.map(({ region }) => region));
  const isWithin = [...own].every((region) => others.has(region));
  return isWithin && (own.size === others.size || one.every(isObserved));
};

/** Each region once for each source, at its first place; a call is told of a table and of its service, and is one. */
const firstOfEach = (words: readonly RegionWord[]): readonly RegionWord[] => {
  const places = groupBy(words, ({ where, ...word }) => `${sideOf(word)} ${where.file}:${where.line}`);
  const firsts = [...places.values()].map(([first]) => first!);
  return [...groupBy(firsts, (word) => `${sideOf(word)} ${word.id}`).values()]
    .map(([first]) => first!)
    .toSorted((a, b) => byCodePoint(a.region, b.region) || byCodePoint(a.realm, b.realm));
};

const sideOf = ({ tells, realm, region }: Omit<RegionWord, 'where'>): string => `${tells} ${realm} ${region}`;
