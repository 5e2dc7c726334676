/** What a shell can offer for a value, told by the placeholder that the command line shows. */
import type { Manual, ManualArgument, ManualOption } from '../manual.ts';

/** Fixed words, files, ids that the document has, or nothing. */
export type Offer = { readonly words: readonly string[] } | 'file' | 'node' | 'scenario' | 'nothing';

const OFFERS: Readonly<Record<string, Offer>> = {
  file: 'file',
  files: 'file',
  path: 'file',
  paths: 'file',
  incidents: 'file',
  selection: 'node',
  node: 'node',
  app: 'node',
  id: 'scenario',
  scenario: 'scenario',
};

const offerFor = (placeholder: string, choices: readonly string[] | undefined): Offer =>
  choices !== undefined
    ? { words: choices }
    : Object.hasOwn(OFFERS, placeholder)
      ? OFFERS[placeholder]!
      : 'nothing';

/** What is offered after an option; undefined: it is a switch. */
export const offerOf = ({ value, choices }: ManualOption): Offer | undefined =>
  value === undefined ? undefined : offerFor(value, choices);

/** What is offered where no option is. */
export const offerAt = ([argument]: readonly ManualArgument[]): Offer =>
  argument === undefined ? 'nothing' : offerFor(argument.name, argument.choices);

/** All words by which an option goes. */
export const namesOf = ({ long, short }: ManualOption): readonly string[] => [
  ...(short === undefined ? [] : [short]),
  long,
];

/** The program's own words besides its commands. */
export const ROOT_WORDS = ['help', '--help', '--version'] as const;

/** A text between single quotes, for bash and zsh. */
export const quotedForShell = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The commands, for the shells' scripts. */
export type Manuals = readonly Manual[];
