/** Sets of pairs against one another. */

const keyOf = ([from, to]) => `${from}\0${to}`;

/** Pairs as a set, self pairs left out. */
const pairSet = (pairs) => new Set(pairs.filter(([from, to]) => from !== to).map(keyOf));

/** Counts that add up over several files. */
export const NOTHING = { truth: 0, found: 0, right: 0, nodes: 0, nodesFound: 0 };

/**
 * @param {readonly [string, string][]} truth
 * @param {readonly [string, string][]} found
 * @param {Iterable<string>} nodes Only pairs between these are judged.
 */
export const compared = (truth, found, nodes, there) => {
  const known = new Set(nodes);
  const wanted = pairSet(truth);
  const inside = pairSet(found.filter(([from, to]) => known.has(from) && known.has(to)));
  return {
    truth: wanted.size,
    found: inside.size,
    right: [...wanted].filter((pair) => inside.has(pair)).length,
    nodes: known.size,
    nodesFound: [...known].filter((node) => there.has(node)).length,
    missing: [...wanted].filter((pair) => !inside.has(pair)).map((pair) => pair.split('\0')),
    wrong: [...inside].filter((pair) => !wanted.has(pair)).map((pair) => pair.split('\0')),
  };
};

export const sum = (a, b) => ({
  truth: a.truth + b.truth,
  found: a.found + b.found,
  right: a.right + b.right,
  nodes: a.nodes + b.nodes,
  nodesFound: a.nodesFound + b.nodesFound,
});

const share = (part, whole) => (whole === 0 ? '–' : (part / whole).toFixed(3));

export const precisionOf = ({ right, found }) => share(right, found);
export const recallOf = ({ right, truth }) => share(right, truth);
export const nodesOf = ({ nodesFound, nodes }) => share(nodesFound, nodes);

/** A line of the table: recall and precision of what is written, and precision with what it means. */
export const bulkLine = (what, written, all) => ({
  what,
  score: written,
  recall: recallOf(written),
  precision: precisionOf(written),
  nodes: nodesOf(written),
  withLinks: precisionOf(all),
});
