/** Texts that well-known packages write in another case: ids of stacks are made so. */
import { libraryOf, patternOf } from '../typescript/read.ts';
import type { Call } from '../typescript/value.ts';

/** Packages that do nothing else, or whose functions of these names do just that. */
const PACKAGES =
  /^(?:change-case(?:-commonjs)?|(?:camel|pascal|param|snake|constant|header|upper|lower)-case|case|lodash(?:[./]\w+)?)$/;

/** What the call gives, if it is such a function of a known text. */
export const recased = ({ callee, name, args }: Call): string | undefined => {
  const library = libraryOf(callee);
  if (library === undefined || !PACKAGES.test(library.module)) return undefined;
  // Of a variable and its default, the default: as ids are read everywhere.
  const text = patternOf(args[0]);
  const cased = CASES.get(name.replace(/Case$/, ''));
  return text === undefined || text.includes('${') || cased === undefined ? undefined : cased(wordsOf(text));
};

const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const CASES: ReadonlyMap<string, (words: readonly string[]) => string> = new Map([
  ['pascal', (words: readonly string[]) => words.map(capital).join('')],
  ['camel', (words: readonly string[]) => words.map((word, i) => (i === 0 ? word : capital(word))).join('')],
  ['kebab', (words: readonly string[]) => words.join('-')],
  ['param', (words: readonly string[]) => words.join('-')],
  ['snake', (words: readonly string[]) => words.join('_')],
  ['constant', (words: readonly string[]) => words.join('_').toUpperCase()],
]);
