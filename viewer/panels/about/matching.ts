/** Which findings of a scan are asked for. */
import { FINDING_KINDS, type Finding, type FindingKind } from '../../../src/model/fact.ts';
import { groupBy } from '../../../src/model/group-by.ts';

/** How many there are of each kind that there is, in the order of the kinds. */
export const countsByKind = (
  findings: readonly Finding[],
): readonly (readonly [kind: FindingKind, count: number])[] => {
  const kinds = groupBy(findings, ({ kind }) => kind);
  return FINDING_KINDS.flatMap((kind) => {
    const count = kinds.get(kind)?.length ?? 0;
    return count === 0 ? [] : [[kind, count] as const];
  });
};

/** Those of a kind ('': any) whose message, hint or place has all the words, in whatever case. */
export const matchingFindings = (
  findings: readonly Finding[],
  kind: string,
  words: string,
): readonly Finding[] => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter((finding) => {
    if (kind !== '' && finding.kind !== kind) return false;
    if (wanted.length === 0) return true;
    const { message, hint = '', file, line } = finding;
    const text = `${message}\n${hint}\n${file}${line === undefined ? '' : `:${line}`}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
};
