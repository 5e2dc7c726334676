/**
 * YAML and JSON as scanners read them: plain values and the line of each, tolerant where our own format is strict.
 *
 * A file may hold several documents, keys given twice (the last one counts), unknown tags and merge keys; a document
 * that cannot be read costs only itself. Aliases are expanded up to a limit, so that a bomb is told, not tried.
 */
import { jsonTrees } from './tree/json.ts';
import type { TreeOptions, Trees } from './tree/shape.ts';
import { yamlTrees } from './tree/yaml.ts';

export type { Tree, TreeOptions, TreeProblem, Trees } from './tree/shape.ts';
export { at, entriesOf, itemsOf, textOf } from './tree/values.ts';

/** Reads all documents of a text: JSON if it is that, else YAML. Empty documents are left out. */
export const parseTrees = (text: string, options: TreeOptions = {}): Trees =>
  (/^\s*[[{]/.test(text) ? jsonTrees(text) : undefined) ?? yamlTrees(text, options);
