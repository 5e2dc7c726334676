/** What references hold while values are worked out: addresses as one text, and the names of what has no value. */
import type { Address } from '../../model/fact.ts';

/** An address as one text: scopes hold no line break. */
export const keyOf = (scope: string, local: string): string => `${scope}\n${local}`;

export const addressOf = (key: string): Address => {
  const end = key.indexOf('\n');
  return { scope: key.slice(0, end), local: key.slice(end + 1) };
};

/**
 * What is not known because a name has no value (a variable without default, the workspace) goes through all
 * expressions as if it were a reference: so it is known, in the end, what would have to be told.
 */
export const missing = (name: string): string => `?${name}`;

export const isMissing = (key: string): boolean => key.startsWith('?');

export const missingName = (key: string): string => key.slice(1);

/** Whether a reference leads to a thing, not just to where or who one is. */
export const isThing = (key: string): boolean =>
  !isMissing(key) && !/(?:^|[.\n])data\.aws_(?:caller_identity|region|partition)\./.test(key);
