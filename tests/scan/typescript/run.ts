/** Programs as texts in a test: read and interpreted. */
import { interpret } from '../../../src/scan/typescript/interpret.ts';
import { readProgram } from '../../../src/scan/typescript/program.ts';
import { plainOf } from '../../../src/scan/typescript/read.ts';
import type { Trace, TraceOptions } from '../../../src/scan/typescript/trace.ts';
import type { Value } from '../../../src/scan/typescript/value.ts';
import { contextOf, sourceFiles } from '../../support/source-files.ts';

/** The trace of files, of which those of code are run; left out `only`: all of them. */
export const traceOf = async (
  texts: string | Readonly<Record<string, string>>,
  options: Partial<TraceOptions> & { readonly only?: readonly string[] } = {},
): Promise<Trace> => {
  const files = sourceFiles(typeof texts === 'string' ? { 'main.ts': texts } : texts);
  const { only, ...rest } = options;
  const program = await readProgram(
    files.filter(({ path }) => only?.includes(path) ?? /\.[cm]?[jt]sx?$/.test(path)),
    contextOf(files),
  );
  return interpret(program, { explore: 'none', ...rest });
};

/** The arguments of the calls of `out`, in order, in a program of one file: what its expressions are worth. */
export const valuesOf = async (
  source: string,
  options: Partial<TraceOptions> = {},
): Promise<readonly Value[]> => {
  const { calls } = await traceOf(`import { out, lib, Thing } from 'lib';\n${source}`, options);
  return calls.filter(({ name }) => name === 'out').flatMap(({ args }) => args);
};

/** The same as plain values. */
export const plainsOf = async (
  source: string,
  options: Partial<TraceOptions> = {},
): Promise<readonly unknown[]> => (await valuesOf(source, options)).map(plainOf);

/** A value in few words: `either(env.STAGE, 'dev')`. */
export const told = (value: Value | undefined): string => {
  switch (value?.kind) {
    case undefined:
      return 'nothing';
    case 'plain':
      return typeof value.plain === 'string' ? `'${value.plain}'` : String(value.plain);
    case 'list':
      return `[${[...value.items.map(told), ...(value.isOpen ? ['…'] : [])].join(', ')}]`;
    case 'object': {
      const entries = [...value.entries].map(([key, item]) => `${key}: ${told(item)}`);
      return `{${[...entries, ...(value.isOpen ? ['…'] : [])].join(', ')}}`;
    }
    case 'text':
      return `text(${value.parts.map(told).join(', ')})`;
    case 'either':
      return `either(${value.of.map(told).join(', ')})`;
    case 'library':
      return [value.module, ...value.path].join('.');
    case 'made':
      return `new ${value.made.class.path.join('.')}#${value.made.id}`;
    case 'result':
      return `${value.call.name}()#${value.call.id}`;
    case 'member':
      return `${told(value.of)}.${value.name}`;
    case 'environment':
      return `env.${value.name}`;
    case 'function':
      return `function ${value.name}`;
    case 'class':
      return `class ${value.name}`;
    case 'instance':
      return `instance ${value.class}`;
    case 'unknown':
      return `unknown(${[value.name ?? '', ...value.of.map(told)].filter((part) => part !== '').join(', ')})`;
  }
};
