/** A combobox of nodes by the ARIA pattern: type a piece of an id or name, choose with the arrows or a click. */
import '../../style/edits.css';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { NodeFacts } from '../../model/messages.ts';
import { comboboxOf } from '../../parts/combobox.ts';
import { counted, shownText } from '../../parts/words.ts';
import { choicesFor } from './choices.ts';

/** Choices in the list: more are found by typing. */
const MOST = 40;

interface NodePickerProps {
  readonly label: string;
  /** The id that is chosen; '': none. */
  readonly value: string;
  /** What may be chosen, the likeliest first. */
  readonly nodes: readonly NodeFacts[];
  /** Told the id; '': it was taken out. */
  readonly onPick: (id: string) => void;
  readonly placeholder?: string;
  /** What is said where there is nothing to choose from. */
  readonly none?: string;
}

export const NodePicker = ({
  label,
  value,
  nodes,
  onPick,
  placeholder = 'part of an id or name',
  none = 'nothing fits',
}: NodePickerProps) => {
  const id = useId();
  /** What was typed since the last choice; undefined: nothing. */
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useMemo(
    () => (isOpen ? choicesFor(nodes, typed ?? '', MOST) : NOTHING),
    [nodes, typed, isOpen],
  );
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at, isOpen]);

  const close = (): void => {
    setOpen(false);
    setTyped(undefined);
    setAt(0);
  };
  const pick = (node: NodeFacts | undefined): void => {
    if (node === undefined) return;
    onPick(node.id);
    close();
  };
  /** What stands there when the field is left is taken, if it is an id; emptied, nothing is chosen. */
  const leave = (): void => {
    const text = typed?.trim();
    if (text === '') onPick('');
    else if (text !== undefined) {
      const exact = nodes.find((node) => node.id === text);
      if (exact !== undefined) onPick(exact.id);
    }
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = shown.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        if (isOpen) setAt(Math.min(last, at + 1));
        setOpen(true);
        break;
      case 'ArrowUp':
        setAt(Math.max(0, at - 1));
        break;
      case 'PageDown':
        setAt(Math.max(0, Math.min(last, at + PAGE)));
        break;
      case 'PageUp':
        setAt(Math.max(0, at - PAGE));
        break;
      case 'Enter':
        if (!isOpen) return;
        pick(shown[at]);
        break;
      case 'Escape':
        if (!isOpen) return;
        close();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const isShown = isOpen && shown.length > 0;
  return (
    <div class="edits-picker">
      <label for={`${id}-text`}>{label}</label>
      <div class="edits-picker-box">
        <input
          {...comboboxOf(id, isShown ? Math.min(at, shown.length - 1) : undefined)}
          placeholder={placeholder}
          value={typed ?? value}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => setOpen(true)}
          onBlur={leave}
        />
        <ul
          class="edits-choices"
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          ref={list}
          hidden={!isShown}
        >
          {shown.map((node, i) => (
            <li
              key={node.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              onMouseDown={(event) => {
                event.preventDefault();
                pick(node);
              }}
              onMouseMove={() => setAt(i)}
            >
              <span class="edits-choice-id">{node.id}</span>
              <bdi class="dim edits-choice-note">{noteOf(node)}</bdi>
            </li>
          ))}
        </ul>
      </div>
      <p class="dim edits-picker-note" role="status">
        {!isOpen
          ? ''
          : shown.length === 0
            ? nodes.length === 0
              ? none
              : 'no node is called so'
            : more > 0
              ? `${counted(more, 'more', 'more')}: type to narrow`
              : ''}
      </p>
    </div>
  );
};

const NOTHING = { shown: [], more: 0 };

/** Rows that Page Up and Page Down go. */
const PAGE = 8;

/** Characters of a name in the list. */
const MOST_OF_NAME = 80;

const noteOf = ({ name, kind }: NodeFacts): string =>
  name === undefined ? kind : `${shownText(name, MOST_OF_NAME)}, ${kind}`;
