/** Hosts that nothing scanned answers to: those that should be here, and those outside, by how often they occur. */
import type { Where } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { nearestKeys } from '../../model/nearest.ts';
import { countsTogether } from '../../model/observed.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Testimony } from '../../model/testimony.ts';
import { type Known, isObserved } from './known.ts';

export interface Endpoint {
  readonly id: string;
  readonly host: string;
  /** It should be here, and is not: a host without a domain, a name of this cluster. */
  readonly isMissing: boolean;
  /** Places that name it. */
  readonly references: number;
  readonly callers: readonly string[];
  /** Calls to it that traces saw. */
  readonly calls: number;
  readonly errors: number;
  /** The first places that name it, or that saw it. */
  readonly places: readonly Where[];
  /** A node with a name like it. */
  readonly perhaps?: string;
}

/** Places told of each endpoint. */
const MOST_PLACES = 3;

/** What is missing here first; then by references, then by calls. */
export const endpointsOf = (testimonies: readonly Testimony[], known: Known): readonly Endpoint[] => {
  const own = known.ids.filter((id) => known.isWorkload(id) || STORES.has(known.kindOf(id) ?? 'resource'));
  const byWord = new Map(own.toReversed().map((id) => [id.slice(id.lastIndexOf('/') + 1), id]));
  return [...groupBy(testimonies, ({ to }) => to)]
    .filter(([id, said]) => isHost(id) && said.some(isAtRunTime))
    .map(([id, said]): Endpoint => {
      const host = known.nameOf(id) ?? id.slice(id.lastIndexOf('/') + 1);
      const isMissing = id.startsWith('unresolved/');
      const stated = said.filter((one) => !isObserved(one));
      const counts = countsTogether(said.flatMap(({ observed }) => observed ?? []));
      const [word] = isMissing ? nearestKeys(host.split('.', 1)[0]!, byWord) : [];
      const places = new Map(
        (stated.length > 0 ? stated : said).map(({ where }) => [placeKey(where), where]),
      );
      return {
        id,
        host,
        isMissing,
        references: stated.length,
        callers: [...new Set(said.map(({ from }) => from))],
        calls: counts?.calls ?? 0,
        errors: counts?.errors ?? 0,
        places: [...places.values()].slice(0, MOST_PLACES),
        ...(word === undefined ? {} : { perhaps: byWord.get(word)! }),
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.isMissing) - Number(a.isMissing) ||
        b.references - a.references ||
        b.calls - a.calls ||
        byCodePoint(a.id, b.id),
    );
};

/** `external/sqs/eu-west-1/…/orders` is a thing of somebody else's, not a host. */
const isHost = (id: string): boolean => id.startsWith('unresolved/') || /^external\/[^/]+$/.test(id);

/** Registries of images are asked at the start only. */
const isAtRunTime = ({ class: of }: Testimony): boolean => of !== 'start-up';

const STORES: ReadonlySet<string> = new Set(['database', 'cache', 'queue', 'storage']);

const placeKey = ({ file, line }: Where): string => `${file}:${line}`;
