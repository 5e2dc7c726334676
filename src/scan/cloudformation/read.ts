/** A file as a template: tolerant of what stands in front of it. */
import type { Plain } from '../../model/fact.ts';
import { at, entriesOf, parseTrees, type Tree, type TreeProblem } from '../tree.ts';
import { longForm } from './tags.ts';

interface ReadTemplate {
  readonly tree?: Tree;
  readonly problems: readonly TreeProblem[];
}

/** The first key of a template: what stands above it is no part of it. */
const FIRST_KEY = /^(?:AWSTemplateFormatVersion|Description|Transform|Parameters|Resources)\s*:/m;

/** The template in a text. Lines of a shell that were caught in front of it are told, and passed over. */
export const readTemplate = (text: string): ReadTemplate => {
  const whole = parseTrees(text, { tag: longForm });
  const tree = whole.trees.find(({ value }) => isTemplate(value));
  if (tree !== undefined) return { tree, problems: whole.problems };
  const mended = parseTrees(indented(text), { tag: longForm }).trees.find(({ value }) => isTemplate(value));
  if (mended !== undefined) return { tree: mended, problems: [] };
  const start = FIRST_KEY.exec(text)?.index ?? 0;
  if (start === 0) return { problems: whole.problems };
  // Line breaks instead of what is left out keep the numbers of lines.
  const rest = text.slice(0, start).replaceAll(/[^\n]/g, '') + text.slice(start);
  const later = parseTrees(rest, { tag: longForm }).trees.find(({ value }) => isTemplate(value));
  return later === undefined
    ? { problems: whole.problems }
    : { tree: later, problems: [{ line: 1, message: 'what stands above the template is no part of it' }] };
};

const isTemplate = (value: Plain): boolean =>
  entriesOf(value).length > 0 &&
  ['Resources', 'AWSTemplateFormatVersion', 'Transform', 'Outputs'].some(
    (key) => at(value, key) !== undefined,
  );

/**
 * JSON within YAML, over several lines, may stand as far left as the key that it belongs to, or end there: AWS reads
 * that, YAML's rules do not allow it. Moved to the right, it says the same.
 */
const indented = (text: string): string => {
  let open = 0;
  return text
    .split('\n')
    .map((line) => {
      const isInside = open > 0;
      if (isInside || /(?::|-)\s+(?:!\S+\s+)?['"]?[[{]/.test(line)) {
        const closing = line.replaceAll(/[^\]}]/g, '').length;
        open = Math.max(0, open + line.replaceAll(/[^[{]/g, '').length - closing);
      }
      return isInside ? FAR_RIGHT + line : line;
    })
    .join('\n');
};

const FAR_RIGHT = ' '.repeat(100);
