/** Which side the picture shows. */
import '../../style/compare.css';
import { SIDES } from '../../model/state.ts';
import { shownSide } from '../../parts/asking.ts';
import { useView } from '../../parts/view.ts';

/** `labels`: what the earlier and the later side are called, in a word or two. */
export const PanelSideSwitch = ({
  labels,
}: {
  labels: { readonly before: string; readonly after: string };
}) => {
  const { state, answers, change } = useView();
  const shown = shownSide(state, answers);
  return (
    <div class="row compare-switch" role="group" aria-label="The picture shows">
      <span class="dim" aria-hidden="true">
        The picture shows
      </span>
      {SIDES.toReversed().map((side) => (
        <button
          key={side}
          type="button"
          class="button"
          aria-pressed={shown === side}
          onClick={() => change({ side })}
        >
          <bdi class="part-elided">{labels[side]}</bdi>
        </button>
      ))}
    </div>
  );
};
