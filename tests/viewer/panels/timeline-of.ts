/** A scenario's timeline as the page is given it, without a worker. */
import type { Estate } from '../../../src/model/estate.ts';
import { timeline } from '../../../viewer/engine/handlers/timeline.ts';
import type { TimelineAnswer } from '../../../viewer/model/messages.ts';
import { DAY } from '../../engine/estates.ts';
import { deskOf } from '../engine/desks.ts';

export const timelineOf = (estate: Estate, scenario: string, today = DAY): TimelineAnswer =>
  timeline(deskOf(estate, today), { side: 'after', scenario });
