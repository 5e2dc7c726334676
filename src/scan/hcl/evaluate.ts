/**
 * What expressions come to, as far as a scope knows what they refer to. Pure and total: what cannot be worked out is
 * unknown, and everything referred to on the way is kept either way, also by the arm of a conditional not taken.
 */
import { SHAPED, SIMPLE } from './functions/index.ts';
import { operate } from './functions/operators.ts';
import type { Expression } from './syntax.ts';
import {
  type Reference,
  type Step,
  type Value,
  allReferences,
  isAbsent,
  isKnown,
  limited,
  list,
  map,
  memberOf,
  membersOf,
  plain,
  plainOf,
  referencesOf,
  together,
  unknown,
  valueOf,
  withReferences,
} from './value.ts';

export { plainOf } from './value.ts';

/** What names mean where an expression stands. */
export interface Scope {
  /**
   * The value of a traversal: `root`, and attribute names or known indexes below it; `*` for a splat or an index that
   * is not known. None: the root means nothing here.
   */
  resolve(root: string, steps: readonly Step[]): Value | undefined;
}

/** Evaluations in one another, locals that are asked for on the way included; then it is unknown. */
const MOST_DEEP = 1_000;

/** Steps in one expression, and members of what its functions make; then its `for`s are looked at only once. */
const MOST_WORK = 200_000;

/** Counts what is open across scopes: a scope evaluates locals when it is asked for them. */
let depth = 0;

/** The value of an expression. */
export const evaluate = (expression: Expression, scope: Scope): Value =>
  new Evaluation(scope).of(expression, new Map());

/** What `for` expressions around an expression name. */
type Named = ReadonlyMap<string, Value>;

class Evaluation {
  private readonly scope: Scope;
  private work = 0;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  of(expression: Expression, named: Named): Value {
    if (depth >= MOST_DEEP) return unknown();
    depth++;
    this.work++;
    try {
      return this.unguarded(expression, named);
    } finally {
      depth--;
    }
  }

  private unguarded(expression: Expression, named: Named): Value {
    switch (expression.kind) {
      case 'literal':
        return plain(expression.value);
      case 'template':
        return this.template(expression.parts, named);
      case 'list':
        return limited(list(expression.items.map((item) => this.of(item, named))));
      case 'object':
        return limited(this.object(expression.entries, named));
      case 'variable':
      case 'attribute':
      case 'index':
      case 'splat':
        return this.traversal(expression, named);
      case 'call':
        return limited(this.call(expression, named));
      case 'for':
        return limited(this.loop(expression, named));
      case 'conditional':
        return this.conditional(expression, named);
      case 'operation':
        return this.operation(expression.operator, expression.operands, named);
      case 'unknown':
        return unknown();
    }
  }

  private template(parts: readonly Expression[], named: Named): Value {
    const values = parts.map((part) => this.of(part, named));
    const references = allReferences(values);
    const texts = values.map((value) =>
      value.kind === 'plain' && value.plain !== null ? String(value.plain) : undefined,
    );
    return texts.every((text) => text !== undefined)
      ? plain(texts.join(''), references)
      : unknown(references);
  }

  private object(entries: (Expression & { kind: 'object' })['entries'], named: Named): Value {
    const members = new Map<string, Value>();
    const lost: (readonly Reference[])[] = [];
    let isPartial = false;
    for (const { key, value } of entries) {
      const name = this.of(key, named);
      const member = this.of(value, named);
      if (name.kind === 'plain') members.set(String(name.plain), withReferences(member, name.references));
      else {
        isPartial = true;
        lost.push(referencesOf(name), referencesOf(member));
      }
    }
    return map(members, together(lost), isPartial);
  }

  /** Steps down from a variable are the scope's to follow; those from any other value are followed here. */
  private traversal(expression: Expression, named: Named): Value {
    const { root, steps, keys, isCertain } = this.stepsOf(expression, named);
    const lost = allReferences(keys);
    if (root.kind !== 'variable') return this.stepped(this.of(root, named), steps, isCertain, lost);
    const own = named.get(root.name);
    if (own !== undefined) return this.stepped(own, steps, isCertain, lost);
    const star = isCertain ? steps.findIndex(({ isSplat }) => isSplat) : -1;
    const end = star < 0 ? steps.length : star + 1;
    const found = this.scope.resolve(root.name, pathOf(steps.slice(0, end))) ?? unknown();
    if (!isCertain) return unknown(together([referencesOf(found), lost]));
    if (star < 0) return withReferences(found, lost);
    // After a splat, an index is one of the list that it makes. A scope may know the whole better than its items.
    const whole =
      found.kind === 'unknown' ? this.scope.resolve(root.name, pathOf(steps.slice(0, star))) : undefined;
    return whole === undefined || whole.kind === 'unknown'
      ? this.stepped(found, steps.slice(end), true, lost)
      : this.stepped(whole, steps.slice(star), true, together([found.references, lost]));
  }

