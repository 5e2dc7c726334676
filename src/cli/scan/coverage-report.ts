/** The coverage of a scan as a report: in full for a file, and as a few lines for the one who waits. */
import type { Finding, FindingKind } from '../../model/fact.ts';
import { FINDING_KINDS } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Block, Column, Line, Report } from '../../model/report.ts';
import { type Coverage, missingOf } from '../../scan/coverage.ts';

/** What each kind of finding says, as the head of a list. */
const WORDS: Readonly<Record<FindingKind, string>> = {
  unreadable: 'cannot be read',
  unrendered: 'to be rendered first',
  skipped: 'not looked into',
  'unknown-type': 'of an unknown type',
  unresolved: 'leads nowhere',
  'unknown-value': 'value not known',
  'no-signal': 'needs not known',
  'described-twice': 'described twice',
  assumed: 'taken for granted',
};

/** What made it: each has its own way out if nothing was found. */
type Command = 'scan' | 'import';

/** All of it. */
export const coverageReport = (coverage: Coverage, command: Command = 'scan'): Report => ({
  command,
  title: titleOf(coverage),
  blocks: () => [
    ...explanation(coverage, command),
    ...formatTable(coverage),
    ...othersTable(coverage),
    ...typesTable(coverage),
    ...filesTable(coverage),
    ...FINDING_KINDS.flatMap((kind) => findingsTable(coverage, kind)),
  ],
  data: () => dataOf(coverage),
});

/** At most some twenty lines. `more`: how to see all; left out: somebody is seeing it already. */
export const summaryReport = (
  coverage: Coverage,
  { command = 'scan', more }: { readonly command?: Command; readonly more?: string } = {},
): Report => ({
  command,
  title: titleOf(coverage),
  blocks: () => [
    ...explanation(coverage, command),
    ...formatTable(coverage),
    ...kindsTable(coverage),
    ...(more === undefined || coverage.findings.length === 0 ? [] : [textBlock([more])]),
  ],
  data: () => dataOf(coverage),
});

/** In a line, for questions that scan first. */
export const coverageLine = (coverage: Coverage): string => {
  const missing = missingOf(coverage).length;
  const told = missing === 0 ? '' : `; ${counted(missing, 'thing')} not understood`;
  return `scanned ${coverage.looked.join(', ')}: ${found(coverage)}${told} ("faultline scan --coverage FILE" tells)`;
};

/** What was not understood, by kind, each with its first place. */
export const missingLines = (coverage: Coverage): readonly string[] =>
  [...groupBy(missingOf(coverage), ({ kind }) => kind)].map(
    ([kind, findings]) => `${findings.length} × ${WORDS[kind]}, first at ${placeOf(findings[0]!)}`,
  );

const found = ({ counts, files }: Coverage): string =>
  `${counted(counts.resources, 'resource')} and ${counted(counts.edges, 'dependency', 'dependencies')} in ${files.claimed} of ${counted(files.listed, 'file')}`;

const titleOf = (coverage: Coverage): Line => [{ text: found(coverage), tone: 'strong' }];

/** Nothing without a reason: what was looked at, what could have been found, and what to do. */
const explanation = ({ counts, looked, files, known }: Coverage, command: Command): readonly Block[] => {
  if (counts.resources > 0) return [];
  const endings = files.others.slice(0, 5).map(({ ending, files: many }) => `${many} × ${ending}`);
  const seen = endings.length === 0 ? '' : ` (${endings.join(', ')})`;
  return [
    textBlock([
      `Nothing that describes infrastructure was found in ${looked.join(', ')}.`,
      `Looked at: ${counted(files.listed, 'file')}${seen}${files.excluded === 0 ? '' : `; ${files.excluded} left out by --include and --exclude`}.`,
      `Known formats: ${known.join(', ')}.`,
      WAYS_OUT[command],
    ]),
  ];
};

const WAYS_OUT: Readonly<Record<Command, string>> = {
  scan: 'Name the folder in which it lies; render templates first; what git ignores is read only if it is named.',
  import: 'Name the format with --from, and with --map which column or attribute holds what.',
};

const textBlock = (lines: readonly string[]): Block => ({ type: 'text', lines: lines.map((line) => [line]) });

