/** A link to a node that the side that is shown does not have: another version, or only the other side has it. */
import { shownSide } from '../../parts/asking.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { nodeOf } from '../../parts/positions.ts';
import { useView } from '../../parts/view.ts';

export const NotHere = ({ id }: { id: string }) => {
  const { state, answers, change } = useView();
  const { before, after } = answers.edited;
  const opposite = shownSide(state, answers) === 'after' ? before : after;
  const isThere = opposite !== undefined && nodeOf(opposite, id) !== undefined;
  return (
    <div class="stack">
      <p>
        There is no node <DocText text={id} /> here.
      </p>
      {isThere ? (
        <p>
          <button
            type="button"
            class="button"
            onClick={() => change({ side: shownSide(state, answers) === 'after' ? 'before' : 'after' })}
          >
            Show the side that has it
          </button>
        </p>
      ) : null}
    </div>
  );
};
