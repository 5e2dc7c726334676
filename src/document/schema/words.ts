/** The words that every part of the format is made of: texts, states, durations, days, and rules with a hint. */
import { z } from 'zod';
import { DAY_PATTERN, isDay } from '../../model/day.ts';
import { DURATION_PATTERN, parseDuration } from '../../model/duration.ts';
import { STATES } from '../../model/state.ts';

/** Any text but the empty one. */
export const text = z.string().min(1, { error: 'must not be empty' });

/** A state by name. */
export const state = z
  .enum(STATES)
  .describe('operational, degraded, partial (some of it is unusable, or data is missing) or outage.');

/** `15m`: a length of time, up to 100 years. */
export const duration = z
  .string()
  .regex(DURATION_PATTERN, { error: 'must be a duration', abort: true })
  .refine((value) => parseDuration(value) !== undefined, {
    error: 'must not be longer than 100 years',
    abort: true,
  })
  .meta({ examples: ['15m', '4h17m', '90s'] });

/** A day that the calendar has. */
export const day = z
  .string()
  .regex(DAY_PATTERN, { error: 'must be a day', abort: true })
  .refine(isDay, { error: 'must be a day that the calendar has' })
  .meta({ examples: ['2017-02-28'] });

/** The id of a node, where one is named; whether there is such a node is found out later. */
export const id = text.meta({ examples: ['shop', 'aws/us-east-1/s3'] });

/** What selects nodes: a selection, or several. */
export const selections = z.union([text, z.array(text).min(1, { error: 'must name at least one selection' })]);

/** A rule that a value must keep, with the place inside it and a way to mend it. */
export const rule =
  <T>(
    broken: (value: T) => { path?: readonly (string | number)[]; message: string; hint?: string } | undefined,
  ) =>
  (value: T, context: z.RefinementCtx<T>): void => {
    const complaint = broken(value);
    if (complaint === undefined) return;
    const { path = [], message, hint } = complaint;
    context.addIssue({ code: 'custom', path: [...path], message, params: { hint } });
  };
