/** From the words of the library to the words of CloudFormation, by which the catalog of types knows properties. */
import { BY_TYPE, COMMON, RAW_BY_SERVICE, RAW_WORDS } from './spellings.ts';

/**
 * The path of a property as CloudFormation spells it. Of a library class the longest beginning that is known counts;
 * keys of maps of variables stay as they are.
 */
export const spelled = (type: string, isRaw: boolean, path: readonly string[]): string => {
  if (isRaw) return kept(path, (word) => rawWord(type, word)).join('.');
  const own = Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type]! : {};
  for (const table of [own, COMMON]) {
    for (let length = path.length; length > 0; length--) {
      const found = lookedUp(table, path.slice(0, length));
      if (found === undefined) continue;
      const rest = path.slice(length);
      const isFree = FREE.test(found);
      return [found, ...(isFree ? rest.slice(0, 1) : rest.map(capital))].join('.');
    }
  }
  return kept(path, capital).join('.');
};

const FREE = /(?:^|\.)(?:Environment\.Variables|EnvironmentVariables|DefinitionSubstitutions)$/;

/** What a table says of a path; `*` in it is any one word. */
const lookedUp = (table: Readonly<Record<string, string>>, path: readonly string[]): string | undefined => {
  const key = path.join('.');
  if (Object.hasOwn(table, key)) return table[key];
  if (path.length !== 3) return undefined;
  const open = `${path[0]!}.*.${path[2]!}`;
  return Object.hasOwn(table, open) ? table[open] : undefined;
};

/** Below these words keys are of the maker's choice. */
const MAPS: ReadonlySet<string> = new Set([
  'environment',
  'environmentVariables',
  'variables',
  'labels',
  'tags',
]);

const kept = (path: readonly string[], spell: (word: string) => string): readonly string[] => {
  const free = path.findIndex((word) => MAPS.has(word));
  return path.map((word, i) => {
    if (free < 0 || i <= free) return spell(word);
    return i === free + 1 && path[free] === 'environment' && word === 'variables' ? 'Variables' : word;
  });
};

export const capital = (word: string): string =>
  COMMON_RAW.get(word.toLowerCase()) ?? word.slice(0, 1).toUpperCase() + word.slice(1);

const COMMON_RAW: ReadonlyMap<string, string> = new Map(RAW_WORDS.map((word) => [word.toLowerCase(), word]));

const rawWord = (type: string, word: string): string => {
  const service = type.split('::').slice(0, 2).join('::');
  const own = Object.hasOwn(RAW_BY_SERVICE, service) ? RAW_BY_SERVICE[service]!.split(' ') : [];
  const lower = word.toLowerCase();
  return own.find((one) => one.toLowerCase() === lower) ?? capital(word);
};
