/** From template files to facts: each that no other deploys is the root of a tree of its own. */
import type { Facts, Finding, Plain } from '../../model/fact.ts';
import { folderOf } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, parseTrees, textOf } from '../tree.ts';
import { deployed } from './expand.ts';
import { factsOf } from './facts.ts';
import { withoutComments } from './json-text.ts';
import type { Template } from './syntax.ts';
import { type Tree, type Value, text, valueOf } from './value.ts';

/** Computations for one tree of templates: the largest known takes some 100,000. */
const MOST_STEPS = 3_000_000;

/** Values of parameters, by name in lower case. */
export type Given = ReadonlyMap<string, Value>;

/** Facts of all files. `given`: parameters from a file of another form than JSON. */
export const scanned = async (
  files: readonly SourceFile[],
  context: ScanContext,
  parse: (file: SourceFile) => Promise<Template>,
  given: (file: SourceFile) => Promise<Given> = () => Promise.resolve(new Map()),
): Promise<Facts> => {
  const findings: Finding[] = [];
  const templates = new Map<string, Promise<Template>>();
  const read = (file: SourceFile): Promise<Template> => {
    const known = templates.get(file.inside) ?? parsed(file, parse, findings);
    templates.set(file.inside, known);
    return known;
  };
  const taken = new Set<string>();
  const trees: {
    readonly file: SourceFile;
    readonly tree: Tree;
    readonly scope: string;
    readonly own: Finding[];
    /** The files that it deploys, through others too. */
    readonly linked: ReadonlySet<string>;
  }[] = [];
  for (const [i, file] of files.entries()) {
    context.progress(i, files.length);
    const template = await read(file);
    const scope = scopeFor(file, taken);
    const values = new Map([
      ...(await parameterFile(file, context)),
      ...(await given(file)),
      ...variablesOf(context),
    ]);
    const tree: Tree = { all: [], steps: MOST_STEPS, taken: new Set(), byType: new Map() };
    const own: Finding[] = [];
    const linked = new Set<string>();
    await deployed(
      { file, template, scope, tree, given: (name) => values.get(name) },
      { context, read, findings: own, linked },
    );
    trees.push({ file, tree, scope, own, linked });
  }
  const all = rootsOf(trees).map(({ file, tree, scope, own }): Facts => {
    const facts = factsOf(tree, scope);
    const tooMuch: Finding = {
      kind: 'skipped',
      message: 'it computes more than is looked into',
      file: file.path,
    };
    return { ...facts, findings: [...own, ...facts.findings, ...(tree.steps > 0 ? [] : [tooMuch])] };
  });
  return {
    resources: all.flatMap(({ resources }) => resources),
    references: all.flatMap(({ references }) => references),
    findings: [...findings, ...all.flatMap((facts) => facts.findings)],
  };
};

/** Those that no other deploys; of those that deploy each other in a circle, the first. */
const rootsOf = <T extends { readonly file: SourceFile; readonly linked: ReadonlySet<string> }>(
  trees: readonly T[],
): readonly T[] => {
  const first = trees.filter(
    ({ file }) => !trees.some((other) => other.file !== file && other.linked.has(file.inside)),
  );
  const covered = new Set(first.flatMap(({ file, linked }) => [file.inside, ...linked]));
  const roots = new Set(first);
  for (const tree of trees) {
    if (covered.has(tree.file.inside)) continue;
    roots.add(tree);
    for (const inside of [tree.file.inside, ...tree.linked]) covered.add(inside);
  }
  return trees.filter((tree) => roots.has(tree));
};

const parsed = async (
  file: SourceFile,
  parse: (file: SourceFile) => Promise<Template>,
  findings: Finding[],
): Promise<Template> => {
  const template = await parse(file);
  const isEmpty = template.declarations.length === 0;
  for (const { line, message } of template.problems)
    findings.push({ kind: isEmpty ? 'unreadable' : 'unknown-value', message, file: file.path, line });
  return template;
};

/** Names that say no more than that it is a template. */
const PLAIN_NAMES = /^(?:azuredeploy|main|mainTemplate|template|deploy)$/i;

/** The folder, with the file's name if that says something or another one has the folder. */
const scopeFor = (file: SourceFile, taken: Set<string>): string => {
  const folder = folderOf(file.inside);
  const stem = file.name.replace(/\.(?:jsonc?|bicep)$/i, '');
  const join = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const candidates = [
    ...(PLAIN_NAMES.test(stem) && folder !== '' ? [folder] : []),
    join(stem),
    join(file.name),
  ];
  const free = candidates.find((scope) => !taken.has(scope)) ?? join(file.name);
  taken.add(free);
  return free;
};

/** Values from the command line. */
const variablesOf = ({ variables }: ScanContext): Given =>
  new Map([...variables].map(([name, value]) => [name.toLowerCase(), text(value)]));

/** `azuredeploy.parameters.json` beside `azuredeploy.json`. */
const parameterFile = async (file: SourceFile, context: ScanContext): Promise<Given> => {
  const stem = file.name.replace(/\.(?:jsonc?|bicep)$/i, '');
  const names = [`${stem}.parameters.json`, ...(stem === 'template' ? ['parameters.json'] : [])];
  for (const name of names) {
    const found = await context.file(file.folder, name);
    const tree = found === undefined ? undefined : parseTrees(withoutComments(await found.text())).trees[0];
    if (tree !== undefined) return valuesIn(at(tree.value, 'parameters'));
  }
  return new Map();
};

const valuesIn = (parameters: Plain | undefined): Given =>
  new Map(
    entriesOf(parameters).flatMap(([name, parameter]) => {
      const value = at(parameter, 'value');
      // What a pipeline fills in: GEN-UNIQUE, changeme.
      const isBlank = value === undefined || /^(?:GEN-|<.*>$|changeme)/i.test(textOf(value) ?? '');
      return isBlank ? [] : [[name.toLowerCase(), valueOf(value)] as const];
    }),
  );
