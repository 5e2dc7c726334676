/** The failures of a sweep as a table: two lines a row, for names are long and panels are narrow. */
import { useEffect, useRef } from 'preact/hooks';
import type { ByState } from '../../model/messages.ts';
import { SortableTable, type TableColumn } from '../../parts/sortable-table.tsx';
import { StateShape } from '../../parts/state-shape.tsx';
import { useView } from '../../parts/view.ts';
import { grouped, shownText } from '../../parts/words.ts';
import {
  type FailureData,
  type SweepData,
  failureKey,
  faultsOf,
  isSameFaults,
  lossText,
  lossesOf,
  worstTier,
} from './failures.ts';
import { goToFaults } from './go.ts';

interface RankedFailure {
  readonly failure: FailureData;
  /** From 1, among all of them. */
  readonly rank: number;
}

/** Milliseconds that a row is pointed at before it is shown: a pointer that only passes asks nothing. */
const PAUSE = 70;

type ColumnId = 'rank' | 'what' | 'apps' | 'tier' | 'nodes' | 'cost';

export const FailureTable = ({ rows, data }: { rows: readonly RankedFailure[]; data: SweepData }) => {
  const { answers, preview } = useView();
  const { nodes } = answers.facts;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const point = (row: RankedFailure | undefined): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => preview(row === undefined ? undefined : faultsOf(row.failure, nodes)),
      PAUSE,
    );
  };
  // What is no longer pointed at, because it is no longer there, must not stay in the picture.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      preview(undefined);
    },
    [rows, preview],
  );
  const columns = columnsOf(data);
  return (
    <SortableTable
      caption="Failures, worst first"
      class={`sweep-table sweep-numbers-${columns.length - 3}`}
      isGrid
      columns={columns}
      rows={rows}
      keyOf={({ failure }) => failureKey(failure)}
      onPoint={point}
    />
  );
};

const columnsOf = (data: SweepData): readonly TableColumn<RankedFailure, ColumnId>[] => {
  const isPaired = data.summary.takeBeyond !== undefined;
  const most = data.failures.reduce((highest, failure) => Math.max(highest, affectedIn(lostOf(failure))), 1);
  const hasTiers = data.failures.some(({ tiers }) => tiers !== undefined);
  const hasCosts = data.failures.some(({ costPerHour }) => costPerHour !== undefined);
  const columns: readonly (TableColumn<RankedFailure, ColumnId> | false)[] = [
    { id: 'rank', title: '#', align: 'right', cell: ({ rank }) => <span class="dim">{grouped(rank)}</span> },
    {
      id: 'what',
      title: 'What fails',
      isRowHeader: true,
      cell: ({ failure }) => <FailButton failure={failure} />,
    },
    hasTiers && {
      id: 'tier',
      title: 'Tier',
      align: 'right',
      cell: ({ failure }) => <Tier failure={failure} />,
    },
    { id: 'nodes', title: 'Nodes', align: 'right', cell: ({ failure }) => grouped(failure.affected) },
    hasCosts && {
      id: 'cost',
      title: 'USD/h',
      align: 'right',
      cell: ({ failure: { costPerHour = 0 } }) => <Amount amount={costPerHour} />,
    },
    {
      id: 'apps',
      title: isPaired ? 'Beyond either alone' : data.summary.apps > 0 ? 'Apps' : 'Nodes by state',
      cell: ({ failure }) => <LostBar lost={lostOf(failure)} most={most} />,
    },
  ];
  return columns.filter((column) => column !== false);
};

/** What the bar shows: of a pair what is beyond its two failures; of an estate without apps, nodes. */
const lostOf = ({ apps, nodes, beyond }: FailureData): Lost =>
  beyond ?? (apps.operational + affectedIn(apps) > 0 ? apps : nodes);

type Lost = Omit<ByState, 'operational'>;

const affectedIn = ({ degraded, partial, outage }: Lost): number => degraded + partial + outage;

/** It fails, or does so no longer. */
const FailButton = ({ failure }: { failure: FailureData }) => {
  const { state, answers, change } = useView();
  const faults = faultsOf(failure, answers.facts.nodes);
  const isFailing = state.scenario === undefined && isSameFaults(faults, state.faults);
  const losses = lossesOf(failure);
  const text = losses
    .map(lossText)
    .map((each) => shownText(each))
    .join(' and ');
  return (
    <button
      type="button"
      class="sweep-fail"
      aria-pressed={isFailing}
      disabled={faults.length === 0}
      title={faults.length === 0 ? `No selection can say ${text}` : text}
      onClick={() => change(goToFaults(isFailing ? [] : faults, losses))}
    >
      {losses.map((loss, i) => (
        <span key={i} class="sweep-loss">
          {i === 0 ? null : <span class="dim">and </span>}
          {loss.of === 'node' ? null : <span class="dim">{`${loss.of} `}</span>}
          <bdi>{shownText(loss.name)}</bdi>
          {loss.failing > 1 ? <span class="dim">{` ×${grouped(loss.failing)}`}</span> : null}
        </span>
      ))}
    </button>
  );
};

const Amount = ({ amount }: { amount: number }) =>
  amount === 0 ? <span class="dim">–</span> : <>{grouped(amount)}</>;

/** The most important tier of which an app is taken. */
const Tier = ({ failure }: { failure: FailureData }) => {
  const tier = worstTier(failure);
  return tier === undefined || tier === 'none' ? <span class="dim">–</span> : <>{tier}</>;
};

const WORST_FIRST = ['outage', 'partial', 'degraded'] as const;

/** As long as the longest allows, and the numbers beside it. */
const LostBar = ({ lost, most }: { lost: Lost; most: number }) => {
  const states = WORST_FIRST.filter((state) => lost[state] > 0);
  return (
    <span class="sweep-lost">
      <span class="sweep-bar" aria-hidden="true">
        {states.map((state) => (
          <span key={state} class={state} style={{ width: `${(100 * lost[state]) / most}%` }} />
        ))}
      </span>
      <span class="sweep-amounts">
        {WORST_FIRST.map((state) => (
          <span key={state} class="sweep-amount">
            {lost[state] === 0 ? null : (
              <>
                <StateShape state={state} />
                {grouped(lost[state])}
                <span class="sr-only">{` ${state}`}</span>
              </>
            )}
          </span>
        ))}
        {states.length === 0 ? <span class="sr-only">none</span> : null}
      </span>
    </span>
  );
};
