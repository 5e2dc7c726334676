/** Properties: what `of.name` is, and what becomes of `of.name = value`. */
import type ts from 'typescript';
import { closureOf, nativeOf } from './closures.ts';
import { isCollection } from './collections.ts';
import type { ClassBody, Env } from './frames.ts';
import type { Machine } from './machine.ts';
import { methodOf, setterOf, staticOf } from './class-members.ts';
import type { Library, Value } from './value.ts';
import {
  ANY,
  type InstanceValue,
  type ListValue,
  type ObjectValue,
  UNDEFINED,
  eitherOf,
  isNullish,
  memberOf,
  numberIn,
  plainValue,
  unknownOf,
} from './values.ts';

/** The value of a property; what is not known of it is a `member`. */
export const getMember = (machine: Machine, of: Value, name: string, env: Env, node: ts.Node): Value => {
  const known = isLibraryValue(of) ? machine.options.property?.(of, name) : undefined;
  if (known !== undefined) return known;
  switch (of.kind) {
    case 'plain':
      if (typeof of.plain === 'string') return ofText(of, of.plain, name);
      if (isNullish(of) === true) return isAwaiting(name) ? memberOf(of, name) : unknownOf([], name);
      return INHERITED.has(name) || isAwaiting(name) || Object.hasOwn(Number.prototype, name)
        ? memberOf(of, name)
        : UNDEFINED;
    case 'list': {
      if (name === 'length' || (name === 'size' && isCollection(of)))
        return of.isOpen ? memberOf(of, name) : plainValue(of.items.length);
      if (!/^\d+$/.test(name)) return memberOf(of, name);
      return of.items[Number(name)] ?? (of.isOpen ? memberOf(of, ANY) : UNDEFINED);
    }
    case 'object':
      return ofObject(machine, of, name, env, node);
    case 'either': {
      const arms = of.of.filter((arm) => isNullish(arm) !== true);
      return eitherOf(arms.map((arm) => getMember(machine, arm, name, env, node)));
    }
    case 'library':
      if (name === 'default' && of.path.length === 0) return of;
      if (isProcess(of) && of.path[0] === 'env') return environmentOf(machine, name);
      return of.path.length > 12 ? memberOf(of, name) : { ...of, path: [...of.path, name] };
    case 'environment':
    case 'text':
    case 'made':
    case 'result':
    case 'member':
      return memberOf(of, name);
    case 'unknown':
      return ofUnknown(machine, of, name);
    case 'function':
      return closureOf(of).properties?.get(name) ?? memberOf(of, name);
    case 'class':
      return staticOf(machine, of, name, env, node) ?? memberOf(of, name);
    case 'instance':
      return ofInstance(machine, of, name, env, node);
  }
};

const isLibraryValue = (value: Value): boolean =>
  value.kind === 'made' ||
  value.kind === 'result' ||
  value.kind === 'member' ||
  value.kind === 'library' ||
  (value.kind === 'instance' && value.made !== undefined);

const ofText = (of: Value, text: string, name: string): Value => {
  if (name === 'length') return plainValue(text.length);
  if (/^\d+$/.test(name)) return plainValue(text[Number(name)]);
  return INHERITED.has(name) || isAwaiting(name) || Object.hasOwn(String.prototype, name)
    ? memberOf(of, name)
    : UNDEFINED;
};

/** `import { env } from 'node:process'`. */
const isProcess = (of: Library): boolean =>
  of.path.length === 1 && (of.module === 'process' || of.module === 'node:process');

/** Methods of promises. A promise is what it comes to, so anything may have them. */
export const isAwaiting = (name: string): boolean =>
  name === 'then' || name === 'catch' || name === 'finally';

/** Methods that all objects have: asked for, they are members, and no missing properties. */
const INHERITED = new Set(['hasOwnProperty', 'toString', 'valueOf', 'constructor', 'propertyIsEnumerable']);
const OF_COLLECTIONS = new Set([
  'get',
  'set',
  'has',
  'delete',
  'clear',
  'keys',
  'values',
  'entries',
  'forEach',
  'add',
]);

