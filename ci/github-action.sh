#!/usr/bin/env bash
# One run of Faultline as a step of GitHub Actions: the text in the log, annotations at the lines, a summary, SARIF.
#
# Inputs come as environment variables and are never part of a command: whatever a branch or a file is called, it stays
# an argument. Works in the bash 3.2 of macOS. FAULTLINE names another program to run (words, divided by spaces).
set -u -o pipefail

# Stops with a message for the log and the page of the run.
refuse() {
  echo "::error title=faultline::$1"
  exit 2
}

# Adds an argument for each line of a text that is not empty: "--graph=" and the line.
add_lines() {
  local prefix=$1 line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "${line//[[:space:]]/}" ] || args+=("$prefix$line")
  done <<<"$2"
}

program=()
if [ -n "${FAULTLINE:-}" ]; then
  read -r -a program <<<"$FAULTLINE"
else
  command -v node >/dev/null || refuse 'there is no node here: set the input node-version'
  version=${FAULTLINE_VERSION:-$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/package.json")}
  [[ $version =~ ^[0-9A-Za-z.^~+-]+$ ]] || refuse 'the input version is no version'
  program=(npx --yes "faultline@$version")
fi

# A name of one of its commands, not an option nor a path.
command=${FAULTLINE_COMMAND:-check}
[[ $command =~ ^[a-z][a-z-]*$ ]] || refuse 'the input command is no name of a command'

folder=${RUNNER_TEMP:-${TMPDIR:-/tmp}}
sarif=${FAULTLINE_SARIF_FILE:-$folder/faultline.sarif}
sarif=${sarif//[$'\r\n']/}
annotations=$folder/faultline-annotations.txt
rm -f -- "$sarif" "$annotations"

args=("$command")
add_lines --graph= "${FAULTLINE_GRAPH:-}"
add_lines --scan= "${FAULTLINE_SCAN:-}"
add_lines --fail-on= "${FAULTLINE_FAIL_ON:-}"
add_lines --baseline= "${FAULTLINE_BASELINE:-}"
if [ "$command" = diff ]; then
  # A pull request is compared with the branch that it is for, as far as that was checked out.
  base=${FAULTLINE_BASE:-${GITHUB_BASE_REF:+origin/$GITHUB_BASE_REF}}
  [ -n "$base" ] || refuse 'diff needs the input base where there is no pull request'
  args+=("--base=$base")
elif [ -n "${FAULTLINE_BASE:-}" ]; then
  refuse 'the input base is for the command diff'
fi
add_lines '' "${FAULTLINE_ARGS:-}"

args+=(--format text)
case $command in
  check | diff)
    args+=(--format "sarif=$sarif")
    [ "${FAULTLINE_ANNOTATIONS:-true}" != true ] || args+=(--format "github=$annotations")
    ;;
esac
if [ "${FAULTLINE_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  args+=(--format "github-summary=$GITHUB_STEP_SUMMARY")
fi
add_lines '--format=' "${FAULTLINE_FORMAT:-}"

# What follows -- is no option, whatever it looks like.
first_path=${#args[@]}
add_lines '' "${FAULTLINE_PATHS:-}"
if [ "${#args[@]}" -gt "$first_path" ]; then
  args=("${args[@]:0:first_path}" -- "${args[@]:first_path}")
fi

# Names in a document could look like commands to the runner: while these words are printed it obeys none.
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$token"
"${program[@]}" "${args[@]}" 2>&1
code=$?
echo "::$token::"

[ ! -s "$annotations" ] || cat -- "$annotations"
[ "$code" -le 1 ] || echo "::error title=faultline::faultline could not answer (exit code $code): the log tells why"

findings=
if [ -s "$sarif" ]; then
  findings=$(node -e '
    const { runs } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    console.log(runs[0].results.filter((result) => result.suppressions === undefined).length);
  ' "$sarif")
else
  sarif=
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf '%s\n' "findings=$findings" "sarif-file=$sarif" "exit-code=$code" >>"$GITHUB_OUTPUT"
fi
exit "$code"
