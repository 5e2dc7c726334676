/** Enums: an object of their members, and the names of numbers. */
import type ts from 'typescript';
import { propertyName } from './literals.ts';
import { Env } from './frames.ts';
import type { Machine } from './machine.ts';
import type { Value } from './value.ts';
import { numberIn, objectOf, plainValue } from './values.ts';

export const enumValue = (machine: Machine, node: ts.EnumDeclaration, env: Env): Value => {
  const existing = env.cells.get(node.name.text)?.value;
  const value = existing?.kind === 'object' ? existing : objectOf([]);
  const inner = new Env(env, env.frame);
  let next = 0;
  for (const member of node.members) {
    const name = propertyName(machine, member.name, inner);
    if (name === undefined) continue;
    const own =
      member.initializer === undefined ? plainValue(next) : machine.parts.evaluate(member.initializer, inner);
    const number = numberIn(own);
    next = (number ?? next) + 1;
    value.entries.set(name, own);
    // Members may be made of those before them.
    inner.cells.set(name, { value: own });
    if (number !== undefined) value.entries.set(String(number), plainValue(name));
  }
  return value;
};
