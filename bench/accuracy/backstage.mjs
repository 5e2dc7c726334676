/**
 * Entities of a catalog: relations as pairs of entity references.
 *
 * A component provides an API; what fails is the other way round. Where ours has the API need the component, it is the
 * same statement.
 */
import { graphOf } from './graph.mjs';
import { bulkLine, compared, recallOf } from './score.mjs';

/** Relations by which a failure passes. */
const RUNTIME = new Set(['dependsOn', 'consumes', 'provides']);

export const byEntities = async (truth, checkout, { show }) => {
  const graph = await graphOf([checkout], checkout);
  const pair = ({ from, to }) => [from, to];
  const wanted = truth.edges.map(pair);
  const core = truth.edges.filter((edge) => RUNTIME.has(edge.class)).map(pair);
  const ids = new Set([...truth.nodes.map(({ id }) => id), ...wanted.flat()]);
  const provided = new Set(
    truth.edges.filter((edge) => edge.class === 'provides').map(({ from, to }) => `${to} ${from}`),
  );
  const pairs = (keep) =>
    graph.edges.filter(keep).map(({ from, to }) => {
      const ends = [refOf(from), refOf(to)];
      return provided.has(ends.join(' ')) ? ends.toReversed() : ends;
    });
  const there = new Set([...graph.nodes.keys()].map(refOf));
  const nodes = new Set(truth.nodes.map(({ id }) => id));
  const written = compared(
    wanted,
    pairs((edge) => edge.written),
    ids,
    there,
  );
  const all = compared(
    wanted,
    pairs(() => true),
    ids,
    there,
  );
  const must = compared(
    core,
    pairs(() => true),
    ids,
    there,
  );
  const forbidden = (truth.non_edges ?? []).filter(({ from, to }) =>
    pairs(() => true).some(([a, b]) => (a === from && b === to) || (a === to && b === from)),
  );
  show(truth.system, all.missing, all.wrong);
  return {
    ...bulkLine('relations', written, all),
    nodes: `${[...nodes].filter((id) => there.has(id)).length}/${nodes.size}`,
    recall: recallOf(all),
    core: recallOf(must),
    note: `forbidden ${forbidden.length}, findings ${graph.findings.length}`,
  };
};

/** `catalog/component/default/petstore`: `component:default/petstore`. */
const refOf = (id) => {
  const [, kind, namespace, name] = /(?:^|\/)catalog\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  return kind === undefined ? id : `${kind}:${namespace}/${name}`;
};
