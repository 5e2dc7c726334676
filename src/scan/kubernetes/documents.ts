/**
 * A file's text as Kubernetes objects. Documents are told apart before they are parsed, so that those which say
 * nothing of dependencies (definitions of custom resources, roles) cost next to nothing.
 */
import type { Finding, Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, parseTrees, textOf, type Tree } from '../tree.ts';
import { type Item, hooksOf, itemOf } from './item.ts';
import { isForeign } from './recognise.ts';

/** Known not to say what runs or what it needs: rights, quotas, definitions, hooks of the control plane. */
const SILENT_KINDS = new Set([
  'CustomResourceDefinition',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'LimitRange',
  'ResourceQuota',
  'PriorityClass',
  'PodSecurityPolicy',
  'SecurityContextConstraints',
  'RuntimeClass',
  'CSIDriver',
  'Lease',
  'Event',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'APIService',
  'IngressClass',
  'GatewayClass',
]);

interface Read {
  readonly items: readonly Item[];
  readonly findings: readonly Finding[];
  /** Places of `{{ … }}`: the file is a template, of which the items are no more than a part. */
  readonly unrendered?: number;
}

/** Reads all objects of a text. `namespace`: see `itemOf`. */
export const itemsOfText = (file: string, text: string, namespace?: string): Read => {
  const items: Item[] = [];
  const findings: Finding[] = [];
  let unrendered: number | undefined;
  for (const { line, chunk } of chunksOf(text)) {
    const kind = /^(?:["']?kind["']?|\{?\s*"kind")\s*:\s*["']?(\w+)/m.exec(chunk)?.[1];
    if (!/apiVersion/.test(chunk)) {
      const first = firstContent(chunk);
      if (first === undefined) continue;
      if (TEMPLATE.test(chunk)) unrendered ??= line;
      else findings.push(noObject(file, line + first));
      continue;
    }
    if (kind !== undefined && saysNothing(kind, chunk)) continue;
    const { trees, problems } = parseTrees(chunk);
    for (const problem of problems) {
      if (TEMPLATE.test(chunk)) unrendered ??= line;
      else
        findings.push({
          kind: 'unreadable',
          message: `a document cannot be read: ${problem.message}`,
          file,
          line: line + problem.line - 1,
        });
    }
    for (const tree of trees) {
      const where = (path: readonly Step[]): Where => ({ file, line: line + tree.line(path) - 1 });
      if (TEMPLATE.test(chunk) && isTemplate(tree.value)) unrendered ??= where([]).line;
      else items.push(...objectsIn(tree, where, namespace, findings));
    }
  }
  return { items, findings, ...(unrendered === undefined ? {} : { unrendered }) };
};

/** Whether a document need not even be parsed. An account without annotations stands for none of a cloud. */
const saysNothing = (kind: string, chunk: string): boolean =>
  !/^\s*\{/.test(chunk) &&
  (SILENT_KINDS.has(kind) || (kind === 'ServiceAccount' && !/annotations/.test(chunk)));

const TEMPLATE = /\{\{|\{%/;

const noObject = (file: string, line: number): Finding => ({
  kind: 'skipped',
  message: 'a document beside Kubernetes objects has no apiVersion and kind',
  file,
  line,
});

interface Chunk {
  /** The line that it begins in, from 1. */
  readonly line: number;
  readonly chunk: string;
}

/** `---` at the start of a line always begins a document: inside of a block of text it would be indented. */
const chunksOf = (text: string): readonly Chunk[] => {
  if (/^\s*[[{](?!\{)/.test(text)) return [{ line: 1, chunk: text }];
  const chunks: Chunk[] = [];
  let start = 0;
  let line = 1;
  for (const { index } of text.matchAll(/^---(?=\s|$)/gm)) {
    if (index > start) chunks.push({ line, chunk: text.slice(start, index) });
    line += linesIn(text, start, index);
    start = index;
  }
  chunks.push({ line, chunk: text.slice(start) });
  return chunks;
};

const linesIn = (text: string, from: number, until: number): number => {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) count++;
  return count;
};

/** The first line, from 0, that is not blank, a comment or a marker. */
const firstContent = (chunk: string): number | undefined => {
  const index = chunk.split('\n').findIndex((line) => !/^\s*$|^\s*#|^---\s*(?:#.*)?$|^\.\.\.|^%/.test(line));
  return index < 0 ? undefined : index;
};

/**
 * Whether braces stand for values rather than in texts: `image: {{ .Values.image }}` is a map whose key is a map.
 * Braces inside of texts are common in good objects (alert rules, workflows), except in what names the object.
 */
const isTemplate = (value: Plain): boolean =>
  [
    at(value, 'apiVersion'),
    at(value, 'kind'),
    at(value, 'metadata', 'name'),
    at(value, 'metadata', 'namespace'),
  ].some((text) => typeof text === 'string' && TEMPLATE.test(text)) || hasMapAsKey(value);

const hasMapAsKey = (value: Plain): boolean =>
  Array.isArray(value)
    ? (value as readonly Plain[]).some(hasMapAsKey)
    : entriesOf(value).some(([key, member]) => key.startsWith('{') || hasMapAsKey(member));

const objectsIn = (
  tree: Tree,
  where: (path: readonly Step[]) => Where,
  namespace: string | undefined,
  findings: Finding[],
): readonly Item[] =>
  flattened(tree.value, []).flatMap(({ value, path }) => {
    const own = (deeper: readonly Step[]): Where => where([...path, ...deeper]);
    const version = textOf(at(value, 'apiVersion')) ?? '';
    const kind = textOf(at(value, 'kind')) ?? '';
    if (isForeign(version) || SILENT_KINDS.has(kind) || kind === 'Config') return [];
    if (at(value, '$patch') !== undefined) {
      findings.push(
        left('unrendered', 'a patch is not applied', own([]), 'render it first: kustomize build'),
      );
      return [];
    }
    const item = itemOf(value, own, namespace);
    if (item === undefined) findings.push(left('skipped', `an object of kind ${kind} has no name`, own([])));
    else if (/^(?:template\.openshift\.io|v1)\/Template$/.test(item.type)) {
      findings.push(left('unrendered', `${item.name} is a template`, own([]), 'render it first: oc process'));
      return [];
    } else if (isTest(item)) {
      findings.push(left('skipped', `${item.kind} ${item.name} only tests what is installed`, own([])));
      return [];
    }
    return item === undefined ? [] : [decrypted(item, findings)];
  });

/** Charts bring pods that try the system out (`helm test`): they are no part of it. */
const isTest = (item: Item): boolean => hooksOf(item).some((hook) => hook.startsWith('test'));

const left = (kind: Finding['kind'], message: string, { file, line }: Where, hint?: string): Finding => ({
  kind,
  message,
  file,
  line,
  ...(hint === undefined ? {} : { hint }),
});

interface Flat {
  readonly value: Plain;
  readonly path: readonly Step[];
}

/** A list's items stand for themselves, however deep lists nest. */
const flattened = (value: Plain, path: readonly Step[]): readonly Flat[] => {
  if (Array.isArray(value))
    return (value as readonly Plain[]).flatMap((item, index) => flattened(item, [...path, index]));
  const kind = at(value, 'kind');
  const items = at(value, 'items');
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)
    ? itemsOf(items).flatMap((item, index) => flattened(item, [...path, 'items', index]))
    : [{ value, path }];
};

/** What sops encrypted keeps its keys, but its values say nothing. */
const decrypted = (item: Item, findings: Finding[]): Item => {
  if (at(item.value, 'sops') === undefined) return item;
  findings.push(left('skipped', `${item.kind} ${item.name} is encrypted`, item.where([])));
  const kept = entriesOf(item.value).filter(([key]) => key !== 'data' && key !== 'stringData');
  return { ...item, value: Object.fromEntries(kept) };
};
