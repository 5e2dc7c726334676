/** Beside the picture: zoom, what of it is not drawn, and how to bring that back. */
import type { Drawing } from '../model/drawing.ts';
import type { Scene } from '../model/scene.ts';
import { useView } from '../parts/view.ts';
import { counted } from '../parts/words.ts';
import { without } from '../state/without.ts';

interface ToolsProps {
  readonly scene: Scene | undefined;
  readonly drawing: Drawing | undefined;
}

export const PictureTools = ({ scene, drawing }: ToolsProps) => {
  const { state, change } = useView();
  const isHiding = state.hide.length > 0 || state.focus !== undefined || state.isAffectedOnly;
  return (
    <>
      <p class="shell-counts" title={scene === undefined ? '' : foldedText(scene)}>
        <span>{scene === undefined ? 'Laying out …' : countsText(scene)}</span>{' '}
        {isHiding ? (
          <button
            type="button"
            class="button"
            onClick={() =>
              change((before) => ({ ...without(before, 'focus'), hide: [], isAffectedOnly: false }))
            }
          >
            Show all
          </button>
        ) : null}
      </p>
      <div class="shell-zoom" role="group" aria-label="Picture">
        {state.faults.length === 0 && state.scenario === undefined ? null : (
          <button
            type="button"
            class="button"
            aria-pressed={state.isAffectedOnly}
            onClick={() => change({ isAffectedOnly: !state.isAffectedOnly })}
          >
            Affected only
          </button>
        )}
        <button type="button" class="button" aria-label="Zoom in" onClick={() => drawing?.zoomBy(1.3)}>
          +
        </button>
        <button type="button" class="button" aria-label="Zoom out" onClick={() => drawing?.zoomBy(1 / 1.3)}>
          −
        </button>
        <button type="button" class="button" onClick={() => drawing?.fit()}>
          Fit
        </button>
      </div>
    </>
  );
};

/** What is seen, but not as an arrow of its own. */
const foldedText = ({ folded }: Scene): string =>
  folded.edges === 0
    ? ''
    : `${counted(folded.edges, 'dependency', 'dependencies')} drawn as boxes, inside of closed ones, or as one arrow`;

/** `104 nodes, 14 boxes, 152 arrows · 3 nodes, 7 edges hidden · 40 nodes in closed boxes`: nothing is left out uncounted. */
const countsText = ({ hidden, folded, nodes, boxes, edges }: Scene): string => {
  const drawn = [
    ...(nodes.length === 0 ? [] : [counted(nodes.length, 'node')]),
    ...(boxes.length === 0 ? [] : [counted(boxes.length, 'box', 'boxes')]),
    counted(edges.length, 'arrow'),
  ];
  const parts = [drawn.join(', ')];
  if (hidden.nodes + hidden.edges > 0)
    parts.push(`${counted(hidden.nodes, 'node')}, ${counted(hidden.edges, 'edge')} hidden`);
  if (folded.nodes > 0) parts.push(`${counted(folded.nodes, 'node')} in closed boxes`);
  return parts.join(' · ');
};
