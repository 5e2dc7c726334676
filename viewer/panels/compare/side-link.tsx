/** A node of one of the two sides: pressed, the picture shows that side and marks it; the panel stays. */
import '../../style/compare.css';
import type { Side } from '../../model/state.ts';
import { nodeOf } from '../../parts/positions.ts';
import { shownSide } from '../../parts/asking.ts';
import { useView } from '../../parts/view.ts';
import { shownText } from '../../parts/words.ts';

/** Characters of a name where others stand below it. */
const MOST = 120;

/** `side`: one that has it. If the side that is shown has it too, that one stays. */
export const SideLink = ({ id, side, label }: { id: string; side: Side; label?: string }) => {
  const { state, answers, change } = useView();
  const isHere = nodeOf(answers.facts, id) !== undefined;
  const isSelected = state.selected?.type === 'node' && state.selected.id === id;
  const text = shownText(label ?? id, MOST);
  return (
    <button
      type="button"
      class="compare-link"
      title={label === undefined ? id : `${shownText(label)} (${id})`}
      aria-current={isSelected ? 'true' : undefined}
      onClick={() =>
        change({ selected: { type: 'node', id }, side: isHere ? shownSide(state, answers) : side })
      }
    >
      <bdi>{text}</bdi>
    </button>
  );
};

/** The same of an arrow. */
export const ArrowLink = ({ from, to, side }: { from: string; to: string; side: Side }) => {
  const { state, change } = useView();
  const { selected } = state;
  const isSelected = selected?.type === 'edge' && selected.from === from && selected.to === to;
  return (
    <button
      type="button"
      class="compare-link"
      title={`${from} needs ${to}`}
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => change({ selected: { type: 'edge', from, to }, side })}
    >
      <bdi>{from}</bdi>
      <span aria-hidden="true"> → </span>
      <span class="sr-only"> needs </span>
      <bdi>{to}</bdi>
    </button>
  );
};
