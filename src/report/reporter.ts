/** The contract of a format: a pure function from a report to text. It prints nothing by itself. */
import type { Report } from '../model/report.ts';
import type { State } from '../model/state.ts';

export type Tone = 'strong' | 'dim' | 'id' | 'heading' | State;

export interface Surroundings {
  /** Columns to fill. */
  readonly width: number;
  /** Colours a text, or leaves it as it is. */
  readonly paint: (tone: Tone, text: string) => string;
}

export interface Reporter {
  readonly name: string;
  /** Ends with a line feed. */
  readonly render: (report: Report, surroundings: Surroundings) => string;
}
