/** Questions asked of estates, and their answers as text and as data. */
import { impact } from '../../src/analyze/impact.ts';
import { nodes } from '../../src/analyze/nodes.ts';
import { show } from '../../src/analyze/show.ts';
import { validate } from '../../src/analyze/validate.ts';
import { why } from '../../src/analyze/why.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import type { State } from '../../src/model/state.ts';
import { text } from '../../src/report/text.ts';
import { DAY } from '../engine/estates.ts';

const withState = (state: State | undefined) =>
  state === 'operational' || state === undefined ? {} : { state };

export const askImpact = (estate: Estate, fail: readonly string[], state?: State, today = DAY): Report =>
  impact.run({ estate, args: fail, options: withState(state), today });

export const askWhy = (
  estate: Estate,
  node: string,
  fail: readonly string[],
  state?: State,
  today = DAY,
): Report => why.run({ estate, args: [node], options: { fail, ...withState(state) }, today });

export const askScenario = (estate: Estate, scenario: string): Report =>
  impact.run({ estate, args: [], options: { scenario }, today: DAY });

export const askShow = (estate: Estate, node: string): Report =>
  show.run({ estate, args: [node], options: {}, today: DAY });

export const askNodes = (estate: Estate, ...selections: readonly string[]): Report =>
  nodes.run({ estate, args: selections, options: {}, today: DAY });

export const askValidate = (estate: Estate): Report =>
  validate.run({ estate, args: [], options: {}, today: DAY });

/** The answer as text, without colours and wide enough for anything. */
export const textOf = (report: Report): string =>
  text.render(report, { width: 1_000, paint: (_, shown) => shown });

/** The lines of a part of the text, from its heading to the next empty line. */
export const partOf = (report: Report, heading: string): readonly string[] => {
  const lines = textOf(report).split('\n');
  const from = lines.indexOf(heading);
  if (from < 0) return [];
  return lines.slice(from + 1, lines.indexOf('', from));
};

export interface CauseData {
  readonly node?: string;
  readonly state?: State;
  readonly impact: State;
  readonly members?: readonly CauseData[];
  readonly requires?: readonly CauseData[];
}

interface ClaimData {
  readonly state: State;
  readonly wave: number;
  readonly fault?: true;
  readonly because: readonly CauseData[];
}

export interface ImpactData {
  readonly summary: object;
  readonly affected: readonly (ClaimData & {
    readonly id: string;
    readonly earlier?: readonly ClaimData[];
  })[];
  readonly blocksRecovery?: readonly object[];
}

export interface WhyData {
  readonly state: State;
  readonly proof?: readonly (ClaimData & { readonly id: string })[];
  readonly spared?: readonly {
    readonly path: readonly string[];
    readonly by: string;
    readonly requirement: string;
    readonly failed: readonly object[];
    readonly holding: readonly string[];
  }[];
}

export const impactData = (report: Report): ImpactData => report.data() as ImpactData;
export const whyData = (report: Report): WhyData => report.data() as WhyData;

/** The nodes that a cause rests on, with the states that it cites, however deep. */
export const citedIn = (cause: CauseData): readonly { readonly node: string; readonly state: State }[] =>
  cause.node !== undefined
    ? [{ node: cause.node, state: cause.state! }]
    : [...(cause.members ?? []), ...(cause.requires ?? [])].flatMap(citedIn);
