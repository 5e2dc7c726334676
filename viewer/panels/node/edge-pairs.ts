/** What a selected arrow stands for: one dependency, and all others that the picture draws as the same line. */
import type { SideFacts } from '../../model/messages.ts';
import type { Scene, SceneEdge } from '../../model/scene.ts';
import { positionsOf } from '../../parts/positions.ts';

/** Positions of both ends; undefined if the side has not got them. */
export const pairOf = (facts: SideFacts, from: string, to: string): readonly [number, number] | undefined => {
  const positions = positionsOf(facts);
  const [a, b] = [positions.get(from), positions.get(to)];
  return a === undefined || b === undefined ? undefined : [a, b];
};

/** The drawn line that a dependency is part of; undefined: it is not drawn, or lies inside of a closed box. */
export const lineOf = (
  scene: Scene | undefined,
  [from, to]: readonly [number, number],
): SceneEdge | undefined => {
  const source = scene?.elementOf[from];
  const target = scene?.elementOf[to];
  if (scene === undefined || !source || !target) return undefined;
  return scene.edges.find((edge) => edge.source === source && edge.target === target);
};
