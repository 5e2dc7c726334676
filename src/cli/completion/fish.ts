/** Completion for fish. */
import type { ManualOption } from '../manual.ts';
import { type Manuals, type Offer, offerAt, offerOf } from './values.ts';

/** The script. */
export const fishScript = (
  manuals: Manuals,
): string => `# Completion of faultline for fish, made by "faultline completion fish".

# The command that stands on the line; none before it.
function __faultline_at
    set -l words (commandline -opc)
    if test (count $words) -lt 2
        test "$argv[1]" = none
        return
    end
    test "$words[2]" = "$argv[1]"
end

# Ids that the document has.
function __faultline_ids
    command faultline __complete $argv[1] (commandline -opc) 2>/dev/null
end

complete -c faultline -f
complete -c faultline -n '__faultline_at none' -s h -l help -d 'tell more'
complete -c faultline -n '__faultline_at none' -s V -l version -d 'tell the version'
complete -c faultline -n '__faultline_at none' -a help -d 'tell more of a command'
${manuals.map(({ name, summary }) => `complete -c faultline -n '__faultline_at none' -a ${name} -d ${quoted(summary)}`).join('\n')}
complete -c faultline -n '__faultline_at help' -a ${quoted(manuals.map(({ name }) => name).join(' '))}
${manuals.flatMap(commandLines).join('\n')}
`;

const commandLines = ({ name, arguments: all, options }: Manuals[number]): readonly string[] => [
  `complete -c faultline -n '__faultline_at ${name}' ${offered(offerAt(all))}`,
  ...options.map((option) => `complete -c faultline -n '__faultline_at ${name}' ${optionWords(option)}`),
];

const optionWords = (option: ManualOption): string => {
  const { short, long, description } = option;
  const offer = offerOf(option);
  return [
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...(offer === undefined ? [] : ['-r', offered(offer)]),
    `-d ${quoted(description)}`,
  ].join(' ');
};

const offered = (offer: Offer): string => {
  if (offer === 'nothing') return '-f';
  if (offer === 'file') return '-F';
  if (typeof offer === 'string') return `-f -a '(__faultline_ids ${offer})'`;
  return `-f -a ${quoted(offer.words.join(' '))}`;
};

/** A text between single quotes, in which fish knows two escapes. */
const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
