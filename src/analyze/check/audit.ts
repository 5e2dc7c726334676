/** What all rules look at: the estate, its network, and what was solved of it already. */
import { select } from '../../assemble/select.ts';
import { compile } from '../../engine/compile.ts';
import { type Explainer, explainer } from '../../engine/explain.ts';
import type { Network } from '../../engine/network.ts';
import { type Outcome, propagate } from '../../engine/propagate.ts';
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Kind } from '../../model/kind.ts';
import type { Rank } from '../../model/state.ts';
import type { Scanned } from '../analysis.ts';
import { type Exposure, exposureOf } from '../audit/exposure.ts';

export interface Explained {
  readonly outcome: Outcome;
  readonly explainer: Explainer;
}

export interface Audit {
  readonly estate: Estate;
  readonly day: Day;
  readonly network: Network;
  readonly sweeper?: Sweeper;
  /** What a scan told besides the graph; left out: nothing was scanned. */
  readonly scanned?: Scanned;
  /** What becomes of nodes if each of the failures happens alone. */
  readonly exposure: (failures: readonly number[], nodes: readonly number[]) => Promise<Exposure>;
  /** The estate under these failures, all forced to the rank. The last few are remembered. */
  readonly solved: (failures: readonly number[], rank: Rank) => Explained;
}

/** Bytes of outcomes that are kept: rules ask for the same one again and again. One takes some 25 bytes a node. */
const REMEMBERED = 200e6;
const BYTES_A_NODE = 25;

export const auditOf = (
  estate: Estate,
  day: Day,
  { sweeper, scanned }: { readonly sweeper?: Sweeper; readonly scanned?: Scanned } = {},
): Audit => {
  const network = compile(estate, day);
  const known = new Map<string, Explained>();
  const most = Math.max(16, Math.floor(REMEMBERED / (BYTES_A_NODE * network.nodeCount)));
  const exposures = new Map<string, Promise<Exposure>>();
  return {
    estate,
    day,
    network,
    ...(sweeper === undefined ? {} : { sweeper }),
    ...(scanned === undefined ? {} : { scanned }),
    exposure: (failures, nodes) => {
      const key = `${failures.join(' ')}:${nodes.join(' ')}`;
      let found = exposures.get(key);
      if (found === undefined) exposures.set(key, (found = exposureOf(network, failures, nodes, sweeper)));
      return found;
    },
    solved: (failures, rank) => {
      const key = `${rank}:${failures.join(' ')}`;
      let found = known.get(key);
      if (found === undefined) {
        const outcome = propagate(
          network,
          failures.map((position) => ({ position, rank })),
        );
        found = { outcome, explainer: explainer(estate, day, outcome) };
        known.set(key, found);
        if (known.size > most) known.delete(known.keys().next().value!);
      }
      return found;
    },
  };
};

/** Positions of all nodes of these kinds, ascending. */
export const ofKinds = ({ nodes }: Estate, kinds: readonly Kind[]): readonly number[] =>
  nodes.flatMap(({ kind }, position) => (kinds.includes(kind) ? [position] : []));

/** Whether anybody said which apps matter. */
export const hasTiers = ({ nodes }: Estate): boolean =>
  nodes.some(({ kind, tier }) => kind === 'app' && tier !== undefined);

/**
 * What a rule looks after: what its setting selects, or else the apps of tier 1 (and 0), or all apps where none has a
 * tier.
 */
export const appsOf = (estate: Estate, selections: readonly string[] | undefined): readonly number[] => {
  if (selections !== undefined) return select(estate, selections);
  const apps = ofKinds(estate, ['app']);
  return hasTiers(estate) ? apps.filter((position) => (estate.nodes[position]!.tier ?? 2) <= 1) : apps;
};
