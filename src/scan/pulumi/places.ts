/** Where things are: the region of the resource itself, of the provider it is made with, of the project's settings. */
import { choicesOf, entryOf, textOf } from '../typescript/read.ts';
import type { Made, Value } from '../typescript/value.ts';
import { type Book, type Resource, madeIn } from './book.ts';
import { type Project, settingOf } from './project.ts';
import { importedFrom } from './tokens.ts';

/** Providers whose things lie in regions, and the words for these: of a resource, and in settings. */
const REGIONS: ReadonlyMap<
  string,
  { readonly own: readonly string[]; readonly settings: readonly string[] }
> = new Map(
  Object.entries({
    aws: { own: ['region'], settings: ['aws:region'] },
    'aws-native': { own: [], settings: ['aws-native:region', 'aws:region'] },
    awsx: { own: [], settings: ['aws:region'] },
    eks: { own: [], settings: ['aws:region'] },
    'aws-apigateway': { own: [], settings: ['aws:region'] },
    'aws-serverless': { own: [], settings: ['aws:region'] },
    gcp: { own: ['region', 'location', 'zone'], settings: ['gcp:region', 'gcp:zone'] },
    azure: { own: ['location'], settings: ['azure:location'] },
    'azure-native': { own: ['location'], settings: ['azure-native:location'] },
  }),
);

const MOST_DEEP = 10;

/**
 * A text, also where it is what another resource was given: `location: group.location`. `at`: which argument of a
 * `new` has the properties.
 */
export const givenText = (value: Value | undefined, at: number, depth = 0): string | undefined => {
  const text = textOf(value);
  if (text !== undefined || value?.kind !== 'member' || depth > MOST_DEEP) return text;
  const made = madeIn(value.of);
  return made === undefined ? undefined : givenText(entryOf(made.args[at], value.name), at, depth + 1);
};

/** The region of a resource, if anything of the program or its settings says it. */
export const regionOf = (resource: Resource, book: Book, project: Project): string | undefined => {
  const words = REGIONS.get(resource.provider);
  if (words === undefined) return undefined;
  const provider = providerOf(resource.options, book, 0, resource.provider);
  const said = [
    ...words.own.map((word) => givenText(entryOf(resource.args, word), 1)),
    textOf(entryOf(provider?.args[1], 'region')),
    ...words.settings.map((key) => settingOf(project, key)),
  ];
  const found = said.find((text) => text !== undefined && /^[a-z][a-z0-9 -]+$/i.test(text));
  if (found === undefined || found === 'global') return undefined;
  // A zone is told by itself; its region is the name without the letter.
  return resource.provider === 'gcp' ? found.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1') : found;
};

/** The provider that options say: their own, or the one of the parent they name. */
export const providerOf = (
  options: Value | undefined,
  book: Book,
  depth = 0,
  wanted?: string,
): Made | undefined => {
  if (options === undefined || depth > MOST_DEEP) return undefined;
  const said = [...choicesOf(entryOf(options, 'provider')), ...providersIn(entryOf(options, 'providers'))];
  for (const value of said) {
    const made = madeIn(value);
    if (made !== undefined && isProvider(made, wanted)) return made;
  }
  const parent = entryOf(options, 'parent');
  const made = madeIn(parent);
  if (made === undefined) return undefined;
  const known = book.resourceOf(made);
  // A component's own options stand last in its `super(…)`.
  return providerOf(known?.options ?? made.args.at(-1), book, depth + 1, wanted);
};

const isProvider = ({ class: library }: Made, wanted: string | undefined): boolean =>
  library.path.at(-1) === 'Provider' && (wanted === undefined || importedFrom(library)?.provider === wanted);

/** `providers: [a, b]`, `providers: { aws: a }`. */
const providersIn = (value: Value | undefined): readonly Value[] =>
  choicesOf(value).flatMap((choice) =>
    choice.kind === 'list' ? choice.items : choice.kind === 'object' ? [...choice.entries.values()] : [],
  );
