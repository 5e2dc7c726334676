/** A stack's outputs, as far as others may import them. */
import type { ExportFact } from '../../model/fact.ts';
import { at, textOf } from '../tree.ts';
import { evaluate } from './evaluate.ts';
import { membersOf } from './for-each.ts';
import type { Stack } from './stack.ts';
import type { World } from './world.ts';

/** The outputs that other stacks may import. */
export const exportsOf = (stack: Stack, world: World): readonly ExportFact[] => {
  const known = world.known(stack);
  const outputs = membersOf(at(stack.template, 'Outputs'), [...stack.root, 'Outputs'], (value) =>
    evaluate(value, known),
  );
  return outputs.members.flatMap(({ value, path }) => {
    const name = textOf(evaluate(at(value, 'Export', 'Name'), known));
    return name === undefined
      ? []
      : [{ name, to: world.targetsOf(stack, at(value, 'Value')), where: stack.where(path) }];
  });
};
