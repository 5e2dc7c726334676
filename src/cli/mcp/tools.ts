/**
 * The questions as tools: what each takes, as a JSON schema, and how an input becomes the question.
 *
 * Both follow from what the command line says of the same question, so that neither can promise what the other lacks.
 * What names a file is left out: files are opened when the server is started, and no call can open another.
 */
import type { Command, Option } from 'commander';
import type { ArgumentSpec, OptionSpec } from '../../analyze/analysis.ts';
import { ANALYSES } from '../../analyze/index.ts';
import { diffCommand } from '../diff.ts';
import { isRepeatable } from '../repeatable.ts';

/** Questions that are tools, in the order in which an agent meets them; `diff` comes besides. */
const ASKED = ['nodes', 'show', 'impact', 'why', 'cut-sets', 'advise', 'check'] as const;

/** Of `diff`: what is said when the server is started, and how a result is printed. */
const SAID_BEFORE = new Set([
  'include',
  'exclude',
  'region',
  'allow-outside',
  'format',
  'output',
  'quiet',
  'verbose',
]);

/** Values that name something on the disk. */
const FILES = new Set(['file', 'path', 'folder']);

/** Values that are whole numbers, by their placeholders. */
const COUNTS = new Set(['rows', 'sets', 'size', 'count', 'order', 'nodes']);

interface Property {
  readonly type: 'string' | 'integer' | 'boolean' | 'array';
  readonly description: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly type: 'string' };
  readonly minItems?: number;
  readonly minimum?: number;
  readonly default?: string | number;
}

/** As much of JSON Schema as tools need. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** An option, and what it is if it is not given. */
type Spec = OptionSpec & { readonly default?: string };

export interface Tool {
  /** `cut_sets`: names of tools have no dashes. */
  readonly name: string;
  /** `cut-sets`. */
  readonly command: string;
  readonly description: string;
  readonly argument?: ArgumentSpec;
  readonly options: readonly Spec[];
}

/** All tools. Loads the questions that they ask. */
export const tools = async (): Promise<readonly Tool[]> => {
  const listed = ASKED.map((name) => ANALYSES.find((one) => one.name === name)!);
  const analyses = await Promise.all(listed.map(async ({ load }) => load()));
  return [
    ...analyses.map(({ name, summary, argument, options }) => ({
      name: underscored(name),
      command: name,
      description: `${capitalised(summary)}. The same as "faultline ${name} --format json".`,
      ...(argument === undefined ? {} : { argument }),
      options: options.filter(isOffered),
    })),
    diffTool(diffCommand()),
  ];
};

const diffTool = (command: Command): Tool => {
  const [paths] = command.registeredArguments;
  return {
    name: command.name(),
    command: command.name(),
    description: `${command.description()} Compares what the server was opened with, unless paths within it are named.`,
    argument: {
      name: 'paths',
      description: paths!.description.replace(/ \(default: .*$/, ''),
      required: false,
      many: true,
    },
    options: command.options.map(specOf).filter((spec) => isOffered(spec) && !SAID_BEFORE.has(spec.name)),
  };
};

const specOf = (option: Option): Spec => {
  const value = /[<[]([^\]>]+?)(?:\.\.\.)?[\]>]/.exec(option.flags)?.[1];
  return {
    name: option.long!.slice('--'.length),
    description: option.description,
    ...(value === undefined ? {} : { value }),
    ...(option.argChoices === undefined ? {} : { choices: option.argChoices }),
    ...(isRepeatable(option) ? { many: true } : {}),
    ...(typeof option.defaultValue === 'string' ? { default: option.defaultValue } : {}),
  };
};

const isOffered = ({ reads, value }: OptionSpec): boolean =>
  reads !== true && (value === undefined || !FILES.has(value));

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const underscored = (name: string): string => name.replaceAll('-', '_');

// —— what a tool takes ——————————————————————————————————————————————————————————————————————————————————————————————

/** The input of a tool: its argument and options by name, with `_` for `-`. */
export const schemaOf = ({ argument, options }: Tool): InputSchema => ({
  type: 'object',
  properties: Object.fromEntries([
    ...(argument === undefined ? [] : [[argument.name, argumentProperty(argument)] as const]),
    ...options.map((option) => [underscored(option.name), optionProperty(option)] as const),
  ]),
  required: argument?.required === true ? [argument.name] : [],
  additionalProperties: false,
});

const STRINGS = { type: 'array', items: { type: 'string' } } as const;

/** Options go by the names that they have here. */
const worded = (description: string): string =>
  description.replaceAll(/--([a-z][a-z-]*)/g, (_, name: string) => `"${underscored(name)}"`);

const argumentProperty = ({ description: told, required, many }: ArgumentSpec): Property => {
  const description = worded(told);
  return many
    ? { ...STRINGS, description, ...(required ? { minItems: 1 } : {}) }
    : { type: 'string', description };
};

const optionProperty = (spec: Spec): Property => {
  const { value, choices, many } = spec;
  const description = worded(spec.description);
  if (value === undefined) return { type: 'boolean', description };
  if (many === true) return { ...STRINGS, description, minItems: 1 };
  if (COUNTS.has(value)) {
    const otherwise = spec.default === undefined ? {} : { default: Number(spec.default) };
    return { type: 'integer', minimum: 0, description, ...otherwise };
  }
  return {
    type: 'string',
    description,
    ...(choices === undefined ? {} : { enum: choices }),
    ...(spec.default === undefined ? {} : { default: spec.default }),
  };
};

// —— from an input to the question ——————————————————————————————————————————————————————————————————————————————————

/** What a tool was called with; it keeps the schema. */
export type Input = Readonly<Record<string, unknown>>;

/** A question as a command line has it. */
export interface Asked {
  readonly args: readonly string[];
  /** By the names that the specs have. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[]>>;
}

/** The question that an input asks. */
export const askedBy = ({ argument, options }: Tool, input: Input): Asked => {
  const given = argument === undefined ? undefined : input[argument.name];
  return {
    args: given === undefined ? [] : ([given].flat() as string[]),
    options: Object.fromEntries(
      options.flatMap((spec) => {
        const value = input[underscored(spec.name)] ?? spec.default;
        // A switch that is off was not given.
        if (value === undefined || value === false) return [];
        return [[spec.name, typeof value === 'number' ? String(value) : (value as string)] as const];
      }),
    ),
  };
};
