/**
 * Units of Terragrunt: a module, called with inputs, whose outputs other units use. A unit is a root like any other;
 * its folder is its scope.
 */
import { evaluate } from '../hcl/evaluate.ts';
import type { Attribute, Block, Expression } from '../hcl/syntax.ts';
import { type Step, type Value, unknown, withReferences } from '../hcl/value.ts';
import { folderOf } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { type Declared, type ModuleFolder, isConfiguration, moduleOf } from './folder.ts';
import { ModuleInstance } from './instance.ts';
import type { Loader } from './load.ts';
import type { Estate, Module, StateKey } from './module.ts';
import { keyOfSettings, settingsOf } from './states.ts';
import { type TerragruntConfig, readConfig } from './terragrunt-config.ts';
import { memberAt, referencesIn, referring, textIn } from './values.ts';

export interface Unit {
  readonly config: TerragruntConfig;
  /** The module that it calls; a stand-in that calls the real one, if that is not among the files. */
  readonly source: ModuleFolder;
  /** The name of the call in the stand-in. */
  readonly opaque?: string;
  /** The folder of each unit that it depends on, by the name that it has here. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** All units among the files: those that say which module they call, or lie beside one. */
export const readUnits = async (
  files: readonly SourceFile[],
  loader: Loader,
  context: ScanContext,
): Promise<readonly Unit[]> => {
  const units: Unit[] = [];
  for (const file of files) {
    if (file.name !== 'terragrunt.hcl') continue;
    const config = await readConfig(file, file, loader, context);
    const unit = await unitOf(config, loader, context);
    if (unit !== undefined) units.push(unit);
  }
  return units;
};

const unitOf = async (
  config: TerragruntConfig,
  loader: Loader,
  context: ScanContext,
): Promise<Unit | undefined> => {
  const { file } = config;
  const dependencies = new Map<string, string>();
  for (const part of config.inOrder()) {
    for (const block of part.blocks('dependency')) {
      const path = textOf(block, 'config_path', part);
      const there = path === undefined ? [] : await context.folder(file.folder, path);
      const unit = there.find(({ name }) => name === 'terragrunt.hcl');
      if (unit !== undefined) dependencies.set(block.labels[0] ?? '', unit.folder);
      else {
        const message = `dependency "${block.labels[0] ?? ''}": no unit is at ${path ?? 'a path that is not known'}`;
        loader.findings.add({ kind: 'unresolved', message, file: part.file.path, line: block.line });
      }
    }
  }
  const called = sourceOf(config);
  if (called === undefined) {
    const beside = (await context.folder(file.folder, '.')).some(({ name }) => isConfiguration(name));
    const source = beside ? await loader.at(file.folder, '.') : undefined;
    return source === undefined ? undefined : { config, source, dependencies };
  }
  for (const candidate of called.sources) {
    const path = candidate.replace(/\?.*$/, '').replace('//', '/');
    const isLocal = /^\.\.?(?:\/|$)/.test(path);
    const source = isLocal ? await loader.at(file.folder, path) : undefined;
    if (source === undefined) continue;
    if (called.sources.length > 1) {
      const message = `source: which one it is depends on what is not in the files; taken to be ${candidate}`;
      loader.findings.add({ kind: 'assumed', message, file: called.file, line: called.line });
    }
    return { config, source, dependencies };
  }
  // That it is not among the files is told when the call in its stand-in is followed.
  const opaque = file.folder.split('/').at(-1) ?? 'unit';
  return { config, source: standIn(config, opaque, called.sources[0], called.line), opaque, dependencies };
};

const textOf = (block: Block, name: string, config: TerragruntConfig): string | undefined => {
  const attribute = block.attributes.get(name);
  return attribute === undefined ? undefined : textIn(evaluate(attribute.value, config));
};

interface Source {
  /** What it may be: several, if a condition decides it that is not known. */
  readonly sources: readonly string[];
  readonly file: string;
  readonly line: number;
}

const sourceOf = (config: TerragruntConfig): Source | undefined => {
  for (const part of config.inOrder().toReversed()) {
    for (const block of part.blocks('terraform')) {
      const attribute = block.attributes.get('source');
      if (attribute === undefined) continue;
      const sources = textsOf(attribute.value, part);
      return { sources, file: part.file.path, line: attribute.line };
    }
  }
  return undefined;
};

/** The text that an expression comes to; those of all arms of a condition that is not known. */
const textsOf = (expression: Expression, config: TerragruntConfig): readonly string[] => {
  const text = textIn(evaluate(expression, config));
  if (text !== undefined) return [text];
  return expression.kind === 'conditional'
    ? [expression.then, expression.otherwise].flatMap((arm) => textsOf(arm, config))
    : [];
};

/** A module that does nothing but call the real one, with the inputs by their names. */
const standIn = (
  config: TerragruntConfig,
  name: string,
  source: string | undefined,
  line: number,
): ModuleFolder => {
  const { path, folder, inside } = config.file;
  const attributes = new Map<string, Attribute>();
  const put = (argument: string, value: Expression, at: number): void => {
    attributes.set(argument, { name: argument, value, line: at });
  };
  if (source !== undefined) put('source', { kind: 'literal', value: source, line }, line);
  const lines = linesOf(config);
  for (const input of inputsOf(config).keys()) {
    const of: Expression = { kind: 'variable', name: 'var', line };
    put(input, { kind: 'attribute', of, name: input, line }, lines.get(input) ?? line);
  }
  const call: Declared = {
    block: { type: 'module', labels: [name], attributes, blocks: [], line },
    file: path,
  };
  const empty = moduleOf(folder, folderOf(inside), [], []);
  return { ...empty, calls: new Map([[name, call]]) };
};

const inputsOf = (config: TerragruntConfig): ReadonlyMap<string, Value> => {
  const inputs = new Map<string, Value>();
  for (const part of config.inOrder()) {
    const value = part.inputs();
    if (value.kind !== 'map') continue;
    for (const [name, input] of value.entries) inputs.set(name, withReferences(input, value.references));
  }
  return inputs;
};

/** Where the inputs stand that are written out. */
const linesOf = (config: TerragruntConfig): ReadonlyMap<string, number> => {
  const lines = new Map<string, number>();
  const inputs = config.body.attributes.get('inputs')?.value;
  if (inputs?.kind !== 'object') return lines;
  for (const { key, value } of inputs.entries) {
    const name = textIn(evaluate(key, config));
    if (name !== undefined) lines.set(name, value.line);
  }
  return lines;
};

/** Opens units, so that they can ask each other; by folder. */
export const openUnits = (
  units: readonly Unit[],
  loader: Loader,
  estate: Estate,
): readonly { readonly unit: Unit; readonly module: Module }[] => {
  const opened = new Map<string, { readonly unit: Unit; readonly module: Module }>();
  const dependencyOf =
    (unit: Unit) =>
    (_: TerragruntConfig, name: string, steps: readonly Step[]): Value => {
      const there = opened.get(unit.dependencies.get(name) ?? '');
      if (there === undefined || steps[0] !== 'outputs') return unknown();
      const { opaque } = there.unit;
      if (opaque !== undefined) return unknown(referring([there.module.key(`module.${opaque}`)]));
      const [output, ...rest] = steps.slice(1);
      return typeof output === 'string' && output !== '*'
        ? memberAt(there.module.output(output), rest)
        : unknown(referring(referencesIn(there.module.outputs())));
    };
  for (const unit of units) {
    const { config, source } = unit;
    for (const part of config.inOrder()) part.connect(dependencyOf(unit));
    // Inputs are worked out when first asked for: by then all units are open.
    let inputs: ReadonlyMap<string, Value> | undefined;
    const module = new ModuleInstance({
      estate,
      source,
      scope: folderOf(config.file.inside),
      prefix: '',
      times: 1,
      generated: generatedBy(config, loader),
      argument: (name) => {
        inputs ??= inputsOf(config);
        return inputs.get(name);
      },
    });
    opened.set(config.file.folder, { unit, module });
  }
  return [...opened.values()];
};

/** Providers and variables in what the unit generates: a text that is configuration. */
const generatedBy = (config: TerragruntConfig, loader: Loader): readonly Declared[] =>
  config.inOrder().flatMap((part) =>
    part.blocks('generate').flatMap((block) => {
      const contents = block.attributes.get('contents');
      if (contents === undefined) return [];
      const text = writtenOut(contents.value, part);
      return loader
        .text(text)
        .body.blocks.filter(({ type }) => type === 'provider' || type === 'variable')
        .map((generated) => ({
          block: { ...generated, line: contents.line },
          file: part.file.path,
        }));
    }),
  );

/** A text; what is not known in it becomes a name that nobody gives a value to. */
const writtenOut = (expression: Expression, config: TerragruntConfig, before = ''): string => {
  const text = textIn(evaluate(expression, config));
  if (text !== undefined) return text;
  if (expression.kind === 'template')
    return expression.parts.reduce((so, part) => so + writtenOut(part, config, before + so), '');
  // Of what stands under a condition, the first of a name wins.
  if (expression.kind === 'conditional')
    return [expression.then, expression.otherwise].map((arm) => writtenOut(arm, config)).join('');
  return isInQuotes(before) ? `\${${UNKNOWN}}` : UNKNOWN;
};

/** What stands for a value that is not known. */
const UNKNOWN = 'terraform.generated';

/** Whether a text ends within a string of its last line. */
const isInQuotes = (text: string): boolean =>
  (text.slice(text.lastIndexOf('\n') + 1).split('"').length - 1) % 2 === 1;

/** Where the state of a unit is kept, as its `remote_state` block says. */
export const stateKeyOf = (config: TerragruntConfig): StateKey | undefined => {
  for (const part of config.inOrder().toReversed()) {
    for (const block of part.blocks('remote_state')) {
      const backend = textOf(block, 'backend', part);
      const settings = block.attributes.get('config');
      if (backend === undefined || settings === undefined) continue;
      return keyOfSettings(backend, settingsOf(evaluate(settings.value, part)));
    }
  }
  return undefined;
};
