/** The field above the table that filters it, and what it hides. */
import { useId } from 'preact/hooks';
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';

export const Filter = ({ hidden }: { hidden: number }) => {
  const { state, change } = useView();
  const id = useId();
  return (
    <div class="apps-filter" role="search">
      <label for={id}>Filter</label>
      <input
        id={id}
        class="field"
        type="search"
        spellcheck={false}
        autocomplete="off"
        placeholder="words, or owner:web tier:1"
        value={state.filter}
        onInput={(event) => change({ filter: event.currentTarget.value }, true)}
      />
      {hidden === 0 ? null : (
        <>
          <span class="dim" role="status">{`${grouped(hidden)} hidden by the filter`}</span>
          <button type="button" class="button" onClick={() => change({ filter: '' })}>
            Show all
          </button>
        </>
      )}
    </div>
  );
};
