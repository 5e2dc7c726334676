/** Our own format as a source: files in, estate out, with all complaints of reading and assembling at once. */
import { assemble } from '../assemble/assemble.ts';
import { type LoadOptions, loadDocuments } from '../document/load.ts';
import type { TextFile } from '../document/parsed.ts';
import { problemsOf } from '../model/complaint.ts';
import type { Estate } from '../model/estate.ts';
import { UserError } from '../model/user-error.ts';

/**
 * The estate that documents describe, strongest first (an earlier document's words win over a later one's).
 *
 * @throws UserError with every problem of every document, sorted by place.
 */
export const loadEstate = async (
  inputs: readonly (string | TextFile)[],
  options: LoadOptions = {},
): Promise<Estate> => {
  const { documents, problems, complete } = await loadDocuments(inputs, options);
  // Where a file could not be read at all, what it would have described would be called unknown.
  if (!complete) throw new UserError(problems);
  const { estate, complaints } = assemble(documents, problems.length === 0);
  if (problems.length > 0 || complaints.length > 0)
    throw new UserError([...problems, ...problemsOf(complaints)]);
  return estate;
};
