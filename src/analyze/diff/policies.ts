/** What a check finds after a change and did not find before it. */
import { EXCUSE_RULES } from '../check/excuse-rules.ts';
import type { RulePlugin } from '../check/plugin-rule.ts';
import { runCheck } from '../check/run.ts';
import type { Comparison } from './compare.ts';
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Finding, Rule } from '../../model/finding.ts';

interface BrokenPolicies {
  readonly rules: readonly Rule[];
  readonly findings: readonly Finding[];
}

/**
 * Findings that count in head and that base has not, by fingerprint; notes are left out. A renamed node's findings have
 * other fingerprints: where base has lost as many of the same rule about the same node, they are those.
 */
export const brokenPolicies = async (
  { view, renamed }: Comparison,
  sweeper: Sweeper,
  linesOf: (file: string) => readonly string[] | undefined,
  plugins: readonly RulePlugin[] = [],
): Promise<BrokenPolicies> => {
  const { from, to, day } = view;
  const after = await runCheck({ estate: to.estate, day, sweeper, plugins, linesOf });
  const found = new Set(after.counting.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule));
  if (found.size === 0) return { rules: [], findings: [] };
  // Of base only those rules matter; what is said of excuses hangs on all of them.
  const isAboutExcuses = [...found].some((rule) => Object.hasOwn(EXCUSE_RULES, rule));
  const before = await runCheck({
    estate: from.estate,
    day,
    sweeper,
    plugins,
    ...(isAboutExcuses ? {} : { rules: [...found] }),
  });
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const now = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  const names = new Map(renamed.map((pair) => [pair.from, pair.to]));
  const keyOf = ({ rule, node }: Finding, nameOf = (id: string): string => id): string =>
    `${rule} ${nameOf(node)}`;
  const lost = new Map<string, number>();
  if (renamed.length > 0) {
    for (const finding of before.counting.filter(({ fingerprint }) => !now.has(fingerprint))) {
      const key = keyOf(finding, (id) => names.get(id) ?? id);
      lost.set(key, (lost.get(key) ?? 0) + 1);
    }
  }
  const findings = after.counting.filter((finding) => {
    if (finding.severity === 'note' || known.has(finding.fingerprint)) return false;
    const key = keyOf(finding);
    const left = lost.get(key) ?? 0;
    if (left > 0) lost.set(key, left - 1);
    return left === 0;
  });
  const broken = new Set(findings.map(({ rule }) => rule));
  return { rules: after.rules.filter(({ id }) => broken.has(id)), findings };
};
