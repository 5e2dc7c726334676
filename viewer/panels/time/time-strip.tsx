/** The strip of a scenario over time: a scrubber below the picture of how much was down when. */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { tickStep } from '../../../src/report/bar.ts';
import type { ScenarioFacts, TimelineAnswer } from '../../model/messages.ts';
import { useView } from '../../parts/view.ts';
import { ticksOf } from './bars.ts';
import { type Clock, clockOf } from './clock.ts';
import { CourseChart } from './course-chart.tsx';
import { FaultLanes } from './fault-lanes.tsx';
import { goTo } from './go.ts';
import { LoadText, loadWords } from './load-text.tsx';
import { loadAt } from './course.ts';
import { axisEnd, momentAfter, momentBefore, played, snapped, SPEEDS, type Speed } from './moments.ts';
import { useStillness, useTicks } from './motion.ts';
import { StillNote, Transport, onKeys } from './transport.tsx';

/** Milliseconds of a tick: ten a second look smooth, and more states an address need not have. */
const TICK = 100;

/** Ticks of the axis at the most. */
const MOST_TICKS = 7;

interface TimeStripProps {
  readonly timeline: TimelineAnswer;
  readonly scenario: ScenarioFacts | undefined;
  readonly at: number;
}

export const TimeStrip = ({ timeline, scenario, at }: TimeStripProps) => {
  const { change, answers, announce } = useView();
  const { nodes } = answers.facts;
  const isStill = useStillness();
  const [isAsked, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const isPlaying = isAsked && !isStill;
  const end = useMemo(() => axisEnd(timeline), [timeline]);
  const clock = useMemo(() => clockOf(scenario?.start, end), [scenario, end]);
  const counts = useMemo(() => countedOf(nodes), [nodes]);
  const { moments } = timeline;

  const go = (to: number, isStep = false): void => {
    setPlaying(false);
    change(goTo(Math.max(0, Math.min(end, to))), true);
    if (isStep) announce(clock.full(to));
  };
  useTicks(isPlaying, TICK, () => {
    if (at >= end) setPlaying(false);
    else change(goTo(played(at, end, speed, TICK)), true);
  });
  useEffect(() => setPlaying(false), [timeline]);
  const play = (): void => {
    // From the end it begins again.
    if (!isPlaying && at >= end) change(goTo(0), true);
    setPlaying(!isPlaying);
  };
  const before = momentBefore(moments, at);
  const after = momentAfter(moments, at);
  const onPlay = isStill ? undefined : play;
  const keys = onKeys({
    back: () => go(before ?? 0),
    forward: () => go(after ?? end),
    first: () => go(0),
    last: () => go(end),
    leap: (direction) => go(at + (direction * end) / 10),
    play: onPlay,
  });
  const load = loadAt(answers.ranks, counts.isCounted);
  return (
    <div class="time-strip" role="group" aria-label="The scenario over time" onKeyDown={keys}>
      <div class="time-controls">
        <Transport
          what="change"
          onBack={at > 0 ? () => go(before ?? 0, true) : undefined}
          onForward={at < end ? () => go(after ?? end, true) : undefined}
          isPlaying={isPlaying}
          onPlay={onPlay}
        />
        <span class="time-clock">
          <ClockText clock={clock} at={at} />
        </span>
        <LoadText load={load} what={counts.what} of={counts.count} />
        {isStill ? (
          <StillNote />
        ) : (
          <label class="time-speed">
            <span class="sr-only">Speed</span>
            <select
              class="field"
              value={speed}
              onChange={(event) => setSpeed(Number(event.currentTarget.value) as Speed)}
            >
              {SPEEDS.map((each) => (
                <option key={each} value={each}>{`${each}×`}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div class="time-scrub" style={cursorStyle(at, end)}>
        <Seekable end={end} onSeek={(to) => go(snapped(moments, to, end))}>
          <CourseChart timeline={timeline} end={end} isCounted={counts.isCounted} />
          <FaultLanes timeline={timeline} end={end} clock={clock} />
        </Seekable>
        <label class="time-range">
          <span class="sr-only">Time</span>
          <input
            type="range"
            min="0"
            max={end}
            step="any"
            value={at}
            aria-valuetext={`${clock.full(at)}: ${loadWords(load, counts.what)}`}
            onInput={(event) => go(snapped(moments, Number(event.currentTarget.value), end))}
          />
        </label>
        <Axis end={end} clock={clock} />
      </div>
    </div>
  );
};

/** Apps are counted; nodes, where there is no app. */
const countedOf = (
  nodes: readonly { readonly kind: string }[],
): { readonly isCounted: (position: number) => boolean; readonly what: string; readonly count: number } => {
  const apps = nodes.filter(({ kind }) => kind === 'app').length;
  return apps > 0
    ? { isCounted: (position) => nodes[position]?.kind === 'app', what: 'app', count: apps }
    : { isCounted: () => true, what: 'node', count: nodes.length };
};

const ClockText = ({ clock, at }: { clock: Clock; at: number }) => {
  const utc = clock.utc(at);
  return (
    <>
      <strong>{clock.text(at)}</strong>
      {utc === undefined ? null : <span class="dim">{` · ${utc} UTC`}</span>}
    </>
  );
};

/** A click or a drag on what lies above the slider moves it, too; the keyboard has the slider. */
const Seekable = ({
  end,
  onSeek,
  children,
}: {
  end: number;
  onSeek: (at: number) => void;
  children: ComponentChildren;
}) => {
  const isHeld = useRef(false);
  const seek = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) onSeek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * end);
  };
  return (
    <div
      class="time-seekable"
      onPointerDown={(event) => {
        isHeld.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        if (isHeld.current) seek(event);
      }}
      onPointerUp={() => {
        isHeld.current = false;
      }}
      onPointerCancel={() => {
        isHeld.current = false;
      }}
    >
      {children}
    </div>
  );
};

/** Ticks along the axis; those who listen hear the time of the slider instead. */
export const Axis = ({ end, clock }: { end: number; clock: Clock }) => (
  <div class="time-axis" aria-hidden="true">
    {ticksOf(end, tickStep(end, MOST_TICKS)).map((tick) => {
      const left = (100 * tick) / end;
      return (
        <span
          key={tick}
          class={`time-tick${left > LAST ? ' time-tick-last' : ''}`}
          style={left > LAST ? { right: `${100 - left}%` } : { left: `${left}%` }}
        >
          {tick === 0 ? '0' : clock.text(tick)}
        </span>
      );
    })}
  </div>
);

/** Percent from which on a tick's words would reach beyond the axis. */
const LAST = 94;

/** Where the cursor is; one property moves it in all bars below. */
export const cursorStyle = (at: number | undefined, end: number): Record<string, string> =>
  at === undefined ? {} : { '--time-at': `${(100 * Math.min(at, end)) / end}%` };
