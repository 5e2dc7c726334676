/** Methods, getters and statics of classes of the files, through those that they extend. */
import ts from 'typescript';
import { functionValue } from './closures.ts';
import { propertyName } from './literals.ts';
import type { ClassBody, Env } from './frames.ts';
import type { Machine } from './machine.ts';
import { nameText } from './syntax.ts';
import type { Value } from './value.ts';
import { type ClassValue, type FunctionValue, type InstanceValue } from './values.ts';

/** A class may extend itself in a broken program. */
const LONGEST_CHAIN = 50;

export const bodyOf = (value: ClassValue): ClassBody => value.closure as ClassBody;

/** A class and those of the files that it extends, itself first. */
const chainOf = (value: Value): readonly ClassValue[] => {
  const chain: ClassValue[] = [];
  let at: Value | undefined = value;
  while (at?.kind === 'class' && chain.length < LONGEST_CHAIN) {
    chain.push(at);
    at = bodyOf(at).parent;
  }
  return chain;
};

type Member = ts.MethodDeclaration | ts.GetAccessorDeclaration | ts.SetAccessorDeclaration;

const memberOf = (
  machine: Machine,
  owner: ClassValue,
  name: string,
  isStatic: boolean,
  test: (node: ts.Node) => node is Member,
): Member | undefined => {
  const { node, env } = bodyOf(owner);
  return node.members.find(
    (member): member is Member =>
      test(member) &&
      (!ts.isMethodDeclaration(member) || member.body !== undefined) &&
      isStaticMember(member) === isStatic &&
      (ts.isComputedPropertyName(member.name)
        ? propertyName(machine, member.name, env)
        : nameText(member.name)) === name,
  );
};

export const isStaticMember = (node: ts.ClassElement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false);

const isReadable = (node: ts.Node): node is Member =>
  ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node);

/** The method of an instance, or what its getter gives. `from`: the class to look from; left out: its own. */
export const methodOf = (
  machine: Machine,
  of: InstanceValue,
  name: string,
  env: Env,
  node: ts.Node,
  from: Value = of.closure as Value,
): Value | undefined => {
  for (const owner of chainOf(from)) {
    const member = memberOf(machine, owner, name, false, isReadable);
    if (member === undefined) continue;
    const value = functionValue(machine, member, bodyOf(owner).env, { class: owner, isStatic: false });
    if (ts.isMethodDeclaration(member)) return value;
    return machine.parts.apply(value, of, [], machine.callOptions(node, env.frame));
  }
  return undefined;
};

export const setterOf = (machine: Machine, of: InstanceValue, name: string): FunctionValue | undefined => {
  for (const owner of chainOf(of.closure as Value)) {
    const member = memberOf(machine, owner, name, false, ts.isSetAccessorDeclaration);
    if (member !== undefined)
      return functionValue(machine, member, bodyOf(owner).env, { class: owner, isStatic: false });
  }
  return undefined;
};

/** A static of a class; of one that it extends, and of a library's class at the end. */
export const staticOf = (
  machine: Machine,
  of: ClassValue,
  name: string,
  env: Env,
  node: ts.Node,
): Value | undefined => {
  for (const owner of chainOf(of)) {
    const own = bodyOf(owner).statics.get(name);
    if (own !== undefined) return own;
    const member = memberOf(machine, owner, name, true, isReadable);
    if (member === undefined) continue;
    const value = functionValue(machine, member, bodyOf(owner).env, { class: owner, isStatic: true });
    if (ts.isMethodDeclaration(member)) return value;
    return machine.parts.apply(value, of, [], machine.callOptions(node, env.frame));
  }
  if (name === 'name') return { kind: 'plain', plain: of.name };
  if (name === 'prototype') return undefined;
  return of.extends === undefined ? undefined : machine.parts.getMember(of.extends, name, env, node);
};
