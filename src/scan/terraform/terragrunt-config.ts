/**
 * One file of Terragrunt: its locals, what it includes and reads of other files, and what its names mean. Functions
 * that look for files are answered while it is read; all paths are relative to the unit that it is read for.
 */
import { type Scope, evaluate } from '../hcl/evaluate.ts';
import type { Block, Body, Expression } from '../hcl/syntax.ts';
import { type Step, type Value, map, unknown } from '../hcl/value.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import type { Loader } from './load.ts';
import { type CallExpression, rewriteBody } from './rewrite.ts';
import { memberAt, textIn } from './values.ts';

/** Files that read files that read files. */
const MOST_DEEP = 8;

/** Folders above a unit that are looked through. */
const MOST_ABOVE = 16;

/** Names that stand for a file read; no name of HCL holds a space. */
const READ = 'file ';

/** What `dependency.x` means is known to units, not to files. */
export type DependencyOf = (config: TerragruntConfig, name: string, steps: readonly Step[]) => Value;

export class TerragruntConfig implements Scope {
  readonly file: SourceFile;
  readonly body: Body;
  readonly includes: ReadonlyMap<string, TerragruntConfig>;
  private dependencyOf: DependencyOf = () => unknown();
  private readonly reads: ReadonlyMap<string, TerragruntConfig>;
  private readonly values = new Map<string, Value>();

  constructor(
    file: SourceFile,
    body: Body,
    includes: ReadonlyMap<string, TerragruntConfig>,
    reads: ReadonlyMap<string, TerragruntConfig>,
  ) {
    this.file = file;
    this.body = body;
    this.includes = includes;
    this.reads = reads;
  }

  /** Tells what dependencies mean, once all units are known; what was worked out without them is forgotten. */
  connect(dependencyOf: DependencyOf): void {
    this.dependencyOf = dependencyOf;
    this.values.clear();
  }

  /** Itself, after what it includes: the later one wins. */
  inOrder(): readonly TerragruntConfig[] {
    return [...this.includes.values(), this];
  }

  blocks(type: string): readonly Block[] {
    return this.body.blocks.filter((block) => block.type === type);
  }

  resolve(root: string, steps: readonly Step[]): Value | undefined {
    const [first, ...rest] = steps;
    const read = this.reads.get(root);
    if (read !== undefined) return read.exposed(steps);
    if (first === undefined) return undefined;
    if (root === 'local') return memberAt(this.local(String(first)), rest);
    if (root === 'dependency') return this.dependencyOf(this, String(first), rest);
    if (root !== 'include') return undefined;
    const included = this.includes.get(String(first)) ?? this.includes.get('');
    return included?.exposed(this.includes.has(String(first)) ? rest : steps) ?? unknown();
  }

  /** What others see of it: `locals`, `inputs`. */
  private exposed(steps: readonly Step[]): Value {
    const [part, ...rest] = steps;
    if (part === undefined) {
      return map(
        new Map([
          ['locals', this.exposed(['locals'])],
          ['inputs', this.inputs()],
        ]),
      );
    }
    if (part === 'inputs') return memberAt(this.inputs(), rest);
    if (part !== 'locals') return unknown();
    const [name, ...inner] = rest;
    if (name !== undefined && name !== '*') return memberAt(this.local(String(name)), inner);
    const names = this.blocks('locals').flatMap(({ attributes }) => [...attributes.keys()]);
    return map(new Map(names.map((local) => [local, this.local(local)])));
  }

  inputs(): Value {
    const inputs = this.body.attributes.get('inputs');
    return inputs === undefined ? map(new Map()) : this.kept('inputs', inputs.value);
  }

  private local(name: string): Value {
    for (const { attributes } of this.blocks('locals')) {
      const local = attributes.get(name);
      if (local !== undefined) return this.kept(`local.${name}`, local.value);
    }
    return unknown();
  }

  private kept(name: string, expression: Expression): Value {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    // Who asks while it is worked out stands in a circle.
    this.values.set(name, unknown());
    const value = evaluate(expression, this);
    this.values.set(name, value);
    return value;
  }
}

