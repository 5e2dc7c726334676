/** The code that functions run: what an `archive_file` puts together, in the folder of the module that says so. */
import type { Plain, Properties, ReferenceFact } from '../../model/fact.ts';
import { entriesAt } from '../aws-sdk/entry.ts';
import { at, textOf } from '../tree.ts';
import type { Draft } from './draft.ts';

/** Properties of a function that name what its code is packed in. */
const PACKED = /^(?:filename|source_code_hash|source)$/;

/** Runtimes of which a handler names a file. */
const NAMES_FILES = /^(?:nodejs|python|ruby)/;

/** `ResourceFact.code` of a draft: through the references that it has to archives. `draftAt`: by address. */
export const codeOf = (
  draft: Draft,
  references: readonly ReferenceFact[],
  draftAt: (address: Draft['address']) => Draft | undefined,
): readonly string[] => {
  const [properties = {}] = draft.instances;
  const archives = references.flatMap(({ property, to }) =>
    to.by === 'address' && PACKED.test(property) ? (draftAt(to.address) ?? []) : [],
  );
  const archive = archives.find(({ type }) => type === 'archive_file');
  return archive === undefined ? [] : packed(archive, properties);
};

const packed = ({ inside, instances }: Draft, lambda: Properties): readonly string[] => {
  const [properties] = instances;
  const text = (of: Plain | undefined, name: string): string | undefined => textOf(at(of ?? null, name));
  const file = text(properties, 'source_file');
  if (file !== undefined) return entriesAt(inside, file);
  const folder = text(properties, 'source_dir');
  if (folder === undefined) return [];
  const runtime = text(lambda, 'runtime');
  const isNamed = runtime === undefined || NAMES_FILES.test(runtime);
  return entriesAt(inside, folder, isNamed ? text(lambda, 'handler') : undefined);
};
