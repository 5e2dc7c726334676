/** Scenarios over time: which are there, what became of what, what does not recover, and how well it was predicted. */
import '../../style/time.css';
import { useMemo, useState } from 'preact/hooks';
import type { Block } from '../../../src/model/report.ts';
import type { Question, ScenarioFacts, SideFacts, TimelineAnswer } from '../../model/messages.ts';
import { Blocks } from '../../parts/blocks.tsx';
import { Busy } from '../../parts/busy.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SaveButton } from '../../parts/save-button.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { counted, grouped, shownText } from '../../parts/words.ts';
import { type Clock, clockOf } from './clock.ts';
import { fatesIn } from './fates.ts';
import { goTo, goToScenario } from './go.ts';
import { axisEnd } from './moments.ts';
import type { ReplayData } from './replayed.ts';
import { fatesCsv, fileName } from './saved.ts';
import { Subjects } from './subjects.tsx';
import { Tracks } from './tracks.tsx';

/** Names that a line of the score may list. */
const LIMIT = '200';

export const TimePanel = () => {
  const { answers, state } = useView();
  const { facts, timeline } = answers;
  const scenario = facts.scenarios.find(({ id }) => id === state.scenario);
  if (facts.scenarios.length === 0 && state.scenario === undefined) return <NoScenario />;
  return (
    <div class="time-panel">
      <h2>{counted(facts.scenarios.length, 'scenario')}</h2>
      <Scenarios scenarios={facts.scenarios} />
      {scenario === undefined ? null : timeline === undefined ? (
        answers.problems.length > 0 ? null : (
          <Busy words="Playing it out…" />
        )
      ) : (
        <Replay key={scenario.id} scenario={scenario} timeline={timeline} facts={facts} />
      )}
    </div>
  );
};

const NoScenario = () => (
  <Empty>
    <p>The document has no scenario. One says what fails, from when to when:</p>
    <pre class="time-sample">
      <code>{SAMPLE}</code>
    </pre>
  </Empty>
);

const SAMPLE = `scenarios:
  storage-outage:
    title: The storage drops for an hour
    faults:
      - { fail: storage, until: 1h }`;

