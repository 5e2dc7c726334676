/** Everything that nodes stand on, through whatever groups and however softly. */
import { vertexOf } from '../../engine/edge.ts';
import type { Inputs, Network } from '../../engine/network.ts';

/** Positions of all nodes that these require, directly or not, themselves included; ascending. */
export const groundOf = (
  { nodeCount, gateCount }: Network,
  { start, edges }: Inputs,
  positions: readonly number[],
): readonly number[] => {
  const isFound = new Uint8Array(nodeCount + gateCount);
  const open = [...positions];
  for (const position of positions) isFound[position] = 1;
  for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
    for (let at = start[vertex]!; at < start[vertex + 1]!; at++) {
      const below = vertexOf(edges[at]!);
      if (isFound[below] === 1) continue;
      isFound[below] = 1;
      open.push(below);
    }
  }
  const found: number[] = [];
  for (let position = 0; position < nodeCount; position++) if (isFound[position] === 1) found.push(position);
  return found;
};
