/** What the interpreter must know of the construct library to follow a program through it. */
import type { Plain } from '../../model/fact.ts';
import { entryOf, libraryOf, textOf } from '../typescript/read.ts';
import type { TraceOptions } from '../typescript/trace.ts';
import type { Made, Value } from '../typescript/value.ts';
import { classNameOf, kindOf } from './kinds.ts';
import { recased } from './recased.ts';

/** Scopes above a construct: no program goes deeper. */
const DEEPEST = 60;

const madeOf = (value: Value | undefined): Made | undefined =>
  value?.kind === 'made' ? value.made : value?.kind === 'instance' ? value.made : undefined;

/** The stack that a construct is in, itself included. */
const stackOf = (value: Value | undefined): Value | undefined => {
  let one = value;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const made = madeOf(one);
    const name = made === undefined ? undefined : classNameOf(made.class);
    if (made === undefined || name === undefined) return undefined;
    if (kindOf(name).kind === 'stack') return one;
    one = made.args[0];
  }
  return undefined;
};

/** The region that a stack or what it stands in says. */
const regionOf = (stack: Value | undefined): string | undefined => {
  let one = stack;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const made = madeOf(one);
    if (made === undefined) return undefined;
    const region = textOf(entryOf(made.args[2], 'env', 'region'));
    if (region !== undefined) return region;
    one = made.args[0];
  }
  return undefined;
};

/** How CDK programs are run. `given`: the context that cdk.json or the command line gives them. */
export const dialectOf = (given: ReadonlyMap<string, Value>): TraceOptions => ({
  explore: 'constructs',
  intrinsic: (call) => {
    if (call.name === 'tryGetContext' || call.name === 'getContext')
      return given.get(textOf(call.args[0]) ?? '');
    const text = recased(call);
    if (text !== undefined) return { kind: 'plain', plain: text };
    if (call.name !== 'of') return undefined;
    const library = libraryOf(call.callee);
    const name = library === undefined ? undefined : classNameOf(library);
    return name?.module === 'core' && name.name === 'Stack' ? stackOf(call.args[0]) : undefined;
  },
  property: (of, name) => {
    if (name === 'stack') {
      const made = madeOf(of);
      return made === undefined ? undefined : stackOf(of);
    }
    if (name !== 'region') return undefined;
    const made = madeOf(of);
    const owner = made === undefined ? undefined : classNameOf(made.class);
    if (owner === undefined || kindOf(owner).kind !== 'stack') return undefined;
    const region = regionOf(of);
    return region === undefined ? undefined : { kind: 'plain', plain: region };
  },
});

/** A plain value as the interpreter knows values. */
export const valueOf = (plain: Plain): Value => {
  if (Array.isArray(plain))
    return { kind: 'list', items: (plain as readonly Plain[]).map(valueOf), isOpen: false };
  if (typeof plain !== 'object' || plain === null) return { kind: 'plain', plain };
  return {
    kind: 'object',
    entries: new Map(Object.entries(plain).map(([key, member]) => [key, valueOf(member)])),
    isOpen: false,
  };
};
