/** The tree of constructs: in which stack a construct lies, and by which path. */
import { patternOf, textOf } from '../typescript/read.ts';
import type { Made, Value } from '../typescript/value.ts';
import { isCore } from './types.ts';

/** Where a construct lies. */
export interface Place {
  /** The stack's `new`, or the instance of a class that extends it; none if nobody knows. */
  readonly stack?: Made;
  /** The stack's id as far as it is known. */
  readonly name: string;
  /** Ids of constructs below the stack, outermost first; the construct itself comes last. */
  readonly path: readonly string[];
  /** Whether all of it is known. */
  readonly isKnown: boolean;
}

const MOST_DEEP = 40;

/** The place of a construct, by the scope and the id that it was given. */
export const placeOf = (made: Made): Place => {
  const path: string[] = [];
  let isKnown = true;
  let at: Made | undefined = made;
  for (let depth = 0; at !== undefined && depth < MOST_DEEP; depth++) {
    const id: string | undefined = textOf(at.args[1]);
    if (id === undefined) isKnown = false;
    const said: string =
      id ?? patternOf(at.args[1]) ?? at.by ?? at.boundTo ?? at.class.path.at(-1) ?? 'construct';
    if (isStack(at)) return { stack: at, name: said, path, isKnown };
    path.unshift(said);
    at = madeOf(at.args[0]);
  }
  // A construct whose scope is a parameter that nobody gave.
  return { name: '', path, isKnown: false };
};

const isStack = ({ class: library }: Made): boolean =>
  isCore(library) && library.path.at(-1) === 'TerraformStack';

/** The `new` behind a scope: an instance is what its class extends. */
const madeOf = (value: Value | undefined): Made | undefined => {
  if (value?.kind === 'either') return value.of.map(madeOf).find((made) => made !== undefined);
  if (value?.kind === 'instance') return value.made;
  return value?.kind === 'made' ? value.made : undefined;
};
