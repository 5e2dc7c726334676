/** Stacks within stacks: which template of the scan each nested stack is made from. */
import { textOf, at } from '../tree.ts';
import { evaluate } from './evaluate.ts';
import type { Stack } from './stack.ts';
import { worldOf, type Nesting } from './world.ts';
import { joined } from '../paths.ts';

/** Types that are stacks of their own, and the property that says where their template is. */
export const PLACES: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** All nestings among stacks. */
export const nestingsOf = (stacks: readonly Stack[], region: string | undefined): readonly Nesting[] => {
  const world = worldOf([], region);
  const byFile = new Map(stacks.map((stack) => [stack.file, stack]));
  return stacks.flatMap((parent) =>
    [...parent.declared.values()].flatMap(({ id, type, body }) => {
      const place = PLACES.get(type);
      if (place === undefined) return [];
      // The CDK keeps the file's name beside the address in the cloud.
      const asset = at(body, 'Metadata', 'aws:asset:path');
      const text = textOf(asset) ?? textOf(evaluate(at(body, 'Properties', place), world.known(parent)));
      const child = text === undefined ? undefined : childAt(text, parent, stacks, byFile);
      return child === undefined || child === parent
        ? []
        : [{ parent, id, child, parameters: at(body, 'Properties', 'Parameters') }];
    }),
  );
};

/** The stack at a place: a path from the parent's folder, or the one template that an address in the cloud ends in. */
const childAt = (
  place: string,
  parent: Stack,
  stacks: readonly Stack[],
  byFile: ReadonlyMap<string, Stack>,
): Stack | undefined => {
  if (!/^[a-z0-9]+:\/\//i.test(place) && !place.includes('${'))
    return byFile.get(joined(parent.folder, place));
  const path = place.replace(/[?#].*$/, '').split('/');
  if (!/^[\w.-]+\.(?:ya?ml|json|template)$/.test(path.at(-1)!)) return undefined;
  const alike = stacks.map((stack) => ({ stack, words: sameEnd(stack.file.split('/'), path) }));
  const most = Math.max(...alike.map(({ words }) => words));
  if (most === 0) return undefined;
  const same = alike.filter(({ words }) => words === most).map(({ stack }) => stack);
  // In a folder below or beside the parent's; of several, none.
  const near = same.filter(({ folder }) => isNear(folder, parent.folder));
  return near.length === 1 ? near[0] : undefined;
};

/** How many words two paths have in common at their ends. */
const sameEnd = (a: readonly string[], b: readonly string[]): number => {
  let words = 0;
  while (words < a.length && words < b.length && a.at(-1 - words) === b.at(-1 - words)) words++;
  return words;
};

const isNear = (folder: string, of: string): boolean => {
  const above = of.includes('/') ? of.slice(0, of.lastIndexOf('/')) : '.';
  return [of, above].some((base) => base === '.' || folder === base || folder.startsWith(`${base}/`));
};
