/** The files whose code a resource runs: archives, folders of images, callbacks that stand in the program itself. */
import { entryOf, mentionsIn, textOf } from '../typescript/read.ts';
import type { Made, Site, Value } from '../typescript/value.ts';
import type { Book } from './book.ts';
import { type Project, codePath } from './project.ts';
import { importedFrom } from './tokens.ts';

/** Classes that stand for files. */
const ASSETS = /^(?:File|Remote|String)?(?:Asset|Archive)$|^AssetArchive$/;

const MOST_DEEP = 6;

/** Where images are built from, by the properties that say it. */
const CONTEXTS: readonly (readonly string[])[] = [
  ['context'],
  ['context', 'location'],
  ['build'],
  ['build', 'context'],
  ['path'],
];

/** Files and folders, as `SourceFile.inside` gives them; none if the resource runs no code of this repository. */
export const codeOf = (args: Value | undefined, book: Book, project: Project): readonly string[] => {
  const found = new Set<string>();
  const add = (path: string | undefined): void => {
    if (path !== undefined && !/^[a-z]+:/i.test(path) && !path.includes('${'))
      found.add(codePath(project, path));
  };
  const archives = (value: Value, depth: number): void => {
    if (depth > MOST_DEEP) return;
    for (const { made } of mentionsIn(value)) {
      if (made === undefined) continue;
      if (isAsset(made)) {
        add(textOf(made.args[0]));
        const [held] = made.args;
        if (held !== undefined && held.kind !== 'plain') archives(held, depth + 1);
      } else if (isImage(made, book)) {
        const own = book.resourceOf(made)?.args;
        for (const path of CONTEXTS) add(textOf(entryOf(own, ...path)));
      }
    }
  };
  if (args !== undefined) {
    archives(args, 0);
    for (const site of callbacksIn(args)) found.add(site.inside);
  }
  return [...found].filter((path) => path !== '');
};

const isAsset = ({ class: library }: Made): boolean =>
  importedFrom(library)?.provider === 'pulumi' && ASSETS.test(library.path.at(-1) ?? '');

const isImage = (made: Made, book: Book): boolean => {
  const type = book.resourceOf(made)?.type;
  return type === 'docker_image' || type === 'aws_ecr_image';
};

/** Functions of the program that are handed over to be run in the cloud, however deep they lie in the arguments. */
export const callbacksIn = (args: Value | undefined, depth = 0): readonly Site[] => {
  if (args === undefined || depth > MOST_DEEP) return [];
  if (args.kind === 'function') return [args.site];
  const inner =
    args.kind === 'object'
      ? [...args.entries.values()]
      : args.kind === 'list'
        ? args.items
        : args.kind === 'either'
          ? args.of
          : [];
  return inner.flatMap((value) => callbacksIn(value, depth + 1));
};
