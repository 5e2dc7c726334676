/** The ranking of failures by what they take down. A row that is pointed at is seen in the picture; one that is pressed, fails. */
import '../../style/sweep.css';
import { useMemo, useState } from 'preact/hooks';
import type { State } from '../../../src/model/state.ts';
import type { Question } from '../../model/messages.ts';
import { Busy } from '../../parts/busy.tsx';
import { LineView } from '../../parts/line-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SaveButton } from '../../parts/save-button.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { counted, grouped } from '../../parts/words.ts';
import { Choices, type Asked } from './choices.tsx';
import { type SweepData, eachChoices, hasWord } from './failures.ts';
import { FailureTable } from './failure-table.tsx';

/** Failures of which every two are tried: a page is no place to wait for a minute. */
const MOST_PAIRED = 200;

export const SweepPanel = () => {
  const { state, answers, engine } = useView();
  const { nodes } = answers.facts;
  const [asked, setAsked] = useState<Asked>({ by: 'tier', state: 'outage', isPaired: false });
  const choices = useMemo(() => eachChoices(nodes), [nodes]);
  // Of a kind that an edit took away there is nothing to rank.
  const each = choices.some((choice) => choice.each === state.each) ? state.each : 'node';
  const count = choices.find((choice) => choice.each === each)?.count ?? 0;
  const canPair = count > 1 && count <= MOST_PAIRED;
  const isPaired = asked.isPaired && canPair;
  const question = questionOf(state.side, each, { ...asked, isPaired });
  const {
    answer: told,
    problem,
    isBusy,
    isFresh,
  } = useAnswer('ask', nodes.length === 0 ? undefined : question);
  const data = told?.data as SweepData | undefined;
  const name = `failures-by-${each}${isPaired ? '-pairs' : ''}`;
  return (
    <div class="sweep-panel">
      <Choices
        choices={choices}
        each={each}
        asked={asked}
        onAsk={setAsked}
        hasCosts={nodes.some(({ costPerHour }) => costPerHour !== undefined)}
        hasTiers={nodes.some(({ kind, tier }) => kind === 'app' && tier !== undefined)}
        pairs={{ canPair, isPaired, why: canPair ? '' : whyNoPairs(count) }}
      />
      {problem === undefined ? null : <Problem error={problem} />}
      {isBusy ? <Busy words="Trying every failure…" /> : null}
      {told === undefined || data === undefined ? null : (
        <div class={isFresh ? undefined : 'sweep-stale'}>
          <h2 class="sweep-title">
            <LineView line={told.title} />
          </h2>
          <Verdict data={data} isPaired={data.summary.takeBeyond !== undefined} />
          <Ranking data={data} />
          <div class="row sweep-saves">
            <SaveButton
              name={`${name}.csv`}
              mime="text/csv"
              make={() => engine.ask('render', { question, format: 'csv' })}
            >
              Save as CSV
            </SaveButton>
            <SaveButton
              name={`${name}.md`}
              mime="text/markdown"
              make={() =>
                engine.ask('render', {
                  question: { ...question, options: { ...question.options, limit: '0' } },
                  format: 'markdown',
                })
              }
            >
              Save as Markdown
            </SaveButton>
          </div>
        </div>
      )}
    </div>
  );
};

/** The page lists the data: of the report's own table one row is enough. */
const questionOf = (side: Question['side'], each: string, { by, state, isPaired }: Asked): Question => ({
  side,
  analysis: 'sweep',
  args: [],
  options: { each: [each], by, state, limit: '1', ...(isPaired ? { pairs: true } : {}) },
});

const whyNoPairs = (count: number): string =>
  count < 2
    ? 'Pairs need two failures'
    : `${counted(count, 'failure')} make ${grouped((count * (count - 1)) / 2)} pairs, more than a page should try: faultline sweep --pairs does`;

const Verdict = ({ data: { summary, state }, isPaired }: { data: SweepData; isPaired: boolean }) => {
  const { scenarios, apps, takeAnApp, spareEveryApp, takeBeyond } = summary;
  return (
    <p class="dim">
      {`${counted(scenarios, isPaired ? 'pair' : 'failure')} tried, ${isPaired ? 'each with both' : 'one at a time, each'} in ${stateWord(state)}`}
      {apps === 0
        ? '.'
        : `: ${takeWords(takeAnApp)} an app partly or wholly out, ${leaveWords(spareEveryApp)} every app as it is.`}
      {takeBeyond === undefined
        ? ''
        : ` ${grouped(takeBeyond)} do more than their two failures by themselves.`}
    </p>
  );
};

const stateWord = (state: State): string => (state === 'outage' ? 'outage' : `state ${state}`);

const takeWords = (count: number): string => `${grouped(count)} ${count === 1 ? 'takes' : 'take'}`;

const leaveWords = (count: number): string => `${grouped(count)} ${count === 1 ? 'leaves' : 'leave'}`;

const Ranking = ({ data }: { data: SweepData }) => {
  const { state, change } = useView();
  const isPaired = data.summary.takeBeyond !== undefined;
  const rows = useMemo(() => {
    const ranked = data.failures.map((failure, i) => ({ failure, rank: i + 1 }));
    // Ranked by what is beyond its two failures, a pair that does no more is told by these.
    return isPaired && data.by === 'tier'
      ? ranked.filter(
          ({ failure: { beyond } }) =>
            beyond !== undefined && beyond.outage + beyond.partial + beyond.degraded > 0,
        )
      : ranked;
  }, [data]);
  const found = useMemo(
    () => rows.filter(({ failure }) => hasWord(failure, state.filter)),
    [rows, state.filter],
  );
  const listed = data.summary.listed < data.summary.scenarios;
  return (
    <>
      <label class="sweep-filter">
        <span>Filter</span>
        <input
          class="field"
          type="search"
          value={state.filter}
          placeholder="a word of the name or kind"
          onInput={(event) => change({ filter: event.currentTarget.value }, true)}
        />
      </label>
      <p class="sr-only" role="status">
        {state.filter === '' ? '' : `${grouped(found.length)} of ${grouped(rows.length)}`}
      </p>
      {found.length === 0 ? (
        <p class="dim">
          {rows.length === 0
            ? 'No pair does more than its two failures by themselves.'
            : `None of ${grouped(rows.length)} has that word.`}
        </p>
      ) : (
        <FailureTable rows={found} data={data} />
      )}
      {listed ? <p class="dim">{`Only the worst ${grouped(data.summary.listed)} are listed.`}</p> : null}
    </>
  );
};
