/** The scope of each template: its folder and name, as short as it can be without two stacks in one. */
import type { SourceFile } from '../scanner.ts';

/** Scopes that a template may have, best first. `stack`: its name in an assembly. */
export const scopesFor = (file: SourceFile, stack: string | undefined): readonly string[] => {
  const folder = file.inside.includes('/') ? file.inside.slice(0, file.inside.lastIndexOf('/')) : '';
  const join = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const stem = stemOf(file.name);
  const own = stem === 'template' ? [folder, join(stem)] : [join(stem)];
  const candidates = stack === undefined ? own : [stack, join(stack)];
  return [...candidates, join(file.name)];
};

/** A file's name without what tells its format. */
export const stemOf = (name: string): string =>
  name.replace(/\.(?:ya?ml|json|template|cfn)$/, '').replace(/(?!^)\.(?:nested\.)?template$/, '');

/** Gives each its first scope that is free. */
export const claimScope = (candidates: readonly string[], taken: Set<string>): string => {
  const free = candidates.find((scope) => !taken.has(scope)) ?? numbered(candidates.at(-1) ?? '', taken);
  taken.add(free);
  return free;
};

const numbered = (scope: string, taken: ReadonlySet<string>): string => {
  let number = 2;
  while (taken.has(`${scope}-${number}`)) number++;
  return `${scope}-${number}`;
};
