/** Policy statements: what they allow, as objects of the library and as plain ones. */
import { choicesOf, entriesOf, entryOf, libraryOf, patternOf, textOf } from '../typescript/read.ts';
import type { Call, Made, Value } from '../typescript/value.ts';

/** What a policy allows. */
export interface Statement {
  readonly actions: Value | undefined;
  readonly resources: Value | undefined;
  /** It says who may: it is about the thing that it is attached to. */
  readonly hasPrincipals: boolean;
  readonly isAllow: boolean;
}

/** What `new PolicyStatement({…})` says, and what it was given later. */
export const statementOf = (made: Made | undefined, given: readonly Call[]): Statement => {
  const [props] = made?.args ?? [];
  const later = (pattern: RegExp): Value[] =>
    given.filter(({ name }) => pattern.test(name)).flatMap(({ args }) => args);
  const effect = entryOf(props, 'effect');
  return {
    actions: united(entryOf(props, 'actions'), later(/^addActions$/)),
    resources: united(entryOf(props, 'resources'), later(/^addResources$/)),
    hasPrincipals: entryOf(props, 'principals') !== undefined || later(/Principal/).length > 0,
    isAllow: effect === undefined || !/DENY$/i.test(libraryOf(effect)?.path.at(-1) ?? ''),
  };
};

const united = (first: Value | undefined, later: readonly Value[]): Value | undefined =>
  later.length === 0
    ? first
    : { kind: 'list', items: [...(first === undefined ? [] : [first]), ...later], isOpen: false };

/** `{Effect: 'Allow', Action: …, Resource: …}`, as raw policies are written. */
export const rawStatement = (value: Value | undefined): Statement | undefined => {
  const keys = new Map(entriesOf(choicesOf(value)[0]).map(([key, one]) => [key.toLowerCase(), one] as const));
  if (!keys.has('effect') || !keys.has('action')) return undefined;
  return {
    actions: keys.get('action'),
    resources: keys.get('resource'),
    hasPrincipals: keys.has('principal'),
    isAllow: textOf(keys.get('effect')) !== 'Deny',
  };
};

/** The actions that a statement names: `s3:GetObject`. */
export const actionsOf = ({ actions }: Statement): readonly string[] =>
  choicesOf(actions)
    .flatMap((choice) => (choice.kind === 'list' ? flat(choice, 0) : [choice]))
    .flatMap((item) => patternOf(item) ?? [])
    .filter((text) => text.includes(':'));

const flat = (value: Value, depth: number): readonly Value[] =>
  value.kind === 'list' && depth < 10 ? value.items.flatMap((item) => flat(item, depth + 1)) : [value];
