/**
 * Parts whose outage alone takes an app out.
 *
 * What stands between the app and the part that is to blame falls as well when it fails itself; told is the part that
 * nothing else of them takes. What holds data is always told: it is what a second copy is made of. Of a provider it is
 * what somebody here asks for, not what that stands on: nobody here can change it. An app has one finding with all its
 * parts.
 */
import type { Kind } from '../../../model/kind.ts';
import { requirementsOf } from '../../../model/node.ts';
import { targetsOf } from '../../../model/requirement.ts';
import { universeOf } from '../../audit/universe.ts';
import { type Audit, appsOf, ofKinds } from '../audit.ts';
import { fallOf } from '../falls.ts';
import { type Case, type CheckRule, type Found, type Together, pageOf } from '../rule.ts';
import { sourceFile } from '../source-file.ts';
import { asOne } from '../together.ts';
import { isShipped } from '../whose.ts';
import { grouped } from '../../totals.ts';
import { listText } from '../words.ts';

/** What a place takes has rules of its own. */
const PLACES: readonly Kind[] = ['zone', 'region', 'provider'];

const HOLDS_DATA: ReadonlySet<Kind> = new Set(['database', 'cache', 'queue', 'storage', 'external']);

export const singlePointOfFailure = {
  id: 'single-point-of-failure',
  rule: {
    id: 'single-point-of-failure',
    title: 'One part takes an app out',
    why: 'Whatever can take an app out by itself sets the limit of how available the app can be, and is where the next incident comes from: a database without a standby, a vendor without a second one, a service that everything asks.',
    remedy:
      'Have a second one that does not share its fate, and require any of the two; or let the app go on without it, with less to offer ("impact: degraded", a cache, a queue).',
    severity: 'note',
    page: pageOf('single-point-of-failure'),
  },
  cases: async (audit, { apps, among }) => {
    const { estate } = audit;
    const mayFail = partsOfOwn(audit);
    const failures = universeOf(estate, among).filter((position) => among !== undefined || mayFail(position));
    return pointsOfFailure(audit, failures, appsOf(estate, apps), among !== undefined);
  },
} as const satisfies CheckRule;

/** Kinds that in files of infrastructure are settings of a provider's service: a subnet, a listener, a role. */
const SETTINGS: ReadonlySet<Kind> = new Set(['network', 'identity']);

/** What is looked at unless a document says otherwise: what fails by itself, and what somebody here can do without. */
const partsOfOwn = ({ estate }: Audit): ((position: number) => boolean) => {
  const places = new Set(ofKinds(estate, PLACES));
  const asked = new Set(
    estate.nodes.flatMap((node) => (isShipped(node) ? [] : requirementsOf(node).flatMap(targetsOf))),
  );
  return (position) => {
    const node = estate.nodes[position]!;
    if (places.has(position)) return false;
    if (isShipped(node)) return asked.has(node.id);
    return !(SETTINGS.has(node.kind) && sourceFile(node.source) !== undefined);
  };
};

const pointsOfFailure = async (
  audit: Audit,
  failures: readonly number[],
  apps: readonly number[],
  isAsked: boolean,
): Promise<readonly Case[]> => {
  const { estate } = audit;
  const exposure = await audit.exposure(failures, apps);
  const taking = failures.flatMap((position, failure) => {
    const taken = exposure
      .hitsOf(failure)
      .filter(({ app, rank }) => rank === 3 && apps[app] !== position)
      .map(({ app }) => app);
    return taken.length === 0 ? [] : [{ position, taken: new Set(taken) }];
  });
  const behind = isAsked
    ? NOTHING
    : await takenBy(
        audit,
        taking.map(({ position }) => position),
      );
  const found = apps.map((): Found[] => []);
  const through = new Map(taking.map((one) => [one.position, one.taken]));
  for (const { position, taken } of taking) {
    const deeper = behind.get(position)?.causes ?? [];
    const { id, kind } = estate.nodes[position]!;
    for (const app of taken) {
      const isOnTheWay =
        !HOLDS_DATA.has(kind) && deeper.some((cause) => through.get(cause)?.has(app) === true);
      if (isOnTheWay) continue;
      const claim = { position: apps[app]!, rank: 3 } as const;
      const fall = fallOf(audit, { failures: [position], rank: 3 }, claim, [id]);
      const also = behind.get(position)?.takes.map((at) => estate.nodes[at]!.id) ?? [];
      found[app]!.push({
        ...fall,
        ...(also.length === 0 ? {} : { related: [{ message: `it takes ${listText(also)} with it` }] }),
        whole: WHOLE,
      });
    }
  }
  return apps.map((position, app) => ({ subject: estate.nodes[position]!.id, found: found[app]! }));
};

/** An app has one finding. */
const WHOLE: Together = {
  key: [],
  of: (parts) => {
    const [first] = parts;
    if (parts.length === 1) return first!;
    const names = parts.map(({ failure }) => failure!);
    return asOne(
      parts,
      `${first!.node} is in outage if any one of ${grouped(parts.length)} parts is: ${listText(names, MOST_NAMED)}`,
    );
  },
};

/** Parts that are named in the sentence; the lines below it have all. */
const MOST_NAMED = 6;

interface Behind {
  /** What takes it; where two take each other, the first by id is the cause. */
  readonly causes: readonly number[];
  readonly takes: readonly number[];
}

const NOTHING: ReadonlyMap<number, Behind> = new Map();

/** Parts above which nobody asks which of them takes which: the answer grows with the square. */
const MOST_COMPARED = 4_000;

/** Which of the parts is taken out by which other ones. */
const takenBy = async (audit: Audit, positions: readonly number[]): Promise<ReadonlyMap<number, Behind>> => {
  if (positions.length > MOST_COMPARED) return NOTHING;
  const exposure = await audit.exposure(positions, positions);
  const causes = new Map<number, number[]>(positions.map((position) => [position, []]));
  const takes = new Map<number, number[]>(positions.map((position) => [position, []]));
  positions.forEach((cause, failure) => {
    for (const { app, rank } of exposure.hitsOf(failure)) {
      if (rank < 3 || app === failure) continue;
      if (exposure.rankOf(app, failure) === 3 && positions[app]! < cause) continue;
      causes.get(positions[app]!)!.push(cause);
      takes.get(cause)!.push(positions[app]!);
    }
  });
  return new Map(
    positions.map((position) => [position, { causes: causes.get(position)!, takes: takes.get(position)! }]),
  );
};
