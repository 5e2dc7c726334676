/** How often a thing runs, where a scan read that: one node stands for all copies, so that no failure tells of their number. */
import type { Node } from '../../model/node.ts';
import { NONE, type View } from './view.ts';

export interface FewerReplicas {
  /** Position in `to`. */
  readonly node: number;
  readonly before: number;
  readonly after: number;
}

/** Nodes of both sides that run in fewer copies in `to`, by position. None at all is something that was switched off. */
export const fewerReplicas = ({ from, to, before }: View): readonly FewerReplicas[] =>
  to.estate.nodes.flatMap((node, position): readonly FewerReplicas[] => {
    const partner = before[position]!;
    if (partner === NONE) return [];
    const [was, is] = [replicasOf(from.estate.nodes[partner]!), replicasOf(node)];
    return is < was ? [{ node: position, before: was, after: is }] : [];
  });

/** A scan writes `count:3`, and nothing where there is one. */
const replicasOf = ({ tags }: Node): number => {
  const tag = tags.find((one) => COUNT.test(one));
  return tag === undefined ? 1 : Number(tag.slice(tag.indexOf(':') + 1));
};

const COUNT = /^count:\d{1,9}$/;
