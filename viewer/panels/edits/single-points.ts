/** What takes something down alone, on both sides. */
import type { Told } from '../../model/messages.ts';

export interface SinglePoints {
  readonly before: number;
  readonly after: number;
  /** Those that are none any more, those that became some, and those that stay; by id. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  readonly left: readonly string[];
}

/** Ids that `faultline spof` found. */
const pointsIn = (told: Told): readonly string[] => {
  const { cutSets = [] } = told.data as {
    readonly cutSets?: readonly { readonly nodes: readonly string[] }[];
  };
  return cutSets.flatMap(({ nodes }) => (nodes.length === 1 ? [nodes[0]!] : []));
};

export const singlePoints = (before: Told, after: Told): SinglePoints => {
  const [were, are] = [pointsIn(before), pointsIn(after)];
  const [was, is] = [new Set(were), new Set(are)];
  return {
    before: were.length,
    after: are.length,
    gone: were.filter((id) => !is.has(id)),
    added: are.filter((id) => !was.has(id)),
    left: are.filter((id) => was.has(id)),
  };
};
