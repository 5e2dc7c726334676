/** The table of all apps: the picture in words, and the answer as rows. */
import '../style/apps.css';
import { useMemo } from 'preact/hooks';
import { faultedOf, shownSide } from '../parts/asking.ts';
import { Busy } from '../parts/busy.tsx';
import { Empty } from '../parts/empty.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useView } from '../parts/view.ts';
import { counted, grouped } from '../parts/words.ts';
import { AppTable } from './apps/app-table.tsx';
import { Filter } from './apps/filter.tsx';
import { isSelection, withWords } from './apps/filtered.ts';
import { type BothSides, appRows, appsOf } from './apps/rows.ts';
import { SaveList } from './apps/save-list.tsx';
import { sortedRows } from './apps/sorted.ts';
import { StartHere } from './apps/start-here.tsx';
import { useUnrequired } from './apps/unrequired.ts';
import { changeWords, costOf, headline, momentWords } from './apps/words.ts';

export const AppsPanel = () => {
  const { state, answers, engine } = useView();
  const { facts, ranks, impact } = answers;
  const side = shownSide(state, answers);
  const faulted = faultedOf(state, answers);
  const apps = useMemo(() => appsOf(facts), [facts]);
  const hasApps = apps.length > 0;
  const unrequired = useUnrequired(engine, facts, side, !hasApps && facts.nodes.length > 0);
  const positions = hasApps ? apps : unrequired;

  const sides = bothSides(answers, side);
  const rows = useMemo(
    () => appRows(facts, positions ?? [], ranks, impact, sides),
    [facts, positions, ranks, impact, sides?.before.impact, sides?.after.impact],
  );

  const filter = state.filter.trim();
  const isSelecting = isSelection(filter);
  const selected = useAnswer('select', isSelecting ? { side, selections: [filter] } : undefined);
  const matching = useMemo(() => {
    if (!isSelecting) return withWords(rows, filter);
    if (selected.problem !== undefined || selected.answer === undefined) return rows;
    const found = new Set(selected.answer);
    return rows.filter(({ position }) => found.has(position));
  }, [rows, filter, isSelecting, selected.answer, selected.problem]);
  const sorted = useMemo(
    () => sortedRows(matching, state.sort, state.isDescending),
    [matching, state.sort, state.isDescending],
  );

  if (facts.nodes.length === 0) {
    return (
      <Empty>
        <p>The document has no nodes: there is nothing that could fail.</p>
      </Empty>
    );
  }
  if (positions === undefined) return <Busy words="Looking for what nothing requires…" />;
  const what = hasApps ? 'app' : 'node';
  const moment = momentWords(state.at, state.wave);
  const isUnsolved = faulted !== undefined && impact === undefined;
  const isSolving = isUnsolved && answers.problems.length === 0;
  // A scenario's moment has its states from the timeline.
  const hasNoAnswer = isUnsolved && !isSolving && state.at === undefined;
  return (
    <div class="apps">
      <div class="apps-head" aria-live="off">
        {faulted === undefined ? (
          <h2>{`${counted(rows.length, what)}, nothing fails`}</h2>
        ) : isSolving ? (
          <Busy />
        ) : hasNoAnswer ? (
          <h2>{`${counted(rows.length, what)}, nothing computed`}</h2>
        ) : (
          <h2>{headline(rows, what, costOf(facts.nodes, ranks))}</h2>
        )}
        {moment === '' ? null : <p class="dim">{`As it is ${moment}.`}</p>}
        {hasApps ? null : (
          <p class="dim">
            The document describes no app (kind: app); these are the nodes that nothing else requires.
          </p>
        )}
        {sides === undefined ? null : <p>{`Before → after: ${changeWords(rows)}`}</p>}
      </div>
      {faulted === undefined ? <StartHere /> : null}
      <Filter hidden={rows.length - sorted.length} />
      {isSelecting && selected.problem !== undefined ? <Problem error={selected.problem} /> : null}
      {rows.length === 0 ? (
        <Empty>
          <p>There are no apps and nothing that is not required by something else.</p>
        </Empty>
      ) : sorted.length === 0 ? (
        <Empty>
          <p>{`The filter hides all ${grouped(rows.length)}.`}</p>
        </Empty>
      ) : (
        <AppTable rows={sorted} all={rows} faulted={faulted} isCompared={sides !== undefined} />
      )}
      {faulted === undefined || isUnsolved ? null : <SaveList faulted={faulted} />}
    </div>
  );
};

/** The answers of both sides to the same faults, earlier side first, whichever of them is shown. */
const bothSides = (
  { edited, impact, other }: ReturnType<typeof useView>['answers'],
  side: 'before' | 'after',
): BothSides | undefined => {
  if (edited.before === undefined || impact === undefined || other === undefined) return undefined;
  const [before, after] = side === 'after' ? [other, impact] : [impact, other];
  return { before: { facts: edited.before, impact: before }, after: { facts: edited.after, impact: after } };
};
