/** Bars over time below one axis: who was affected when, and how badly. A click on a bar goes to that moment. */
import { useMemo } from 'preact/hooks';
import type { SideFacts, TimelineAnswer } from '../../model/messages.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { NodeLink } from '../../parts/node-link.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { type Segment, segmentsOf, stretchesText } from './bars.ts';
import { type Clock, lengthText } from './clock.ts';
import type { Fate } from './fates.ts';
import { goTo } from './go.ts';
import { snapped } from './moments.ts';
import { Axis, cursorStyle } from './time-strip.tsx';

interface TracksProps {
  readonly timeline: TimelineAnswer;
  readonly fates: readonly Fate[];
  readonly facts: SideFacts;
  readonly clock: Clock;
  /** Seconds at the right end. */
  readonly end: number;
}

export const Tracks = ({ timeline, fates, facts, clock, end }: TracksProps) => {
  const { state, change } = useView();
  const { window, onMore, list } = useRows<HTMLOListElement>(fates.length);
  const held = useMemo(() => new Map(timeline.heldBy), [timeline]);
  const seek = (at: number): void => change(goTo(snapped(timeline.moments, at, end)), true);
  return (
    <div
      class={`time-tracks${state.at === undefined ? '' : ' time-has-cursor'}`}
      style={cursorStyle(state.at, end)}
    >
      <div class="time-tracks-axis">
        <Axis end={end} clock={clock} />
      </div>
      <ol ref={list}>
        {fates.slice(0, window.shown).map((fate) => (
          <TrackRow
            key={fate.position}
            fate={fate}
            id={facts.nodes[fate.position]?.id ?? ''}
            clock={clock}
            end={end}
            isSettled={timeline.isSettled}
            heldBy={held.get(fate.position)}
            onSeek={seek}
          />
        ))}
      </ol>
      <MoreRows window={window} onMore={onMore} />
    </div>
  );
};

interface TrackRowProps {
  readonly fate: Fate;
  readonly id: string;
  readonly clock: Clock;
  readonly end: number;
  readonly isSettled: boolean;
  readonly heldBy: readonly string[] | undefined;
  readonly onSeek: (at: number) => void;
}

const TrackRow = ({ fate, id, clock, end, isSettled, heldBy, onSeek }: TrackRowProps) => {
  const { stretches, onset, recovered, down } = fate;
  return (
    <li class="time-track">
      <span class="time-track-name">
        <NodeLink id={id} />
        <span class="sr-only">{`: ${stretchesText(stretches, clock, isSettled)}`}</span>
      </span>
      <Bar segments={segmentsOf(stretches, end)} end={end} onSeek={onSeek} />
      <span class="time-track-times">
        <SeekButton at={onset} clock={clock} what="is affected" onSeek={onSeek} />
        {' – '}
        {recovered === Infinity ? (
          <span class="time-never">{isSettled ? 'no end' : 'not over'}</span>
        ) : (
          <SeekButton at={recovered} clock={clock} what="is back" onSeek={onSeek} />
        )}
        {down === Infinity ? null : <span class="dim">{` · ${lengthText(down)}`}</span>}
      </span>
      {heldBy === undefined ? null : <HeldBy id={id} ids={heldBy} />}
    </li>
  );
};

const SeekButton = ({
  at,
  clock,
  what,
  onSeek,
}: {
  at: number;
  clock: Clock;
  what: string;
  onSeek: (at: number) => void;
}) => (
  <button
    type="button"
    class="time-seek"
    title={`When it ${what}: ${clock.full(at)}`}
    onClick={() => onSeek(at)}
  >
    {clock.text(at)}
  </button>
);

/** Ids of a circle that are named in a row. */
const MOST_HELD = 4;

const HeldBy = ({ id, ids }: { id: string; ids: readonly string[] }) => {
  const isOwn = ids.length === 1 && ids[0] === id;
  return (
    <span class="time-held dim">
      {isOwn ? (
        'its fault has no end'
      ) : (
        <>
          {ids.length === 1 ? 'held by ' : 'held by the circle '}
          {ids.slice(0, MOST_HELD).map((each, i) => (
            <span key={each}>
              {i === 0 ? '' : ' → '}
              <NodeLink id={each} />
            </span>
          ))}
          {ids.length > MOST_HELD ? ` → ${ids.length - MOST_HELD} more` : ids.length > 1 ? ' → …' : ''}
        </>
      )}
    </span>
  );
};

interface BarProps {
  readonly segments: readonly Segment[];
  readonly end: number;
  readonly onSeek: (at: number) => void;
  /** How sure the ends are. */
  readonly class?: string;
}

/** As in the picture. */
const LETTERS = { operational: '', degraded: 'D', partial: 'P', outage: 'O' } as const;

/** The bar is for eyes and pointers; what it says stands beside it in words, and the keyboard has the times. */
export const Bar = ({ segments, end, onSeek, class: more = '' }: BarProps) => (
  <span
    class={`time-track-bar ${more}`}
    aria-hidden="true"
    onClick={(event) => {
      const { left, width } = event.currentTarget.getBoundingClientRect();
      if (width > 0) onSeek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * end);
    }}
  >
    {segments.map(({ state, left, width, isOpen }, i) => (
      <span
        key={i}
        class={`time-segment ${state}${isOpen ? ' time-open' : ''}`}
        style={{ left: `${left}%`, width: `${width}%` }}
      >
        {LETTERS[state]}
      </span>
    ))}
  </span>
);
