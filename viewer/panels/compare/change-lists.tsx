/** What only one of the two sides has: nodes, arrows, and what goes by another name; each marks itself in the picture. */
import '../../style/compare.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Compared } from '../../model/messages.ts';
import type { Arrow, Side } from '../../model/state.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { grouped } from '../../parts/words.ts';
import { ArrowLink, SideLink } from './side-link.tsx';

export const ChangeLists = ({ compared }: { compared: Compared }) => {
  const { added, removed, addedArrows, removedArrows, renamed } = compared;
  const count = added.length + removed.length + addedArrows.length + removedArrows.length + renamed.length;
  if (count === 0) return <p class="dim">Both sides have the same nodes and arrows.</p>;
  return (
    <div class="compare-lists">
      <Ids title="Nodes added" mark="+" ids={added} side="after" />
      <Ids title="Nodes removed" mark="−" ids={removed} side="before" />
      <Arrows title="Dependencies added" mark="+" arrows={addedArrows} side="after" />
      <Arrows title="Dependencies removed" mark="−" arrows={removedArrows} side="before" />
      <Renamed arrows={renamed} />
    </div>
  );
};

/** Lists up to this long are open from the start. */
const SHORT = 12;

interface FoldProps {
  readonly title: string;
  readonly mark: string;
  readonly count: number;
  readonly children: () => ComponentChildren;
}

const Fold = ({ title, mark, count, children }: FoldProps) => {
  const [isOpen, setOpen] = useState(count <= SHORT);
  if (count === 0) return null;
  return (
    <details class="compare-fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span
          class={`compare-sign ${mark === '+' ? 'compare-plus' : mark === '−' ? 'compare-minus' : ''}`}
          aria-hidden="true"
        >
          {mark}
        </span>
        {title}
        <span class="part-count">{grouped(count)}</span>
      </summary>
      {isOpen ? children() : null}
    </details>
  );
};

const Rows = <T,>({ items, row }: { items: readonly T[]; row: (item: T) => ComponentChildren }) => {
  const { window, onMore, list } = useRows<HTMLUListElement>(items.length);
  return (
    <>
      <ul class="compare-rows" ref={list}>
        {items.slice(0, window.shown).map((item, i) => (
          <li key={i}>{row(item)}</li>
        ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
    </>
  );
};

const Ids = ({ ids, side, ...fold }: { title: string; mark: string; ids: readonly string[]; side: Side }) => (
  <Fold {...fold} count={ids.length}>
    {() => <Rows items={ids} row={(id) => <SideLink id={id} side={side} />} />}
  </Fold>
);

const Arrows = ({
  arrows,
  side,
  ...fold
}: {
  title: string;
  mark: string;
  arrows: readonly Arrow[];
  side: Side;
}) => (
  <Fold {...fold} count={arrows.length}>
    {() => <Rows items={arrows} row={({ from, to }) => <ArrowLink from={from} to={to} side={side} />} />}
  </Fold>
);

const Renamed = ({ arrows }: { arrows: readonly Arrow[] }) => (
  <Fold title="Nodes renamed" mark="≈" count={arrows.length}>
    {() => (
      <Rows
        items={arrows}
        row={({ from, to }) => (
          <>
            <SideLink id={from} side="before" />
            <span aria-hidden="true"> → </span>
            <span class="sr-only"> is now </span>
            <SideLink id={to} side="after" />
          </>
        )}
      />
    )}
  </Fold>
);
