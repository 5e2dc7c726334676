/** All stacks of one scan, and what they know of each other: values passed down, outputs handed up, exports. */
import type { Plain, Target } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { evaluate, holds, type Known } from './evaluate.ts';
import { mentionsOf } from './mentions.ts';
import { addressIn, idIn, type Stack } from './stack.ts';

/** A stack inside of another one. */
export interface Nesting {
  readonly parent: Stack;
  /** The logical id that the nested stack has in its parent. */
  readonly id: string;
  readonly child: Stack;
  /** The values that the parent passes, by parameter. */
  readonly parameters: Plain | undefined;
}

export interface World {
  known(stack: Stack): Known;
  /** What a name means in a stack; undefined if it means nothing there, none if it is just a value. */
  targets(stack: Stack, name: string, attribute?: string): readonly Target[] | undefined;
  /** What any value refers to. */
  targetsOf(stack: Stack, value: Plain | undefined): readonly Target[];
}

/** Nested stacks and parameters below one another; beyond it is a circle. */
const MOST_DEEP = 20;

/** Conditions that stand on one another, one behind the next. */
const MOST_OPEN = 500;

/** Joins stacks. */
export const worldOf = (nestings: readonly Nesting[], region: string | undefined): World => {
  const parents = new Map<Stack, Nesting[]>();
  const children = new Map<Stack, Map<string, Stack>>();
  for (const nesting of nestings) {
    parents.set(nesting.child, [...(parents.get(nesting.child) ?? []), nesting]);
    const own = children.get(nesting.parent) ?? new Map<string, Stack>();
    children.set(nesting.parent, own.set(nesting.id, nesting.child));
  }
  const memory = new Map<Stack, Known>();
  const known = (stack: Stack): Known => {
    const made = memory.get(stack) ?? knownIn(stack, passedValue, outputs, region);
    memory.set(stack, made);
    return made;
  };
  let depth = 0;
  /** Guards against circles: of parameters, of outputs, of both. */
  const below = <T>(visit: () => T): T | undefined => {
    if (depth >= MOST_DEEP) return undefined;
    depth++;
    try {
      return visit();
    } finally {
      depth--;
    }
  };
  const passed = (stack: Stack, name: string): readonly (readonly [Stack, Plain])[] =>
    (parents.get(stack) ?? []).flatMap(({ parent, parameters }) => {
      const value = at(parameters, name);
      return value === undefined ? [] : [[parent, value] as const];
    });
  const passedValue: Passed = (stack, name) => {
    const values = passed(stack, name).map(([parent, value]) => below(() => evaluate(value, known(parent))));
    const [first] = values;
    // Two parents may pass different values: then neither is the value.
    return values.every((value) => value === first) ? first : undefined;
  };
  const outputs: Outputs = (stack, id, name) => {
    const child = children.get(stack)?.get(id);
    return child === undefined
      ? undefined
      : below(() => evaluate(at(child.template, 'Outputs', name, 'Value'), known(child)));
  };
  const targets = (stack: Stack, name: string, attribute?: string): readonly Target[] | undefined => {
    const id = idIn(stack, name);
    if (id !== undefined) {
      const own: Target = { by: 'address', address: addressIn(stack, id) };
      const child = children.get(stack)?.get(id);
      if (child === undefined || attribute?.startsWith('Outputs.') !== true) return [own];
      const value = at(child.template, 'Outputs', attribute.slice('Outputs.'.length), 'Value');
      return [own, ...(below(() => targetsOf(child, value)) ?? [])];
    }
    if (name.startsWith('AWS::') || stack.isMade?.(name) === true) return [];
    if (at(stack.template, 'Parameters', name) === undefined) return undefined;
    return passed(stack, name).flatMap(([parent, value]) => below(() => targetsOf(parent, value)) ?? []);
  };
  const targetsOf = (stack: Stack, value: Plain | undefined): readonly Target[] =>
    mentionsOf(value, known(stack)).flatMap((mention) => {
      if (mention.kind === 'reference') return targets(stack, mention.name, mention.attribute) ?? [];
      if (mention.kind === 'text') return [];
      const text = textOf(evaluate(mention.value, known(stack)));
      return text === undefined ? [] : [{ by: 'text', text, as: 'export' } as const];
    });
  return { known, targets, targetsOf };
};