const right = (title: string): Column => ({ title, align: 'right' });

const numbers = (...values: readonly number[]): readonly Line[] => values.map((value) => [String(value)]);

const formatTable = ({ formats }: Coverage): readonly Block[] =>
  formats.length === 0
    ? []
    : [
        {
          type: 'table',
          columns: [
            { title: 'Format', yields: 1 },
            right('Files'),
            right('Failed'),
            right('Resources'),
            right('References'),
          ],
          rows: formats.map(({ title, files, failed, resources, references }) => [
            [title],
            ...numbers(files, failed, resources, references),
          ]),
        },
      ];

const kindsTable = ({ findings }: Coverage): readonly Block[] => {
  const byKind = groupBy(findings, ({ kind }) => kind);
  const rows = FINDING_KINDS.flatMap((kind) => {
    const group = byKind.get(kind);
    if (group === undefined) return [];
    const [first] = group;
    return [
      [
        [WORDS[kind]],
        [String(group.length)],
        [{ text: placeOf(first!), tone: 'id' as const }],
        [first!.message],
      ],
    ];
  });
  if (rows.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'Finding' },
    right('Count'),
    { title: 'First at', yields: 1, cut: 'middle' },
    { title: 'Which is', yields: 2 },
  ];
  return [{ type: 'table', columns, rows }];
};

/** `file:line`, or the file as a whole. */
const placeOf = ({ file, line }: Finding): string => (line === undefined ? file : `${file}:${line}`);

const othersTable = ({ files }: Coverage): readonly Block[] => {
  if (files.others.length === 0 && files.excluded === 0) return [];
  const left =
    files.excluded === 0 ? [] : [textBlock([`${files.excluded} left out by --include and --exclude`])];
  return [
    { type: 'heading', text: 'Files of no known format' },
    {
      type: 'table',
      columns: [{ title: 'Ending', yields: 1 }, right('Files')],
      rows: files.others.map(({ ending, files: many }) => [[{ text: ending, tone: 'id' }], ...numbers(many)]),
    },
    ...left,
  ];
};

const typesTable = ({ unknownTypes }: Coverage): readonly Block[] =>
  unknownTypes.length === 0
    ? []
    : [
        { type: 'heading', text: 'Types of unknown meaning' },
        {
          type: 'table',
          columns: [{ title: 'Type', yields: 1, cut: 'middle' }, right('Resources')],
          rows: unknownTypes.map(({ type, resources }) => [
            [{ text: type, tone: 'id' }],
            ...numbers(resources),
          ]),
        },
      ];

const filesTable = ({ byFile }: Coverage): readonly Block[] =>
  byFile.length === 0
    ? []
    : [
        { type: 'heading', text: 'Files' },
        {
          type: 'table',
          columns: [
            { title: 'File', yields: 1, cut: 'middle' },
            right('Resources'),
            right('References'),
            right('Unresolved'),
          ],
          rows: byFile.map(({ file, resources, references, unresolved }) => [
            [{ text: file, tone: 'id' }],
            ...numbers(resources, references, unresolved),
          ]),
        },
      ];

const findingsTable = ({ findings }: Coverage, kind: FindingKind): readonly Block[] => {
  const group = findings.filter((finding) => finding.kind === kind);
  if (group.length === 0) return [];
  const words = WORDS[kind];
  return [
    { type: 'heading', text: `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${group.length}` },
    {
      type: 'table',
      columns: [{ title: 'Place' }, { title: 'What' }],
      rows: group.map((finding) => [
        [{ text: placeOf(finding), tone: 'id' }],
        [finding.hint === undefined ? finding.message : `${finding.message} (${finding.hint})`],
      ]),
    },
  ];
};

const dataOf = (coverage: Coverage): object => {
  const { looked, files, formats, counts, unknownTypes, byFile, findings } = coverage;
  return {
    looked,
    files,
    formats,
    summary: { ...counts, findings: findings.length, notUnderstood: missingOf(coverage).length },
    unknownTypes,
    byFile,
    findings: findings.map(({ kind, message, file, line, hint }) => ({
      kind,
      message,
      file,
      ...(line === undefined ? {} : { line }),
      ...(hint === undefined ? {} : { hint }),
    })),
  };
};

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
