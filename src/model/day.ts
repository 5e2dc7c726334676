/**
 * Calendar days, `2017-02-28`, for requirements that counted only for a time.
 *
 * Days of this form sort as texts, so they are kept as texts. Nothing here reads a clock.
 */

/** A day of the proleptic Gregorian calendar as `YYYY-MM-DD`. */
export type Day = string;

export const DAY_PATTERN = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Whether a text is a day that the calendar has (2023-02-29 is not). */
export const isDay = (text: string): boolean => {
  if (!DAY_PATTERN.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** Whether `day` lies in [from, until); a bound that is missing does not bind. */
export const isWithin = (day: Day, from: Day | undefined, until: Day | undefined): boolean =>
  (from === undefined || from <= day) && (until === undefined || day < until);
