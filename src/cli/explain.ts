/** `faultline explain RULE`: what a rule of the check looks for, why, and what to do about it. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { RULE_IDS, type RuleName, SURVIVE, isPluginRule, optionsOfRule } from '../model/policy.ts';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import type { Rule } from '../model/finding.ts';
import type { Block, Line, Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import type { Plugin } from '../plugin/plugin.ts';
import type { OutputChoices } from './outputs/wanted.ts';
import { formatOption, outputChoices, print } from './print.ts';

/** The command: prints the page of a rule, or the list of all. */
export const explainCommand = (): Command =>
  new Command('explain')
    .summary('tell what a rule of "check" looks for, why, and what to do about it')
    .description('Tell what a rule of "faultline check" looks for, why, and what to do about it.')
    .argument('[rule]', 'the rule, or survive/NAME for a policy (default: a list of all)')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  faultline explain\n  faultline explain shared-fate')
    .action(async (rule: string | undefined, options: Pick<OutputChoices, 'format' | 'plugins'>) => {
      const rules = await allRules(options.plugins);
      await print(
        rule === undefined ? listReport(rules) : pageReport(ruleNamed(rule, rules)),
        outputChoices(options),
      );
    });

/** All rules, by id. */
const allRules = async (plugins: readonly Plugin[] = []): Promise<readonly Rule[]> => {
  const { pluginRules } = await import('../analyze/check/plugin-rules.ts');
  const { CHECK_RULES } = await import('../analyze/check/rules/index.ts');
  const { EXCUSE_RULES } = await import('../analyze/check/excuse-rules.ts');
  const { SURVIVE_RULE } = await import('../analyze/check/survive.ts');
  const rules = [
    ...[...CHECK_RULES, ...pluginRules(plugins)].map(({ rule }) => rule),
    ...Object.values(EXCUSE_RULES),
    SURVIVE_RULE,
  ];
  return rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** @throws UserError with the nearest rule. */
const ruleNamed = (text: string, rules: readonly Rule[]): Rule => {
  const id = text.startsWith(`${SURVIVE}/`) ? SURVIVE : text;
  const rule = rules.find((one) => one.id === id);
  if (rule !== undefined) return rule;
  const ids = rules.map((one) => one.id);
  const [near] = nearest(text, ids);
  throw new UserError({
    message: `there is no rule ${quoted(text)}`,
    hint: near === undefined ? `there are: ${ids.join(', ')}` : `did you mean "${near}"?`,
  });
};

const listReport = (rules: readonly Rule[]): Report => ({
  command: 'explain',
  title: [{ text: `${rules.length} rules`, tone: 'strong' }],
  blocks: () => [
    {
      type: 'table',
      columns: [{ title: 'Rule' }, { title: 'Severity' }, { title: 'What it finds', yields: 1, cut: 'end' }],
      rows: rules.map(({ id, severity, title }) => [[{ text: id, tone: 'id' }], [severity], [title]]),
    },
    { type: 'text', lines: [['"faultline explain RULE" tells more of each']] },
  ],
  data: () => ({ rules: rules.map(dataOf) }),
});

const pageReport = (rule: Rule): Report => ({
  command: 'explain',
  title: [{ text: rule.id, tone: 'strong' }, `: ${rule.title} (${rule.severity})`],
  blocks: () => blocksIn(pageText(rule)),
  data: () => ({ rules: [{ ...dataOf(rule), page: pageText(rule) }] }),
});

const dataOf = ({ id, title, why, remedy, severity }: Rule): object => ({
  id,
  title,
  why,
  remedy,
  severity,
  options: [
    'severity',
    ...(isPluginRule(id) || RULE_IDS.some((known) => known === id) ? optionsOfRule(id as RuleName) : []),
  ],
});

/** The pages of our own rules ship with the package; of others there is what they say of themselves. */
const pageText = ({ id, why, remedy }: Rule): string =>
  isPluginRule(id)
    ? `# ${id}\n\n${oneLine(why)}\n\n## What to do\n\n${oneLine(remedy)}\n`
    : readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), 'utf8');

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

// —— a page as blocks ——————————————————————————————————————————————————————————————————————————————————————————————

/** As much of Markdown as the pages use: headings, paragraphs, lists, tables and fenced code. */
const blocksIn = (page: string): readonly Block[] => {
  const blocks: Block[] = [];
  const lines = page.split('\n').slice(1);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.startsWith('## ')) blocks.push({ type: 'heading', text: line.slice(3) });
    else if (line.startsWith('```')) {
      const end = lines.indexOf('```', i + 1);
      blocks.push({ type: 'code', language: line.slice(3), lines: lines.slice(i + 1, end) });
      i = end;
    } else if (line !== '' && !line.startsWith('<!--')) {
      const end = lines.findIndex((other, at) => at > i && other === '');
      blocks.push(blockOf(lines.slice(i, end < 0 ? lines.length : end)));
      i = end < 0 ? lines.length : end;
    }
  }
  return blocks;
};

const blockOf = (lines: readonly string[]): Block => {
  if (lines[0]!.startsWith('|')) {
    const [titles = [], , ...rows] = lines.map(cellsOf);
    return {
      type: 'table',
      columns: titles.map((title, i) => (i > 0 ? { title, yields: i, cut: 'end' } : { title })),
      rows: rows.map((cells) => cells.map((cell): Line => [plain(cell)])),
    };
  }
  // Lines are as long as the page's; on the terminal they are as long as that is wide.
  const paragraphs = lines.join('\n').split(/\n(?=- )/);
  return { type: 'text', lines: paragraphs.map((text): Line => [plain(text.replaceAll(/\s*\n\s*/g, ' '))]) };
};

const cellsOf = (row: string): readonly string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Without links and code marks. */
const plain = (text: string): string => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
