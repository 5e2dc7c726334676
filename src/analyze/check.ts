/** Whether an infrastructure keeps what its document asks of it, and what anybody would ask: made for CI. */
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import { SURVIVE } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
import { defineAnalysis } from './analysis.ts';
import { rowLimit } from './asked.ts';
import { readBaseline } from './check/baseline.ts';
import { checkReport } from './check/report.ts';
import { CHECK_RULES } from './check/rules/index.ts';
import { pluginRules } from './check/plugin-rules.ts';
import { runCheck } from './check/run.ts';
import { DATE_OPTION } from './played.ts';

/** Rows of each table, unless asked otherwise; JSON always has all. */
const ROWS = 20;

/** What a run fails on, from the strictest. */
const FAIL_ON = ['note', 'warning', 'error', 'never'] as const;

export const check = defineAnalysis({
  name: 'check',
  summary: 'hold the infrastructure to policies and rules, and fail if it breaks one',
  options: [
    { name: 'rule', value: 'rule', many: true, description: 'look at this rule only' },
    { name: 'policy', value: 'name', many: true, description: 'look at this policy of the document only' },
    {
      name: 'fail-on',
      value: 'severity',
      choices: FAIL_ON,
      description: 'exit with 1 if a finding is that bad, or worse (default: error)',
    },
    {
      name: 'baseline',
      value: 'file',
      reads: true,
      description: 'findings that are in this file do not count',
    },
    {
      name: 'write-baseline',
      value: 'file',
      description: 'write what is found to a baseline; what an earlier one has keeps its day',
    },
    {
      name: 'limit',
      value: 'rows',
      description: `rows of a table in text and markdown, 0 for all (default: ${ROWS})`,
    },
    DATE_OPTION,
  ],
  examples: [
    'check',
    'check --fail-on warning --baseline .faultline-baseline.json',
    'check --rule shared-fate --rule single-zone',
    'check --format sarif=faultline.sarif --format markdown=comment.md',
    'check --write-baseline .faultline-baseline.json',
  ],
  run: async (question): Promise<Report> => {
    const { estate, options, today, sweeper, files, scanned, plugins = [], linesOf, progress } = question;
    const limit = rowLimit(options.limit, ROWS);
    const rules = options.rule?.map((word) =>
      known(
        'rule',
        word,
        [...CHECK_RULES, ...pluginRules(plugins)].map(({ id }) => id as string),
      ),
    );
    const names = (estate.policies?.survive ?? []).map(({ name }) => name ?? SURVIVE);
    const policies = options.policy?.map((word) => {
      const name = known('policy', word.replace(/^survive\//, ''), names);
      return name === SURVIVE ? SURVIVE : `${SURVIVE}/${name}`;
    });
    const written = options['write-baseline'];
    const day = options.date ?? today;
    const text = options.baseline === undefined ? undefined : files?.get(options.baseline);
    const baseline =
      options.baseline === undefined || text === undefined
        ? undefined
        : { file: options.baseline, baseline: readBaseline(options.baseline, text) };
    // The one that is there keeps the days of what it has, even if it is not what this run is held to.
    const before = baseline?.baseline ?? (written === undefined ? undefined : existing(written, linesOf));
    const result = await runCheck({
      estate,
      day,
      plugins,
      ...(rules === undefined ? {} : { rules }),
      ...(policies === undefined ? {} : { policies }),
      ...(sweeper === undefined ? {} : { sweeper }),
      ...(scanned === undefined ? {} : { scanned }),
      ...(linesOf === undefined ? {} : { linesOf }),
      ...(progress === undefined ? {} : { progress }),
      ...(baseline === undefined ? {} : { baseline }),
    });
    return checkReport(result, {
      failOn: options['fail-on'] ?? 'error',
      limit,
      day,
      ...(written === undefined
        ? {}
        : { write: { file: written, ...(before === undefined ? {} : { before }) } }),
    });
  },
});

const existing = (file: string, linesOf: ((file: string) => readonly string[] | undefined) | undefined) => {
  const lines = linesOf?.(file);
  return lines === undefined ? undefined : readBaseline(file, lines.join('\n'));
};

/** @throws UserError with the nearest word. */
const known = (what: string, word: string, words: readonly string[]): string => {
  if (words.includes(word)) return word;
  const [near] = nearest(word, words);
  throw new UserError({
    message: `there is no ${what} ${quoted(word)}`,
    hint:
      near !== undefined
        ? `did you mean "${near}"?`
        : words.length === 0
          ? 'the document has none: write them under "policies", "survive"'
          : `there are: ${[...new Set(words)].join(', ')}`,
  });
};
