/** Where else a catalog says that descriptor files are: targets of its Locations, by relative path or glob. */
import type { Finding } from '../../model/fact.ts';
import { globMatcher, isGlob } from '../../model/glob.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { joined } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { type Entity, entitiesOf } from './entities.ts';

interface Gathered {
  readonly entities: readonly Entity[];
  readonly findings: readonly Finding[];
}

/** Descriptor files followed from one another: a catalog of 100,000 entities is larger than any known. */
const MOST_FILES = 20_000;

/** The entities of the files, and of those that their Locations name, each file once. */
export const gathered = async (files: readonly SourceFile[], context: ScanContext): Promise<Gathered> => {
  const open = [...files];
  const seen = new Set(files.map(({ inside }) => inside));
  const entities: Entity[] = [];
  const findings: Finding[] = [];
  for (let i = 0; i < open.length; i++) {
    context.progress(i, open.length);
    const read = await entitiesOf(open[i]!);
    entities.push(...read.entities);
    findings.push(...read.findings);
    for (const location of read.entities.filter(({ ref }) => ref.kind === 'location')) {
      for (const target of targetsOf(location)) {
        const found = await targeted(location, target, context);
        if (!Array.isArray(found)) findings.push(found as Finding);
        else
          for (const file of found as readonly SourceFile[]) {
            if (seen.has(file.inside) || seen.size >= MOST_FILES) continue;
            seen.add(file.inside);
            open.push(file);
          }
      }
    }
  }
  return { entities, findings };
};

interface LocationTarget {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

const targetsOf = ({ spec }: Entity): readonly LocationTarget[] =>
  [
    { value: at(spec, 'target'), path: ['spec', 'target'] },
    ...itemsOf(at(spec, 'targets')).map((value, i) => ({ value, path: ['spec', 'targets', i] })),
  ].flatMap(({ value, path }) => {
    const text = textOf(value);
    return text === undefined ? [] : [{ text, path }];
  });

const targeted = async (
  location: Entity,
  { text, path }: LocationTarget,
  context: ScanContext,
): Promise<readonly SourceFile[] | Finding> => {
  const where = location.where(path);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return { kind: 'skipped', message: `${quoted(text)} is not looked into: it is elsewhere`, ...where };
  const found = isGlob(text)
    ? await globbed(location.file.folder, text, context)
    : [await context.file(location.file.folder, text)].filter((file) => file !== undefined);
  return found.length > 0
    ? found
    : { kind: 'unresolved', message: `no file is at the target ${quoted(text)}`, ...where };
};

const globbed = async (
  folder: string,
  pattern: string,
  context: ScanContext,
): Promise<readonly SourceFile[]> => {
  const matches = matcherOf(joined(folder, pattern));
  return matches === undefined ? [] : (await context.everything()).filter(({ path }) => matches(path));
};

/** None for a glob of which the braces make too much: then it finds nothing, and that is told. */
const matcherOf = (pattern: string): ((text: string) => boolean) | undefined => {
  try {
    return globMatcher(pattern);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};
