/**
 * Configuration of what gathers telemetry. What Prometheus scrapes it can do without: a target that is away is a gap
 * in a graph, and no failure. Of OpenTelemetry collectors: of the receivers and exporters that a file describes, only those run
 * that a pipeline names, and of several files the later one's lists replace the earlier one's.
 */
import type { Plain } from '../model/fact.ts';
import { type Tree, at, entriesOf, itemsOf, parseTrees, textOf } from './tree.ts';

const SECTIONS = ['receivers', 'exporters', 'processors', 'connectors', 'extensions'];

const NAMES =
  /otel|opentelemetry|collector|prometheus|promtail|telegraf|fluent|vector|logstash|filebeat|alloy|jaeger|zipkin/i;

/** Whether a file configures what gathers telemetry, or says where telemetry goes. `name`: with its folders. */
export const isOfTelemetry = (name: string, text: string): boolean =>
  NAMES.test(name) ||
  /^\s*(?:- )?scrape_configs\s*:/m.test(text) ||
  (/^receivers\s*:/m.test(text) && /^exporters\s*:/m.test(text));

/** Per text, the lines that name nothing needed: components that no pipeline uses, targets that are scraped. */
export const unusedLines = (texts: readonly string[]): readonly ReadonlySet<number>[] => {
  const trees = texts.map((text) => (/^service:/m.test(text) ? parseTrees(text).trees[0] : undefined));
  const used = usedOf(trees);
  return texts.map((text, i) => {
    const tree = trees[i];
    if (tree === undefined || used === undefined) return scraped(text);
    return linesOf(tree, used, text.split('\n').length);
  });
};

/** The lines of a top-level `scrape_configs`. */
const scraped = (text: string): ReadonlySet<number> => {
  const lines = new Set<number>();
  if (!/^scrape_configs:/m.test(text)) return lines;
  let isInside = false;
  for (const [i, line] of text.split('\n').entries()) {
    if (/^[a-z_]+:/.test(line)) isInside = line.startsWith('scrape_configs:');
    if (isInside) lines.add(i + 1);
  }
  return lines;
};

/** The names that the pipelines use, section by section, once all files are one over the other. */
const usedOf = (trees: readonly (Tree | undefined)[]): ReadonlySet<string> | undefined => {
  const lists = new Map<string, Plain>();
  for (const tree of trees) {
    for (const [pipeline, parts] of entriesOf(at(tree?.value, 'service', 'pipelines'))) {
      for (const [section, list] of entriesOf(parts)) lists.set(`${section} ${pipeline}`, list);
    }
    const extensions = at(tree?.value, 'service', 'extensions');
    if (extensions !== undefined) lists.set('extensions', extensions);
  }
  if (lists.size === 0) return undefined;
  const used = new Set<string>();
  for (const [key, list] of lists) {
    const [section] = key.split(' ');
    for (const item of itemsOf(list)) used.add(`${section!} ${textOf(item) ?? ''}`);
  }
  return used;
};

const linesOf = (tree: Tree, used: ReadonlySet<string>, last: number): ReadonlySet<number> => {
  const starts: { line: number; isUsed: boolean }[] = entriesOf(tree.value).map(([section]) => ({
    line: tree.line([section]),
    isUsed: true,
  }));
  for (const section of SECTIONS) {
    for (const [name] of entriesOf(at(tree.value, section))) {
      // A connector is named as a receiver and an exporter.
      const isUsed = section === 'connectors' || used.has(`${section} ${name}`);
      starts.push({ line: tree.line([section, name]), isUsed });
    }
  }
  starts.sort((a, b) => a.line - b.line);
  const lines = new Set<number>();
  for (const [i, { line, isUsed }] of starts.entries()) {
    const end = starts[i + 1]?.line ?? last + 1;
    if (!isUsed) for (let at = line; at < end; at++) lines.add(at);
  }
  return lines;
};
