/** The scan of CloudFormation: files to stacks, stacks joined, facts of each. */
import type { Facts, Finding } from '../../model/fact.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { definitionFacts } from './definitions.ts';
import { factsOf } from './facts.ts';
import { type Draft, stackOf } from './gather.ts';
import { hiddenParts } from './hidden.ts';
import { joinExports } from './imports.ts';
import { nestingsOf } from './nested.ts';
import { partOfService } from './parts.ts';
import { readTemplate } from './read.ts';
import { claimScope, scopesFor, stemOf } from './scopes.ts';
import { type AssemblyStack, assemblyStacks, samConfig } from './settings.ts';
import { idIn, type Stack } from './stack.ts';
import { worldOf } from './world.ts';
import { at, entriesOf } from '../tree.ts';

/** All facts of the templates among the files. */
export const scanTemplates = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const { drafts, findings } = await draftsOf(files, context);
  const alone: Stack[] = [];
  for (const draft of drafts) {
    const made = stackOf(draft, context);
    alone.push(made.stack);
    findings.push(...made.findings);
  }
  const stacks = inRegionOfParents(alone, nestingsOf(alone, context.region));
  const nestings = nestingsOf(stacks, context.region);
  const world = worldOf(nestings, context.region);
  const all: Facts[] = [];
  for (const [i, stack] of stacks.entries()) {
    context.progress(i, stacks.length);
    const isFound = (id: string): boolean => nestings.some((one) => one.parent === stack && one.id === id);
    findings.push(...hiddenParts(stack, world.known(stack), isFound));
    all.push(factsOf(stack, world), await definitionFacts(stack, context, (name) => idIn(stack, name)));
  }
  const exports = all.flatMap((facts) => facts.exports ?? []);
  return {
    resources: all.flatMap(({ resources }) => resources),
    references: joinExports(
      all.flatMap(({ references }) => references),
      exports,
    ),
    exports,
    findings: [...findings, ...all.flatMap((facts) => facts.findings)],
  };
};

/** A nested stack is deployed where its parent is, unless something else is said of it. */
const inRegionOfParents = (
  stacks: readonly Stack[],
  nestings: ReturnType<typeof nestingsOf>,
): readonly Stack[] => {
  const parents = new Map(nestings.map(({ child, parent }) => [child, parent]));
  const regionOf = (stack: Stack | undefined, depth: number): string | undefined =>
    stack === undefined || depth > stacks.length
      ? undefined
      : (stack.region ?? regionOf(parents.get(stack), depth + 1));
  return stacks.map((stack) => {
    const region = regionOf(stack, 0);
    return region === undefined || region === stack.region ? stack : { ...stack, region };
  });
};

/** Each file that is a template of its own, read; the others are findings. */
const draftsOf = async (
  files: readonly SourceFile[],
  context: ScanContext,
): Promise<{ readonly drafts: readonly Draft[]; readonly findings: Finding[] }> => {
  const assemblies = new Map<string, ReadonlyMap<string, AssemblyStack>>();
  const taken = new Set<string>();
  const twins = new Map<string, Draft>();
  const drafts: Draft[] = [];
  const findings: Finding[] = [];
  for (const file of inOrder(files)) {
    if (await partOfService(file, context)) continue;
    const { tree, problems } = readTemplate(await file.text());
    for (const { line, message } of problems)
      findings.push({ kind: 'unreadable', message, file: file.path, line });
    if (tree === undefined) continue;
    const twinKey = `${file.folder}/${stemOf(file.name)}`;
    const twin = twins.get(twinKey);
    if (twin !== undefined && isTwin(twin, tree.value)) {
      findings.push({
        kind: 'described-twice',
        message: `the same stack as ${twin.file.path}, which is read instead`,
        file: file.path,
      });
      continue;
    }
    const assembly = assemblies.get(file.folder) ?? (await assemblyStacks(file.folder, context));
    assemblies.set(file.folder, assembly);
    const stack = assembly.get(file.name);
    const config = await samConfig(file, context);
    const name = stack?.name ?? config.name;
    const region = stack?.region ?? config.region;
    const draft: Draft = {
      file,
      tree,
      template: tree.value,
      root: [],
      scope: claimScope(scopesFor(file, stack?.name), taken),
      given: new Map([...config.parameters, ...context.variables]),
      ...(name === undefined ? {} : { name }),
      ...(region === undefined ? {} : { region }),
      ...(stack?.account === undefined ? {} : { account: stack.account }),
    };
    drafts.push(draft);
    if (twin === undefined) twins.set(twinKey, draft);
  }
  return { drafts, findings };
};

/** YAML before its JSON twin: people write the YAML. Else as given. */
const inOrder = (files: readonly SourceFile[]): readonly SourceFile[] => [
  ...files.filter(({ name }) => !name.endsWith('.json')),
  ...files.filter(({ name }) => name.endsWith('.json')),
];

/** Whether a template declares what its twin does: most of the same resources. */
const isTwin = (twin: Draft, template: Draft['template']): boolean => {
  const ids = idsOf(template);
  const others = new Set(idsOf(twin.template));
  return ids.length > 0 && ids.filter((id) => others.has(id)).length * 2 > Math.max(ids.length, others.size);
};

const idsOf = (template: Draft['template']): readonly string[] =>
  entriesOf(at(template, 'Resources')).map(([id]) => id);
