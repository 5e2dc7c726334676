/** The other dependencies that are drawn as the same line. */
import type { SceneEdge } from '../../model/scene.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { counted, grouped, shownText } from '../../parts/words.ts';

interface EdgeLineProps {
  readonly line: SceneEdge;
  /** The dependency that is shown above. */
  readonly from: string;
  readonly to: string;
}

export const EdgeLine = ({ line: { count, pairs }, from, to }: EdgeLineProps) => {
  const { answers, change } = useView();
  const { nodes } = answers.facts;
  const known = pairs.length / 2;
  const { window, onMore, list } = useRows<HTMLUListElement>(known);
  return (
    <section class="node-line">
      <h3>{`This line stands for ${counted(count, 'dependency', 'dependencies')}`}</h3>
      <ul ref={list}>
        {Array.from({ length: window.shown }, (_, i) => {
          const a = nodes[pairs[2 * i]!]?.id;
          const b = nodes[pairs[2 * i + 1]!]?.id;
          if (a === undefined || b === undefined) return null;
          return (
            <li key={i}>
              <button
                type="button"
                class="part-node node-pair"
                title={`${shownText(a)} → ${shownText(b)}`}
                aria-current={a === from && b === to ? 'true' : undefined}
                onClick={() => change({ selected: { type: 'edge', from: a, to: b } })}
              >
                <span class="part-elided">{shownText(a)}</span>
                <span class="node-to">→</span>
                <span class="part-elided">{shownText(b)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <MoreRows window={window} onMore={onMore} />
      {count > known ? (
        <p class="dim">{`${grouped(count - known)} more are not listed; open the boxes to see them.`}</p>
      ) : null}
    </section>
  );
};
