/** What nothing in the files calls, but somebody does: handlers, methods, exported functions, classes. */
import ts from 'typescript';
import { closureOf, functionValue, nativeOf } from './closures.ts';
import { constructClass, isAbstract } from './classes.ts';
import { bodyOf, isStaticMember } from './class-members.ts';
import { unknownArguments } from './functions.ts';
import type { CallOptions, Frame } from './frames.ts';
import type { Machine } from './machine.ts';
import type { Value } from './value.ts';
import type { ClassValue, InstanceValue } from './values.ts';
import { unknownOf } from './values.ts';

/** How often new functions may come up while others are explored. */
const MOST_ROUNDS = 20;

/** Runs functions and classes that were not run, as far as is asked, with parameters that are not known. */
export const explore = (machine: Machine): void => {
  const { explore: how } = machine.options;
  if (how === 'none') return;
  const entries = new Set(machine.program.entries);
  const isAsked = (value: { readonly site: { readonly inside: string } }): boolean =>
    entries.has(value.site.inside);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = machine.ran.size;
    for (const [node, value] of machine.classes) {
      if (value.kind !== 'class' || !isAsked(value) || machine.ran.has(node)) continue;
      if (how === 'constructs' && (value.extends === undefined || isAbstract(node))) continue;
      machine.entry(value.site, () => void construct(machine, value));
    }
    if (how === 'constructs') break;
    for (const value of machine.classes.values()) {
      if (value.kind === 'class' && isAsked(value)) exploreMethods(machine, value);
    }
    for (const [node, value] of machine.functions) {
      if (machine.ran.has(node) || !isAsked(value) || nativeOf(value) !== undefined) continue;
      machine.entry(value.site, () => {
        machine.parts.apply(value, undefined, unknownArguments(closureOf(value).node), {
          ...optionsAt(machine, node, value),
          isEntry: true,
        });
      });
    }
    if (machine.ran.size === before) break;
  }
};

/** As if somebody called it later, from nowhere. */
const optionsAt = (machine: Machine, node: ts.Node, value: Value): CallOptions => {
  const env =
    value.kind === 'class' ? bodyOf(value).env : value.kind === 'function' ? closureOf(value).env : undefined;
  const { module } = env!.frame;
  const frame: Frame = { ...module.env.frame, isAtStart: false, isConditional: false, exits: [], yields: [] };
  return { site: machine.site(node, frame), frame, isLater: true };
};

const construct = (machine: Machine, value: ClassValue): Value => {
  const { node } = bodyOf(value);
  const constructor = node.members.find(
    (member): member is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
  const args =
    constructor === undefined
      ? [unknownOf([], 'scope'), unknownOf([], 'id'), unknownOf([], 'props')]
      : unknownArguments(constructor);
  // No call led there: `via` is empty.
  return constructClass(
    machine,
    value,
    constructor === undefined && value.extends === undefined ? [] : args,
    {
      ...optionsAt(machine, node, value),
      isEntry: true,
    },
  );
};

/** Runs the methods that were not run, on the latest instance. */
const exploreMethods = (machine: Machine, value: ClassValue): void => {
  const { node } = bodyOf(value);
  const instance = (machine.instances.get(node) ?? undefined) as InstanceValue | undefined;
  for (const member of node.members) {
    if (!ts.isMethodDeclaration(member) && !ts.isGetAccessorDeclaration(member)) continue;
    if (member.body === undefined || machine.ran.has(member)) continue;
    const owner = isStaticMember(member) ? value : instance;
    if (owner === undefined) continue;
    machine.entry(value.site, () => {
      const home = { class: value as Value, isStatic: isStaticMember(member) };
      const method = functionValue(machine, member, bodyOf(value).env, home);
      const options = { ...optionsAt(machine, member, value), isEntry: true };
      machine.parts.apply(method, owner, unknownArguments(member), options);
    });
  }
};
