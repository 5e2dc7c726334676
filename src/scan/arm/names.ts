/** Addresses of resources: by their names where these are known, else by what the template calls them. */
import type { Address } from '../../model/fact.ts';
import type { ModuleDeclaration, ResourceDeclaration, Template } from './syntax.ts';
import { type Tree, isOpen } from './value.ts';

/** The address for a declaration, which no other of the tree has. */
export const addressFor = (
  declaration: ResourceDeclaration | ModuleDeclaration,
  type: string,
  names: readonly string[],
  scope: string,
  language: Template['language'],
  tree: Tree,
): Address => {
  const plain = localOf(declaration, type, names, language);
  const last = type.slice(type.lastIndexOf('/') + 1);
  const candidates = [plain, `${plain}.${last}`];
  let local = candidates.find((one) => !tree.taken.has(keyOf(scope, one)));
  for (let n = 2; local === undefined; n++) {
    const numbered = `${plain}.${last}-${n}`;
    if (!tree.taken.has(keyOf(scope, numbered))) local = numbered;
  }
  tree.taken.add(keyOf(scope, local));
  return { scope, local };
};

const keyOf = (scope: string, local: string): string => `${scope}/${local}`.toLowerCase();

const localOf = (
  { symbol }: ResourceDeclaration | ModuleDeclaration,
  type: string,
  names: readonly string[],
  language: Template['language'],
): string => {
  const full = names.join('/');
  if (!isOpen(full) && full !== '') return full;
  // What Bicep and newer JSON call it is of their makers' choice; a list of older JSON only counts.
  if (language === 'bicep' || !symbol.startsWith('#')) return symbol.replaceAll('::', '/');
  return wordsOf(full) || type.slice(type.lastIndexOf('/') + 1);
};

/** `${appName}-db` as `appName-db`; gaps that are computed say nothing to a reader. */
const wordsOf = (pattern: string): string =>
  pattern
    .replaceAll(/\$\{([^}]*)\}/g, (_, words: string) => (/^[\w.-]+$/.test(words) ? words : ''))
    .replaceAll(/^[-_/.]+|[-_.]+(?=\/)|[-_/.]+$/g, '');
