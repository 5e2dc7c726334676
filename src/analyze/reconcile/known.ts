/** What is known of each node, from whom, looked up often: a scan seen from the side of its nodes. */
import type { Document } from '../../model/document.ts';
import type { EdgeClass } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Kind } from '../../model/kind.ts';
import { requirementsOf } from '../../model/node.ts';
import { targetsOf } from '../../model/requirement.ts';
import type { Ledger, Sighting, Testimony } from '../../model/testimony.ts';
import { remembered } from './remembered.ts';
import { type CloudService, cloudServiceOf, foreignServiceOf } from './service-ids.ts';

/** What a scan gave, as far as it is compared. */
export interface Testified {
  readonly document: Document;
  readonly ledger: Ledger;
}

export interface Known {
  readonly sightingsOf: (id: string) => readonly Sighting[];
  /** Every node of which any source tells, sorted. */
  readonly ids: readonly string[];
  readonly kindOf: (id: string) => Kind | undefined;
  readonly nameOf: (id: string) => string | undefined;
  readonly tagsOf: (id: string) => readonly string[];
  /** Whether traces show it: as itself, as a caller, or as what is called. */
  readonly isTraced: (id: string) => boolean;
  /** Whether it sends spans of its own, so that a call to it shows even where the caller's client is not traced. */
  readonly isTracedItself: (id: string) => boolean;
  /** Something that is deployed or was seen to run, and could be traced: a service, a function, a machine. */
  readonly isWorkload: (id: string) => boolean;
  /** The provider's service that its id means. */
  readonly serviceOf: (id: string) => CloudService | undefined;
  /** The provider's service that it is, or is a resource of. */
  readonly servicesOf: (id: string) => readonly CloudService[];
  /** What is behind a name, a gateway or a balancer, which no trace shows. */
  readonly behind: (id: string) => readonly string[];
}

/** Classes of use: what a program does while it runs, so that a trace can show it. */
const USES: ReadonlySet<EdgeClass> = new Set(['call', 'data', 'asynchronous']);

/** Whether a testimony is of a kind that traces can show: no conclusion, and nothing that passes nothing on. */
export const isUse = ({ class: of, isLink, atMost }: Testimony): boolean =>
  USES.has(of) && !isLink && atMost !== 'operational';

export const isObserved = ({ tells }: Pick<Testimony, 'tells'>): boolean => tells === 'observed';

const RUNNING: ReadonlySet<Kind> = new Set(['service', 'function', 'compute']);

/** They connect others, and are no stop of their own in a trace. */
const LEADING: ReadonlySet<Kind> = new Set(['network', 'dns', 'cdn']);

/** Types of what only stands for others: a name in a cluster that is not the workload itself, an API of a catalog. */
const NAMES: ReadonlySet<string> = new Set(['v1/Service', 'backstage/API']);

/** The type of what sends spans; what is only called has another one. */
const TRACED_SERVICE = 'trace/service';

/** Names that lead to names: more steps than these are no way that anybody takes. */
const MOST_STEPS = 5;

/** Looks a scan up. */
export const knownOf = ({ document, ledger }: Testified): Known => {
  const sightings = groupBy(ledger.sightings, ({ node }) => node);
  const outgoing = groupBy(ledger.testimonies, ({ from }) => from);
  const traced = new Set([
    ...ledger.sightings.filter(isObserved).map(({ node }) => node),
    ...ledger.testimonies.filter(isObserved).flatMap(({ from, to }) => [from, to]),
  ]);
  const kindOf = (id: string): Kind | undefined => document.nodes.get(id)?.kind;
  const sightingsOf = (id: string): readonly Sighting[] => sightings.get(id) ?? [];
  const isName = (id: string): boolean => {
    const all = sightingsOf(id);
    return all.length > 0 && all.every(({ type }) => NAMES.has(type));
  };
  const leadsOn = (id: string): boolean =>
    !traced.has(id) && (isName(id) || LEADING.has(kindOf(id) ?? 'resource'));
  return {
    sightingsOf,
    ids: [...sightings.keys()],
    kindOf,
    nameOf: (id) => document.nodes.get(id)?.name,
    tagsOf: (id) => document.nodes.get(id)?.tags ?? [],
    isTraced: (id) => traced.has(id),
    isTracedItself: (id) => sightingsOf(id).some((one) => isObserved(one) && one.type === TRACED_SERVICE),
    isWorkload: (id) => RUNNING.has(kindOf(id) ?? 'resource') && !isName(id) && sightingsOf(id).some(runs),
    servicesOf: servicesIn(document, outgoing),
    serviceOf: remembered(cloudServiceOf),
    behind: remembered((id) => {
      const found = new Set<string>();
      let open = leadsOn(id) ? [id] : [];
      for (let step = 0; step < MOST_STEPS && open.length > 0; step++) {
        const next = open.flatMap((at) => (outgoing.get(at) ?? []).filter(isWay).map(({ to }) => to));
        open = [...new Set(next)].filter((to) => !found.has(to) && to !== id);
        for (const to of open) found.add(to);
        open = open.filter(leadsOn);
      }
      return [...found].filter((to) => !leadsOn(to));
    }),
  };
};

/** A catalog names what is planned and what is gone; code that nobody runs runs nowhere. */
const runs = ({ isPart, tells }: Sighting): boolean =>
  isPart && (tells === 'declared' || tells === 'observed');

/** A balancer has its targets by links: they count here. */
const isWay = ({ class: of }: Testimony): boolean => USES.has(of);

/** What it stands on no source refers to: it follows from its type. What a source refers to, it uses. */
const servicesIn = (
  { nodes }: Document,
  outgoing: ReadonlyMap<string, readonly Testimony[]>,
): Known['servicesOf'] => {
  return remembered((id) => {
    const own = cloudServiceOf(id) ?? foreignServiceOf(id);
    if (own !== undefined) return [own];
    const node = nodes.get(id);
    if (node === undefined) return [];
    const used = new Set((outgoing.get(id) ?? []).map(({ to }) => to));
    return requirementsOf(node)
      .flatMap(targetsOf)
      .filter((target) => !used.has(target))
      .flatMap((target) => cloudServiceOf(target) ?? []);
  });
};
