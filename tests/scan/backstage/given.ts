/** Catalogs written shortly. */
import type { Facts, Finding, ReferenceFact, ResourceFact } from '../../../src/model/fact.ts';
import { backstage } from '../../../src/scan/backstage.ts';
import { contextOf, sourceFiles } from '../../support/source-files.ts';

/** Facts of the files that the scanner claims, of those given by path. */
export const catalogOf = async (texts: Readonly<Record<string, string>>): Promise<Facts> => {
  const files = sourceFiles(texts);
  const claimed = files.filter((file) => backstage.claims(file));
  return { ...(await backstage.scan(claimed, contextOf(files))), tells: backstage.tells };
};

/** An entity in flow style; `more` is what else its metadata says. */
export const entity = (kind: string, name: string, spec = '{}', more = ''): string =>
  `---\napiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}${more === '' ? '' : `, ${more}`} }\nspec: ${spec}\n`;

/** The facts of one file with these entities. */
export const entities = (...texts: readonly string[]): Promise<Facts> =>
  catalogOf({ 'catalog-info.yaml': texts.join('') });

const idOf = ({ scope, local }: ResourceFact['address']): string =>
  `${scope.replace('catalog/', '')}/${local}`;

/** References as `from -> to property class`. */
export const arrows = ({ references }: Facts): readonly string[] =>
  references.map(
    ({ from, to, property, class: of, atMost }: ReferenceFact) =>
      `${idOf(from)} -> ${to.by === 'address' ? idOf(to.address) : to.text} ${property} ${of ?? '-'}${atMost === undefined ? '' : ` at most ${atMost}`}`,
  );

export const thing = ({ resources }: Facts, id: string): ResourceFact => {
  const found = resources.find(({ address }) => idOf(address) === id);
  if (found === undefined)
    throw new Error(`no ${id} among ${resources.map((one) => idOf(one.address)).join(', ')}`);
  return found;
};

export const told = ({ findings }: Facts, kind: Finding['kind']): readonly string[] =>
  findings.filter((finding) => finding.kind === kind).map(({ message, line }) => `${line}: ${message}`);
