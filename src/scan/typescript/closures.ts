/** Functions as values: the syntax of one, with the variables around it. */
import type ts from 'typescript';
import type { Closure, Env } from './frames.ts';
import type { Machine } from './machine.ts';
import { functionName, siteOf } from './syntax.ts';
import type { Site, Value } from './value.ts';
import type { FunctionValue } from './values.ts';

/** A function of the files. `home`: the class that it is a method of. */
export const functionValue = (
  machine: Machine,
  node: ts.FunctionLikeDeclaration,
  env: Env,
  home: Closure['home'] = env.frame.home,
): FunctionValue => {
  const closure: Closure = { node, env, home, properties: new Map() };
  const value: FunctionValue = {
    kind: 'function',
    name: functionName(node) ?? '',
    site: siteOf(node, env.frame.module.file),
    closure,
  };
  machine.functions.set(node, value);
  return value;
};

/** A function that the interpreter does itself: `resolve` of a promise. */
export interface Native {
  readonly native: (args: readonly Value[]) => Value;
}

export const nativeFunction = (name: string, native: Native['native'], site: Site): FunctionValue => ({
  kind: 'function',
  name,
  site,
  closure: { native } satisfies Native,
});

export const nativeOf = (value: FunctionValue): Native['native'] | undefined =>
  (value.closure as Partial<Native>).native;

export const closureOf = (value: FunctionValue): Closure => value.closure as Closure;
