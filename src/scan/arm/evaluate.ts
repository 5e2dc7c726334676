/** Computes the values of a template as far as its files tell them. Conditions that are not known give both arms. */
import { FUNCTIONS, truthOf } from './functions.ts';
import { isRefFunction, refCall } from './ref-functions.ts';
import type { Expr } from './syntax.ts';
import {
  type Deployed,
  type Entry,
  type Ref,
  type Scope,
  type Value,
  itemsOf,
  list,
  patternOf,
  plain,
  refsOf,
  text,
  unknown,
} from './value.ts';
import { wordsOf } from './words.ts';

/** Expressions within expressions, through variables too. */
const MOST_DEEP = 150;

/** Copies of a part that a loop within a resource makes. */
const MOST_COPIES = 100;

/** The value of an expression. Never throws: what goes too deep is unknown. */
export const evaluate = (expr: Expr, scope: Scope, depth = 0): Value => {
  if (depth > MOST_DEEP || !scope.deployment.mayGoOn()) return unknown('…');
  const inner = (one: Expr): Value => evaluate(one, scope, depth + 1);
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? text(expr.value) : plain(expr.value);
    case 'list':
      return list(expr.items.map(inner), expr.line);
    case 'map':
      return { is: 'map', line: expr.line, entries: entriesOf(expr.entries, inner) };
    case 'text':
      return joined(expr.parts.map(inner));
    case 'name':
      return (
        scope.locals.get(expr.name) ?? scope.deployment.named(expr.name, depth + 1) ?? unknown(wordsOf(expr))
      );
    case 'call':
      return call(expr, scope, depth);
    case 'member':
      return memberOf(inner(expr.of), inner(expr.key), expr, scope);
    case 'each':
      return each(expr, scope, depth);
    case 'opaque':
      return unknown('…', refsOf(...expr.parts.map(inner)));
  }
};

const entriesOf = (
  entries: (Expr & { readonly kind: 'map' })['entries'],
  inner: (expr: Expr) => Value,
): ReadonlyMap<string, Entry> =>
  new Map(
    entries.map(([key, value]) => {
      const name = inner(key);
      return [patternOf(name) ?? '…', { value: inner(value), line: value.line, refs: refsOf(name) }] as const;
    }),
  );

const joined = (parts: readonly Value[]): Value => {
  const patterns = parts.map((part) => patternOf(part) ?? '${…}');
  return text(patterns.join(''), refsOf(...parts));
};

const call = (expr: Expr & { readonly kind: 'call' }, scope: Scope, depth: number): Value => {
  const name = expr.name.toLowerCase().replace(/^(?:az|sys)\./, '');
  const inner = (one: Expr): Value => evaluate(one, scope, depth + 1);
  const { deployment } = scope;
  const [first] = expr.args;
  if (name === 'copyindex') return copyIndex(expr, scope);
  if (name === 'if') return chosen(expr, inner);
  if (name === 'coalesce') return expr.args.map(inner).find((value) => !isNull(value)) ?? plain(null);
  const args = expr.args.map(inner);
  if (name === 'parameters' || name === 'variables') {
    const asked = first === undefined ? undefined : patternOf(args[0]!);
    return (
      (asked === undefined
        ? undefined
        : name === 'parameters'
          ? deployment.parameter(asked, depth + 1)
          : deployment.variable(asked, depth + 1)) ?? unknown(wordsOf(expr))
    );
  }
  const of = expr.of === undefined ? undefined : inner(expr.of);
  if (of !== undefined || isRefFunction(name)) {
    const found = refCall(name, of === undefined ? args : [of, ...args], deployment, wordsOf(expr));
    if (found !== undefined) return found;
  }
  const refs = refsOf(...args);
  const known = FUNCTIONS.get(name)?.(args);
  if (known === undefined) return unknown(wordsOf(expr), refs);
  return known.is === 'text' && known.refs.length === 0 ? { ...known, refs } : known;
};

const isNull = (value: Value): boolean => value.is === 'plain' && value.plain === null;

/** One arm if the condition is known; else what is in both may be needed. */
const chosen = (expr: Expr & { readonly kind: 'call' }, inner: (one: Expr) => Value): Value => {
  const [condition, then, otherwise] = expr.args;
  if (condition === undefined || then === undefined || otherwise === undefined) return unknown(wordsOf(expr));
  const truth = truthOf(inner(condition));
  if (truth !== undefined) return inner(truth ? then : otherwise);
  const arms = [inner(then), inner(otherwise)];
  const real = arms.filter((arm) => !isNull(arm) && !(arm.is === 'map' && arm.entries.size === 0));
  // `if(isProd, zones, null())`: what is there is there only perhaps, but nothing else is.
  if (real.length === 1 && real[0]!.is !== 'text' && real[0]!.is !== 'plain') return real[0]!;
  return unknown(wordsOf(expr), refsOf(...arms));
};

