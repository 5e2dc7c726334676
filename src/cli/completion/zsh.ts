/** Completion for zsh, by its own `_arguments`. */
import type { Manual, ManualOption } from '../manual.ts';
import { type Manuals, type Offer, namesOf, offerAt, offerOf, quotedForShell } from './values.ts';

/** The script: a function for a folder of `fpath`, which works when it is sourced, too. */
export const zshScript = (manuals: Manuals): string => `#compdef faultline
# Completion of faultline for zsh, made by "faultline completion zsh".

# Ids that the document has: they are words, whatever stands in them. What is wanted comes last, after what zsh adds.
_faultline_ids() {
  local -a ids
  ids=("\${(@f)$(command faultline __complete \${argv[-1]} "\${_faultline_words[@]}" 2>/dev/null)}")
  compadd "\${(@)argv[1,-2]}" -- "\${(@)ids:#}"
}

_faultline_commands() {
  local -a commands
  commands=(
${manuals.map(({ name, summary }) => `    ${quotedForShell(`${name}:${summary}`)}`).join('\n')}
    'help:tell more of a command'
  )
  _describe command commands
}

_faultline() {
  local curcontext=$curcontext state line
  local -a _faultline_words
  _faultline_words=("\${words[@]}")
  _arguments -C '(- *)'{-h,--help}'[tell more]' '(- *)'{-V,--version}'[tell the version]' \\
    '1: :_faultline_commands' '*:: :->asked'
  [[ $state == asked ]] || return
  case $line[1] in
${manuals.map(commandLines).join('\n')}
    help)
      _arguments '1: :_faultline_commands'
      ;;
  esac
}

if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then
  _faultline "$@"
else
  compdef _faultline faultline
fi
`;

const commandLines = ({ name, arguments: all, options }: Manual): string => {
  const offer = offerAt(all);
  const [first] = all;
  const specs = [
    ...options.map(optionSpec),
    ...(first === undefined
      ? []
      : [quotedForShell(`${first.many ? '*' : '1'}:${escaped(first.name)}:${actionFor(offer)}`)]),
  ];
  return `    ${name})\n      _arguments -s \\\n        ${specs.join(' \\\n        ')}\n      ;;`;
};

const optionSpec = (option: ManualOption): string => {
  const { description, value, many } = option;
  const offer = offerOf(option);
  const taken = offer === undefined ? '' : `:${escaped(value!)}:${actionFor(offer)}`;
  const names = namesOf(option);
  const told = quotedForShell(`[${escaped(description)}]${taken}`);
  // Said once, it is not offered again, under neither name.
  const again = many === true ? "'*'" : quotedForShell(`(${names.join(' ')})`);
  return names.length === 1 ? `${again}${names[0]!}${told}` : `${again}{${names.join(',')}}${told}`;
};

const actionFor = (offer: Offer): string => {
  if (offer === 'nothing') return ' ';
  if (offer === 'file') return '_files';
  if (typeof offer === 'string') return `_faultline_ids ${offer}`;
  return `(${offer.words.join(' ')})`;
};

/** Brackets and colons mean something to `_arguments`. */
const escaped = (text: string): string => text.replaceAll(/[\\\\[\]:]/g, String.raw`\$&`);