type Passed = (stack: Stack, name: string) => Plain | undefined;
type Outputs = (stack: Stack, id: string, name: string) => Plain | undefined;

/** What is known in one stack. Values are asked for again and again: each is worked out once. */
const knownIn = (stack: Stack, passed: Passed, outputs: Outputs, fallback: string | undefined): Known => {
  const region = stack.region ?? fallback;
  const values = new Map<string, Plain | undefined>();
  const truths = new Map<string, boolean | undefined>();
  /** Conditions that are being worked out. */
  let open = 0;
  const pseudo = pseudoParameters(stack, region);
  const known: Known = {
    ref: (name) => {
      if (name.startsWith('AWS::')) return pseudo.get(name);
      if (!values.has(name)) {
        // A parameter that passes itself on has no value.
        values.set(name, undefined);
        values.set(name, parameterValue(stack, name, passed(stack, name)));
      }
      return values.get(name);
    },
    attribute: (name, attribute) =>
      attribute.startsWith('Outputs.') ? outputs(stack, name, attribute.slice('Outputs.'.length)) : undefined,
    mapped: ([map, top, second]) =>
      map === undefined || top === undefined || second === undefined
        ? undefined
        : at(stack.template, 'Mappings', map, top, second),
    condition: (name) => {
      if (!truths.has(name) && open < MOST_OPEN) {
        truths.set(name, undefined);
        open++;
        truths.set(name, holds(at(stack.template, 'Conditions', name), known));
        open--;
      }
      return truths.get(name);
    },
    ...(region === undefined ? {} : { region }),
  };
  return known;
};

const pseudoParameters = (stack: Stack, region: string | undefined): ReadonlyMap<string, Plain> => {
  const isChina = region?.startsWith('cn-') === true;
  return new Map<string, Plain>([
    ['AWS::Region', region ?? '${AWS::Region}'],
    ['AWS::AccountId', stack.account ?? '${AWS::AccountId}'],
    ['AWS::Partition', isChina ? 'aws-cn' : region?.startsWith('us-gov-') === true ? 'aws-us-gov' : 'aws'],
    ['AWS::URLSuffix', isChina ? 'amazonaws.com.cn' : 'amazonaws.com'],
    ['AWS::StackName', stack.name ?? '${AWS::StackName}'],
    ['AWS::StackId', '${AWS::StackId}'],
  ]);
};

/** Given from outside, passed by the parent, or the default. None, or a secret: its place, `${Name}`. */
const parameterValue = (stack: Stack, name: string, passed: Plain | undefined): Plain | undefined => {
  const parameter = at(stack.template, 'Parameters', name);
  if (parameter === undefined) return undefined;
  const type = textOf(at(parameter, 'Type')) ?? '';
  const isSecret = textOf(at(parameter, 'NoEcho')) === 'true';
  const value = stack.given.get(name) ?? passed ?? at(parameter, 'Default');
  const open = `\${${name}}`;
  if (value === undefined || value === null || isSecret) return open;
  // The default of an SSM parameter is where the value is kept, not the value.
  if (type.startsWith('AWS::SSM::')) return open;
  const text = textOf(value);
  if (/^(?:CommaDelimitedList|List<)/.test(type) && text !== undefined)
    return text === '' ? [] : text.split(',').map((item) => item.trim());
  return value;
};

/** Parameters whose value is kept in the parameter store, and where: those of the account itself. */
export const storedParameters = (stack: Stack): readonly (readonly [string, string])[] =>
  entriesOf(at(stack.template, 'Parameters')).flatMap(([name, parameter]) => {
    const [type] = itemsOf(at(parameter, 'Type'));
    const key = stack.given.get(name) ?? at(parameter, 'Default');
    return typeof type === 'string' &&
      type.startsWith('AWS::SSM::Parameter::Value') &&
      typeof key === 'string'
      ? [[name, key] as const]
      : [];
  });