const Scenarios = ({ scenarios }: { scenarios: readonly ScenarioFacts[] }) => {
  const { state, change } = useView();
  return (
    <ul class="time-scenarios" aria-label="Scenarios">
      {scenarios.map((scenario) => {
        const { id, title = id } = scenario;
        const isPlayed = id === state.scenario;
        return (
          <li key={id}>
            <button
              type="button"
              class="time-scenario"
              aria-pressed={isPlayed}
              onClick={() => change(goToScenario(isPlayed ? undefined : id))}
            >
              <bdi class="time-scenario-title">{shownText(title, 160)}</bdi>
              <span class="dim">{scenarioWords(scenario)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};

const scenarioWords = ({ date, start, faults, isObserved }: ScenarioFacts): string =>
  [
    ...(date === undefined && start === undefined ? [] : [shownText(date ?? start!.slice(0, 10), 20)]),
    counted(faults.length, 'fault'),
    ...(isObserved ? ['with what was observed'] : []),
  ].join(' · ');

interface ReplayProps {
  readonly scenario: ScenarioFacts;
  readonly timeline: TimelineAnswer;
  readonly facts: SideFacts;
}

const Replay = ({ scenario, timeline, facts }: ReplayProps) => {
  const { state } = useView();
  const question: Question = {
    side: state.side,
    analysis: 'replay',
    args: [scenario.id],
    options: { limit: LIMIT },
  };
  const { answer: told, problem, isBusy } = useAnswer('ask', question);
  const end = useMemo(() => axisEnd(timeline), [timeline]);
  const clock = useMemo(() => clockOf(scenario.start, end), [scenario, end]);
  const data = told?.data as ReplayData | undefined;
  const parts = told === undefined ? undefined : partsOf(told.blocks);
  return (
    <>
      {scenario.description === undefined ? null : (
        <p class="time-about">
          <bdi>{shownText(scenario.description, 400)}</bdi>
        </p>
      )}
      <WatchButton />
      {isBusy && told === undefined ? <Busy /> : null}
      {problem === undefined ? null : <Problem error={problem} />}
      {parts === undefined ? null : <Blocks blocks={parts.summary} />}
      <Bars timeline={timeline} facts={facts} clock={clock} end={end} />
      {parts === undefined ? null : <Blocks blocks={parts.holds} />}
      {parts === undefined ? null : <Blocks blocks={parts.score} />}
      {data?.score === undefined ? null : (
        <Subjects subjects={data.score.subjects} timeline={timeline} facts={facts} clock={clock} end={end} />
      )}
      <Saves question={question} scenario={scenario} timeline={timeline} facts={facts} />
    </>
  );
};

/** From the list to the moment at which it begins; the strip plays on from there. */
const WatchButton = () => {
  const { state, change } = useView();
  return state.at === undefined ? (
    <p>
      <button type="button" class="button primary" onClick={() => change(goTo(0))}>
        Watch it over time
      </button>
    </p>
  ) : null;
};

/** The bars of a report are drawn by the page, and its table of what was wrong is a part of ours. */
const partsOf = (
  blocks: readonly Block[],
): {
  readonly summary: readonly Block[];
  readonly holds: readonly Block[];
  readonly score: readonly Block[];
} => {
  const headings = blocks.flatMap((block, i) => (block.type === 'heading' ? [i] : []));
  const first = headings[0] ?? blocks.length;
  const sections = headings.map((at, i) => blocks.slice(at, headings[i + 1] ?? blocks.length));
  return {
    summary: blocks.slice(0, first).filter(({ type }) => type === 'text'),
    holds: sections.filter((section) => section.some(({ type }) => type === 'tree')).flat(),
    score: sections
      .filter((section) => !section.some(({ type }) => type === 'tree'))
      .flat()
      .filter(({ type }) => type !== 'table'),
  };
};

const Bars = ({
  timeline,
  facts,
  clock,
  end,
}: Omit<ReplayProps, 'scenario'> & { readonly clock: Clock; readonly end: number }) => {
  const [isAll, setAll] = useState(false);
  const all = useMemo(() => fatesIn(timeline, () => true), [timeline]);
  const apps = useMemo(
    () => all.filter(({ position }) => facts.nodes[position]?.kind === 'app'),
    [all, facts],
  );
  if (all.length === 0) return <Empty>Nothing is ever affected.</Empty>;
  const shown = isAll || apps.length === 0 ? all : apps;
  return (
    <>
      <h3 class="time-heading">When each was affected</h3>
      <div class="row" role="group" aria-label="What has a bar">
        <button
          type="button"
          class="button"
          aria-pressed={shown === apps}
          aria-disabled={apps.length === 0}
          onClick={() => setAll(false)}
        >{`Apps ${grouped(apps.length)}`}</button>
        <button
          type="button"
          class="button"
          aria-pressed={shown === all}
          onClick={() => setAll(true)}
        >{`All nodes ${grouped(all.length)}`}</button>
      </div>
      <Tracks timeline={timeline} fates={shown} facts={facts} clock={clock} end={end} />
    </>
  );
};

const Saves = ({ question, scenario, timeline, facts }: ReplayProps & { readonly question: Question }) => {
  const { engine } = useView();
  return (
    <div class="row time-saves">
      <SaveButton
        name={fileName(scenario.id, 'csv')}
        mime="text/csv"
        make={() =>
          fatesCsv(
            fatesIn(timeline, () => true),
            facts.nodes,
          )
        }
      >
        Save as CSV
      </SaveButton>
      <SaveButton
        name={fileName(scenario.id, 'md')}
        mime="text/markdown"
        make={() =>
          engine.ask('render', { question: { ...question, options: { limit: '0' } }, format: 'markdown' })
        }
      >
        Save as Markdown
      </SaveButton>
    </div>
  );
};
