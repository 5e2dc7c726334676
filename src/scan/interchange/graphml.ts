/**
 * GraphML: our own `--format graphml`, and what yEd, Gephi, networkx and igraph write.
 *
 * Keys say what data means, by `attr.name` or, in yEd, by a picture in which the label is a text. A graph inside of a
 * node is what runs in it. No entities are expanded and nothing is fetched: see `document/open-psa/xml.ts`.
 */
import { lineStarts, positionAt } from '../../document/code-frame.ts';
import { type XmlElement, faultsIn, readXml } from '../../document/open-psa/xml.ts';
import type { Plain, Where } from '../../model/fact.ts';
import { type ForeignEdge, type ForeignGraph, type ForeignNode, joined } from './graph/foreign.ts';
import { type Told, counted, told } from './graph/told.ts';
import type { ForeignText, Importer } from './importer.ts';

export const graphml = {
  name: 'graphml',
  title: 'GraphML (yEd, Gephi, networkx, igraph)',
  claims: ({ text }) => /<(?:\w+:)?graphml[\s>]/.test(text.slice(0, 10_000)),
  read: (texts) => Promise.resolve({ form: 'graph', graph: joined(texts.map(graphOf)) }),
} as const satisfies Importer;

/** What a `<key>` declares. */
interface Key {
  readonly name: string;
  readonly type: string;
  readonly of: string;
  readonly fallback?: string;
}

/** A graph yet to be walked, and the node that it is in. */
interface Open {
  readonly graph: XmlElement;
  readonly parent?: string;
}

const graphOf = ({ file, text }: ForeignText): ForeignGraph => {
  const fault = faultsIn(file, text);
  const root = readXml(text, fault);
  if (localName(root) !== 'graphml') throw fault(root.at, `this is <${root.name}>, not <graphml>`);
  const starts = lineStarts(text);
  const whereOf = ({ at }: XmlElement): Where => ({ file, line: positionAt(starts, at).line });
  const keys = keysIn(root);
  const findings = told();
  const nodes: ForeignNode[] = [];
  const edges: ForeignEdge[] = [];
  const open: Open[] = childrenOf(root, 'graph').map((graph) => ({ graph }));
  for (const { graph, parent } of open) {
    const isUndirected = valueOf(graph, 'edgedefault') === 'undirected';
    for (const child of graph.children) {
      const where = whereOf(child);
      switch (localName(child)) {
        case 'node': {
          const key = valueOf(child, 'id');
          if (key === undefined) throw fault(child.at, 'a <node> without an id');
          const attributes = dataOf(child, 'node', keys, where, findings);
          // Our own export says parents as data: few programs read graphs in graphs.
          const home = parent ?? textAt(attributes.get('parent'));
          attributes.delete('parent');
          nodes.push({ key, where, attributes, ...(home === undefined ? {} : { parent: home }) });
          for (const inner of childrenOf(child, 'graph')) open.push({ graph: inner, parent: key });
          break;
        }
        case 'edge': {
          const [from, to] = [valueOf(child, 'source'), valueOf(child, 'target')];
          if (from === undefined || to === undefined)
            throw fault(child.at, 'an <edge> without a source or a target');
          const said = valueOf(child, 'directed');
          const attributes = dataOf(child, 'edge', keys, where, findings);
          const isOpen = said === undefined ? isUndirected : said === 'false';
          edges.push({ from, to, where, attributes, ...(isOpen ? { isUndirected: true } : {}) });
          break;
        }
        case 'hyperedge':
          findings.tell(
            'hyperedge',
            where,
            { kind: 'skipped' },
            (count) => `${counted(count, 'hyperedge')}: which of its ends needs which it does not say`,
          );
          break;
        default:
      }
    }
  }
  return { nodes, edges, findings: findings.findings(), isWhole: true };
};

const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);

const childrenOf = ({ children }: XmlElement, name: string): readonly XmlElement[] =>
  children.filter((child) => localName(child) === name);

const valueOf = ({ attributes }: XmlElement, name: string): string | undefined => attributes.get(name)?.value;

const textAt = (value: Plain | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const keysIn = (root: XmlElement): ReadonlyMap<string, Key> =>
  new Map(
    childrenOf(root, 'key').flatMap((key) => {
      const id = valueOf(key, 'id');
      if (id === undefined) return [];
      const [fallback] = childrenOf(key, 'default');
      // yEd names the picture of a node by `yfiles.type`.
      const name = valueOf(key, 'attr.name') ?? valueOf(key, 'yfiles.type') ?? id;
      const type = valueOf(key, 'attr.type') ?? 'string';
      const of = valueOf(key, 'for') ?? 'all';
      return [
        [
          id,
          { name, type, of, ...(fallback === undefined ? {} : { fallback: fallback.text.trim() }) },
        ] as const,
      ];
    }),
  );

/** The data of an element by the names of its keys, with the defaults of those that it leaves out. */
const dataOf = (
  element: XmlElement,
  of: 'node' | 'edge',
  keys: ReadonlyMap<string, Key>,
  where: Where,
  findings: Told,
): Map<string, Plain> => {
  const attributes = new Map<string, Plain>();
  for (const data of childrenOf(element, 'data')) {
    const id = valueOf(data, 'key') ?? '';
    const key = keys.get(id);
    if (key === undefined)
      findings.tell(
        `key ${id}`,
        where,
        { kind: 'assumed' },
        (count) =>
          `no <key> declares "${id.slice(0, 100)}", which ${counted(count, 'element')} ${count === 1 ? 'has' : 'have'}: taken for a text of that name`,
      );
    if (data.children.length > 0) pictured(data, key?.name ?? id, attributes);
    else attributes.set(key?.name ?? id, typed(data.text.trim(), key?.type));
  }
  const [description] = childrenOf(element, 'desc');
  if (description !== undefined) attributes.set('description', description.text.trim());
  for (const { name, type, of: domain, fallback } of keys.values()) {
    const isOfIt = domain === of || domain === 'all';
    if (fallback !== undefined && isOfIt && !attributes.has(name))
      attributes.set(name, typed(fallback, type));
  }
  return attributes;
};

/** What yEd draws: of the picture only the labels say something. */
const pictured = (data: XmlElement, name: string, attributes: Map<string, Plain>): void => {
  const labels: string[] = [];
  const open = [...data.children];
  for (const element of open) {
    const label = /^(?:Node|Edge)Label$/.test(localName(element)) ? element.text.trim() : '';
    if (label !== '') labels.push(label);
    open.push(...element.children);
  }
  if (labels.length > 0 && !attributes.has('label'))
    attributes.set('label', labels[0]!.replaceAll(/\s+/g, ' '));
  if (!attributes.has(name)) attributes.set(name, 'drawn');
};

const typed = (text: string, type: string | undefined): Plain => {
  if (type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  const isNumber = type === 'int' || type === 'long' || type === 'float' || type === 'double';
  return isNumber && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
};
