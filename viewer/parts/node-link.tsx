/** A node's id or name that selects it. */
import '../style/parts.css';
import { nodeOf } from './positions.ts';
import { useView } from './view.ts';
import { shownText } from './words.ts';

/** Characters at the end of an id that stay where its middle is elided: what tells it from its neighbours. */
const TAIL = 12;

/** `label`: what is shown instead of the id (a name). An id that the side that is shown does not have is plain text. */
export const NodeLink = ({ id, label }: { id: string; position?: number; label?: string }) => {
  const { answers, change, state } = useView();
  const text = shownText(label ?? id);
  const title =
    label === undefined || label === id ? shownText(id) : `${shownText(label)} (${shownText(id)})`;
  if (nodeOf(answers.facts, id) === undefined) {
    return (
      <span class="part-node part-node-unknown" title={title}>
        <Elided text={text} />
      </span>
    );
  }
  const isSelected = state.selected?.type === 'node' && state.selected.id === id;
  return (
    <button
      type="button"
      class="part-node"
      title={title}
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => change({ selected: { type: 'node', id }, panel: 'node' })}
    >
      <Elided text={text} />
    </button>
  );
};

/** The head gives way, the tail stays: `aws/us-east-1/…/orders`. */
const Elided = ({ text }: { text: string }) =>
  text.length <= 2 * TAIL || !/^[\w./@-]*$/.test(text) ? (
    <bdi class="part-elided">{text}</bdi>
  ) : (
    <>
      <span class="part-elided part-head">{text.slice(0, -TAIL)}</span>
      <span class="part-tail">{text.slice(-TAIL)}</span>
    </>
  );
