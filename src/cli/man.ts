/**
 * The man page, in roff: made of what the commands say of themselves.
 *
 * Nothing in it depends on the day or the machine; the date is that of the release, as CHANGELOG.md has it.
 */
import type { Manual, ManualOption } from './manual.ts';

export interface Release {
  readonly version: string;
  /** The day of it. */
  readonly date: string;
}

/** The page, for section 1. */
export const manPage = (manuals: readonly Manual[], { version, date }: Release): string =>
  [
    `.TH FAULTLINE 1 "${date}" "faultline ${version}" "User Commands"`,
    // Lines are never broken at a hyphen, nor spread: they hold ids and options.
    '.nh',
    '.ad l',
    '.SH NAME',
    `faultline \\- ${line(NAME)}`,
    '.SH SYNOPSIS',
    '.B faultline',
    line('COMMAND [options] [arguments]'),
    '.SH DESCRIPTION',
    ...paragraphs(DESCRIPTION),
    '.SH COMMANDS',
    ...manuals.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...definitions(EXIT_STATUS),
    '.SH FILES',
    ...definitions(FILES),
    '.SH ENVIRONMENT',
    ...definitions(ENVIRONMENT),
    '.SH EXAMPLES',
    ...manuals.flatMap(({ examples }) => examples.slice(0, 1)).flatMap(exampleLines),
    '.SH SEE ALSO',
    ...paragraphs([
      'The pages in the package: README.md, docs/. Rules of the check: "faultline explain". Schemas of documents and results: "faultline schema".',
    ]),
  ]
    .map((text) => `${text}\n`)
    .join('');

const NAME = 'which apps fail, how badly and why, if a region, a zone or a service drops';

const DESCRIPTION = [
  'Faultline reads what apps stand on, from documents and from infrastructure code, and computes what fails if something drops: how badly, in which order, when, and why, with the proof of each claim.',
  'It is deterministic and works offline: nothing is sent anywhere, and the same files give the same answer.',
];

const EXIT_STATUS = [
  ['0', 'Done.'],
  [
    '1',
    'A check failed: a finding as bad as --fail-on says, a broken policy, something not understood under --strict.',
  ],
  [
    '2',
    'Bad input or usage: a mistake in a document, an unknown id, an unknown option. It is told on standard error, with its place and what to do.',
  ],
  ['3', 'A defect of the program; please report it.'],
] as const;

const FILES = [
  [
    'faultline.yaml, faultline.yml, faultline.json',
    'The document that is read if none is named: the nearest one from the working folder upward, as far as the repository goes.',
  ],
  ['faultline.config.yaml', 'Defaults of options, and plug-ins, as docs/config.md tells.'],
  ['.faultline-baseline.json', 'Findings that do not count, by custom; any name can be given to --baseline.'],
] as const;

const ENVIRONMENT = [
  ['NO_COLOR, FORCE_COLOR', 'Whether text is coloured; by default on a terminal.'],
  ['COLUMNS', 'The width of text where the output is no terminal.'],
  ['CI', 'If it is set, no line of progress is shown.'],
] as const;

const commandLines = (manual: Manual): readonly string[] => [
  `.SS ${argument(`faultline ${manual.usage}`)}`,
  ...paragraphs([manual.description]),
  ...manual.arguments.flatMap(({ name, description, choices }) => [
    '.TP',
    `.I ${argument(name)}`,
    line(withChoices(description, choices)),
  ]),
  ...manual.options.flatMap(optionLines),
];

const optionLines = ({
  flags,
  description,
  choices,
  default: otherwise,
}: ManualOption): readonly string[] => [
  '.TP',
  `.B ${argument(flags)}`,
  line(withChoices(description, choices) + (otherwise === undefined ? '' : ` (default: ${otherwise})`)),
];

const withChoices = (description: string, choices: readonly string[] | undefined): string =>
  choices === undefined ? description : `${description} (choices: ${choices.join(', ')})`;

const definitions = (all: readonly (readonly [term: string, text: string])[]): readonly string[] =>
  all.flatMap(([term, text]) => ['.TP', `.B ${argument(term)}`, line(text)]);

const paragraphs = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => ['.PP', line(text)]);

const exampleLines = (example: string): readonly string[] => [
  '.PP',
  '.nf',
  `.RS 4`,
  line(example),
  '.RE',
  '.fi',
];

// —— roff ———————————————————————————————————————————————————————————————————————————————————————————————————————————

/** Characters that terminals and old typesetters do not share, by the names that roff has for them. */
const NAMED: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  '’': '\\(cq',
  '‘': '\\(oq',
  '“': '\\(lq',
  '”': '\\(rq',
  '…': '\\&...',
  '—': '\\(em',
  '–': '\\(en',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

const escaped = (text: string): string =>
  Array.from(text.replaceAll(/\s+/g, ' ').trim())
    .map((c) => NAMED[c] ?? (c.codePointAt(0)! < 0x7f ? c : `\\[u${hex(c)}]`))
    .join('');

const hex = (c: string): string => c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');

/** A line of text; what begins with a dot would be a request. */
const line = (text: string): string => escaped(text).replace(/^(?=[.'])/, '\\&');

/** A text as the one argument of a request. */
const argument = (text: string): string => `"${escaped(text).replaceAll('"', '\\(dq')}"`;
