/** When something fails by itself: a lane for each fault's time, and the same in words. */
import { useMemo } from 'preact/hooks';
import type { TimelineAnswer } from '../../model/messages.ts';
import { useView } from '../../parts/view.ts';
import { counted, shownText } from '../../parts/words.ts';
import { segmentsOf } from './bars.ts';
import type { Clock } from './clock.ts';
import { faultSpans, type FaultSpan } from './spans.ts';
import { rankOf } from '../../../src/model/state.ts';

/** Lanes of their own; all further spans share the last one. */
const MOST_LANES = 3;
/** Nodes that a span names. */
const MOST_NAMED = 3;
/** Spans that are told one by one. */
const MOST_TOLD = 12;

export const FaultLanes = ({
  timeline,
  end,
  clock,
}: {
  timeline: TimelineAnswer;
  end: number;
  clock: Clock;
}) => {
  const { nodes } = useView().answers.facts;
  const spans = useMemo(() => faultSpans(timeline), [timeline]);
  const told = spans.map((span) => spanText(span, clock, (position) => nodes[position]?.id ?? ''));
  return (
    <div class="time-lanes">
      {lanesOf(spans).map((lane, i) => (
        <div key={i} class="time-lane">
          {lane.map((index) => (
            <FaultMark key={index} span={spans[index]!} end={end} title={told[index]!} />
          ))}
        </div>
      ))}
      <span class="sr-only">
        {`What fails by itself: ${told.slice(0, MOST_TOLD).join('; ')}${told.length > MOST_TOLD ? `; and ${told.length - MOST_TOLD} more` : ''}`}
      </span>
    </div>
  );
};

const lanesOf = (spans: readonly FaultSpan[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.min(MOST_LANES, spans.length) }, (_, lane) =>
    [...spans.keys()].filter((index) => Math.min(index, MOST_LANES - 1) === lane),
  );

const FaultMark = ({ span, end, title }: { span: FaultSpan; end: number; title: string }) => {
  const [segment] = segmentsOf([{ from: span.from, until: span.until, rank: rankOf(span.state) }], end);
  if (segment === undefined) return null;
  return (
    <div
      class={`time-fault ${span.state}${segment.isOpen ? ' time-open' : ''}`}
      title={title}
      style={{ left: `${segment.left}%`, width: `${segment.width}%` }}
    />
  );
};

const spanText = (
  { state, from, until, positions }: FaultSpan,
  clock: Clock,
  idOf: (position: number) => string,
): string => {
  const named = positions.slice(0, MOST_NAMED).map((position) => shownText(idOf(position)));
  const left = positions.length - named.length;
  const when =
    until === Infinity ? `from ${clock.text(from)} on` : `from ${clock.text(from)} to ${clock.text(until)}`;
  return `${named.join(', ')}${left > 0 ? ` and ${counted(left, 'more', 'more')}` : ''}: ${state} ${when}`;
};
