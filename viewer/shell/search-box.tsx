/** A combobox over all nodes: type, choose, and it fails. Selections of the command line may be typed as they are. */
import { useId, useMemo, useState } from 'preact/hooks';
import { STATES, type State } from '../../src/model/state.ts';
import { useView } from '../parts/view.ts';
import { failing } from '../parts/changes.ts';
import { comboboxOf } from '../parts/combobox.ts';
import { nodeOf } from '../parts/positions.ts';
import { matchesOf } from './matches.ts';

const MOST = 12;

/** A text with these is a selection, not a piece of a name. */
const SELECTION = /[*:!]/;

interface Choice {
  readonly selection: string;
  readonly label: string;
  readonly note: string;
}

export const SearchBox = () => {
  const { state, answers, change } = useView();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [as, setAs] = useState<State>('outage');
  const { nodes } = answers.facts;
  const choices = useMemo((): readonly Choice[] => {
    const typed = text.trim();
    const found = matchesOf(nodes, typed, MOST).map((position): Choice => {
      const { id: node, name, kind } = nodes[position]!;
      return {
        selection: node,
        label: node,
        note: name === undefined ? kind : `${name.slice(0, 60)}, ${kind}`,
      };
    });
    return SELECTION.test(typed)
      ? [{ selection: typed, label: typed, note: 'all that this selects' }, ...found]
      : found;
  }, [nodes, text]);

  const fail = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    change(failing(state, [{ selection: choice.selection, state: as }]));
    setText('');
    setOpen(false);
  };
  const show = (choice: Choice | undefined): void => {
    if (choice === undefined || nodeOf(answers.facts, choice.selection) === undefined) return;
    change({ selected: { type: 'node', id: choice.selection }, panel: 'node' });
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = choices.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        setOpen(true);
        setAt(isOpen ? Math.min(last, at + 1) : 0);
        break;
      case 'ArrowUp':
        setAt(Math.max(0, at - 1));
        break;
      case 'Enter':
        if (event.shiftKey) show(choices[at]);
        else fail(choices[at]);
        break;
      case 'Escape':
        setOpen(false);
        return;
      default:
        return;
    }
    event.preventDefault();
  };
  const isShown = isOpen && choices.length > 0;
  return (
    <div class="shell-search">
      <label for={`${id}-text`}>Fail</label>
      <input
        {...comboboxOf(id, isShown ? at : undefined)}
        placeholder="a node, or a selection such as kind:zone"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(text !== '')}
        onBlur={() => setOpen(false)}
      />
      <select
        class="field"
        aria-label="State that it fails to"
        value={as}
        onChange={(event) => setAs(event.currentTarget.value as State)}
      >
        {STATES.slice(1)
          .toReversed()
          .map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
      </select>
      <ul class="shell-choices" id={`${id}-list`} role="listbox" aria-label="What may fail" hidden={!isShown}>
        {choices.map((choice, i) => (
          <li
            key={choice.selection}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseDown={(event) => {
              event.preventDefault();
              fail(choice);
            }}
            onMouseEnter={() => setAt(i)}
          >
            <bdi class="shell-choice-id">{choice.label}</bdi> <bdi class="dim">{choice.note}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
};
