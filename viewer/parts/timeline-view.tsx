/** Bars over time, as reports have them: a table whose bars are told in words as well. */
import '../style/parts.css';
import { formatDuration } from '../../src/model/duration.ts';
import type { Block, Stretch, Track } from '../../src/model/report.ts';
import { LineView } from './line-view.tsx';
import { StateBadge } from './state-badge.tsx';
import { shownText } from './words.ts';

/** Units of a bar: what is shorter is drawn as one of them. */
const BAR = 600;

export const TimelineView = ({ block }: { block: Extract<Block, { type: 'timeline' }> }) => {
  const { end, notes, sections } = block;
  return (
    <div class="part-timeline">
      <table class="table">
        <caption class="sr-only">{`Over ${formatDuration(Math.round(end))}`}</caption>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">{`0 to ${formatDuration(Math.round(end))}`}</th>
            {notes.map((note, i) => (
              <th key={i} scope="col" class="part-right">
                {shownText(note)}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map(({ title, tracks, more }, i) => (
          <tbody key={i}>
            <tr>
              <th scope="rowgroup" colSpan={2 + notes.length}>
                <bdi>{shownText(title)}</bdi>
              </th>
            </tr>
            {tracks.map((track, j) => (
              <TrackRow key={j} track={track} end={end} />
            ))}
            {more === undefined ? null : (
              <tr>
                <td class="dim" colSpan={2 + notes.length}>
                  {shownText(more)}
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
      <p class="row">
        <StateBadge state="outage" />
        <StateBadge state="partial" />
        <StateBadge state="degraded" />
      </p>
    </div>
  );
};

const TrackRow = ({ track: { label, stretches, notes }, end }: { track: Track; end: number }) => (
  <tr>
    <td>
      <LineView line={label} />
    </td>
    <td class="part-bar">
      <svg viewBox={`0 0 ${BAR} 10`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="part-bar-back" width={BAR} height="10" />
        {stretches.map((stretch, i) => (
          <rect key={i} class={stretch.state} height="10" {...spanOf(stretch, end)} />
        ))}
      </svg>
      <span class="sr-only">{stretches.map(stretchWords).join('; ')}</span>
    </td>
    {notes.map((note, i) => (
      <td key={i} class="part-right">
        <LineView line={note} />
      </td>
    ))}
  </tr>
);

const spanOf = ({ from, until }: Stretch, end: number): { x: number; width: number } => {
  const unitOf = (seconds: number): number => (end > 0 ? (seconds * BAR) / end : 0);
  const x = Math.min(BAR - 1, unitOf(from));
  return { x, width: Math.max(1, Math.min(BAR, until === undefined ? BAR : unitOf(until)) - x) };
};

const stretchWords = ({ from, until, state }: Stretch): string =>
  `${state} from ${formatDuration(from)}${until === undefined ? ' on' : ` to ${formatDuration(until)}`}`;
