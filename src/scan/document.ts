/** Our own format as a source: files in, estate out, with all complaints of reading and assembling at once. */
import { type Assembled, assemble } from '../assemble/assemble.ts';
import { forEachNamed } from '../assemble/expand.ts';
import { packOf, rootOf } from '../assemble/packs/pack.ts';
import { type LoadOptions, type Loaded, loadDocuments, shippedFile, shippedPacks } from '../document/load.ts';
import type { TextFile } from '../document/parsed.ts';
import { problemsOf } from '../model/complaint.ts';
import type { Document } from '../model/document.ts';
import type { Estate } from '../model/estate.ts';
import { UserError } from '../model/user-error.ts';
import { shippedDocuments } from './packs.ts';

/** How documents are loaded, and what is put below them. */
export interface EstateOptions extends LoadOptions {
  /** Ids that are asked for: what the packs in use define of these is added, with what it stands on. */
  readonly named?: readonly string[];
  /** Documents that were made, not read: weaker than all that is read. What they use are packs that ship. */
  readonly scanned?: readonly Document[];
}

/**
 * The estate that documents describe, strongest first (an earlier document's words win over a later one's).
 *
 * @throws UserError with every problem of every document, sorted by place.
 */
export const loadEstate = async (
  inputs: readonly (string | TextFile)[],
  options: EstateOptions = {},
): Promise<Estate> => {
  const loaded = await loadedWith(inputs, options);
  const { documents, packs, problems, complete } = loaded;
  // Where a file could not be read at all, what it would have described would be called unknown.
  if (!complete) throw new UserError(problems);
  const { named = [] } = options;
  const question = { isWhole: problems.length === 0, packs, named };
  const first = assemble(documents, question);
  const hints = await shippedElsewhere(loaded, first, named);
  const { estate, complaints } = hints.size === 0 ? first : assemble(documents, { ...question, hints });
  if (problems.length > 0 || complaints.length > 0)
    throw new UserError([...problems, ...problemsOf(complaints)]);
  return estate;
};

/** Documents that are read, and below them those that were made. */
const loadedWith = async (
  inputs: readonly (string | TextFile)[],
  { scanned = [], ...options }: EstateOptions,
): Promise<Loaded> => {
  if (scanned.length === 0) return loadDocuments(inputs, options);
  // A pack that both of them use is one document, whoever names it first.
  const known: NonNullable<LoadOptions['known']> = options.known ?? new Map();
  const loaded = await loadDocuments(inputs, { ...options, known });
  const used = [...new Set(scanned.flatMap(({ use }) => use))];
  const packs = new Set([...loaded.packs, ...(await shippedDocuments(used, { ...options, known }))]);
  return { ...loaded, documents: [...loaded.documents, ...scanned], packs: [...packs] };
};

/**
 * An estate for each document, in order; what several of them use is read once.
 *
 * @throws UserError with the problems of the first document that has any.
 */
export const loadEstates = async (
  inputs: readonly string[],
  options: LoadOptions = {},
): Promise<readonly Estate[]> => {
  const known: NonNullable<LoadOptions['known']> = new Map();
  const estates: Estate[] = [];
  for (const input of inputs) estates.push(await loadEstate([input], { ...options, known }));
  return estates;
};

/**
 * The estate of packs alone, taken whole: those that ship with the program, and those that documents use.
 *
 * @throws UserError with every problem of every document, sorted by place.
 */
export const loadPacks = async (
  inputs: readonly (string | TextFile)[],
  options: LoadOptions = {},
): Promise<Estate> => {
  const shipped = (await shippedPacks()).map(shippedFile);
  const asked = await loadDocuments(inputs, options);
  const { documents, packs, problems, complete } = await loadDocuments(shipped, options);
  if (!asked.complete || !complete) throw new UserError([...asked.problems, ...problems]);
  const isShipped = new Set(documents.map(({ origin }) => origin?.source.file));
  const used = asked.packs.filter(({ origin }) => !isShipped.has(origin?.source.file));
  // What a pack names of the document that uses it must be there, too.
  const others = [...asked.documents, ...packs];
  const { estate, complaints } = assemble([...documents, ...used].map(withoutScenarios), { packs: others });
  const all = [...asked.problems, ...problems, ...problemsOf(complaints)];
  if (all.length > 0) throw new UserError(all);
  return estate;
};

/** What packs do not give: a scenario would be checked against ids that nobody asked for. */
const withoutScenarios = (document: Document): Document => ({ ...document, scenarios: new Map() });

/** Of ids that nobody knows: which pack that nobody uses defines them. Packs are read for this, but only then. */
const shippedElsewhere = async (
  { documents, packs }: Loaded,
  { estate, complaints }: Assembled,
  named: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const unknown = new Set(named.filter((id) => !estate.positions.has(id)));
  if (complaints.length > 0) {
    for (const document of documents) {
      forEachNamed(document, (id) => {
        if (!estate.positions.has(id)) unknown.add(id);
      });
    }
  }
  if (unknown.size === 0) return new Map();
  const used = new Set([...documents, ...packs].flatMap(({ use }) => use));
  const roots = new Set([...unknown].map(rootOf));
  const candidates = (await shippedPacks()).filter((name) => roots.has(name) && !used.has(name));
  const hints = new Map<string, string>();
  for (const name of candidates) {
    const [document] = (await loadDocuments([shippedFile(name)])).documents;
    if (document === undefined) continue;
    const pack = packOf(document, () => {});
    for (const id of unknown) if (pack.defines(id)) hints.set(id, `use: [${name}] defines it`);
  }
  return hints;
};
