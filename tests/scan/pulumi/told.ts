/** A program written shortly, and what is told of it in words that are easy to compare. */
import type { Address, Facts, ReferenceFact, ResourceFact, Target } from '../../../src/model/fact.ts';
import type { Scanner } from '../../../src/scan/scanner.ts';
import { contextOf, sourceFiles } from '../../support/source-files.ts';

/** All facts of some files, those claimed among them. */
export const factsOf = async (
  scanner: Scanner,
  texts: Readonly<Record<string, string>>,
  more: Parameters<typeof contextOf>[1] = {},
): Promise<Facts> => {
  const files = sourceFiles(texts);
  return scanner.scan(
    files.filter((file) => scanner.claims(file)),
    contextOf(files, more),
  );
};

const idOf = ({ scope, local }: Address): string => (scope === '' ? local : `${scope}/${local}`);

const aimOf = (to: Target): string =>
  to.by === 'address' ? idOf(to.address) : `${to.as}${to.key === undefined ? '' : ` ${to.key}`}: ${to.text}`;

/** `shop/fn -> shop/table environment.variables.TABLE`, sorted; with the class, if the scanner says one. */
export const told = ({ references }: Facts): readonly string[] =>
  references.map(toldOf).toSorted((a, b) => (a < b ? -1 : 1));

const toldOf = ({ from, to, property, class: edge }: ReferenceFact): string =>
  `${idOf(from)} -> ${aimOf(to)} ${property}${edge === undefined ? '' : ` (${edge})`}`;

/** The types by id. */
export const types = ({ resources }: Facts): Readonly<Record<string, string>> =>
  Object.fromEntries(resources.map(({ address, type }) => [idOf(address), type]));

export const resource = ({ resources }: Facts, id: string): ResourceFact => {
  const found = resources.find(({ address }) => idOf(address) === id);
  if (found === undefined)
    throw new Error(`no ${id} among ${resources.map(({ address }) => idOf(address)).join(', ')}`);
  return found;
};

/** `kind message`, of each finding. */
export const findings = ({ findings: found }: Facts): readonly string[] =>
  found.map(({ kind, message }) => `${kind}: ${message}`);
