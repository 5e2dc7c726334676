/** Label selectors: which labels they ask for, and whether a set of labels has them. */
import type { Plain } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';

export type Labels = ReadonlyMap<string, string>;

export interface Selector {
  /** Labels that must be there with this value. */
  readonly equal: Labels;
  matches(labels: Labels): boolean;
}

export const labelsOf = (value: Plain | undefined): Labels =>
  new Map(entriesOf(value).flatMap(([key, label]) => ofText(key, label)));

const ofText = (key: string, value: Plain): (readonly [string, string])[] => {
  const text = textOf(value);
  return text === undefined ? [] : [[key, text]];
};

/** A plain map of labels, as a Service has it. None if it is empty: an empty one selects nothing here. */
export const plainSelector = (value: Plain | undefined): Selector | undefined => {
  const equal = labelsOf(value);
  return equal.size === 0 ? undefined : { equal, matches: (labels) => hasAll(labels, equal) };
};

/** `matchLabels` with `matchExpressions`. None if it is empty: that means everything, and so tells nothing. */
export const fullSelector = (value: Plain | undefined): Selector | undefined => {
  const equal = labelsOf(at(value, 'matchLabels'));
  const terms = itemsOf(at(value, 'matchExpressions')).map(termOf);
  if (equal.size === 0 && terms.length === 0) return undefined;
  return { equal, matches: (labels) => hasAll(labels, equal) && terms.every((term) => term(labels)) };
};

const hasAll = (labels: Labels, wanted: Labels): boolean => {
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false;
  return true;
};

const termOf = (term: Plain): ((labels: Labels) => boolean) => {
  const key = textOf(at(term, 'key')) ?? '';
  const values = new Set(itemsOf(at(term, 'values')).map(textOf));
  switch (textOf(at(term, 'operator')) ?? '') {
    case 'In':
      return (labels) => values.has(labels.get(key));
    case 'NotIn':
      return (labels) => !labels.has(key) || !values.has(labels.get(key));
    case 'Exists':
      return (labels) => labels.has(key);
    case 'DoesNotExist':
      return (labels) => !labels.has(key);
    default:
      return () => false;
  }
};
