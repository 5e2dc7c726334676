/** The table itself: two lines a row, so that the reason has room where the panel is narrow. */
import { useMemo, useState } from 'preact/hooks';
import { stateOf } from '../../../src/model/state.ts';
import type { Line } from '../../../src/model/report.ts';
import type { Faulted } from '../../model/messages.ts';
import type { Sort } from '../../model/state.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { LineView } from '../../parts/line-view.tsx';
import { NodeLink } from '../../parts/node-link.tsx';
import { SortableTable, type TableColumn } from '../../parts/sortable-table.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';
import type { AppChange, AppRow } from './rows.ts';
import { STARTS_HIGH } from './sorted.ts';

/** Characters of a reason: the details have all of it. */
const REASON = 140;

type ColumnId = Sort | 'change' | 'why';

/** Of the columns on the first line of a row; the others lie below. */
const WIDTHS: Readonly<Partial<Record<ColumnId, string>>> = {
  state: 'max-content',
  name: 'minmax(90px, 1fr)',
  tier: 'max-content',
  owner: 'minmax(0, 80px)',
  cost: 'max-content',
  wave: 'max-content',
};

export const AppTable = ({
  rows,
  all,
  faulted,
  isCompared,
}: {
  /** In the order in which they are shown. */
  rows: readonly AppRow[];
  /** Also those that the filter hides: columns do not come and go with it. */
  all: readonly AppRow[];
  /** Undefined: nothing fails. */
  faulted: Faulted | undefined;
  isCompared: boolean;
}) => {
  const { state, change } = useView();
  const [shown, setShown] = useState(0);
  const reasons = useReasons(rows.slice(0, shown), faulted);
  const columns = useMemo(
    () => columnsOf(all, faulted !== undefined, isCompared, reasons),
    [all, faulted === undefined, isCompared, reasons],
  );
  const selected = state.selected?.type === 'node' ? state.selected.id : undefined;
  return (
    <SortableTable
      caption="Apps: state, name, tier, owner, cost per hour, wave and why"
      class="apps-table"
      isGrid
      grid={columns.flatMap(({ id }) => WIDTHS[id] ?? []).join(' ')}
      columns={columns}
      rows={rows}
      keyOf={({ facts }) => facts.id}
      sort={state.sort}
      isDescending={state.isDescending}
      onSort={(sort, isDescending) => {
        if (sort !== 'change' && sort !== 'why') change({ sort, isDescending }, true);
      }}
      onShown={setShown}
      rowClass={({ facts }) => (facts.id === selected ? 'apps-selected' : undefined)}
    />
  );
};

/** First causes by position, of the affected among these rows. */
const useReasons = (rows: readonly AppRow[], faulted: Faulted | undefined): ReadonlyMap<number, Line> => {
  const wanted = rows
    .filter(({ wave }) => wave !== undefined)
    .map(({ position }) => position)
    .toSorted((a, b) => a - b);
  const { answer, of } = useAnswer(
    'reasons',
    faulted === undefined || wanted.length === 0 ? undefined : { of: faulted, positions: wanted },
  );
  // An earlier answer is as good for what it was about, as long as the same fails: sorting must not make words flicker.
  const isOfThese = of !== undefined && JSON.stringify(of.of) === JSON.stringify(faulted);
  return useMemo(
    () => new Map(isOfThese ? of.positions.map((position, i) => [position, answer?.[i] ?? []]) : []),
    [answer, isOfThese],
  );
};

/** Columns in which no app has anything are left out. */
const columnsOf = (
  rows: readonly AppRow[],
  isFaulty: boolean,
  isCompared: boolean,
  reasons: ReadonlyMap<number, Line>,
): readonly TableColumn<AppRow, ColumnId>[] => {
  const sorting = (id: Sort) => ({ id, isSortable: true, startsHigh: STARTS_HIGH[id] });
  const columns: readonly TableColumn<AppRow, ColumnId>[] = [
    { ...sorting('state'), title: 'State', cell: ({ rank }) => <StateBadge state={stateOf(rank)} /> },
    {
      ...sorting('name'),
      title: 'App',
      isRowHeader: true,
      cell: ({ facts: { id, name } }) => (
        <NodeLink id={id} {...(name === undefined ? {} : { label: name })} />
      ),
    },
    { ...sorting('tier'), title: 'Tier', align: 'right', cell: ({ facts }) => facts.tier ?? '' },
    {
      ...sorting('owner'),
      title: 'Owner',
      cell: ({ facts: { owner } }) => (owner === undefined ? '' : <DocText text={owner} isElided />),
    },
    {
      ...sorting('cost'),
      title: 'USD/h',
      align: 'right',
      cell: ({ facts: { costPerHour } }) => (costPerHour === undefined ? '' : grouped(costPerHour)),
    },
    { ...sorting('wave'), title: 'Wave', align: 'right', cell: ({ wave }) => wave ?? '' },
    {
      id: 'change',
      title: 'Before → after',
      cell: ({ change }) => (change === undefined ? <NotThere /> : <Change change={change} />),
    },
    {
      id: 'why',
      title: 'Why',
      cell: ({ position }) => <LineView line={reasons.get(position) ?? []} most={REASON} />,
    },
  ];
  const isThere: Readonly<Partial<Record<ColumnId, boolean>>> = {
    tier: rows.some(({ facts }) => facts.tier !== undefined),
    owner: rows.some(({ facts }) => facts.owner !== undefined),
    cost: rows.some(({ facts }) => facts.costPerHour !== undefined),
    wave: isFaulty,
    change: isCompared,
    why: isFaulty,
  };
  return columns.filter(({ id }) => isThere[id] !== false);
};

const NotThere = () => <span class="dim">only on this side</span>;

const MARKS = { worse: '▲ worse', better: '▼ better', same: 'same' } as const;

const Change = ({ change: { before, after, verdict } }: { change: AppChange }) => (
  <span class="apps-change">
    <StateBadge state={before} compact />
    <span aria-hidden="true">→</span>
    <span class="sr-only">then</span>
    <StateBadge state={after} compact />
    <span class={`apps-${verdict}`}>{MARKS[verdict]}</span>
  </span>
);
