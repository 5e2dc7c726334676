/** What a scan looked at and what it understood: nobody should take a graph for more than it is. */
import type { Scanned } from '../assemble/facts/index.ts';
import { type Facts, FINDING_KINDS, type Finding, type FindingKind } from '../model/fact.ts';
import { groupBy } from '../model/group-by.ts';
import { byCodePoint } from '../model/order.ts';
import type { Scanner, SourceFile } from './scanner.ts';

/** One format, and what its files gave. */
interface FormatCoverage {
  readonly scanner: string;
  readonly title: string;
  readonly files: number;
  readonly read: number;
  /** Files of which nothing could be taken, or that must be rendered first. */
  readonly failed: number;
  readonly resources: number;
  readonly references: number;
}

/** What a scan looked at, and what it did not understand. */
export interface Coverage {
  /** The folders and files that were asked for. */
  readonly looked: readonly string[];
  readonly files: {
    readonly listed: number;
    /** Left out by `--include` and `--exclude`. */
    readonly excluded: number;
    readonly claimed: number;
    /** Files of no known format by the ending of their names, most first. */
    readonly others: readonly { readonly ending: string; readonly files: number }[];
  };
  /** Only those of which there are files, in the order of the list of scanners. */
  readonly formats: readonly FormatCoverage[];
  /** The titles of all formats that were looked for. */
  readonly known: readonly string[];
  readonly counts: Pick<
    Scanned['counts'],
    'resources' | 'edges' | 'references' | 'resolved' | 'unresolved' | 'unknownTypes'
  >;
  /** Types that mean nothing to the catalog, most frequent first. */
  readonly unknownTypes: readonly { readonly type: string; readonly resources: number }[];
  /** Files that gave anything, sorted. */
  readonly byFile: readonly FileCoverage[];
  /** Sorted by file and line. */
  readonly findings: readonly Finding[];
}

interface FileCoverage {
  readonly file: string;
  readonly resources: number;
  readonly references: number;
  readonly unresolved: number;
}

/** What one scanner was given, and what it made of it. */
export interface Read {
  readonly scanner: Scanner;
  readonly files: readonly SourceFile[];
  readonly facts: Facts;
}

export interface Looked {
  readonly looked: readonly string[];
  /** Paths of files that no scanner claimed. */
  readonly others: readonly string[];
  readonly excluded: number;
  readonly known: readonly string[];
  /** What was not read at all. */
  readonly findings: readonly Finding[];
}

/** Findings that mean that something was not understood; the others only tell what was taken for granted. */
const MISSING: ReadonlySet<FindingKind> = new Set(
  FINDING_KINDS.filter((kind) => kind !== 'assumed' && kind !== 'described-twice'),
);

/** The findings that mean that something is missing or uncertain. */
export const missingOf = ({ findings }: Pick<Coverage, 'findings'>): readonly Finding[] =>
  findings.filter(({ kind }) => MISSING.has(kind));

/** Sums up a scan. */
export const coverageOf = (reads: readonly Read[], scanned: Scanned, looked: Looked): Coverage => {
  const findings = sortedFindings([...looked.findings, ...scanned.findings]);
  const failed = new Set(
    findings
      .filter(
        ({ kind, line }) =>
          kind === 'unreadable' || kind === 'unrendered' || (kind === 'skipped' && line === undefined),
      )
      .map(({ file }) => file),
  );
  const giving = new Set(reads.flatMap(({ facts }) => facts.resources.map(({ where }) => where.file)));
  // Of code, several scanners read the same file.
  const claimed = new Set(reads.flatMap(({ files }) => files.map(({ path }) => path))).size;
  const { byFile, unknownByType, ...counts } = scanned.counts;
  return {
    looked: looked.looked,
    files: {
      listed: claimed + looked.others.length,
      excluded: looked.excluded,
      claimed,
      others: frequent(looked.others, endingOf).map(([ending, files]) => ({ ending, files })),
    },
    formats: reads.map(({ scanner, files, facts }) => {
      // What is broken in one place may still have given the rest.
      const lost = files.filter(({ path }) => failed.has(path) && !giving.has(path)).length;
      return {
        scanner: scanner.name,
        title: scanner.title,
        files: files.length,
        read: files.length - lost,
        failed: lost,
        resources: facts.resources.length,
        references: facts.references.length,
      };
    }),
    known: looked.known,
    counts,
    unknownTypes: [...unknownByType]
      .map(([type, resources]) => ({ type, resources }))
      .toSorted((a, b) => b.resources - a.resources || byCodePoint(a.type, b.type)),
    byFile: [...byFile]
      .map(([file, count]) => ({ file, ...count }))
      .toSorted((a, b) => byCodePoint(a.file, b.file)),
    findings,
  };
};

/** By file, line, kind and message; each once. Of a file that could not be read its scanner need not complain again. */
const sortedFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const sorted = findings.toSorted(
    (a, b) =>
      byCodePoint(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
      byCodePoint(a.message, b.message),
  );
  return sorted.filter((finding, i) => JSON.stringify(finding) !== JSON.stringify(sorted[i - 1]));
};

/** Items counted by a word for them, most frequent first. */
const frequent = <T>(items: readonly T[], wordOf: (item: T) => string) =>
  [...groupBy(items, wordOf)]
    .map(([word, group]) => [word, group.length] as const)
    .toSorted(([a, many], [b, few]) => few - many || byCodePoint(a, b));

/** `.yaml`, `.tf.json`; the name as a whole if it has no ending, such as `Makefile`. */
const endingOf = (file: string): string => {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return /.((?:\.tf)?\.[A-Za-z0-9_-]{1,16})$/.exec(name)?.[1] ?? name;
};
