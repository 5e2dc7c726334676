/** Small questions about values that several files here ask. */
import { choicesOf, entryOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';

/** The text of an entry, if all of it is known, or by its default: `${stage ?? 'dev'}`. */
export const entryText = (value: Value | undefined, ...path: readonly string[]): string | undefined => {
  const text = patternOf(entryOf(value, ...path));
  return text === '' || text?.includes('${') === true ? undefined : text;
};

/** The word of a constant of the library that is written in capitals: `EndpointType.PRIVATE`. */
export const constantOf = (value: Value | undefined): string | undefined => {
  for (const choice of choicesOf(value)) {
    const word = libraryOf(choice)?.path.at(-1);
    if (word !== undefined && choice.kind !== 'made' && choice.kind !== 'instance')
      return /^[A-Z][A-Z0-9_]*$/.test(word) ? word : undefined;
  }
  return undefined;
};

/** The words of a path into a template, from the property on, indexes left out: `Properties.Rules.0.Id` is `Rules.Id`. */
export const overriddenPath = (value: Value | undefined): readonly string[] | undefined =>
  patternOf(value)
    ?.replace(/^Properties\./, '')
    .split('.')
    .filter((word) => !/^\d+$/.test(word));
