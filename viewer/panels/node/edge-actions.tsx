/** Changes of a dependency that are worth a try; they are made in the page only, and shown beside the document. */
import { useId, useMemo, useState } from 'preact/hooks';
import { STATES, type State } from '../../../src/model/state.ts';
import type { Edit } from '../../model/state.ts';
import { nodeOf } from '../../parts/positions.ts';
import { useView } from '../../parts/view.ts';
import { shownText } from '../../parts/words.ts';
import { alternativesFor } from './alternatives.ts';

/** What a soft dependency may do at worst: never an outage. */
const SOFT = STATES.filter((state) => state !== 'outage').toReversed();

const SOFT_WORDS: Readonly<Record<string, string>> = {
  partial: 'partial at worst',
  degraded: 'degraded at worst',
  operational: 'no harm at all',
};

export const EdgeActions = ({ from, to }: { from: string; to: string }) => {
  const { state, change } = useView();
  const [worst, setWorst] = useState<State>('degraded');
  // Edits are made of the later side: that is where they can be seen.
  const tryOut = (edit: Edit): void =>
    change({ edits: [...state.edits, edit], panel: 'edits', side: 'after' });
  return (
    <section class="node-try" aria-labelledby="node-try-title">
      <h3 id="node-try-title">Try a change</h3>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => tryOut({ type: 'soften', from, to, impact: worst })}
        >
          Make it soft
        </button>
        <select
          class="field"
          aria-label="What it may do then"
          value={worst}
          onChange={(event) => setWorst(event.currentTarget.value as State)}
        >
          {SOFT.map((one) => (
            <option key={one} value={one}>
              {SOFT_WORDS[one]}
            </option>
          ))}
        </select>
      </div>
      <div class="row">
        <button type="button" class="button" onClick={() => tryOut({ type: 'remove', from, to })}>
          Remove it
        </button>
      </div>
      <Alternative from={from} to={to} onTry={tryOut} />
    </section>
  );
};

interface AlternativeProps {
  readonly from: string;
  readonly to: string;
  readonly onTry: (edit: Edit) => void;
}

/** Something else that would do as well: `from` then needs any of both. */
const Alternative = ({ from, to, onTry }: AlternativeProps) => {
  const { answers } = useView();
  const { facts } = answers;
  const id = useId();
  const [text, setText] = useState('');
  const choices = useMemo(() => alternativesFor(facts, from, to, text), [facts, from, to, text]);
  const other = text.trim();
  const isKnown = other !== from && other !== to && nodeOf(facts, other) !== undefined;
  return (
    <form
      class="node-alternative"
      onSubmit={(event) => {
        event.preventDefault();
        if (isKnown) onTry({ type: 'group', from, to, others: [other] });
      }}
    >
      <label for={`${id}-other`}>Something else that would do as well</label>
      <div class="row">
        <input
          id={`${id}-other`}
          class="field"
          type="text"
          list={`${id}-choices`}
          placeholder="the id of another node"
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
        <button type="submit" class="button" disabled={!isKnown}>
          Add an alternative
        </button>
      </div>
      {other === '' || isKnown ? null : (
        <p class="dim" role="status">
          {other === from || other === to
            ? 'It must be another node than these two.'
            : `There is no node ${shownText(other, 80)}.`}
        </p>
      )}
    </form>
  );
};