const ofObject = (
  machine: Machine,
  of: Extract<Value, { kind: 'object' }>,
  name: string,
  env: Env,
  node: ts.Node,
): Value => {
  if (isCollection(of)) {
    if (name === 'size') return of.isOpen ? memberOf(of, name) : plainValue(of.entries.size);
    return memberOf(of, name);
  }
  const getter = machine.accessors.get(of.entries)?.get(name)?.get;
  if (getter !== undefined) return machine.parts.apply(getter, of, [], machine.callOptions(node, env.frame));
  const live = machine.namespaces.get(of.entries)?.(name);
  const own = live ?? of.entries.get(name);
  if (own !== undefined) return own;
  if (of.isOpen || isAwaiting(name) || INHERITED.has(name) || OF_COLLECTIONS.has(name))
    return memberOf(of, name);
  return UNDEFINED;
};

const ofUnknown = (machine: Machine, of: Value, name: string): Value => {
  const global = machine.globalNames.get(of);
  if (global === 'process' && name === 'env') return machine.environmentObject;
  if (of === machine.environmentObject) return environmentOf(machine, name);
  if (global === 'globalThis' || global === 'global' || global === 'window') {
    const cell = machine.globals.get(name);
    if (cell !== undefined) return cell;
  }
  return memberOf(of, name);
};

const environmentOf = (machine: Machine, name: string): Value => {
  const known = machine.options.environment?.get(name);
  return known === undefined ? { kind: 'environment', name } : plainValue(known);
};

const ofInstance = (
  machine: Machine,
  of: Extract<Value, { kind: 'instance' }>,
  name: string,
  env: Env,
  node: ts.Node,
): Value => {
  const own = of.fields.get(name);
  if (own !== undefined) return own;
  const found = methodOf(machine, of, name, env, node);
  if (found !== undefined) return found;
  const isWhole = of.made === undefined && isOnlyOfFiles(of.closure as Value);
  return isWhole && !INHERITED.has(name) && !isAwaiting(name) ? UNDEFINED : memberOf(of, name);
};

/** Whether a class and all that it extends are among the files. */
const isOnlyOfFiles = (of: Value): boolean => {
  let at: Value | undefined = of;
  for (let i = 0; at !== undefined && i < 50; i++) {
    if (at.kind !== 'class') return false;
    at = (at.closure as ClassBody).parent;
  }
  return at === undefined;
};

/** Sets a property; of what is not an object of the program nothing can be set. */
export const setMember = (machine: Machine, of: Value, name: string, value: Value, env: Env): void => {
  const { journal } = machine;
  if (of.kind === 'object' || of.kind === 'instance') setOwn(machine, of, name, value, env);
  else if (of.kind === 'list') {
    journal.touch(of);
    setItem(of, name, value);
  } else if (of.kind === 'class') journal.setEntry((of.closure as ClassBody).statics, name, value);
  else if (of.kind === 'function') {
    if (nativeOf(of) === undefined) journal.setEntry(closureOf(of).properties, name, value);
  } else if (of.kind === 'either') {
    // Which of them is not known: each may have it.
    for (const arm of of.of) {
      if (arm.kind !== 'object' && arm.kind !== 'instance') continue;
      const entries = arm.kind === 'object' ? arm.entries : arm.fields;
      journal.setEntry(entries, name, eitherOf([...at(entries, name), value]));
    }
  }
};

const setOwn = (
  machine: Machine,
  of: ObjectValue | InstanceValue,
  name: string,
  value: Value,
  env: Env,
): void => {
  const { journal, accessors } = machine;
  const setter =
    of.kind === 'object' ? accessors.get(of.entries)?.get(name)?.set : setterOf(machine, of, name);
  if (setter !== undefined) {
    machine.parts.apply(setter, of, [value], machine.callOptions(closureOf(setter).node, env.frame));
    return;
  }
  const entries = of.kind === 'object' ? of.entries : of.fields;
  const isAny = name === ANY;
  if (isAny && of.kind === 'object') of.isOpen = true;
  journal.setEntry(entries, name, isAny ? eitherOf([...at(entries, name), value]) : value);
};

/** How far behind its end a list may be written to. */
const LONGEST_GAP = 1000;

const setItem = (of: ListValue, name: string, value: Value): void => {
  const index = Number(name);
  if (name === 'length') of.items.splice(numberIn(value) ?? 0);
  else if (name === ANY) {
    of.items.push(value);
    of.isOpen = true;
  } else if (Number.isInteger(index) && index >= 0 && index <= of.items.length + LONGEST_GAP) {
    while (of.items.length < index) of.items.push(UNDEFINED);
    of.items[index] = value;
  }
};

const at = (entries: ReadonlyMap<string, Value>, name: string): readonly Value[] => {
  const value = entries.get(name);
  return value === undefined ? [] : [value];
};
