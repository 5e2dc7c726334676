/**
 * A table whose headers sort, and of whose rows only the first stand in the page until more are asked for: ten thousand
 * rows stay quick, and a screen reader still has a table.
 */
import '../style/parts.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { MoreRows } from './more-rows.tsx';
import { useRows } from './use-rows.ts';

export interface TableColumn<Row, Id extends string> {
  /** A word of the program. */
  readonly id: Id;
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Its header sorts; left out: it does not. */
  readonly isSortable?: boolean;
  /** What it begins with is the highest, the worst: for what `aria-sort` says. */
  readonly startsHigh?: boolean;
  /** It names its row. */
  readonly isRowHeader?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

interface TableProps<Row, Id extends string> {
  /** For those who do not see where it stands. */
  readonly caption: string;
  readonly columns: readonly TableColumn<Row, Id>[];
  /** In the order in which they are shown. */
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string | number;
  readonly sort?: Id;
  readonly isDescending?: boolean;
  /** A header was pressed: another column, or the same the other way round. */
  readonly onSort?: (sort: Id, isDescending: boolean) => void;
  /** What the pointer or the focus is on; undefined: no longer. */
  readonly onPoint?: (row: Row | undefined) => void;
  /** Told how many rows stand in the page, from the top. */
  readonly onShown?: (rows: number) => void;
  readonly rowClass?: (row: Row) => string | undefined;
  /** Its style lays it out as a grid: roles are then said, for browsers take them away. */
  readonly isGrid?: boolean;
  /** Widths of the columns of a grid, where they depend on which columns there are. */
  readonly grid?: string;
  /** The class of the table itself. */
  readonly class?: string;
}

export const SortableTable = <Row, Id extends string>(props: TableProps<Row, Id>) => {
  const { caption, columns, rows, keyOf, onPoint, onShown, rowClass, isGrid = false, grid } = props;
  const { window, onMore, list } = useRows<HTMLTableSectionElement>(rows.length);
  useEffect(() => onShown?.(window.shown), [window.shown]);
  const role = (name: 'table' | 'rowgroup' | 'row' | 'cell'): typeof name | undefined =>
    isGrid ? name : undefined;
  return (
    <div class="part-table">
      <table
        class={`table ${props.class ?? ''}`}
        role={role('table')}
        aria-rowcount={rows.length + 1}
        style={grid === undefined ? undefined : { gridTemplateColumns: grid }}
      >
        <caption class="sr-only">{caption}</caption>
        <thead role={role('rowgroup')}>
          <tr role={role('row')}>
            {columns.map((column) => (
              <Header key={column.id} column={column} table={props} />
            ))}
          </tr>
        </thead>
        <tbody role={role('rowgroup')} ref={list}>
          {rows.slice(0, window.shown).map((row, i) => (
            <tr
              key={keyOf(row, i)}
              role={role('row')}
              aria-rowindex={i + 2}
              class={rowClass?.(row)}
              onMouseEnter={onPoint && (() => onPoint(row))}
              onMouseLeave={onPoint && (() => onPoint(undefined))}
              onFocusIn={onPoint && (() => onPoint(row))}
              onFocusOut={onPoint && (() => onPoint(undefined))}
            >
              {columns.map((column) =>
                column.isRowHeader === true ? (
                  <th
                    key={column.id}
                    scope="row"
                    role={isGrid ? 'rowheader' : undefined}
                    class={cellClass(column)}
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} role={role('cell')} class={cellClass(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <MoreRows window={window} onMore={onMore} />
    </div>
  );
};

const cellClass = <Row, Id extends string>({ id, align }: TableColumn<Row, Id>): string =>
  `part-col-${id}${align === 'right' ? ' part-right' : ''}`;

const Header = <Row, Id extends string>({
  column,
  table: { sort, isDescending = false, onSort, isGrid = false },
}: {
  column: TableColumn<Row, Id>;
  table: TableProps<Row, Id>;
}) => {
  const isSorted = column.id === sort;
  const isFalling = isDescending !== (column.startsHigh === true);
  return (
    <th
      scope="col"
      role={isGrid ? 'columnheader' : undefined}
      class={cellClass(column)}
      aria-sort={isSorted ? (isFalling ? 'descending' : 'ascending') : undefined}
    >
      {column.isSortable === true && onSort !== undefined ? (
        <button
          type="button"
          class="part-sort"
          onClick={() => onSort(column.id, isSorted ? !isDescending : false)}
        >
          {column.title}
          <span class="part-sort-mark" aria-hidden="true">
            {isSorted ? (isFalling ? '▼' : '▲') : ''}
          </span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
};
