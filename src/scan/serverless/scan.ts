/** The scan of Serverless Framework services: each becomes a stack, and is read as one. */
import type { Facts, Finding, Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { factsOf } from '../cloudformation/facts.ts';
import { joinExports } from '../cloudformation/imports.ts';
import type { Declared, Stack } from '../cloudformation/stack.ts';
import { longForm } from '../cloudformation/tags.ts';
import { typeOf } from '../cloudformation/stack.ts';
import { worldOf } from '../cloudformation/world.ts';
import { folderOf } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, parseTrees, textOf, type Tree } from '../tree.ts';
import type { Made } from './events.ts';
import { aliasesOf, readFunction, type ServiceWords } from './functions.ts';
import { machinesOf, pipesOf } from './machines.ts';
import { membersIn, nameIn, providerIn, stageIn, templateIn } from './service.ts';
import { type Resolved, resolveVariables } from './variables.ts';

/** Logical ids of what every deployment makes: roles, logs, deployments, versions. */
const MADE =
  /^(?:IamRole\w*|ServerlessDeploymentBucket|ApiGateway\w*|HttpApi\w*|Websockets\w*|\w+LogGroup|\w+LambdaVersion\w*|\w+LambdaPermission\w*|\w+LambdaEvConf|\w+LambdaLayer)$/;

/** All facts of the services among the files. */
export const scanServices = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const stacks: Stack[] = [];
  const findings: Finding[] = [];
  const scopes = new Set<string>();
  for (const [i, file] of files.entries()) {
    context.progress(i, files.length);
    if (/\.[cm]?[jt]s$/.test(file.name)) {
      findings.push({
        kind: 'unrendered',
        message: 'a service written as a program is not read',
        file: file.path,
        hint: 'print it as YAML (serverless print) and scan that',
      });
      continue;
    }
    const { trees, problems } = parseTrees(await file.text(), { tag: longForm });
    for (const { line, message } of problems)
      findings.push({ kind: 'unreadable', message, file: file.path, line });
    const tree = trees.find(({ value }) => providerIn(value) !== undefined);
    if (tree === undefined) continue;
    const resolved = await resolveVariables(tree.value, file.folder, context);
    const where = whereIn(file, tree, resolved);
    const stack = stackFor(file, resolved.value, where, context, scopeOf(file, scopes));
    stacks.push(stack);
    findings.push(...unknownFindings(resolved, where));
  }
  const world = worldOf([], context.region);
  const all = stacks.map((stack) => factsOf(stack, world));
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

/** The folder; of a second service in one folder, with the file's name. */
const scopeOf = (file: SourceFile, taken: Set<string>): string => {
  const folder = file.inside.includes('/') ? file.inside.slice(0, file.inside.lastIndexOf('/')) : '';
  const scope = taken.has(folder) ? file.inside : folder;
  taken.add(scope);
  return scope;
};

/** The place of a path of the resolved document, which may lie in a file that was put in. */
const whereIn = (
  file: SourceFile,
  tree: Tree,
  { included }: Resolved,
): ((path: readonly Step[]) => Where) => {
  // What was put in last counts: where one file puts in another, that is the inner one.
  const order = new Map(included.map(({ path }, i) => [JSON.stringify(path), i]));
  return (path) => {
    const orders = path.map((_, i) => order.get(JSON.stringify(path.slice(0, i + 1))) ?? -1);
    const inside = included[Math.max(-1, ...orders)];
    return inside === undefined
      ? { file: file.path, line: tree.line(path) }
      : {
          file: inside.file.path,
          line: inside.tree.line([...inside.inside, ...path.slice(inside.path.length)]),
        };
  };
};

const stackFor = (
  file: SourceFile,
  service: Plain,
  where: Stack['where'],
  context: ScanContext,
  scope: string,
): Stack => {
  const functions = membersIn(service, 'functions');
  const stage = stageIn(service, context.variables);
  const prefix = `${nameIn(service) ?? 'service'}-${stage}`;
  const words: ServiceWords = {
    service,
    provider: providerIn(service) ?? 'unknown',
    prefix,
    functions: new Set(functions.map(({ name }) => name)),
    folder: folderOf(file.inside),
  };
  const declared = new Map<string, Declared>();
  const made: Made[] = [];
  for (const member of functions) {
    const read = readFunction(member, words);
    declared.set(member.name, read.declared);
    made.push(...read.made);
  }
  const machines = machinesOf(service);
  for (const one of machines.declared) declared.set(one.id, one);
  for (const one of pipesOf(service)) if (!declared.has(one.id)) declared.set(one.id, one);
  for (const one of declaredResources(service)) if (!declared.has(one.id)) declared.set(one.id, one);
  for (const one of united([...made, ...machines.made])) if (!declared.has(one.id)) declared.set(one.id, one);
  const region = textOf(at(service, 'provider', 'region'));
  const stackName = textOf(at(service, 'provider', 'stackName'));
  return {
    file: file.path,
    inside: file.inside,
    folder: file.folder,
    scope,
    template: templateIn(service),
    root: ['resources'],
    declared,
    aliases: new Map([...aliasesOf(words.functions), ...machines.aliases]),
    isMade: (name) => !declared.has(name) && MADE.test(name),
    where,
    given: context.variables,
    name: stackName ?? prefix,
    ...(region !== undefined && /^[a-z][a-z0-9-]+$/.test(region) ? { region } : {}),
  };
};

/** The resources of the embedded template, each at its place. */
const declaredResources = (service: Plain): readonly Declared[] => {
  const section = at(service, 'resources');
  const parts = Array.isArray(section)
    ? (section as readonly Plain[]).map((_, i) => ['resources', i])
    : [['resources']];
  return parts.flatMap((part) =>
    membersIn(service, ...part, 'Resources')
      .filter(({ value }) => entriesOf(value).length > 0)
      .map(({ name, value, path }) => ({ id: name, type: typeOf(value), body: value, path })),
  );
};

/** What the framework makes, each once: an API calls all the functions that have an event of it. */
const united = (made: readonly Made[]): readonly Declared[] => {
  const byId = new Map<string, Made[]>();
  for (const one of made) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return [...byId.values()].map((same) => {
    const [first] = same;
    const properties = new Map<string, Plain>();
    const paths = new Map<string, readonly (readonly Step[])[]>();
    for (const { properties: own, path } of same) {
      for (const [name, value] of entriesOf(own)) {
        const before = properties.get(name);
        if (Array.isArray(value)) {
          properties.set(name, [...((before ?? []) as readonly Plain[]), ...(value as readonly Plain[])]);
          paths.set(name, [...(paths.get(name) ?? []), path]);
        } else if (before === undefined) properties.set(name, value);
      }
    }
    return {
      id: first!.id,
      type: first!.type,
      body: { Properties: Object.fromEntries(properties) },
      path: first!.path,
      locate: ([, name, index]) => paths.get(String(name))?.[Number(index)] ?? first!.path,
    };
  });
};

/** Variables that have no value here: what stands in their places is not known. */
const unknownFindings = ({ unknown }: Resolved, where: Stack['where']): readonly Finding[] =>
  unknown.map(({ variable, path }) => ({
    kind: 'unknown-value',
    message: `${variable} has no value in the files`,
    ...where(path),
    ...(/^\$\{(?:opt|env|param):/.test(variable) ? { hint: 'give it with --var name=value' } : {}),
  }));
