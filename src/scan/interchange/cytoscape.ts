/** Elements of cytoscape.js: our own `--format cytoscape`, exports of Cytoscape, what many pages keep of their graphs. */
import type { Plain } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import type { Attributes, ForeignEdge, ForeignGraph, ForeignNode } from './graph/foreign.ts';
import { told } from './graph/told.ts';
import type { ForeignText, Importer } from './importer.ts';
import { readJson, valueIn } from './json.ts';
import { joined } from './graph/foreign.ts';

export const cytoscape = {
  name: 'cytoscape',
  title: 'Cytoscape JSON',
  claims: ({ text }) => {
    const value = valueIn(text);
    return at(value, 'elements') !== undefined || isElements(value);
  },
  read: (texts) => Promise.resolve({ form: 'graph', graph: joined(texts.map(graphOf)) }),
} as const satisfies Importer;

/** A bare list of elements. */
const isElements = (value: Plain | undefined): boolean =>
  Array.isArray(value) && at(value, 0, 'data', 'id') !== undefined;

const graphOf = (text: ForeignText): ForeignGraph => {
  const json = readJson(text);
  const nodes: ForeignNode[] = [];
  const edges: ForeignEdge[] = [];
  const findings = told();
  const read = (list: string, elements: Plain | undefined): void => {
    for (const [i, element] of itemsOf(elements).entries()) {
      const where = { file: text.file, line: json.line(list, i) };
      const data = at(element, 'data');
      const [id, source, target] = ['id', 'source', 'target'].map((key) => textOf(at(data, key)));
      const attributes = attributesOf(data);
      if (source !== undefined && target !== undefined && at(element, 'group') !== 'nodes')
        edges.push({ from: source, to: target, where, attributes });
      else if (id !== undefined) {
        const parent = textOf(at(data, 'parent'));
        nodes.push({ key: id, where, attributes, ...(parent === undefined ? {} : { parent }) });
      } else
        findings.tell('no id', where, { kind: 'unreadable' }, (count) =>
          count === 1 ? '1 element without an id or ends' : `${count} elements without an id or ends`,
        );
    }
  };
  const elements = at(json.value, 'elements') ?? json.value;
  const base = elements === json.value ? '' : 'elements';
  if (Array.isArray(elements)) read(base, elements);
  else for (const room of ['nodes', 'edges']) read(`${base}/${room}`, at(elements, room));
  const title = textOf(at(json.value, 'data', 'name'));
  return {
    ...(title === undefined ? {} : { title }),
    nodes,
    edges,
    findings: findings.findings(),
    isWhole: true,
  };
};

const STRUCTURE = new Set(['id', 'source', 'target', 'parent']);

/** On an edge of ours `source` is evidence as well as an end: ours are told apart by what else they say. */
const attributesOf = (data: Plain | undefined): Attributes =>
  new Map(entriesOf(data).filter(([name]) => !STRUCTURE.has(name)));
