/** Scenarios as a document writes them: faults over time, and what was observed. */
import { z } from 'zod';
import { isDay } from '../../model/day.ts';
import { parseDuration } from '../../model/duration.ts';
import { GRADES } from '../../model/scenario.ts';
import { START_PATTERN } from '../limits.ts';
import { day, duration, rule, state, text } from './words.ts';

/** A fault of a scenario. */
export const faultSchema = z
  .strictObject({
    fail: z
      .union([text, z.array(text).min(1, { error: 'must name at least one selection' })])
      .describe('What fails: an id, a glob on ids, conditions, or a list of these.')
      .meta({ examples: ['aws/us-east-1/s3', 'aws/us-east-1/**', 'kind:zone in:aws/us-east-1'] }),
    state: state.optional().describe('The state it is in; outage if left out.'),
    from: duration
      .optional()
      .describe('When it begins, after the start of the scenario; at once if left out.'),
    until: duration.optional().describe('When it ends, after the start of the scenario; never if left out.'),
    why: text.optional().describe('What happened.'),
    source: text.optional().describe('Where this is known from.'),
  })
  .superRefine(
    rule(({ from, until }) =>
      until !== undefined && (parseDuration(until) ?? Infinity) <= (parseDuration(from ?? '0s') ?? 0)
        ? { path: ['until'], message: `the fault must end after it begins, at ${from ?? '0s'}` }
        : undefined,
    ),
  )
  .describe('A fault: what fails, how badly, from when until when.');

/** What was observed of a node. */
export const observationSchema = z
  .strictObject({
    state: state.describe('The worst state it was in.'),
    accept: z
      .array(state)
      .min(1, { error: 'must name at least one state' })
      .optional()
      .describe('The states that the sources allow, where they conflict.'),
    onset: duration.optional().describe('When the trouble began, after the first fault.'),
    recovered: duration.optional().describe('When it was over, after the first fault.'),
    why: text.optional().describe('What is said of a difference between this and what is predicted.'),
    confidence: z
      .enum(GRADES)
      .optional()
      .describe('How well it is attested: official (the provider), vendor (the owner), …'),
    source: text.optional().describe('Where this is known from.'),
  })
  .superRefine(
    rule(({ onset, recovered }) =>
      recovered !== undefined && (parseDuration(recovered) ?? Infinity) <= (parseDuration(onset ?? '0s') ?? 0)
        ? { path: ['recovered'], message: `it must recover after it begins, at ${onset ?? '0s'}` }
        : undefined,
    ),
  )
  .describe('What history says of a node.');

/** All that may stand below the id of a scenario. */
export const scenarioSchema = z
  .strictObject({
    title: text.optional().describe('A name for people.'),
    description: text.optional().describe('What the scenario is about.'),
    date: day
      .optional()
      .describe('The day it plays on, which decides what dated dependencies count; today if left out.'),
    start: z
      .string()
      .regex(START_PATTERN, { error: 'must be an instant in UTC', abort: true })
      .refine((value) => isDay(value.slice(0, 10)), { error: 'must be an instant that the calendar has' })
      .optional()
      .describe('The instant of the first fault, in UTC.')
      .meta({ examples: ['2017-02-28T17:37:00Z'] }),
    faults: z
      .array(faultSchema)
      .min(1, { error: 'must name at least one fault' })
      .describe('What goes wrong.'),
    observed: z
      .record(z.string(), observationSchema)
      .optional()
      .describe('What history says, by node: for a back-test.'),
    source: text.optional().describe('Where the facts are known from.'),
  })
  .describe('Something that can go wrong, or did.');
