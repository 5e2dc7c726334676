/**
 * Imports that meet an export by its end only: `${NetworkStack}-Vpc` against `${AWS::StackName}-Vpc`, where the name
 * of the stack is said at deployment.
 */
import type { ExportFact, ReferenceFact } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import { isOpen, piecesOf } from './tags.ts';
import { folderOf } from '../paths.ts';

/** References with imports joined to the one export that fits; all others stay as they are. */
export const joinExports = (
  references: readonly ReferenceFact[],
  exports: readonly ExportFact[],
): readonly ReferenceFact[] => {
  const named = new Set(exports.map(({ name }) => name));
  const open = exports
    .filter(({ name }) => isOpen(name))
    .map((fact) => ({ fact, words: wordsOf(fact.name) }))
    .toSorted((a, b) => byCodePoint(a.fact.name, b.fact.name));
  return references.flatMap((reference) => {
    const { to } = reference;
    if (to.by !== 'text' || to.as !== 'export' || (named.has(to.text) && !isOpen(to.text)))
      return [reference];
    const candidates = open.filter(({ words }) => meets(to.text, words));
    const near = candidates.filter(
      ({ fact }) => folderOf(fact.where.file) === folderOf(reference.where.file),
    );
    const fitting = candidates.length === 1 ? candidates : near;
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) return [reference];
    return only.fact.to.map((target): ReferenceFact => ({
      ...reference,
      to: target,
      confidence: 'inferred',
      why: `imports ${to.text}, exported as ${only.fact.name}`,
    }));
  });
};

/** The words of a name, `undefined` for each open place. */
const wordsOf = (name: string): readonly (string | undefined)[] =>
  piecesOf(name).map((piece) => (piece.kind === 'words' ? piece.text : undefined));

/** Whether an import's name may be an export's: where both have words, the same ones, and at least at the end. */
const meets = (text: string, words: readonly (string | undefined)[]): boolean => {
  const own = wordsOf(text);
  const last = words.at(-1);
  if (last === undefined || last.length < 2) return false;
  const lastOwn = own.at(-1);
  if (own.length === 1) {
    const first = words[0];
    return (
      text.endsWith(last) && text.length > last.length && (first === undefined || text.startsWith(first))
    );
  }
  return lastOwn === last;
};
