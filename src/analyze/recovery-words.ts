/** What a recovery says in words. */
import type { Block, Line } from '../model/report.ts';
import type { TimedCause } from '../engine/timeline/causes.ts';
import type { Hold } from '../engine/timeline/circles.ts';
import { holdBlocks, holdIds } from './holds.ts';
import { cutOffLine, minutes, minutesLong } from './moments.ts';
import type { HeldBack, Recovery, Return } from './recovered.ts';
import { moreOf } from './asked.ts';
import { grouped } from './totals.ts';

export const recoveryTitle = (
  scenario: { readonly id: string; readonly title?: string } | undefined,
): Line =>
  scenario === undefined
    ? [{ text: 'The way back from nothing', tone: 'strong' }, ': everything is down, and may start again']
    : ['The way back: ', { text: scenario.title ?? scenario.id, tone: 'strong' }];

export const recoveryBlocks = (recovery: Recovery, limit: number): readonly Block[] => {
  const { estate, holds, isAsked } = recovery;
  return [
    { type: 'text', lines: summaryLines(recovery) },
    ...returnBlocks(recovery, limit),
    ...heldBackBlocks(recovery, limit),
    ...(recovery.scenario === undefined ? [] : holdBlocks(estate, holds, isAsked)),
    ...deadlockBlocks(recovery),
  ];
};

const summaryLines = (recovery: Recovery): readonly Line[] => {
  const { returns, holds, heldBack, deadlocks, timeline, clock, begins } = recovery;
  const last = returns.at(-1)?.at;
  const utc = last === undefined ? undefined : clock.utc(last);
  const atOnce = returns.filter((each) => isAtOnce(recovery, each)).length;
  return [
    [
      {
        text:
          `${grouped(returns.length)} of ${grouped(timeline.intervals.size)} nodes ` +
          (returns.length === 1 ? 'comes back' : 'come back'),
        tone: 'strong',
      },
      last === undefined
        ? ''
        : `, ${returns.length === 1 ? '' : 'the last of them '}after ${minutesLong(last - begins)}${utc === undefined ? '' : ` (${utc} UTC)`}`,
      holds.size === 0 ? '' : `; ${grouped(holds.size)} ${holds.size === 1 ? 'does' : 'do'} not`,
    ],
    ...(timeline.settled ? [] : [cutOffLine(timeline.end - begins)]),
    ...(atOnce === 0
      ? []
      : [[`${grouped(atOnce)} ${atOnce === 1 ? 'waits' : 'wait'} for nothing and may start at once`]]),
    ...(heldBack.length === 0
      ? []
      : [[`${grouped(heldBack.length)} would be back earlier but for what is needed to start`]]),
    [
      deadlocks.length === 0
        ? 'no circular start dependencies: from nothing, everything can start'
        : `${deadlocks.length} ${deadlocks.length === 1 ? 'circle holds itself' : 'circles hold themselves'} down once all of it is down`,
    ],
  ];
};

/** From nothing all is repaired at once: what waits for nothing then is no news, and is counted instead. */
const isAtOnce = ({ scenario }: Recovery, { waitedFor }: Return): boolean =>
  scenario === undefined && waitedFor.length === 0;

const returnBlocks = (recovery: Recovery, limit: number): readonly Block[] => {
  const { clock, begins, estate, isAsked } = recovery;
  const returns = recovery.returns.filter((each) => isAsked(each.position) && !isAtOnce(recovery, each));
  if (returns.length === 0) return [];
  const row = ({ position, at, isRepaired, waitedFor }: Return): readonly Line[] => [
    [minutes(at - begins)],
    ...(clock.isKnown ? [[clock.utc(at) ?? '']] : []),
    [{ text: estate.nodes[position]!.id, tone: 'id' }],
    waitedLine(recovery, isRepaired && recovery.scenario !== undefined, waitedFor),
  ];
  return [
    { type: 'heading', text: 'In this order' },
    {
      type: 'table',
      columns: [
        { title: 'Back (min)', align: 'right' },
        ...(clock.isKnown ? [{ title: 'UTC', align: 'right' as const }] : []),
        { title: 'Node', yields: 1, cut: 'middle' },
        { title: 'Waited for', yields: 2, cut: 'end' },
      ],
      rows: returns.slice(0, limit).map(row),
      ...moreOf(returns.length, limit),
    },
  ];
};

const waitedLine = ({ estate }: Recovery, isRepaired: boolean, waitedFor: readonly TimedCause[]): Line => {
  const parts: Line[] = [
    ...(isRepaired ? [[{ text: 'its own repair', tone: 'strong' } as const]] : []),
    ...waitedFor.map((cause): Line => [
      { text: estate.nodes[cause.position]!.id, tone: 'id' },
      ...(cause.isStart ? [' (to start)'] : cause.isSwitch ? [' (switching away from it)'] : []),
      ...(cause.lag > 0 ? [` +${minutes(cause.lag)} min`] : []),
    ]),
  ];
  return parts.flatMap((part, i): Line => (i === 0 ? part : [', ', ...part]));
};

const heldBackBlocks = (recovery: Recovery, limit: number): readonly Block[] => {
  const { estate, begins, isAsked } = recovery;
  const heldBack = recovery.heldBack.filter(({ position, needs }) => needs.length > 0 && isAsked(position));
  if (heldBack.length === 0) return [];
  const row = ({ position, at, otherwise, needs }: HeldBack): readonly Line[] => [
    [{ text: estate.nodes[position]!.id, tone: 'id' }],
    [at === undefined ? 'never' : minutes(at - begins)],
    [minutes(otherwise - begins)],
    [at === undefined ? '–' : minutes(at - otherwise)],
    needs.flatMap((cause, i): Line => [
      ...(i === 0 ? [] : [', ']),
      { text: estate.nodes[cause.position]!.id, tone: 'id' },
    ]),
  ];
  return [
    { type: 'heading', text: 'Held back by what they need to start' },
    {
      type: 'table',
      columns: [
        { title: 'Node', yields: 1, cut: 'middle' },
        { title: 'Back (min)', align: 'right' },
        { title: 'Otherwise', align: 'right' },
        { title: 'Lost', align: 'right' },
        { title: 'Needs to start', yields: 2, cut: 'end' },
      ],
      rows: heldBack.slice(0, limit).map(row),
      ...moreOf(heldBack.length, limit),
    },
  ];
};

/** What can never start; circles that the scenario itself runs into have been told already. */
const deadlockBlocks = ({ estate, scenario, deadlocks, holds, isAsked }: Recovery): readonly Block[] => {
  const shown = scenario === undefined ? [] : [...holds].filter(([position]) => isAsked(position));
  const told = new Set(shown.map(([, hold]) => keyOf(estate, hold)));
  const hidden = deadlocks
    .map(({ circle, held }) => ({ hold: { type: 'circle', circle } as const, held }))
    .filter(({ hold }) => !told.has(keyOf(estate, hold)));
  return holdBlocks(
    estate,
    new Map(hidden.flatMap(({ hold, held }) => held.map((position) => [position, hold] as const))),
    () => true,
    `${told.size === 0 ? 'Circular' : 'Other circular'} start dependencies: once all of it is down, it cannot start`,
  );
};

const keyOf = (estate: Recovery['estate'], hold: Hold): string => holdIds(estate, hold).join(' ');