/** Reads a file of Terragrunt for the unit in a folder, and the files that it needs. */
export const readConfig = async (
  file: SourceFile,
  unit: SourceFile,
  loader: Loader,
  context: ScanContext,
  depth = 0,
): Promise<TerragruntConfig> => {
  const { body } = await loader.hcl(file);
  const includes = new Map<string, TerragruntConfig>();
  const reads = new Map<string, TerragruntConfig>();
  const replace = async (call: CallExpression): Promise<Expression | undefined> => {
    if (call.name === 'read_tfvars_file') return valuesRead(call, unit, loader, context);
    if (call.name !== 'read_terragrunt_config') return pathCall(call, file, unit, context);
    const found = await context.file(unit.folder, plainText(call.args[0]) ?? '');
    if (found === undefined || depth >= MOST_DEEP) {
      const message = `read_terragrunt_config: ${plainText(call.args[0]) ?? 'its path'} is not known or not there`;
      loader.findings.add({ kind: 'unknown-value', message, file: file.path, line: call.line });
      return undefined;
    }
    const name = `${READ}${reads.size}`;
    reads.set(name, await readConfig(found, found, loader, context, depth + 1));
    return { kind: 'variable', name, line: call.line };
  };
  const rewritten = await rewriteBody(body, replace);
  for (const block of rewritten.blocks) {
    if (block.type !== 'include') continue;
    const path = plainText(block.attributes.get('path')?.value);
    const found =
      path === undefined || depth >= MOST_DEEP ? undefined : await context.file(unit.folder, path);
    if (found !== undefined)
      includes.set(block.labels[0] ?? '', await readConfig(found, unit, loader, context, depth + 1));
    else {
      const message = `include: ${path ?? 'its path'} is not known or not there`;
      loader.findings.add({ kind: 'unresolved', message, file: file.path, line: block.line });
    }
  }
  return new TerragruntConfig(file, rewritten, includes, reads);
};

const EMPTY: Scope = { resolve: () => undefined };

const plainText = (expression: Expression | undefined): string | undefined =>
  expression === undefined ? undefined : textIn(evaluate(expression, EMPTY));

/** `read_tfvars_file`: the JSON text of what a file of values assigns. */
const valuesRead = async (
  { args, line }: CallExpression,
  unit: SourceFile,
  loader: Loader,
  context: ScanContext,
): Promise<Expression | undefined> => {
  const path = plainText(args[0]);
  const found = path === undefined ? undefined : await context.file(unit.folder, path);
  if (found === undefined) return undefined;
  const { body } = await loader.hcl(found);
  const entries = [...body.attributes.values()].map(({ name, value }) => {
    const key: Expression = { kind: 'literal', value: name, line };
    return { key, value };
  });
  return {
    kind: 'call',
    name: 'jsonencode',
    args: [{ kind: 'object', entries, line }],
    expands: false,
    line,
  };
};

/** Functions about files and where they are, and about the environment: `--var NAME=value` tells it. */
const pathCall = async (
  { name, args, line }: CallExpression,
  file: SourceFile,
  unit: SourceFile,
  context: ScanContext,
): Promise<Expression | undefined> => {
  const is = (value: string): Expression => ({ kind: 'literal', value, line });
  switch (name) {
    case 'get_terragrunt_dir':
    case 'get_original_terragrunt_dir':
      return is('.');
    case 'get_parent_terragrunt_dir':
      return is(pathBetween(unit.inside, file.inside));
    case 'path_relative_to_include':
      return is(pathBetween(file.inside, unit.inside));
    case 'path_relative_from_include':
      return is(pathBetween(unit.inside, file.inside));
    case 'get_repo_root':
    case 'get_path_to_repo_root':
      return is(pathBetween(unit.inside, ''));
    case 'file': {
      const found = await context.file(file.folder, plainText(args[0]) ?? '');
      return found === undefined ? undefined : is(await found.text());
    }
    case 'get_env': {
      const told = context.variables.get(plainText(args[0]) ?? '');
      return told === undefined ? args[1] : is(told);
    }
    case 'find_in_parent_folders': {
      const wanted = args[0] === undefined ? ['terragrunt.hcl', 'root.hcl'] : [plainText(args[0]) ?? ''];
      const found = await above(wanted, unit, context);
      return found === undefined ? args[1] : is(found);
    }
    default:
      return undefined;
  }
};

const above = async (
  names: readonly string[],
  unit: SourceFile,
  context: ScanContext,
): Promise<string | undefined> => {
  for (let up = 1; up <= MOST_ABOVE; up++) {
    for (const name of names) {
      const path = '../'.repeat(up) + name;
      if (name !== '' && (await context.file(unit.folder, path)) !== undefined) return path;
    }
  }
  return undefined;
};

const foldersOf = (inside: string): readonly string[] => inside.split('/').slice(0, -1);

/** The path from the folder of one file to that of another, both inside of what is scanned. */
const pathBetween = (from: string, to: string): string => {
  const [start, end] = [foldersOf(from), foldersOf(to)];
  const shared = start.findIndex((folder, index) => folder !== end[index]);
  const same = shared < 0 ? start.length : shared;
  return [...start.slice(same).map(() => '..'), ...end.slice(same)].join('/') || '.';
};
