/** Questions about what becomes of an estate over time, and their answers as data. */
import { recovery } from '../../src/analyze/recovery.ts';
import { replay } from '../../src/analyze/replay.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import type { Level, RawScenario } from '../support/raw.ts';
import { text } from '../../src/report/text.ts';
import { DAY, type Needs } from '../engine/estates.ts';
import { estateOf } from '../support/engine.ts';

export const MINUTE = 60;
export const HOUR = 3600;

/** The estate of nodes that are services unless it is said, with scenarios. */
export const estateOver = (needs: Needs, scenarios: Readonly<Record<string, RawScenario>>): Estate =>
  estateOf({
    faultline: 1,
    nodes: Object.fromEntries(
      Object.entries(needs).map(([id, node]) => [
        id,
        { kind: 'service', ...(Array.isArray(node) ? { dependsOn: node } : (node as object)) },
      ]),
    ),
    scenarios,
  });

interface Options {
  readonly at?: string;
  readonly only?: readonly string[];
  readonly limit?: string;
  readonly horizon?: string;
  readonly date?: string;
}

export const askReplay = (estate: Estate, scenario?: string, options: Options = {}, today = DAY): Report =>
  replay.run({ estate, args: scenario === undefined ? [] : [scenario], options, today });

export const askRecovery = (
  estate: Estate,
  scenario?: string,
  options: Omit<Options, 'at'> = {},
  today = DAY,
): Report => recovery.run({ estate, args: scenario === undefined ? [] : [scenario], options, today });

interface CauseData {
  readonly node: string;
  readonly state: Level;
}

interface ReplayedNode {
  readonly id: string;
  readonly kind: string;
  readonly onset: number;
  readonly recovered: number | null;
  readonly intervals: readonly {
    readonly from: number;
    readonly until: number | null;
    readonly state: Level;
  }[];
  readonly seconds: Readonly<Record<Level, number | null>>;
  readonly because: readonly CauseData[];
  readonly heldBy?: readonly string[];
}

export interface ReplayData {
  readonly date?: string;
  readonly start?: string;
  readonly faults: readonly object[];
  readonly settled: boolean;
  readonly end: number;
  readonly summary: {
    readonly affected: number;
    readonly apps: Readonly<Record<string, number>>;
    readonly cost?: object;
  };
  readonly nodes: readonly ReplayedNode[];
  readonly score?: object;
}

export const replayData = (report: Report): ReplayData => report.data() as ReplayData;

/** What became of each node: `state from–until` for each interval, in minutes. */
export const fatesIn = (report: Report): Readonly<Record<string, string>> =>
  Object.fromEntries(
    replayData(report).nodes.map(({ id, intervals }) => [
      id,
      intervals
        .map(
          ({ from, until, state }) =>
            `${state} ${from / MINUTE}–${until === null ? '' : String(until / MINUTE)}`,
        )
        .join(', '),
    ]),
  );

/** The nodes of a replay that do not come back, and what holds them. */
export const holdsIn = (report: Report): Readonly<Record<string, readonly string[] | undefined>> =>
  Object.fromEntries(
    replayData(report)
      .nodes.filter(({ recovered }) => recovered === null)
      .map(({ id, heldBy }) => [id, heldBy]),
  );

export interface RecoveryData {
  readonly date?: string;
  readonly settled: boolean;
  readonly end: number;
  readonly order: readonly {
    readonly id: string;
    readonly at: number;
    readonly repaired?: true;
    readonly waitedFor: readonly (CauseData & {
      readonly needed?: 'start';
      readonly recovery?: number;
    })[];
  }[];
  readonly heldBack: readonly {
    readonly id: string;
    readonly at: number | null;
    readonly otherwise: number;
    readonly needs: readonly CauseData[];
  }[];
  readonly never: readonly { readonly id: string; readonly heldBy: readonly string[] }[];
  readonly deadlocks: readonly { readonly circle: readonly string[]; readonly held: readonly string[] }[];
}

export const recoveryData = (report: Report): RecoveryData => report.data() as RecoveryData;

/** The answer as text, without colours, in so many columns. */
export const textIn = (report: Report, width: number): string =>
  text.render(report, { width, paint: (_, shown) => shown });
