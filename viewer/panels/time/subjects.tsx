/** What was predicted beside what was observed: a verdict for each node that history says something of. */
import { useState } from 'preact/hooks';
import type { State } from '../../../src/model/state.ts';
import type { Subject, SideFacts, TimelineAnswer } from '../../model/messages.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { NodeLink } from '../../parts/node-link.tsx';
import { positionsOf } from '../../parts/positions.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { grouped, shownText } from '../../parts/words.ts';
import { segmentsOf } from './bars.ts';
import type { Clock } from './clock.ts';
import { stretchesOf } from './fates.ts';
import { goTo } from './go.ts';
import { snapped } from './moments.ts';
import {
  type SubjectData,
  VERDICT_MARKS,
  VERDICT_WORDS,
  type Verdict,
  byVerdict,
  nearness,
  observedBar,
  verdictCounts,
} from './replayed.ts';
import { cursorStyle } from './time-strip.tsx';
import { Bar } from './tracks.tsx';

interface SubjectsProps {
  readonly subjects: readonly SubjectData[];
  readonly timeline: TimelineAnswer;
  readonly facts: SideFacts;
  readonly clock: Clock;
  readonly end: number;
}

export const Subjects = (props: SubjectsProps) => {
  const { subjects, timeline, end } = props;
  const { state } = useView();
  const [chosen, setChosen] = useState<Verdict | undefined>(undefined);
  const counts = verdictCounts(subjects);
  const wanted = counts.some(([verdict]) => verdict === chosen) ? chosen : undefined;
  const rows = byVerdict(subjects).filter(({ verdict }) => wanted === undefined || verdict === wanted);
  const { window, onMore, list } = useRows<HTMLOListElement>(rows.length);
  const told = new Map(timeline.subjects.map((subject) => [subject.position, subject]));
  return (
    <div
      class={`time-subjects${state.at === undefined ? '' : ' time-has-cursor'}`}
      style={cursorStyle(state.at, end)}
    >
      <div class="row" role="group" aria-label="Verdicts that are shown">
        <button
          type="button"
          class="button"
          aria-pressed={wanted === undefined}
          onClick={() => setChosen(undefined)}
        >{`All ${grouped(subjects.length)}`}</button>
        {counts.map(([verdict, count]) => (
          <button
            key={verdict}
            type="button"
            class="button"
            aria-pressed={wanted === verdict}
            onClick={() => setChosen(wanted === verdict ? undefined : verdict)}
          >
            {`${grouped(count)} ${VERDICT_WORDS[verdict][count === 1 ? 0 : 1]}`}
          </button>
        ))}
      </div>
      <ol ref={list}>
        {rows.slice(0, window.shown).map((subject) => (
          <SubjectRow key={subject.id} subject={subject} told={told} {...props} />
        ))}
      </ol>
      <MoreRows window={window} onMore={onMore} />
    </div>
  );
};

const SubjectRow = ({
  subject,
  told,
  timeline,
  facts,
  clock,
  end,
}: SubjectsProps & { subject: SubjectData; told: ReadonlyMap<number, Subject> }) => {
  const { change } = useView();
  const { id, verdict, predicted, observed, accept } = subject;
  const position = positionsOf(facts).get(id);
  const seen = timesOf(subject, position === undefined ? undefined : told.get(position));
  const observation = observedBar(
    { observed, ...timesOf(subject, position === undefined ? undefined : told.get(position)) },
    end,
  );
  const stretches = position === undefined ? [] : stretchesOf(timeline, position);
  const seek = (at: number): void => change(goTo(snapped(timeline.moments, at, end)), true);
  const others = accept.filter((state) => state !== observed);
  return (
    <li class={`time-subject time-${verdict}`}>
      <div class="time-subject-head">
        <span class="time-verdict">
          <span aria-hidden="true">{VERDICT_MARKS[verdict]}</span> {VERDICT_WORDS[verdict][0]}
        </span>
        <NodeLink id={id} />
        <span class="time-grade dim">
          {nearness(subject)}
          {subject.confidence === undefined ? null : (
            <span title="How well the observation is attested">{` · ${shownText(subject.confidence, 40)}`}</span>
          )}
        </span>
      </div>
      <dl class={`time-pair${observation === undefined ? '' : ' time-pair-barred'}`}>
        <div>
          <dt>predicted</dt>
          <dd>
            <StateBadge state={predicted} />
            <TimesText from={subject.onset?.predicted} to={subject.recovered?.predicted} clock={clock} />
          </dd>
          {observation === undefined ? null : (
            <dd class="time-pair-bar">
              <Bar segments={segmentsOf(stretches, end)} end={end} onSeek={seek} />
            </dd>
          )}
        </div>
        <div>
          <dt>observed</dt>
          <dd>
            <StateBadge state={observed} />
            <TimesText from={seen.onset} to={seen.recovered} clock={clock} />
            {others.length === 0 ? null : <Accepted states={others} />}
          </dd>
          {observation === undefined ? null : (
            <dd class="time-pair-bar">
              <Bar
                class={`${observation.isStartKnown ? '' : 'time-vague-start'} ${observation.isEndKnown ? '' : 'time-vague-end'}`}
                segments={segmentsOf(observation.stretches, end)}
                end={end}
                onSeek={seek}
              />
            </dd>
          )}
        </div>
      </dl>
      <Sources subject={subject} />
    </li>
  );
};

/** States that the sources allow, too. */
const Accepted = ({ states }: { states: readonly State[] }) => (
  <span class="time-accepted dim">
    {'or '}
    {states.map((state) => (
      <StateBadge key={state} state={state} compact />
    ))}
  </span>
);

const Sources = ({ subject: { why, source } }: { subject: SubjectData }) =>
  why === undefined && source === undefined ? null : (
    <details class="time-why">
      <summary>{why === undefined ? 'Source' : source === undefined ? 'Why' : 'Why, and source'}</summary>
      {[why, source].map((text, i) =>
        text === undefined ? null : (
          <p key={i} class={i === 0 ? undefined : 'dim'}>
            <bdi>{shownText(text, MOST)}</bdi>
          </p>
        ),
      )}
    </details>
  );

/** Characters of a reason or a source. */
const MOST = 2_000;

/** What history says of the times; the data of the score has it only where something was predicted. */
const timesOf = (
  { onset, recovered, predicted }: SubjectData,
  told: Subject | undefined,
): { readonly onset?: number; readonly recovered?: number } => {
  const first = onset?.observed ?? (predicted === 'operational' ? told?.onset : undefined);
  const last = recovered?.observed ?? (predicted === 'operational' ? told?.recovered : undefined);
  return {
    ...(first === undefined ? {} : { onset: first }),
    ...(last === undefined ? {} : { recovered: last }),
  };
};

/** `from 8 min to 274 min`; null: not within what was looked at. */
const TimesText = ({
  from,
  to,
  clock,
}: {
  from: number | null | undefined;
  to: number | null | undefined;
  clock: Clock;
}) => {
  const text = [
    ...(from === undefined || from === null ? [] : [`from ${clock.text(from)}`]),
    ...(to === undefined ? [] : [to === null ? 'without end' : `to ${clock.text(to)}`]),
  ].join(' ');
  return text === '' ? null : <span class="dim">{text}</span>;
};
