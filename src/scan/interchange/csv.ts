/**
 * Tables of nodes and of edges, as CSV: what spreadsheets, CMDBs, Gephi and Neo4j's importer exchange.
 *
 * A table with a column for each end of an edge is one of edges, any other one of nodes. Several tables are one graph.
 */
import type { Finding } from '../../model/fact.ts';
import { nearest } from '../../model/nearest.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { parseTable } from './csv/parse.ts';
import { namesOf } from './graph/columns.ts';
import { type ForeignEdge, type ForeignGraph, type ForeignNode, joined } from './graph/foreign.ts';
import type { Field, Mapping } from './graph/mapping.ts';
import { type Told, counted, told } from './graph/told.ts';
import type { ForeignText, Importer } from './importer.ts';
import { isJson } from './json.ts';

export const csv: Importer = {
  name: 'csv',
  title: 'CSV tables of nodes and edges',
  claims: ({ file, text }) => /\.(?:csv|tsv)$/i.test(file) || isTable(text),
  read: (texts, { mapping }) => {
    const tables = texts.map(tableOf);
    assertThere(tables, mapping);
    return Promise.resolve({ form: 'graph', graph: joined(tables.map((table) => graphOf(table, mapping))) });
  },
};

/** A table with its head taken off. */
interface HeadedTable {
  readonly file: string;
  readonly line: number;
  readonly titles: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const tableOf = ({ file, text }: ForeignText): HeadedTable => {
  const table = parseTable(text.replace(/^\ufeff/, ''));
  if (!table.ok)
    throw new UserError({ message: table.message, place: { file, line: table.line, column: 1 } });
  const [head, ...rows] = table.rows;
  if (head === undefined) throw new UserError({ message: `${quoted(file)} is empty: a table has a head` });
  return { file, line: head.line, titles: head.cells.map((title) => title.trim()), rows };
};

/** @throws UserError for a column that the user names and no table has. */
const assertThere = (tables: readonly HeadedTable[], { columns }: Mapping): void => {
  const titles = new Set(tables.flatMap((table) => table.titles.map((title) => title.toLowerCase())));
  const missing = [...columns].filter(([, column]) => !titles.has(column.trim().toLowerCase()));
  if (missing.length === 0) return;
  throw new UserError(
    missing.map(([field, column]) => {
      const [near] = nearest(column.toLowerCase(), titles);
      return {
        message: `--map ${field}=${column}: no table has a column ${quoted(column)}`,
        hint:
          near === undefined
            ? `there are: ${[...titles].join(', ').slice(0, 500)}`
            : `did you mean "${near}"?`,
      };
    }),
  );
};

/** Without the ending of a name: two rows of as many cells, more than one, and nothing that begins like markup. */
const isTable = (text: string): boolean => {
  if (isJson(text) || /^\s*</.test(text)) return false;
  const end = text.lastIndexOf('\n', 10_000);
  const table = parseTable(end < 0 ? text : text.slice(0, end));
  const [head, row] = table.ok ? table.rows : [];
  return (
    head !== undefined && row !== undefined && head.cells.length > 1 && head.cells.length === row.cells.length
  );
};

const graphOf = ({ file, line: headLine, titles, rows }: HeadedTable, mapping: Mapping): ForeignGraph => {
  const columnOf = columnsIn(titles, mapping, file, headLine);
  const findings = told();
  const nodes: ForeignNode[] = [];
  const edges: ForeignEdge[] = [];
  const [from, to, id] = [columnOf('from'), columnOf('to'), columnOf('id')];
  const isOfEdges = from !== undefined && to !== undefined;
  if (!isOfEdges && id === undefined) throw noColumns(titles, file, headLine);
  const ends = new Set(isOfEdges ? [from, to] : [id]);
  for (const { line, cells } of rows) {
    const where = { file, line };
    if (cells.length !== titles.length) uneven(cells.length, titles.length, where, findings);
    const cell = (column: number): string => (cells[column] ?? '').trim();
    const attributes = new Map(
      titles.flatMap((title, i) => (ends.has(i) || title === '' ? [] : [[title, cell(i)] as const])),
    );
    if (!isOfEdges) {
      if (cell(id!) === '') nameless(where, findings);
      else nodes.push({ key: cell(id!), where, attributes });
    } else if (cell(from) === '' || cell(to) === '') nameless(where, findings);
    else {
      // Gephi says in a column of this name whether an edge has a direction.
      const type = [...attributes].find(
        ([title, value]) => /^type$/i.test(title) && /^(?:un)?directed$/i.test(value),
      );
      if (type !== undefined) attributes.delete(type[0]);
      const isUndirected = /^undirected$/i.test(type?.[1] ?? '');
      edges.push({
        from: cell(from),
        to: cell(to),
        where,
        attributes,
        ...(isUndirected ? { isUndirected } : {}),
      });
    }
  }
  const nothing: readonly Finding[] =
    rows.length > 0
      ? []
      : [{ kind: 'assumed', message: 'the table has a head and no rows', file, line: headLine }];
  return { nodes, edges, findings: [...findings.findings(), ...nothing], isWhole: !isOfEdges };
};

const uneven = (has: number, wants: number, where: ForeignNode['where'], findings: Told): void =>
  findings.tell(
    'uneven',
    where,
    { kind: 'unreadable', hint: 'is a separator inside of a cell without quotes?' },
    (count) => `${counted(count, 'row')} of other length than the head: ${has} cells here, ${wants} there`,
  );

const nameless = (where: ForeignNode['where'], findings: Told): void =>
  findings.tell(
    'nameless',
    where,
    { kind: 'unreadable' },
    (count) => `${counted(count, 'row')} without an id or an end`,
  );

/** The first column that a field goes by. One column is one field: in a table of edges `source` is an end. */
const columnsIn = (
  titles: readonly string[],
  mapping: Mapping,
  file: string,
  line: number,
): ((field: Field) => number | undefined) => {
  const lower = titles.map((title) => title.toLowerCase());
  const twice = lower.find((title, i) => title !== '' && lower.indexOf(title) !== i);
  if (twice !== undefined)
    throw new UserError({
      message: `two columns are called ${quoted(twice)}`,
      place: { file, line, column: 1 },
      hint: 'rename one of them',
    });
  return (field) => {
    for (const name of namesOf(field, mapping)) {
      const at = lower.indexOf(name);
      if (at >= 0) return at;
    }
    return undefined;
  };
};

const noColumns = (titles: readonly string[], file: string, line: number): UserError => {
  const [near] = nearest('id', titles);
  return new UserError({
    message: `no column says what a node is called: there are ${titles.map(quoted).join(', ').slice(0, 500)}`,
    place: { file, line, column: 1 },
    hint: `name it: --map id=${near ?? titles.find((title) => title !== '') ?? 'COLUMN'}, or --map from=COLUMN,to=COLUMN for edges`,
  });
};
