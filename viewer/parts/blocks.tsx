/** The blocks of a report, as the command line's other formats have them; pictures are left out: the page is one. */
import '../style/parts.css';
import { useMemo, useState } from 'preact/hooks';
import type { Block, Line } from '../../src/model/report.ts';
import { CopyButton } from './copy-button.tsx';
import { LineView } from './line-view.tsx';
import { MoreRows } from './more-rows.tsx';
import { orderBy } from './report-order.ts';
import { SortableTable } from './sortable-table.tsx';
import { TimelineView } from './timeline-view.tsx';
import { useRows } from './use-rows.ts';
import { lineWithoutFlags, withoutFlags } from './without-flags.ts';
import { shownText } from './words.ts';

export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <div class="part-blocks">
    {blocks.map((block, i) => (
      <BlockView key={i} block={block} title={titleAbove(blocks, i)} />
    ))}
  </div>
);

/** What a table is called: the heading that it stands below. */
const titleAbove = (blocks: readonly Block[], at: number): string => {
  const above = blocks[at - 1];
  return above?.type === 'heading' ? above.text : 'Details';
};

const BlockView = ({ block, title }: { block: Block; title: string }) => {
  switch (block.type) {
    case 'heading':
      return (
        <h3 class="part-heading">
          <bdi>{shownText(block.text)}</bdi>
        </h3>
      );
    case 'text':
      return (
        <div class="part-paragraph">
          {block.lines.map((line, i) => (
            <p key={i}>
              <LineView line={lineWithoutFlags(line)} />
            </p>
          ))}
        </div>
      );
    case 'table':
      return <ReportTable block={block} title={title} />;
    case 'timeline':
      return <TimelineView block={block} />;
    case 'tree':
      return <Tree block={block} />;
    case 'code':
      return <Code block={block} />;
    case 'graph':
      return null;
    case 'folded':
      return <Folded block={block} />;
  }
};

const ReportTable = ({ block, title }: { block: Extract<Block, { type: 'table' }>; title: string }) => {
  const { columns, rows, more } = block;
  const [sort, setSort] = useState<{ readonly id: string; readonly isDescending: boolean }>();
  const order = useMemo(
    () => (sort === undefined ? rows.map((_, i) => i) : orderBy(rows, Number(sort.id), sort.isDescending)),
    [rows, sort],
  );
  return (
    <>
      <SortableTable
        caption={shownText(title)}
        columns={columns.map((column, i) => ({
          id: String(i),
          title: column.title,
          isSortable: true,
          ...(column.align === undefined ? {} : { align: column.align }),
          cell: (row: readonly Line[]) => <LineView line={row[i] ?? []} />,
        }))}
        rows={order.map((i) => rows[i]!)}
        keyOf={(_, i) => order[i]!}
        {...(sort === undefined ? {} : { sort: sort.id, isDescending: sort.isDescending })}
        onSort={(id, isDescending) => setSort({ id, isDescending })}
      />
      {more === undefined ? null : <p class="dim">{shownText(withoutFlags(more))}</p>}
    </>
  );
};

/** Deeper branches stand at this depth: the panel is not wider. */
const DEEPEST = 12;

const Tree = ({ block: { branches } }: { block: Extract<Block, { type: 'tree' }> }) => {
  const { window, onMore, list } = useRows<HTMLUListElement>(branches.length);
  return (
    <>
      <ul class="part-tree" ref={list}>
        {branches.slice(0, window.shown).map(({ depth, line }, i) => (
          <li key={i} data-depth={Math.min(depth, DEEPEST)}>
            {depth === 0 ? null : <span class="sr-only">{`step ${depth + 1}: `}</span>}
            <LineView line={line} />
          </li>
        ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
    </>
  );
};

const Code = ({ block: { language, lines } }: { block: Extract<Block, { type: 'code' }> }) => (
  <div class="part-code">
    <CopyButton
      text={() => lines.join('\n')}
      label={`Copy ${language === '' ? 'text' : language.toUpperCase()}`}
    />
    {/* It scrolls, so the keyboard must be able to get there. */}
    <pre tabIndex={0} role="region" aria-label={`${language} to copy`}>
      <code>{lines.map((line) => shownText(line, MOST_OF_CODE)).join('\n')}</code>
    </pre>
  </div>
);

/** Characters of one line of code that are shown; all are copied. */
const MOST_OF_CODE = 5_000;

const Folded = ({ block: { title, blocks } }: { block: Extract<Block, { type: 'folded' }> }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="part-folded" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi>{shownText(title)}</bdi>
      </summary>
      {isOpen ? <Blocks blocks={blocks} /> : null}
    </details>
  );
};
