/** Classes of the files: what one is, what `new` makes of it, what `super` means in it. */
import ts from 'typescript';
import { bodyOf, isStaticMember, methodOf, staticOf } from './class-members.ts';
import { functionValue } from './closures.ts';
import { bindParameters, finished } from './functions.ts';
import { propertyName } from './literals.ts';
import { type CallOptions, Env, type Frame } from './frames.ts';
import type { Machine } from './machine.ts';
import { declare } from './patterns.ts';
import { boundTo, nameText } from './syntax.ts';
import type { Library, Value } from './value.ts';
import { type ClassValue, type InstanceValue, UNDEFINED, armsOf, memberOf, unknownOf } from './values.ts';

const DEEPEST = 60;

/** The class that a declaration or expression makes. Its static parts run. */
export const classValue = (machine: Machine, node: ts.ClassLikeDeclaration, env: Env): Value => {
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0];
  const parent =
    heritage === undefined ? undefined : pickedParent(machine.parts.evaluate(heritage.expression, env));
  const library = libraryAbove(parent);
  const inner = new Env(env, env.frame);
  const value: ClassValue = {
    kind: 'class',
    name: node.name?.text ?? boundTo(node) ?? '',
    site: machine.site(node, env.frame),
    ...(library === undefined ? {} : { extends: library }),
    closure: { node, env: inner, parent, statics: new Map() },
  };
  if (node.name !== undefined) declare(machine, node.name.text, value, inner);
  machine.classes.set(node, value);
  runDecorators(machine, node, inner);
  runStatics(machine, value, env.frame);
  return value;
};

/** Of several that a class may extend, one that says something. */
const pickedParent = (value: Value): Value => {
  const arms = armsOf(value);
  return arms.find((arm) => arm.kind === 'class' || arm.kind === 'library') ?? arms[0] ?? value;
};

const libraryAbove = (parent: Value | undefined): Library | undefined =>
  parent?.kind === 'library' ? parent : parent?.kind === 'class' ? parent.extends : undefined;

/** What stands in decorators is evaluated; what they make of the class is not known, and left out. */
const runDecorators = (machine: Machine, node: ts.ClassLikeDeclaration, env: Env): void => {
  for (const one of [node, ...node.members]) {
    if (!ts.canHaveDecorators(one)) continue;
    for (const decorator of ts.getDecorators(one) ?? []) machine.parts.evaluate(decorator.expression, env);
  }
};

const runStatics = (machine: Machine, value: ClassValue, caller: Frame): void => {
  const { node, env, statics } = bodyOf(value);
  const frame = { ...caller, thisValue: value, home: { class: value, isStatic: true }, exits: [] };
  const inner = new Env(env, frame, true);
  for (const member of node.members) {
    if (ts.isClassStaticBlockDeclaration(member)) machine.parts.executeAll(member.body.statements, inner);
    else if (ts.isPropertyDeclaration(member) && isStaticMember(member)) {
      const name = propertyName(machine, member.name, env);
      const initial =
        member.initializer === undefined ? UNDEFINED : machine.parts.evaluate(member.initializer, inner);
      if (name !== undefined) machine.journal.setEntry(statics, name, initial);
    }
  }
};

/** `new` of a class of the files. */
export const constructClass = (
  machine: Machine,
  value: ClassValue,
  args: readonly Value[],
  options: CallOptions,
): Value => {
  const { frame, site } = options;
  const { node } = bodyOf(value);
  const instance: InstanceValue = {
    kind: 'instance',
    class: value.name,
    fields: new Map(),
    site,
    closure: value,
  };
  if (frame.depth >= DEEPEST || openOf(node, frame) > (frame.isConditional ? 1 : 40)) {
    machine.tell('unknown-value', `"${value.name}" makes itself: not all of it was followed`, site);
    return instance;
  }
  machine.instances.set(node, instance);
  initialise(machine, instance, value, args, options, options.boundTo);
  return instance;
};

export const isAbstract = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.AbstractKeyword) ?? false);

const openOf = (node: ts.Node, frame: Frame): number => {
  let open = 0;
  for (let at: Frame | undefined = frame; at !== undefined; at = at.caller) {
    if (
      at.home !== undefined &&
      at.node !== undefined &&
      ts.isConstructorDeclaration(at.node) &&
      at.node.parent === node
    )
      open++;
  }
  return open;
};

