/**
 * Pulumi programs: resources by type token and logical name, as the engine would register them.
 *
 * The truth was made of resources' inputs, in which `dependsOn` is not: such an edge is not judged.
 */
import path from 'node:path';
import { graphOf, localOf } from './graph.mjs';
import { NOTHING, bulkLine, compared, recallOf, sum } from './score.mjs';

export const byPrograms = async (truth, checkout, { show }) => {
  let [written, all, literal, literalAll] = [NOTHING, NOTHING, NOTHING, NOTHING];
  for (const { program, resources, edges } of truth.programs) {
    const folder = path.join(checkout, program);
    const graph = await graphOf([folder], folder);
    const ids = resources.map(({ id }) => id);
    const nameOf = nameFrom(ids, graph);
    const there = new Set([...graph.nodes.keys()].map(nameOf).filter((name) => name !== undefined));
    const judged = graph.edges.filter(({ why }) => !/^start-up: dependsOn$/i.test(why));
    const pairs = (keep) => judged.filter(keep).map(({ from, to }) => [nameOf(from), nameOf(to)]);
    const [some, every] = [pairs((edge) => edge.written), pairs(() => true)];
    const wanted = edges.map(({ from, to }) => [from, to]);
    const named = new Set(resources.filter((one) => one.name_literal_in_source).map(({ id }) => id));
    const plain = edges.filter((edge) => edge.both_literal).map(({ from, to }) => [from, to]);
    const score = compared(wanted, every, ids, there);
    written = sum(written, compared(wanted, some, ids, there));
    all = sum(all, score);
    literal = sum(literal, compared(plain, some, named, there));
    literalAll = sum(literalAll, compared(plain, every, named, there));
    show(`${truth.system} ${program}`, score.missing, compared(wanted, some, ids, there).wrong);
  }
  return [
    { ...bulkLine('programs, names that are literals', literal, literalAll), recall: recallOf(literalAll) },
    { ...bulkLine('programs, all', written, all), recall: recallOf(all) },
  ];
};

/**
 * A node's registered name: the token is one of its tags, the local part the logical name, with `.kind` behind it if
 * two resources of one program are called the same. Where the name is unique in the program, the token may be left out.
 */
const nameFrom = (ids, { nodes }) => {
  const split = (id) => id.split('::');
  return (node) => {
    const known = nodes.get(node);
    if (known === undefined) return undefined;
    const local = localOf(node);
    const fits = ids.filter((id) => {
      const [, name] = split(id);
      return local === name || local.startsWith(`${name}.`);
    });
    const typed = fits.find((id) => known.tags.some((tag) => sameToken(tag, split(id)[0])));
    return (
      typed ?? (fits.length === 1 && !known.tags.some((tag) => /^\w[\w-]*:/.test(tag)) ? fits[0] : undefined)
    );
  };
};

/** `aws:iam/role:Role`, `aws:iam:Role` and `aws.iam.Role` are one; a callback is registered as the function that runs it. */
const sameToken = (one, other) => plainToken(one) === plainToken(other);
const plainToken = (token) => {
  const [provider, module = '', type = ''] = token.includes(':') ? token.split(':') : token.split('.');
  return [provider, module.split('/')[0], type.replace(/^Callback/, '')]
    .join(':')
    .toLowerCase()
    .replace(':index:', '::');
};
