/** The changes that are tried, in the order in which they are made; each can be taken back. */
import type { Edited } from '../../model/messages.ts';
import type { Edit } from '../../model/state.ts';
import { LineView } from '../../parts/line-view.tsx';
import { useView } from '../../parts/view.ts';
import { counted, shownText } from '../../parts/words.ts';
import { editLine, editText } from './words.ts';

export const EditList = ({ edits, refused }: { edits: readonly Edit[]; refused: Edited['refused'] }) => {
  const { change, announce } = useView();
  const keep = (left: readonly Edit[], said: string): void => {
    change({ edits: left });
    announce(said);
  };
  return (
    <section class="edits-list" aria-labelledby="edits-list-title">
      <div class="row edits-title">
        <h2 id="edits-list-title">{counted(edits.length, 'change')}</h2>
        <button type="button" class="button" onClick={() => keep([], 'All changes are undone.')}>
          Undo all
        </button>
      </div>
      <ol>
        {edits.map((edit, i) => {
          const why = refused.find(({ index }) => index === i)?.why;
          return (
            <li key={`${i} ${editText(edit)}`} class={why === undefined ? undefined : 'edits-refused'}>
              <div>
                <LineView line={editLine(edit)} />
                {why === undefined ? null : (
                  <p class="edits-why">
                    <strong>Not made: </strong>
                    <bdi>{shownText(why)}</bdi>.
                  </p>
                )}
              </div>
              <button
                type="button"
                class="button edits-undo"
                aria-label={`Undo: ${shownText(editText(edit), 200)}`}
                onClick={() =>
                  keep(
                    edits.filter((_, other) => other !== i),
                    'The change is undone.',
                  )
                }
              >
                Undo
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
};
