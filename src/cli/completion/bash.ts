/** Completion for bash, from 3.2 on (macOS has no later one). */
import { type Manuals, type Offer, ROOT_WORDS, namesOf, offerAt, offerOf, quotedForShell } from './values.ts';

/** The script. */
export const bashScript = (
  manuals: Manuals,
): string => `# Completion of faultline for bash, made by "faultline completion bash".

# Offers the lines of standard input that begin with what was typed. Words come from documents, and are never evaluated:
# compgen -W would do that.
_faultline_offer() {
  local word
  while IFS= read -r word; do
    case $word in
    "$typed"*)
      word=$prefix$word
      COMPREPLY+=("$(printf '%q' "\${word#"$before"}")")
      ;;
    esac
  done
}

_faultline_files() {
  local word
  while IFS= read -r word; do
    word=$prefix$word
    COMPREPLY+=("\${word#"$before"}")
  done < <(compgen -f -- "$typed")
  compopt -o filenames 2>/dev/null
}

_faultline() {
  COMPREPLY=()
  # Bash takes words apart at "=" and ":", so words are read off the line itself.
  local line=\${COMP_LINE:-\${COMP_WORDS[*]}}
  line=\${line:0:\${COMP_POINT:-\${#line}}}
  local typed=\${line##*[[:space:]]}
  local rest=\${line%"$typed"}
  rest=\${rest%"\${rest##*[![:space:]]}"}
  local option=\${rest##*[[:space:]]}
  local last=\${COMP_WORDS[COMP_CWORD]} prefix= command=
  case $last in '=' | ':' | '=:') last= ;; esac
  # What of the word stands in words that bash leaves as they are.
  local before=\${typed%"$last"}
  [ "$COMP_CWORD" -gt 1 ] && command=\${COMP_WORDS[1]}
  case $typed in
  --*=*)
    option=\${typed%%=*}
    prefix=$option=
    typed=\${typed#*=}
    ;;
  esac
  if [ -z "$command" ]; then
    _faultline_offer <<'EOW'
${[...manuals.map(({ name }) => name), ...ROOT_WORDS].join('\n')}
EOW
    return
  fi
  case "$command $option" in
${caseLines(optionOffers(manuals))}
  esac
  [ -n "$prefix" ] && return
  case $typed in
  -*)
    case $command in
${manuals.map(optionLines).join('\n')}
    esac
    return
    ;;
  esac
  case $command in
${caseLines([...manuals.map(({ name, arguments: all }) => [name, offerAt(all)] as const), ['help', { words: manuals.map(({ name }) => name) }]])}
  esac
}

complete -F _faultline faultline
`;

const optionLines = ({ name, options }: Manuals[number]): string => `    ${quotedForShell(name)})
      _faultline_offer <<'EOW'
${options.flatMap(namesOf).join('\n')}
EOW
      ;;`;

/** Each option that takes a value, by command and name. */
const optionOffers = (manuals: Manuals): readonly (readonly [string, Offer])[] =>
  manuals.flatMap(({ name, options }) =>
    options.flatMap((option) => {
      const offer = offerOf(option);
      return offer === undefined ? [] : namesOf(option).map((word) => [`${name} ${word}`, offer] as const);
    }),
  );

/** One case for all that are offered the same. */
const caseLines = (offers: readonly (readonly [string, Offer])[]): string => {
  const groups = new Map<string, string[]>();
  for (const [label, offer] of offers) {
    const action = actionFor(offer);
    groups.set(action, [...(groups.get(action) ?? []), quotedForShell(label)]);
  }
  return [...groups]
    .map(([action, labels]) => `  ${labels.join(' | ')})\n${action}\n    return\n    ;;`)
    .join('\n');
};

const actionFor = (offer: Offer): string => {
  if (offer === 'nothing') return '    :';
  if (offer === 'file') return '    _faultline_files';
  if (typeof offer === 'string')
    return `    _faultline_offer < <(command faultline __complete ${offer} "\${COMP_WORDS[@]}" 2>/dev/null)`;
  return `    _faultline_offer <<'EOW'\n${offer.words.join('\n')}\nEOW`;
};