  private stepped(
    value: Value,
    steps: readonly Hop[],
    isCertain: boolean,
    lost: readonly Reference[],
  ): Value {
    if (!isCertain) return unknown(together([referencesOf(value), lost]));
    let made = value;
    for (const { path, isSplat } of steps) {
      if (isSplat) {
        const items = listOf(made);
        made =
          items.kind === 'list'
            ? { ...items, items: items.items.map((item) => path.slice(1).reduce(memberOf, item)) }
            : items;
      } else made = path.reduce(memberOf, made);
    }
    return withReferences(made, lost);
  }

  /** The steps of a traversal from its root; `isCertain`: all of its keys are known. */
  private stepsOf(expression: Expression, named: Named): Path {
    const steps: Hop[] = [];
    const keys: Value[] = [];
    let isCertain = true;
    let root = expression;
    for (;;) {
      if (root.kind === 'attribute') steps.push({ path: [root.name], isSplat: false });
      else if (root.kind === 'splat') steps.push({ path: ['*', ...root.rest], isSplat: true });
      else if (root.kind === 'index') {
        const key = this.of(root.key, named);
        keys.push(key);
        const known = key.kind === 'plain' && key.plain !== null ? key.plain : undefined;
        if (known === undefined) isCertain = false;
        steps.push({
          path: [known === undefined ? '*' : typeof known === 'number' ? known : String(known)],
          isSplat: false,
        });
      } else break;
      root = root.of;
    }
    return { root, steps: steps.toReversed(), keys, isCertain };
  }

  private conditional(expression: Expression & { kind: 'conditional' }, named: Named): Value {
    const test = this.of(expression.test, named);
    const then = this.of(expression.then, named);
    const otherwise = this.of(expression.otherwise, named);
    const decided = test.kind === 'plain' ? truthOf(test.plain) : undefined;
    if (decided === undefined) return unknown(allReferences([test, then, otherwise]));
    const [taken, left] = decided ? [then, otherwise] : [otherwise, then];
    return withReferences(taken, allReferences([test, left]));
  }

  private operation(operator: string, operands: readonly Expression[], named: Named): Value {
    const values = operands.map((operand) => this.of(operand, named));
    const references = allReferences(values);
    const made = operate(operator, values);
    return made === undefined ? unknown(references) : plain(made, references);
  }

  private call(expression: Expression & { kind: 'call' }, named: Named): Value {
    const { name } = expression;
    if (name === 'try' || name === 'can') return this.attempt(name, expression.args, named);
    const given = expression.args.map((arg) => this.of(arg, named));
    const args = expression.expands ? expanded(given) : given;
    if (args === undefined || this.work > MOST_WORK) return unknown(allReferences(given));
    // What decided the length of an expanded list is lost with the list.
    const lost = expression.expands ? given.at(-1)!.references : [];
    const shaped = SHAPED.get(name)?.(args);
    if (shaped !== undefined) return this.made(withReferences(shaped, lost));
    const references = together([allReferences(args), lost]);
    const simple = SIMPLE.get(name);
    if (simple === undefined || !args.every(isKnown)) return unknown(references);
    const made = simple(args.map((arg) => plainOf(arg)!));
    return made === undefined ? unknown(references) : this.made(valueOf(made, references));
  }

  private made(value: Value): Value {
    this.work += membersOf(value).length;
    return value;
  }

  /** `try` takes the first that is no error: to ask for a member that is surely not there is one. */
  private attempt(name: 'try' | 'can', args: readonly Expression[], named: Named): Value {
    const values = args.map((arg) => this.of(arg, named));
    const references = allReferences(values);
    for (const [at, arg] of args.entries()) {
      const value = values[at]!;
      const fails = value.kind === 'unknown' && this.isError(arg, named);
      if (name === 'can')
        return fails
          ? plain(false, references)
          : value.kind === 'unknown'
            ? unknown(references)
            : plain(true, references);
      if (fails) continue;
      return value.kind === 'unknown'
        ? unknown(references)
        : withReferences(value, allReferences(values.filter((other) => other !== value)));
    }
    return unknown(references);
  }