const copyIndex = (expr: Expr & { readonly kind: 'call' }, { locals }: Scope): Value => {
  const [first, second] = expr.args;
  const loop = first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
  const isNamed = loop !== undefined;
  const name = isNamed ? `copyIndex(${loop})` : 'copyIndex()';
  const index = locals.get(name) ?? locals.get('copyIndex()');
  const offset = isNamed ? second : first;
  const known = index === undefined ? undefined : patternOf(index);
  if (known === undefined || !/^\d+$/.test(known)) return unknown('index');
  return plain(Number(known) + (offset?.kind === 'literal' ? Number(offset.value) : 0));
};

/** A member of what is known, or a part of what a resource will have. */
const memberOf = (of: Value, key: Value, expr: Expr, { deployment }: Scope): Value => {
  const name = patternOf(key) ?? '…';
  switch (of.is) {
    case 'map': {
      const found =
        of.entries.get(name) ??
        [...of.entries].find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
      if (found !== undefined) return found.value;
      // Which of them is not known: any may be meant.
      return unknown(wordsOf(expr), name.includes('${') ? refsOf(of) : []);
    }
    case 'list': {
      const item = /^\d+$/.test(name) ? of.items[Number(name)] : undefined;
      return item ?? (of.items.length === 1 ? of.items[0]! : unknown(wordsOf(expr), refsOf(of)));
    }
    case 'deployment':
      if (of.at === undefined) return name === 'outputs' ? { ...of, at: 'outputs' } : unknown(wordsOf(expr));
      return asAsked(of.deployment.output(name) ?? unknown(wordsOf(expr)), deployment);
    case 'ref':
      return partOf(of, name, expr);
    case 'plain':
    case 'text':
    case 'unknown':
      return unknown(wordsOf(expr), refsOf(of));
  }
};

/** JSON asks for the `value` of an output. */
const asAsked = (value: Value, { template }: Deployed): Value =>
  template.language === 'bicep'
    ? value
    : { is: 'map', line: 0, entries: new Map([['value', { value, line: 0, refs: [] }]]) };

/** Of a resource: its name as far as it is known, else words. An item of a loop of resources is that resource. */
const partOf = (of: Value & { readonly is: 'ref' }, name: string, expr: Expr): Value => {
  const refs: readonly Ref[] = [of.ref];
  if (of.path.length === 0 && (/^\d+$/.test(name) || name.includes('${'))) return of;
  if (of.path.length === 0 && name === 'name' && of.ref.kind === 'thing') {
    const own = of.ref.thing.names.at(-1);
    if (own !== undefined) return text(own, refs);
  }
  if (of.path.length === 0 && name === 'id') return { ...of, path: ['id'] };
  return { is: 'ref', ref: of.ref, path: [...of.path, name], words: wordsOf(expr) };
};

const each = (expr: Expr & { readonly kind: 'each' }, scope: Scope, depth: number): Value => {
  const items = itemsOf(evaluate(expr.list, scope, depth + 1));
  const copies: readonly (Value | undefined)[] = items?.slice(0, MOST_COPIES) ?? [undefined];
  return list(
    copies.map((item, index) => {
      const locals = new Map(scope.locals);
      for (const [name, value] of loopLocals(expr, item, items === undefined ? undefined : index))
        locals.set(name, value);
      return evaluate(expr.body, { ...scope, locals }, depth + 1);
    }),
    expr.line,
  );
};

/** What a loop calls its item and its index in one turn; in one that stands for all, neither is known. */
export const loopLocals = (
  { item, index, loop }: { readonly item: string; readonly index?: string; readonly loop?: string },
  value: Value | undefined,
  turn: number | undefined,
): readonly (readonly [string, Value])[] => {
  const at = turn === undefined ? unknown('index') : plain(turn);
  const isCounted = item === 'copyIndex()';
  return [
    [item, isCounted ? at : (value ?? unknown('item'))],
    ...(index === undefined ? [] : [[index, at] as const]),
    ...(loop === undefined ? [] : [[`copyIndex(${loop})`, at] as const]),
  ];
};
