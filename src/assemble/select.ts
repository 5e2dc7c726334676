/** Which nodes a selection matches. */
import type { Estate } from '../model/estate.ts';
import { globMatcher, isGlob } from '../model/glob.ts';
import { nearestKeys } from '../model/nearest.ts';
import type { Node } from '../model/node.ts';
import { quoted } from '../model/printable.ts';
import { type Selection, type Term, parseSelection } from '../model/selection.ts';
import { UserError } from '../model/user-error.ts';
import { containedIn } from './neighbourhood.ts';

/**
 * Positions of the nodes that any of the selections matches, ascending (that is, by id).
 *
 * @throws UserError if a selection is malformed, or matches nothing: an analysis of nothing would look like good news.
 */
export const select = (estate: Estate, selections: readonly string[]): readonly number[] => {
  const positions = selections.flatMap((text) => {
    const selection = parseSelection(text);
    const found = matches(estate, selection);
    if (found.length === 0) throw nothingMatches(estate, selection);
    return found;
  });
  return [...new Set(positions)].toSorted((a, b) => a - b);
};

/**
 * The position of the one node that selections match, for a question about a single node.
 *
 * @throws UserError if they match none or several; `question` is what is asked.
 */
export const selectOne = (estate: Estate, selections: readonly string[], question: string): number => {
  const [position, ...more] = select(estate, selections);
  if (position !== undefined && more.length === 0) return position;
  throw new UserError({
    message: `"${selections.join(' ')}" matches ${1 + more.length} nodes`,
    hint: `${question} takes one node`,
  });
};

const matches = (estate: Estate, { terms }: Selection): readonly number[] => {
  const [only] = terms;
  if (terms.length === 1 && only?.on === 'id' && !only.negated && !isGlob(only.pattern)) {
    const position = estate.positions.get(only.pattern);
    return position === undefined ? [] : [position];
  }
  const tests = terms.map((term) => testOf(estate, term));
  return estate.nodes.flatMap((node, position) => (tests.every((test) => test(node)) ? [position] : []));
};

type Test = (node: Node) => boolean;

const testOf = (estate: Estate, term: Term): Test => {
  const holds = conditionOf(estate, term);
  return term.negated ? (node) => !holds(node) : holds;
};

const conditionOf = (estate: Estate, { on, pattern }: Term): Test => {
  const matching = matcher(pattern);
  switch (on) {
    case 'id':
      return (node) => matching(node.id);
    case 'kind':
      return (node) => matching(node.kind);
    case 'owner':
      return (node) => node.owner !== undefined && matching(node.owner);
    case 'tier':
      return (node) => node.tier !== undefined && matching(String(node.tier));
    case 'tag':
      return (node) => node.tags.some(matching);
    case 'in': {
      const places = estate.nodes.filter((node) => matching(node.id)).map((node) => node.id);
      if (places.length === 0) throw nothingMatches(estate, { text: `in:${pattern}`, terms: [] }, pattern);
      const contained = containedIn(estate, places);
      return (node) => contained.has(node.id);
    }
  }
};

/** `*` stays within a segment, `**` crosses them; `?`, `[ab]` and `{a,b}` as in a shell. */
const matcher = (pattern: string): ((text: string) => boolean) =>
  isGlob(pattern) ? globMatcher(pattern) : (text) => text === pattern;

const nothingMatches = (estate: Estate, { text, terms }: Selection, place?: string): UserError => {
  const word = place ?? terms.find((term) => term.on === 'id' && !term.negated)?.pattern;
  // An id that there is does not match because of the conditions beside it.
  const isUnknown = word !== undefined && !estate.positions.has(word);
  const near = isUnknown ? nearestKeys(word.replaceAll('*', ''), estate.positions, 3) : [];
  return new UserError({
    message: `nothing matches ${quoted(text)}`,
    hint:
      (word === undefined ? undefined : estate.hints?.get(word)) ??
      (near.length > 0
        ? `did you mean ${near.map((id) => `"${id}"`).join(', ')}?`
        : '"faultline nodes" lists what there is'),
  });
};
