/** Findings that a scan made: of the node that the line belongs to, if any does. */
import type { Finding as FactFinding } from '../../../model/fact.ts';
import { groupBy } from '../../../model/group-by.ts';
import { requirementsOf } from '../../../model/node.ts';
import { byCodePoint } from '../../../model/order.ts';
import { type Requirement, partsOf } from '../../../model/requirement.ts';
import type { Audit } from '../audit.ts';
import type { Case, Found } from '../rule.ts';

/** Files are what a scan looks at: a case for each that has a finding, and one for all others. */
export const scanCases = (
  audit: Audit,
  asked: (finding: FactFinding) => boolean,
  remedy: string,
): readonly Case[] => {
  const { scanned } = audit;
  if (scanned === undefined)
    return [{ subject: 'sources', found: [], skipped: 'nothing was scanned: add --scan PATH' }];
  const nodeAt = nodesByLine(audit);
  const findings = scanned.findings.filter(asked);
  const byFile = [...groupBy(findings, ({ file }) => file)].toSorted(([a], [b]) => byCodePoint(a, b));
  if (byFile.length === 0) return [{ subject: 'sources', found: [] }];
  return byFile.map(([file, all]) => ({
    subject: file,
    found: all.map(({ message, line, hint }): Found => ({
      ...aboutOf(nodeAt(file, line), file),
      message,
      remedy: hint ?? remedy,
      // The words of a scan name things, not lines; files may be renamed.
      key: [message],
      spot: { type: 'line', line: { file, line: line ?? 1 } },
    })),
  }));
};

const aboutOf = (node: string | undefined, file: string): Pick<Found, 'node' | 'isAboutFile'> =>
  node === undefined ? { node: file, isAboutFile: true } : { node };

/** Whose word a line of a source is: the node that has a requirement from there, or that is described there. */
const nodesByLine = ({ estate }: Audit): ((file: string, line: number | undefined) => string | undefined) => {
  const byLine = new Map<string, string>();
  const say = (source: string | undefined, id: string): void => {
    if (source !== undefined && !byLine.has(source)) byLine.set(source, id);
  };
  for (const node of estate.nodes) {
    const open: Requirement[] = [...requirementsOf(node)];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      say(next.source, node.id);
      open.push(...partsOf(next));
    }
  }
  for (const node of estate.nodes) say(node.source, node.id);
  return (file, line) => byLine.get(`${file}:${line ?? 1}`);
};
