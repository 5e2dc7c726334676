/** Where a property stands that is written inside of an attribute: `variables = { TABLE = … }` may be long. */
import type { Expression } from '../hcl/syntax.ts';

/**
 * The line of a property (`environment.variables.TABLE`) that came of the attribute at `path`: that of its entry, as far
 * as the map is written out; else the attribute's.
 */
export const lineIn = (
  expression: Expression,
  path: readonly string[],
  property: string,
  line: number,
): number => {
  const prefix = `${path.join('.')}.`;
  return property.startsWith(prefix)
    ? entryLine(expression, property.slice(prefix.length).split('.'), line)
    : line;
};

const NOWHERE = 0;

const entryLine = (expression: Expression, steps: readonly string[], line: number): number => {
  const [name, ...rest] = steps;
  if (name === undefined) return line;
  // `jsonencode({ … })`, `merge({ … }, var.more)`: what maps are made into has their entries.
  if (expression.kind === 'call') {
    const found = expression.args.map((arg) => entryLine(arg, steps, NOWHERE));
    return found.find((one) => one !== NOWHERE) ?? line;
  }
  if (expression.kind !== 'object') return line;
  const entry = expression.entries.find(({ key }) => key.kind === 'literal' && String(key.value) === name);
  return entry === undefined ? line : entryLine(entry.value, rest, entry.key.line);
};
