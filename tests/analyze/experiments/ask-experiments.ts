/** Questions about experiments, held to the schema of the result and to what the tools take. */
import { parseAllDocuments } from 'yaml';
import { expect } from 'vitest';
import type { Question } from '../../../src/analyze/analysis.ts';
import { experiments } from '../../../src/analyze/experiments.ts';
import type { RawOptions } from '../../../src/analyze/experiments/request.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Report } from '../../../src/model/report.ts';
import type { State } from '../../../src/model/state.ts';
import { DAY } from '../../engine/estates.ts';
import { errorsOf, validatorOf } from '../../schema/schemas.ts';
import { chaosEngine, flawsOfTemplate, localstackEffects, localstackRules } from './tools.ts';

const result = validatorOf('experiments');

interface Fate {
  readonly app: string;
  readonly state: State;
}

export interface ExperimentData {
  readonly id: string;
  readonly kind: 'cut-set' | 'soft-edge';
  readonly fail: readonly string[];
  readonly apps: readonly string[];
  readonly probability?: number;
  readonly hypothesis: {
    readonly apps: readonly (Fate & {
      readonly intervals: readonly {
        readonly from: number;
        readonly until: number | null;
        readonly state: State;
      }[];
    })[];
    readonly settles: number;
    readonly goesOn: readonly string[];
    readonly allButOne?: readonly { readonly left: string; readonly apps: readonly Fate[] }[];
  };
  readonly blastRadius: { readonly affected: number; readonly costPerHour?: number };
  readonly guard: { readonly environment: string; readonly warnings: readonly string[] };
  readonly hold: number;
  readonly evidence: readonly { readonly file: string; readonly line: number }[];
  readonly softEdge?: {
    readonly from: string;
    readonly to: string;
    readonly claim: string;
    readonly atMost: State;
    readonly confidence?: string;
    readonly masked: boolean;
  };
  readonly test?: {
    readonly expect: { readonly windows: readonly object[] };
    readonly ifWrong: {
      readonly state: State;
      readonly apps: readonly Fate[];
      readonly costPerHour?: number;
      readonly line: string;
      readonly document: string;
    };
    readonly ifItHolds: { readonly line: string; readonly document: string };
  };
  readonly tools: readonly {
    readonly tool: string;
    readonly possible: boolean;
    readonly nodes: readonly { readonly node: string; readonly action?: string; readonly cannot?: string }[];
    readonly files?: readonly { readonly name: string; readonly text: string }[];
    readonly fillIn?: readonly string[];
    readonly run?: readonly string[];
    readonly stop?: readonly string[];
  }[];
}

export interface ResultData {
  readonly found: { readonly cutSets: number; readonly softEdges: number; readonly complete: boolean };
  readonly experiments: readonly ExperimentData[];
}

export const askExperiments = async (
  estate: Estate,
  args: readonly string[],
  options: RawOptions = {},
  more: Partial<Question<readonly []>> = {},
): Promise<Report> => {
  const report = await experiments.run({ estate, args, options, today: DAY, ...more });
  const data = JSON.parse(
    JSON.stringify({ faultline: 1, command: report.command, ...report.data() }),
  ) as ResultData;
  expect(errorsOf(result, data)).toEqual([]);
  for (const one of data.experiments)
    for (const { files = [] } of one.tools)
      for (const file of files) expect([file.name, flawsOf(file)]).toEqual([file.name, []]);
  return report;
};

export const dataOf = (report: Report): ResultData => report.data() as ResultData;

/** What a tool would say is wrong with a file. */
export const flawsOf = ({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): readonly string[] => {
  if (name.endsWith('.litmus.yaml')) {
    return parseAllDocuments(text).flatMap((document) => [
      ...document.errors.map(({ message }) => message),
      ...errorsOf(chaosEngine, document.toJS()),
    ]);
  }
  const value = JSON.parse(text) as unknown;
  if (name.endsWith('.localstack.json')) return errorsOf(localstackRules, value);
  if (name.endsWith('.localstack-slow.json')) return errorsOf(localstackEffects, value);
  return flawsOfTemplate(value);
};
