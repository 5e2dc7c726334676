/** Tabs by the ARIA pattern: one stop of the Tab key, arrows go from tab to tab, Home and End to the ends. */
import '../style/parts.css';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { grouped } from './words.ts';

interface TabItem<Id extends string> {
  /** A word of the program; never one of a document. */
  readonly id: Id;
  readonly label: string;
  readonly count?: number;
}

/** `name`: by which a `TabPanel` below belongs to these tabs; each name once on the page. */
export const Tabs = <Id extends string>({
  label,
  items,
  selected,
  onSelect,
  name,
}: {
  label: string;
  items: readonly TabItem<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  name?: string;
}) => {
  const list = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent): void => {
    const next = tabAfter(
      event.key,
      items.findIndex(({ id }) => id === selected),
      items.length,
    );
    const item = next === undefined ? undefined : items[next];
    if (item === undefined) return;
    event.preventDefault();
    onSelect(item.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next!]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={go}>
      {items.map(({ id, label: text, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={name === undefined ? undefined : `${name}-tab-${id}`}
          aria-selected={id === selected}
          aria-controls={name === undefined || id !== selected ? undefined : `${name}-panel`}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {text}
          {count === undefined ? null : (
            <>
              {' '}
              <span class="part-count">{grouped(count)}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
};

/** What the selected tab stands for. */
export const TabPanel = ({
  name,
  selected,
  children,
}: {
  name: string;
  selected: string;
  children: ComponentChildren;
}) => (
  <div class="part-tabpanel" role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-tab-${selected}`}>
    {children}
  </div>
);

/** Where a key leads to from one of so many tabs, round at the ends; undefined: nowhere. */
export const tabAfter = (key: string, at: number, count: number): number | undefined => {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
};
