/** Which nodes a picture is of: those that are not hidden, are asked for, and are near enough to what is in focus. */
import { select } from '../../src/assemble/select.ts';
import type { Estate } from '../../src/model/estate.ts';
import { parseSelection } from '../../src/model/selection.ts';
import { UserError } from '../../src/model/user-error.ts';
import type { SceneRequest } from '../model/scene.ts';
import type { Pairs } from './pairs.ts';
import type { Tree } from './tree.ts';

/**
 * By position: 1 if it is drawn, be it inside of a closed box. The boxes around what is in focus or asked for are.
 *
 * @throws UserError if a selection is malformed; one that matches nothing hides nothing, and a focus that is on no node
 *   is on all.
 */
export const visibleIn = (
  estate: Estate,
  pairs: Pairs,
  tree: Tree,
  { hide, focus, only }: Pick<SceneRequest, 'hide' | 'focus' | 'only'>,
): Uint8Array => {
  const hidden = new Uint8Array(estate.nodes.length);
  for (const selection of hide) for (const position of matches(estate, selection)) hidden[position] = 1;
  const centre = focus === undefined ? undefined : estate.positions.get(focus.id);
  if (only === undefined && centre === undefined) return hidden.map((isHidden) => 1 - isHidden);
  const visible = new Uint8Array(estate.nodes.length).fill(only === undefined ? 1 : 0);
  for (const position of only ?? []) if (position < visible.length) visible[position] = 1;
  if (focus !== undefined && centre !== undefined) {
    const around = near(pairs, centre, focus.steps);
    visible.forEach((isVisible, position) => (visible[position] = isVisible & around[position]!));
  }
  for (let position = 0; position < visible.length; position++) {
    if (visible[position] === 0) continue;
    // Outwards until the way is known.
    for (let box = outerBox(tree, position); box >= 0; box = tree.parent[box]!) {
      const place = tree.boxes[box]!.position;
      if (place === undefined) continue;
      if (visible[place] === AROUND) break;
      visible[place] = AROUND;
    }
  }
  return visible.map((isVisible, position) => (isVisible > 0 && hidden[position] === 0 ? 1 : 0));
};

const AROUND = 2;

/** The box around a node, or around the box that it is. */
const outerBox = ({ own, parent, home }: Tree, position: number): number => {
  const box = own[position]!;
  return box >= 0 ? parent[box]! : home[position]!;
};

const matches = (estate: Estate, selection: string): readonly number[] => {
  parseSelection(selection);
  try {
    return select(estate, [selection]);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
};

/** By position: 1 for what the centre stands on, and what stands on it, within so many steps, and itself. */
const near = (pairs: Pairs, centre: number, steps: number): Uint8Array => {
  const nodes = pairs.start.length - 1;
  const found = new Uint8Array(nodes);
  const spread = (start: Uint32Array, others: Uint32Array): void => {
    const seen = new Uint8Array(nodes);
    seen[centre] = 1;
    let here = [centre];
    for (let step = 0; step < steps && here.length > 0; step++) {
      const next: number[] = [];
      for (const position of here) {
        for (let i = start[position]!; i < start[position + 1]!; i++) {
          const other = others[i]!;
          if (seen[other] === 1) continue;
          seen[other] = 1;
          next.push(other);
        }
      }
      here = next;
    }
    seen.forEach((isSeen, position) => {
      if (isSeen === 1) found[position] = 1;
    });
  };
  spread(pairs.start, pairs.to);
  spread(pairs.dependentStart, pairs.dependents);
  return found;
};