/** Runs the constructor of a class for an instance; left out, it hands its arguments on. */
const initialise = (
  machine: Machine,
  instance: InstanceValue,
  value: ClassValue,
  args: readonly Value[],
  options: CallOptions,
  making: string | undefined,
): void => {
  const { node, env, parent } = bodyOf(value);
  machine.ran.add(node);
  const { frame: caller, site } = options;
  const constructor = node.members.find(
    (member): member is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
  let isReady = false;
  const frame: Frame = {
    module: env.frame.module,
    caller,
    node: constructor ?? node,
    thisValue: instance,
    home: { class: value, isStatic: false },
    ...(value.name === '' ? {} : { name: value.name }),
    via: options.isEntry === true ? [] : [...caller.via, site],
    depth: caller.depth + 1,
    isAtStart: caller.isAtStart && options.isLater !== true,
    args,
    ...(making === undefined ? {} : { making }),
    guard: caller.guard,
    isConditional: caller.isConditional,
    exits: [],
    yields: [],
    afterSuper: () => {
      if (isReady) return;
      isReady = true;
      if (constructor !== undefined) setParameterProperties(machine, instance, constructor, inner);
      setFields(machine, instance, value, frame);
    },
  };
  const inner = new Env(env, frame, true);
  if (constructor === undefined) {
    if (parent !== undefined) makeParent(machine, instance, parent, args, { ...options, frame }, making);
    frame.afterSuper?.();
    return;
  }
  machine.ran.add(constructor);
  bindParameters(machine, constructor, args, options.more, inner);
  if (parent === undefined) frame.afterSuper?.();
  const last = machine.parts.executeAll(constructor.body!.statements, inner);
  finished(machine, frame, last);
  // `super(…)` may stand where it was not seen to be reached.
  frame.afterSuper?.();
};

/** `super(…)`: of a library's class it is what makes the instance one of the library's things. */
const makeParent = (
  machine: Machine,
  instance: InstanceValue,
  parent: Value,
  args: readonly Value[],
  options: CallOptions,
  making: string | undefined,
): void => {
  if (parent.kind === 'class') initialise(machine, instance, parent, args, options, making);
  else if (parent.kind === 'library' && instance.made === undefined)
    instance.made = machine.newMade(parent, args, options, { name: instance.class, boundTo: making });
};

export const callSuper = (
  machine: Machine,
  args: readonly Value[],
  env: Env,
  node: ts.CallExpression,
): void => {
  const { frame } = env;
  const { home, thisValue } = frame;
  if (home?.class.kind !== 'class' || thisValue?.kind !== 'instance') return;
  const { parent } = bodyOf(home.class);
  const { making } = frame;
  const options = { site: machine.site(node, frame), frame };
  if (parent !== undefined) makeParent(machine, thisValue, parent, args, options, making);
  frame.afterSuper?.();
};

/** `super.name`: the method of the class above; of a library, a member of the instance. */
export const superMember = (machine: Machine, name: string, env: Env): Value | undefined => {
  const { home, thisValue } = env.frame;
  if (home?.class.kind !== 'class') return undefined;
  const { parent, node } = bodyOf(home.class);
  if (parent === undefined) return undefined;
  if (home.isStatic)
    return parent.kind === 'class'
      ? staticOf(machine, parent, name, env, node)
      : machine.parts.getMember(parent, name, env, node);
  if (thisValue?.kind !== 'instance') return undefined;
  if (parent.kind === 'class') {
    const found = methodOf(machine, thisValue, name, env, node, parent);
    if (found !== undefined) return found;
  }
  return memberOf(thisValue, name);
};

/** `constructor(private readonly table: Table)` is a field. */
const setParameterProperties = (
  machine: Machine,
  instance: InstanceValue,
  constructor: ts.ConstructorDeclaration,
  env: Env,
): void => {
  for (const parameter of constructor.parameters) {
    if (!ts.isParameterPropertyDeclaration(parameter, constructor) || !ts.isIdentifier(parameter.name))
      continue;
    const { text } = parameter.name;
    machine.journal.setEntry(instance.fields, text, env.find(text)?.value ?? unknownOf([], text));
  }
};

const setFields = (machine: Machine, instance: InstanceValue, value: ClassValue, frame: Frame): void => {
  const { node, env } = bodyOf(value);
  const inner = new Env(env, frame, true);
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member) || isStaticMember(member) || member.initializer === undefined)
      continue;
    const name = nameText(member.name) ?? propertyName(machine, member.name, env);
    if (name === undefined) continue;
    const initial =
      ts.isArrowFunction(member.initializer) || ts.isFunctionExpression(member.initializer)
        ? functionValue(machine, member.initializer, inner)
        : machine.parts.evaluate(member.initializer, inner);
    machine.journal.setEntry(instance.fields, name, initial);
  }
};
