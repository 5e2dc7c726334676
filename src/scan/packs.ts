/** The provider packs that a scan may name: loaded only if something in it smells of that provider. */
import { type Pack, packOf, rootOf } from '../assemble/packs/pack.ts';
import { type LoadOptions, loadDocuments, shippedFile, shippedPacks } from '../document/load.ts';
import type { Document } from '../model/document.ts';
import type { Facts } from '../model/fact.ts';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import { UserError } from '../model/user-error.ts';
import { regionNamed } from '../assemble/facts/providers.ts';

/** Words in types, images, hosts and settings. A pack that is not listed is always loaded. */
const SIGNS: ReadonlyMap<string, RegExp> = new Map([
  ['aws', /aws|amazon/i],
  ['gcp', /google|gcp|gcr\.io|pkg\.dev|gke/i],
  ['azure', /azure|azapi|azurerm|microsoft|windows\.net/i],
]);

/** Whether a pack that ships defines an id, of those that these facts may mean. */
export const definedFor = async (
  facts: readonly Facts[],
  options: LoadOptions,
): Promise<(id: string) => boolean> => {
  const names = (await shippedPacks()).filter((name) => mayMean(facts, SIGNS.get(name)));
  const documents = await shippedDocuments(names, options);
  const packs = documents.map((document) => packOf(document, () => {}));
  const known = new Map<string, Pack[]>();
  for (const pack of packs) {
    for (const root of pack.roots) known.set(root, [...(known.get(root) ?? []), pack]);
  }
  // The same few hundred ids are asked for by thousands of resources.
  const answers = new Map<string, boolean>();
  return (id) => {
    const before = answers.get(id);
    if (before !== undefined) return before;
    const answer = known.get(rootOf(id))?.some((pack) => pack.defines(id)) === true;
    answers.set(id, answer);
    return answer;
  };
};

/** @throws UserError for a region that no pack knows: all of a scan would lie in it. */
export const assertRegion = async (asked: string): Promise<void> => {
  const documents = await shippedDocuments(await shippedPacks(), {});
  const known = documents.flatMap(({ placeholders }) => [...(placeholders?.get('region')?.keys() ?? [])]);
  if (PROVIDERS.some((provider) => known.includes(regionNamed(provider, asked) ?? ''))) return;
  const [near] = nearest(asked, known);
  throw new UserError({
    message: `there is no region ${quoted(asked)} of AWS, Azure or Google Cloud`,
    hint:
      near === undefined
        ? 'name it as its provider does: eu-west-1, westeurope, europe-west1'
        : `did you mean "${near}"?`,
  });
};

const PROVIDERS = ['aws', 'azure', 'gcp'] as const;

/** The documents of packs that ship. */
export const shippedDocuments = async (
  names: readonly string[],
  options: LoadOptions,
): Promise<readonly Document[]> => {
  const { documents, packs } = await loadDocuments(names.map(shippedFile), options);
  return [...documents, ...packs];
};

const mayMean = (facts: readonly Facts[], sign: RegExp | undefined): boolean =>
  sign === undefined ||
  facts.some(
    ({ resources, references }) =>
      // A region or a zone may be anybody's.
      resources.some(
        ({ type, region, zones }) => region !== undefined || zones !== undefined || sign.test(type),
      ) ||
      references.some(
        ({ to }) => to.by === 'text' && (sign.test(to.text) || (to.key !== undefined && sign.test(to.key))),
      ),
  );
