/** For documents without apps: the nodes that nothing requires, which are what people see of such a system. */
import { useEffect, useState } from 'preact/hooks';
import type { Engine, SideFacts } from '../../model/messages.ts';
import type { Side } from '../../model/state.ts';
import { positionsOf } from '../../parts/positions.ts';

interface Elements {
  readonly elements: {
    readonly nodes: readonly { readonly data: { readonly id: string; readonly parent?: string } }[];
    readonly edges: readonly { readonly data: { readonly source: string; readonly target: string } }[];
  };
}

/** Places are what things stand on; one in which nothing runs is no app. */
const PLACES: ReadonlySet<string> = new Set(['zone', 'region', 'provider']);

/**
 * Positions of what nothing requires, ascending.
 *
 * @param text The graph as `faultline nodes --format cytoscape` prints it: places as parents, all else as edges.
 */
export const unrequiredIn = (facts: SideFacts, text: string): readonly number[] => {
  const { elements } = JSON.parse(text) as Elements;
  const required = new Set([
    ...elements.edges.map(({ data }) => data.target),
    ...elements.nodes.map(({ data }) => data.parent ?? ''),
  ]);
  const positions = positionsOf(facts);
  return elements.nodes
    .flatMap(({ data: { id } }) => (required.has(id) ? [] : (positions.get(id) ?? [])))
    .filter((position) => !PLACES.has(facts.nodes[position]!.kind))
    .toSorted((a, b) => a - b);
};

/** The same once the engine has told the graph; undefined: not yet, or not wanted. */
export const useUnrequired = (
  engine: Engine,
  facts: SideFacts,
  side: Side,
  isWanted: boolean,
): readonly number[] | undefined => {
  const [known, setKnown] = useState<{ readonly of: SideFacts; readonly positions: readonly number[] }>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let isStale = false;
    const question = { side, analysis: 'nodes', args: [], options: {} };
    engine.ask('render', { question, format: 'cytoscape' }).then(
      (text) => {
        if (!isStale) setKnown({ of: facts, positions: unrequiredIn(facts, text) });
      },
      () => {
        if (!isStale) setKnown({ of: facts, positions: [] });
      },
    );
    return () => {
      isStale = true;
    };
  }, [engine, facts, side, isWanted]);
  return known?.of === facts ? known.positions : undefined;
};
