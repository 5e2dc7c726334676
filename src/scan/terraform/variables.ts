/** What a variable's type does to its value: texts become numbers, members left out become their defaults. */
import { type Scope, evaluate } from '../hcl/evaluate.ts';
import type { Expression } from '../hcl/syntax.ts';
import { type Value, list, map, plain } from '../hcl/value.ts';

/** Types in one another. */
const MOST_DEEP = 20;

/** `"3"` for a number is 3, `"true"` for a bool is true: the command line and environments give texts. */
export const typed = (value: Value, type: Expression): Value => {
  if (value.kind !== 'plain' || type.kind !== 'variable') return value;
  if (type.name === 'string' && (typeof value.plain === 'number' || typeof value.plain === 'boolean'))
    return plain(String(value.plain), value.references);
  if (typeof value.plain !== 'string') return value;
  if (type.name === 'bool' && /^(?:true|false)$/.test(value.plain))
    return plain(value.plain === 'true', value.references);
  return type.name === 'number' && value.plain.trim() !== '' && Number.isFinite(Number(value.plain))
    ? plain(Number(value.plain), value.references)
    : value;
};

/** Fills in what `optional(type, default)` says of members that are not given. */
export const withDefaults = (value: Value, type: Expression, scope: Scope, depth = 0): Value => {
  if (type.kind !== 'call' || depth > MOST_DEEP) return value;
  const [inner] = type.args;
  if (inner === undefined) return value;
  if (type.name === 'optional') return withDefaults(value, inner, scope, depth + 1);
  if (type.name === 'object' && inner.kind === 'object' && value.kind === 'map') {
    const entries = new Map(value.entries);
    for (const { key, value: of } of inner.entries) {
      const name =
        key.kind === 'literal' ? String(key.value) : key.kind === 'variable' ? key.name : undefined;
      if (name === undefined) continue;
      const given = entries.get(name);
      const isGiven = given !== undefined && !(given.kind === 'plain' && given.plain === null);
      if (isGiven) entries.set(name, withDefaults(given, of, scope, depth + 1));
      else if (of.kind === 'call' && of.name === 'optional')
        entries.set(name, missingMember(of.args, scope, depth));
    }
    return map(entries, value.references);
  }
  if (value.kind === 'map' && type.name === 'map') {
    const entries = [...value.entries].map(
      ([name, member]) => [name, withDefaults(member, inner, scope, depth + 1)] as const,
    );
    return map(new Map(entries), value.references);
  }
  if (value.kind === 'list' && (type.name === 'list' || type.name === 'set')) {
    return list(
      value.items.map((item) => withDefaults(item, inner, scope, depth + 1)),
      value.references,
    );
  }
  return value;
};

const missingMember = (args: readonly Expression[], scope: Scope, depth: number): Value => {
  const [type, otherwise] = args;
  if (otherwise === undefined || type === undefined) return plain(null);
  return withDefaults(evaluate(otherwise, scope), type, scope, depth + 1);
};
