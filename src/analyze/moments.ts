/** Moments of a timeline in words: minutes from the first fault, and the time of day where the start is known. */
import { formatDuration } from '../model/duration.ts';
import type { Line } from '../model/report.ts';
import { grouped } from './totals.ts';

export interface Clock {
  /** `17:45`, with the day where it is another than the first; undefined if no start is known. */
  readonly utc: (seconds: number) => string | undefined;
  readonly isKnown: boolean;
}

/** The clock of a scenario that starts at an instant such as `2017-02-28T17:37:00Z`. */
export const clockOf = (start: string | undefined): Clock => {
  if (start === undefined) return { utc: () => undefined, isKnown: false };
  const first = Date.parse(start);
  const firstDay = dayOf(first);
  return {
    isKnown: true,
    utc: (seconds) => {
      const instant = first + Math.round(seconds) * 1000;
      const text = new Date(instant).toISOString();
      const time = text.slice(11, 16);
      return dayOf(instant) === firstDay ? time : `${text.slice(5, 10)} ${time}`;
    },
  };
};

const DAY = 86_400_000;

const dayOf = (milliseconds: number): number => Math.floor(milliseconds / DAY);

/** Minutes, to a tenth: `257`, `8.5`. */
export const minutes = (seconds: number): string => grouped(Math.round(seconds / 6) / 10);

/** The same with the word: `1 minute`, `8.5 minutes`. */
export const minutesLong = (seconds: number): string => {
  const amount = minutes(seconds);
  return `${amount} ${amount === '1' ? 'minute' : 'minutes'}`;
};

/** What is said of a timeline that was cut off. */
export const cutOffLine = (seconds: number): Line => [
  { text: 'not over', tone: 'strong' },
  ` after ${formatDuration(seconds)}, where we stopped looking (--horizon looks on)`,
];
