/**
 * Selections: how arguments, faults and policies name nodes.
 *
 * An id, a glob on ids (`aws/us-east-1/**`), or conditions (`kind:app tier:1 in:aws/us-east-1`); a space
 * is "and", `!` is "not". This file knows how a selection is written; which nodes it matches is assemble's business.
 */
import { isGlob } from './glob.ts';
import { KINDS } from './kind.ts';
import { nearest } from './nearest.ts';
import { quoted } from './printable.ts';
import { UserError } from './user-error.ts';

const CONDITIONS = ['kind', 'owner', 'tier', 'tag', 'in'] as const;

const EXAMPLES: Readonly<Record<Condition, string>> = {
  kind: 'kind:app',
  owner: 'owner:web-team',
  tier: 'tier:1',
  tag: 'tag:pci',
  in: 'in:aws/us-east-1',
};

type Condition = (typeof CONDITIONS)[number];

export interface Term {
  /** `id` compares the node's id, the others a property; `in` is transitive. */
  readonly on: Condition | 'id';
  /** A text or a glob. */
  readonly pattern: string;
  readonly negated: boolean;
}

/** Terms that must all hold. */
export interface Selection {
  readonly text: string;
  readonly terms: readonly Term[];
}

/** Characters of a selection: more are a mistake, and too much for a regular expression. */
const LONGEST = 5_000;

/**
 * Reads a selection.
 *
 * @throws UserError for an empty one, an unknown condition or an unknown kind.
 */
export const parseSelection = (text: string): Selection => {
  if (text.length > LONGEST) {
    throw new UserError({
      message: `the selection ${quoted(text)} is too long`,
      hint: `write several, of at most ${LONGEST} characters each`,
    });
  }
  const words = text.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  if (words.length === 0) {
    throw new UserError({
      message: 'a selection is empty',
      hint: 'name an id (aws/us-east-1/s3), a glob (aws/**) or a condition (kind:app tier:1)',
    });
  }
  return { text: text.trim(), terms: words.map(parseTerm) };
};

const parseTerm = (word: string): Term => {
  const negated = word.startsWith('!');
  const body = (negated ? word.slice(1) : word).replaceAll('"', '');
  const colon = body.indexOf(':');
  if (colon < 0) {
    if (body === '')
      throw new UserError({ message: '"!" stands alone in a selection', hint: 'write !kind:region' });
    return { on: 'id', pattern: body, negated };
  }
  const on = body.slice(0, colon);
  const pattern = body.slice(colon + 1);
  if (!isCondition(on)) throw unknownWord('condition', on, CONDITIONS, body.slice(0, 80));
  if (pattern === '')
    throw new UserError({ message: `"${on}:" in a selection has no value`, hint: `write ${EXAMPLES[on]}` });
  if (on === 'kind' && !isGlob(pattern) && !KINDS.some((kind) => kind === pattern)) {
    throw unknownWord('kind', pattern, KINDS, body);
  }
  return { on, pattern, negated };
};

const isCondition = (word: string): word is Condition => CONDITIONS.some((known) => known === word);

const unknownWord = (what: string, word: string, known: readonly string[], where: string): UserError => {
  const [near] = nearest(word, known);
  return new UserError({
    message: `unknown ${what} ${quoted(word)} in the selection ${quoted(where)}`,
    hint: near === undefined ? `known: ${known.join(', ')}` : `did you mean "${near}"?`,
  });
};
