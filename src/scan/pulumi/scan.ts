/**
 * All Pulumi programs of a scan. Files are sorted to the projects that they lie in; each project's program is run as
 * far as its text tells, and what it makes is told. A file that another project's program brings in is part of that.
 */
import type { ExportFact, Facts, Finding, ReferenceFact, ResourceFact } from '../../model/fact.ts';
import { byCodePoint, byText } from '../../model/order.ts';
import { folderOf } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { bookOf } from './book.ts';
import { capturesIn } from './captures.ts';
import { dialectOf } from './dialect.ts';
import { exportsOf, tellingExports } from './exports.ts';
import { factsOf } from './facts.ts';
import { clusterFacts } from './kubernetes.ts';
import { type Project, projectOf, withoutProject } from './project.ts';
import { isProgram, isProject } from './recognise.ts';
import type { Trace } from '../typescript/trace.ts';
import { traceOf } from './yaml.ts';

/** A project with the files that lie in it. */
interface Group {
  readonly project: Project;
  readonly files: SourceFile[];
}

export const scanPulumi = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const groups = await grouped(files, context);
  const parts: Part[] = [];
  const reached = new Set<string>();
  // Those without a project last: they may be parts of others.
  for (const [i, group] of groups.entries()) {
    context.progress(i, groups.length);
    const part = await scanGroup(group, reached, context);
    for (const file of part.reaches) reached.add(file);
    parts.push(part);
  }
  return {
    resources: parts.flatMap(({ resources }) => resources),
    references: parts.flatMap(({ references }) => references),
    exports: parts.flatMap((part) => part.exports),
    findings: parts.flatMap(({ findings }) => findings),
  };
};

interface Part {
  readonly resources: readonly ResourceFact[];
  readonly references: readonly ReferenceFact[];
  readonly exports: readonly ExportFact[];
  readonly findings: readonly Finding[];
  /** Files that its program brings in. */
  readonly reaches: readonly string[];
}

const NOTHING: Part = { resources: [], references: [], exports: [], findings: [], reaches: [] };

/** Files by the project that they lie in, in the order of the folders; those without one at the end. */
const grouped = async (files: readonly SourceFile[], context: ScanContext): Promise<readonly Group[]> => {
  const groups = new Map<string, Group>();
  const byFolder = new Map<string, Project | undefined>();
  for (const file of files.toSorted(byText(({ inside }) => inside))) {
    if (!isProgram(file) && !isProject(file)) continue;
    const inside = folderOf(file.inside);
    if (!byFolder.has(inside)) byFolder.set(inside, await projectOf(file.folder, inside, context));
    const project = byFolder.get(inside) ?? withoutProject(file.folder, inside);
    const key = project.file === undefined ? `- ${inside}` : project.file.inside;
    const group = groups.get(key) ?? { project, files: [] };
    groups.set(key, group);
    if (isProgram(file)) group.files.push(file);
  }
  return [...groups]
    .toSorted(([a, one], [b, other]) => rank(one) - rank(other) || byCodePoint(a, b))
    .map(([, group]) => group);
};

const rank = ({ project }: Group): number => (project.file === undefined ? 1 : 0);

/** Runtimes whose programs are read. */
const READ = /^(?:nodejs|bun)$/;

const scanGroup = async (
  { project, files }: Group,
  reached: ReadonlySet<string>,
  context: ScanContext,
): Promise<Part> => {
  const { runtime, file, findings } = project;
  if (file !== undefined && runtime === 'yaml') return told(await traceOf(project), project, context, []);
  if (file !== undefined && runtime !== undefined && !READ.test(runtime) && files.length === 0)
    return { ...NOTHING, findings: [...findings, notRead(file, runtime)] };
  const own = files.filter(({ inside, name }) => !reached.has(inside) && !isTest(name));
  if (own.length === 0) return { ...NOTHING, findings };
  const { readProgram } = await import('../typescript/program.ts');
  const { interpret } = await import('../typescript/interpret.ts');
  const main = mainOf(project, own);
  const program = await readProgram(
    own.map((one) => (one === main ? tellingExports(one) : one)),
    context,
  );
  const trace = interpret(program, {
    ...dialectOf(project, context.region),
    // Callbacks say what they need. Of files without a project, functions and classes that nobody calls count, too.
    explore: 'all',
  });
  const made = file === undefined ? trace.made : trace.made.filter(({ around }) => around.isAtStart);
  return told({ ...trace, made }, project, context, own);
};

/** The facts of a program that was run. `files`: its own. */
const told = async (
  trace: Trace,
  project: Project,
  context: ScanContext,
  files: readonly SourceFile[],
): Promise<Part> => {
  const book = bookOf(trace, project.inside);
  const facts = factsOf(book, project, await clusterFacts(book, context), capturesIn(trace.calls, book));
  return {
    ...facts,
    exports: project.name === undefined ? [] : exportsOf(trace, book, project.name),
    findings: [...project.findings, ...trace.findings, ...facts.findings],
    reaches: files.flatMap(({ inside }) => [inside, ...(trace.reaches.get(inside) ?? [])]),
  };
};

/** Tests make what they like. */
const isTest = (name: string): boolean => /[._-](?:test|spec)\.[cm]?[jt]s$/.test(name);

/** The module whose exports are the stack's outputs. */
const mainOf = (project: Project, files: readonly SourceFile[]): SourceFile | undefined => {
  const main = (project.main ?? '').replace(/^\.\//, '').replace(/\/$/, '');
  const base = [project.inside, main].filter((part) => part !== '').join('/');
  const before = base === '' ? '' : `${base}/`;
  const names = ['index.ts', 'index.js', 'src/index.ts', 'main.ts', 'index.mts', 'index.mjs'];
  return [base, ...names.map((name) => before + name)]
    .flatMap((inside) => files.find((file) => file.inside === inside) ?? [])
    .at(0);
};

const notRead = (file: SourceFile, runtime: string): Finding => ({
  kind: 'skipped',
  message: `its program is for the runtime ${runtime}: programs in TypeScript, JavaScript and YAML are read`,
  file: file.path,
});
