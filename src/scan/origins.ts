/** Several repositories in one scan: each thing keeps the name of the one that it comes from, as a tag to select by. */
import type { Facts } from '../model/fact.ts';

/** A folder that was asked for. */
export interface Root {
  /** As the user wrote it. */
  readonly shown: string;
  /** What ids of it begin with; empty if there is but one. */
  readonly name: string;
}

/** Facts whose things are tagged `origin:NAME`; the same facts, if there is one root only. */
export const withOrigins = (facts: Facts, roots: readonly Root[]): Facts => {
  const named = roots.filter(({ name }) => name !== '').toSorted((a, b) => b.shown.length - a.shown.length);
  if (named.length === 0) return facts;
  const originOf = (file: string): readonly string[] => {
    const root = named.find(({ shown }) => isBelow(file, shown));
    return root === undefined ? [] : [`origin:${root.name}`];
  };
  return {
    ...facts,
    resources: facts.resources.map((fact) => ({
      ...fact,
      tags: [...(fact.tags ?? []), ...originOf(fact.where.file)],
    })),
  };
};

const isBelow = (file: string, folder: string): boolean =>
  folder === '.' ? !file.startsWith('../') : file.startsWith(`${folder.replace(/\/$/, '')}/`);
