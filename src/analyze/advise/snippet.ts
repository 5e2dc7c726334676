/** A patch as a document to paste: YAML, read back to the same. */
import type { PartialNode } from '../../model/document.ts';
import { formatDuration } from '../../model/duration.ts';
import { capOf } from '../../model/impact.ts';
import { byCodePoint } from '../../model/order.ts';
import { printable } from '../../model/printable.ts';
import type { Failover, Requirement, Threshold } from '../../model/requirement.ts';
import { STATES, stateOf } from '../../model/state.ts';
import type { Patch } from './edit.ts';

/** The lines of the document; `include` names the documents that it stands above. */
export const snippetOf = (patch: Patch, include: readonly string[]): readonly string[] => [
  'faultline: 1',
  ...(include.length === 0 ? [] : [`include: [${include.map(wordOf).join(', ')}]`]),
  'nodes:',
  ...[...patch].toSorted(([a], [b]) => byCodePoint(a, b)).flatMap(([id, node]) => nodeLines(id, node)),
];

const nodeLines = (id: string, node: PartialNode): readonly string[] => {
  const { kind, name, in: place, dependsOn } = node;
  const lines = [
    ...(kind === undefined ? [] : [`    kind: ${kind}`]),
    ...(name === undefined ? [] : [`    name: ${wordOf(name)}`]),
    ...(place === undefined ? [] : inBlock('    in: ', '      ', place, true)),
    ...(dependsOn.length === 0
      ? []
      : ['    dependsOn:', ...dependsOn.flatMap((one) => inBlock('      - ', '        ', one, false))]),
  ];
  return lines.length === 0 ? [`  ${wordOf(id)}: {}`] : [`  ${wordOf(id)}:`, ...lines];
};

/** Columns that a line may take: what is printed is pasted, and a wrapped line would be another document. */
const WIDTH = 78;

/** In one line if it fits, else one line for each key; `isValue`: it stands behind a key, not in a list. */
const inBlock = (
  start: string,
  indent: string,
  requirement: Requirement,
  isValue: boolean,
): readonly string[] => {
  const short = `${start}${requirementOf(requirement)}`;
  if (short.length <= WIDTH) return [short];
  const lines = fieldsOf(requirement).flatMap(({ key, value, text }) =>
    text !== undefined && `${indent}${key}: ${value}`.length > WIDTH && canFold(text)
      ? [`${key}: >-`, ...folded(text, WIDTH - indent.length - 2).map((line) => `  ${line}`)]
      : [`${key}: ${value}`],
  );
  return isValue
    ? [start.trimEnd(), ...lines.map((line) => `${indent}${line}`)]
    : lines.map((line, i) => `${i === 0 ? start : indent}${line}`);
};

/** A text whose only blanks are single spaces between words is the same when it is folded; what YAML must escape is not. */
const canFold = (text: string): boolean =>
  FOLDS.test(text) && printable(text) === text && !/\p{Surrogate}/u.test(text);

const FOLDS = /^[^\s#]\S*(?: \S+)+$/;

const folded = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** In its shortest form, in one line. */
const requirementOf = (requirement: Requirement): string => {
  const fields = fieldsOf(requirement);
  const [first] = fields;
  return requirement.form === 'node' && fields.length === 1
    ? first!.value
    : braced(fields.map(({ key, value }) => `${key}: ${value}`));
};

interface Field {
  readonly key: string;
  readonly value: string;
  /** Of what is but words: these. */
  readonly text?: string;
}

const fieldsOf = (requirement: Requirement): readonly Field[] => {
  const terms = termsOf(requirement);
  if (requirement.form === 'node') return [{ key: 'node', value: wordOf(requirement.node) }, ...terms];
  const members = `[${requirement.of.map(requirementOf).join(', ')}]`;
  return [
    ...(requirement.form === 'atLeast'
      ? [
          { key: 'atLeast', value: thresholdText(requirement.atLeast!) },
          { key: 'of', value: members },
        ]
      : [{ key: requirement.form, value: members }]),
    ...(requirement.failover === undefined
      ? []
      : [{ key: 'failover', value: failoverText(requirement.failover) }]),
    ...terms,
  ];
};

const termsOf = (requirement: Requirement): readonly Field[] => {
  const { impact, after, recovery, needed, validFrom, validUntil, why, source, confidence } = requirement;
  const said = (key: string, value: string | undefined): readonly Field[] =>
    value === undefined ? [] : [{ key, value }];
  const words = (key: string, text: string | undefined): readonly Field[] =>
    text === undefined ? [] : [{ key, value: JSON.stringify(text), text }];
  return [
    ...said('impact', impact === undefined ? undefined : impactText(impact)),
    ...said('after', after === undefined ? undefined : formatDuration(after)),
    ...said('recovery', recovery === undefined ? undefined : formatDuration(recovery)),
    ...said('needed', needed),
    ...said('validFrom', validFrom),
    ...said('validUntil', validUntil),
    ...words('why', why),
    ...words('source', source),
    ...said('confidence', confidence),
  ];
};

const impactText = (impact: NonNullable<Requirement['impact']>): string => {
  const cap = capOf(impact);
  if (cap !== undefined) return cap === 'operational' ? 'none' : cap;
  return braced(STATES.map((state, rank) => `${state}: ${stateOf(impact[rank]!)}`));
};

const thresholdText = ([operational, degraded, partial]: Threshold): string =>
  operational === degraded && degraded === partial
    ? String(operational)
    : `{ operational: ${operational}, degraded: ${degraded}, partial: ${partial} }`;

const failoverText = ({ time, requires, during }: Failover): string =>
  braced([
    `time: ${formatDuration(time)}`,
    ...(requires.length === 0 ? [] : [`requires: [${requires.map(requirementOf).join(', ')}]`]),
    ...(during === undefined ? [] : [`during: ${during}`]),
  ]);

const braced = (parts: readonly string[]): string => `{ ${parts.join(', ')} }`;

/** A text that stands for itself, or else in quotes: those of JSON are those of YAML. */
const wordOf = (text: string): string =>
  /^[A-Za-z][\w./-]*$/.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);

/** What YAML, or one of its older versions, takes for something else. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
