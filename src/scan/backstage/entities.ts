/** Descriptor files as entities. What stands beside them for a cluster is another scanner's. */
import type { Finding, Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { quoted } from '../../model/printable.ts';
import type { SourceFile } from '../scanner.ts';
import { type Tree, at, parseTrees, textOf } from '../tree.ts';
import type { EntityRef } from './refs.ts';

/** One document of a catalog. */
export interface Entity {
  readonly ref: EntityRef;
  readonly file: SourceFile;
  readonly metadata: Plain | undefined;
  readonly spec: Plain | undefined;
  /** The place of the value at a path. */
  where(path: readonly Step[]): Where;
}

interface Entities {
  readonly entities: readonly Entity[];
  readonly findings: readonly Finding[];
}

/** Braces of the templates that descriptor files are made from: `${{ values.name }}`, `{% if … %}`. */
const TEMPLATE = /\{\{|\{%/;

const NAME = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;
const NAMESPACE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Letters of a name, as Backstage allows it: backstage.io/docs/features/software-catalog/descriptor-format. */
const MOST_LETTERS = 63;

/** All entities of a file. What is none, or breaks the rules for names, costs only itself. */
export const entitiesOf = async (file: SourceFile): Promise<Entities> => {
  const text = await file.text();
  const { trees, problems } = parseTrees(text);
  const entities: Entity[] = [];
  const findings: Finding[] = [];
  let template: number | undefined;
  for (const { line, message } of problems) {
    if (TEMPLATE.test(text)) template ??= line;
    else findings.push({ kind: 'unreadable', message, file: file.path, line });
  }
  for (const tree of trees) {
    const version = textOf(at(tree.value, 'apiVersion'));
    if (version === undefined) findings.push(noEntity(file, tree));
    if (version === undefined || !/^(?:scaffolder\.)?backstage\.io\//.test(version)) continue;
    if (isTemplate(tree.value)) {
      template ??= tree.line([]);
      continue;
    }
    const made = entityOf(file, tree);
    if ('ref' in made) entities.push(made);
    else findings.push(made);
  }
  if (template !== undefined) findings.push(unrendered(file, template));
  return { entities, findings };
};

const isTemplate = (value: Plain): boolean =>
  [
    at(value, 'kind'),
    at(value, 'metadata', 'name'),
    at(value, 'metadata', 'namespace'),
    at(value, 'metadata'),
  ].some((part) => (typeof part === 'string' ? TEMPLATE.test(part) : false));

const entityOf = (file: SourceFile, tree: Tree): Entity | Finding => {
  const { value } = tree;
  const where = (path: readonly Step[]): Where => ({ file: file.path, line: tree.line(path) });
  const kind = textOf(at(value, 'kind'));
  const name = textOf(at(value, 'metadata', 'name'));
  const namespace = textOf(at(value, 'metadata', 'namespace')) ?? 'default';
  if (kind === undefined || name === undefined)
    return { kind: 'unreadable', message: 'an entity without a kind or a name', ...where([]) };
  if (!NAME.test(name) || name.length > MOST_LETTERS) return badName('name', name, where);
  if (!NAMESPACE.test(namespace.toLowerCase()) || namespace.length > MOST_LETTERS)
    return badName('namespace', namespace, where);
  return {
    ref: { kind: kind.toLowerCase(), namespace: namespace.toLowerCase(), name },
    file,
    metadata: at(value, 'metadata'),
    spec: at(value, 'spec'),
    where,
  };
};

const badName = (what: string, text: string, where: Entity['where']): Finding => ({
  kind: 'unreadable',
  message: `${quoted(text)} is no ${what} that a catalog takes: the entity is left out`,
  ...where(['metadata', what]),
  hint: 'letters, digits, and one of - _ . between them; 63 at most',
});

const noEntity = (file: SourceFile, tree: Tree): Finding => ({
  kind: 'skipped',
  message: 'a document beside catalog entities has no apiVersion',
  file: file.path,
  line: tree.line([]),
});

const unrendered = (file: SourceFile, line: number): Finding => ({
  kind: 'unrendered',
  message: 'it is the template of a descriptor file, of which the values are not filled in',
  file: file.path,
  line,
});
