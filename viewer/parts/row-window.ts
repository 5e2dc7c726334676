/** Of long lists only the first rows stand in the page; more are asked for, a step at a time. */
import { counted, grouped } from './words.ts';

/** Rows that are shown at first, and that are added. */
const STEP = 100;

/** A list may be asked for in steps that grow with it: nobody presses a button a hundred times. */
const stepAfter = (shown: number): number => Math.max(STEP, Math.floor(shown / STEP / 2) * STEP);

export interface RowWindow {
  /** Rows that are shown. */
  readonly shown: number;
  /** Rows that the button adds; 0: there are no more. */
  readonly more: number;
  /** `100 of 2,314`; '' where all are shown. */
  readonly words: string;
  /** `Show 100 more`. */
  readonly label: string;
}

/** What of so many rows is shown if so many were asked for. */
export const rowWindow = (count: number, asked: number): RowWindow => {
  const shown = Math.min(count, Math.max(STEP, asked));
  const more = Math.min(stepAfter(shown), count - shown);
  return {
    shown,
    more,
    words: more === 0 ? '' : `${grouped(shown)} of ${grouped(count)}`,
    label: `Show ${counted(more, 'more', 'more')}`,
  };
};