  private isError(expression: Expression, named: Named): boolean {
    if (expression.kind !== 'attribute' && expression.kind !== 'index') return false;
    const { steps, isCertain } = this.stepsOf(expression, named);
    if (!isCertain || steps.some(({ isSplat }) => isSplat)) return false;
    let inner: Expression = expression;
    for (
      let at = steps.length - 1;
      inner.kind === 'attribute' || inner.kind === 'index';
      at--, inner = inner.of
    ) {
      const step = steps[at]!.path[0]!;
      // A root alone is a name, not a value: `var`, `local`, a type of resource.
      if (inner.of.kind === 'variable' && !named.has(inner.of.name)) return false;
      const value = this.of(inner.of, named);
      if (value.kind !== 'unknown') return isAbsent(value, step);
    }
    return false;
  }

  private loop(expression: Expression & { kind: 'for' }, named: Named): Value {
    const of = this.of(expression.of, named);
    if (of.kind !== 'list' && of.kind !== 'map') return this.once(expression, of, named);
    const lost: (readonly Reference[])[] = [of.references];
    const values: Value[] = [];
    const keyed = new Map<string, Value[]>();
    for (const [key, item] of of.kind === 'map' ? of.entries : membersOf(of).entries()) {
      if (this.work > MOST_WORK) return this.once(expression, of, named);
      const inside = this.inside(expression, plain(key), item, named);
      const { when, makes } = expression;
      if (when !== undefined) {
        const test = this.of(when, inside);
        lost.push(referencesOf(test));
        const decided = test.kind === 'plain' ? truthOf(test.plain) : undefined;
        if (decided === undefined) return this.once(expression, of, named);
        if (!decided) continue;
      }
      const value = this.of(makes.value, inside);
      if (makes.key === undefined) values.push(value);
      else {
        const name = this.of(makes.key, inside);
        if (name.kind !== 'plain') return this.once(expression, of, named);
        const member = withReferences(value, name.references);
        const before = keyed.get(String(name.plain));
        if (before === undefined) keyed.set(String(name.plain), [member]);
        else before.push(member);
      }
    }
    // A round that never comes still says what it would refer to.
    if (values.length === 0 && keyed.size === 0) lost.push(referencesOf(this.once(expression, of, named)));
    const isPartial = of.isPartial === true;
    const { key, grouped } = expression.makes;
    if (key === undefined) return list(values, together(lost), isPartial);
    const entries = [...keyed].map(([name, all]) => [name, grouped ? list(all) : all.at(-1)!] as const);
    return map(new Map(entries), together(lost), isPartial);
  }

  /** What a `for` refers to, whatever its rounds are. */
  private once(expression: Expression & { kind: 'for' }, of: Value, named: Named): Value {
    const item = unknown(referencesOf(of));
    const inside = this.inside(expression, unknown(of.references), item, named);
    const { when, makes } = expression;
    const parts = [makes.key, makes.value, when].filter((part) => part !== undefined);
    return unknown(allReferences([item, ...parts.map((part) => this.of(part, inside))]));
  }

  private inside(expression: Expression & { kind: 'for' }, key: Value, item: Value, named: Named): Named {
    const inside = new Map(named);
    if (expression.key !== undefined) inside.set(expression.key, key);
    return inside.set(expression.item, item);
  }
}

/** One step of a traversal; a splat with all that is asked of its items. */
interface Hop {
  readonly path: readonly Step[];
  readonly isSplat: boolean;
}

interface Path {
  readonly root: Expression;
  readonly steps: readonly Hop[];
  readonly keys: readonly Value[];
  readonly isCertain: boolean;
}

const pathOf = (hops: readonly Hop[]): readonly Step[] => hops.flatMap(({ path }) => path);

/** What a splat goes through: a list as it is, nothing for null, anything else as the only item. */
const listOf = (value: Value): Value => {
  if (value.kind === 'list' || value.kind === 'unknown') return value;
  return value.kind === 'plain' && value.plain === null ? list([], value.references) : list([value]);
};

/** `f(a, b...)`: the last argument is a list of arguments. */
const expanded = (args: readonly Value[]): readonly Value[] | undefined => {
  const last = args.at(-1);
  return last?.kind === 'list' && last.isPartial !== true ? [...args.slice(0, -1), ...last.items] : undefined;
};

/** `"true"` is true, too. */
const truthOf = (value: null | boolean | number | string): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
