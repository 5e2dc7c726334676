/**
 * Tables of a database as facts: those of Steampipe and CloudQuery that are there, only the columns that mean
 * something, and not more rows than are asked for. It knows no database: it is given one to ask.
 */
import type { Facts, Finding } from '../../../model/fact.ts';
import { byCodePoint } from '../../../model/order.ts';
import { type Item, factsOfItems } from './inventory.ts';
import { type Row, columnsOf, itemOf } from './row.ts';
import type { Layout, Spec } from './spec.ts';
import { SPECS } from './specs.ts';

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** What tables there are, and what is in them. */
export interface Tables {
  /** What places are called in: `postgres:cloud`. */
  readonly name: string;
  /** The columns of each table of these names, in any schema. */
  columns(
    tables: readonly string[],
  ): Promise<readonly (TableName & { readonly columns: readonly string[] })[]>;
  /** So many rows at most, in an order that does not change. */
  rows(table: TableName, columns: readonly string[], most: number): Promise<readonly Row[]>;
}

export interface TablesQuestion {
  /** Left out: whatever tables there are. */
  readonly layout?: Layout;
  /** Only these schemas; left out: all. */
  readonly schemas?: readonly string[];
  /** Rows of a table that are read. */
  readonly most: number;
}

/** What the tables hold; `tables`: how many of them are known and there. */
export const factsOfTables = async (
  database: Tables,
  { layout, schemas, most }: TablesQuestion,
): Promise<{ readonly facts: Facts; readonly tables: number }> => {
  const specs = new Map(
    SPECS.flatMap((spec) => tablesOf(spec, layout).map((table) => [table, spec] as const)),
  );
  const there = (await database.columns([...specs.keys()]))
    .filter(({ schema }) => schemas === undefined || schemas.includes(schema))
    .toSorted((a, b) => byCodePoint(a.table, b.table) || byCodePoint(a.schema, b.schema));
  const items: Item[] = [];
  const findings: Finding[] = [];
  for (const { schema, table, columns } of there) {
    const spec = specs.get(table)!;
    const file = `${database.name}/${schema}.${table}`;
    const wanted = columnsOf(spec, new Set(columns));
    findings.push(...withoutColumns(spec, new Set(columns), file));
    if (wanted.length === 0) continue;
    // One more than may be tells that there are more.
    const rows = await database.rows({ schema, table }, wanted, most + 1);
    if (rows.length > most)
      findings.push({
        kind: 'skipped',
        message: `more than ${most} rows: those after them are not read`,
        file,
        line: most + 1,
        hint: '--rows N reads more',
      });
    const read = rows
      .slice(0, most)
      .map((row, i) => ({ item: itemOf(spec, row, { file, line: i + 1 }), line: i + 1 }));
    const nameless = read.filter(({ item }) => item === undefined);
    if (nameless.length > 0)
      findings.push({
        kind: 'unreadable',
        message: `${nameless.length} ${nameless.length === 1 ? 'row' : 'rows'} without a name (${spec.named[0]!})`,
        file,
        line: nameless[0]!.line,
      });
    items.push(...read.flatMap(({ item }) => item ?? []));
  }
  const facts = factsOfItems(referring(items));
  return { facts: { ...facts, findings: [...findings, ...facts.findings] }, tables: there.length };
};

const tablesOf = ({ tables }: Spec, layout: Layout | undefined): readonly string[] =>
  layout === undefined ? Object.values(tables).flat() : (tables[layout] ?? []);

/** Attributes that no column of this table can give, though the layout should have one: a version that we do not know. */
const withoutColumns = (spec: Spec, columns: ReadonlySet<string>, file: string): readonly Finding[] => {
  const missing = Object.entries(spec.attributes)
    .filter(([, sources]) => !sources.some((source) => columns.has(source.split(/[.#~]/, 1)[0]!)))
    .map(([attribute]) => attribute);
  return missing.length === 0
    ? []
    : [
        {
          kind: 'assumed',
          message: `no column of it says ${missing.join(', ')}: taken for not said`,
          file,
        },
      ];
};

/** With the references by names: what is called so in the same account and region. */
const referring = (items: readonly Item[]): readonly Item[] => {
  const specs = new Map(SPECS.map((spec) => [spec.type, spec]));
  const byName = new Map<string, Item>();
  const keyOf = (type: string, attribute: string, scope: string, text: string): string =>
    [type, attribute, scope, text].join('\0');
  const wanted = new Set(
    SPECS.flatMap(({ refers = {} }) => Object.values(refers).map(({ type, by }) => `${type} ${by}`)),
  );
  for (const item of items) {
    for (const [attribute, value] of Object.entries(item.values)) {
      if (typeof value === 'string' && wanted.has(`${item.type} ${attribute}`))
        byName.set(keyOf(item.type, attribute, item.address.scope, value), item);
    }
  }
  return items.map((item) => {
    const refers = Object.entries(specs.get(item.type)?.refers ?? {});
    const references = refers.flatMap(([property, { type, by }]) => {
      const text = item.values[property];
      const to = typeof text === 'string' ? byName.get(keyOf(type, by, item.address.scope, text)) : undefined;
      return to === undefined || to === item ? [] : [{ to: to.address, property }];
    });
    return references.length === 0 ? item : { ...item, references };
  });
};
