/** What a template puts together from elsewhere, and is not read: it is told, not passed over. */
import type { Finding, Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, textOf } from '../tree.ts';
import { isReadHere } from './definitions.ts';
import { evaluate, type Known } from './evaluate.ts';
import { PLACES } from './nested.ts';
import type { Stack } from './stack.ts';

/** Included parts, stack sets, and nested stacks whose template is not among the files. `isFound`: of which it is. */
export const hiddenParts = (
  stack: Stack,
  known: Known,
  isFound: (id: string) => boolean,
): readonly Finding[] => [
  ...transformsIn(at(stack.template, 'Resources') ?? null, stack, known),
  ...[...stack.declared.values()].flatMap(({ id, type, body, path }): readonly Finding[] => {
    const place = PLACES.get(type);
    if (place !== undefined && !isFound(id)) {
      const text = textOf(evaluate(at(body, 'Properties', place), known));
      const called = text === undefined ? 'its template' : `its template ${text}`;
      return [
        {
          kind: 'skipped',
          message: `${id} is a stack of its own: ${called} is not among the files`,
          ...stack.where([...path, 'Properties', place]),
        },
      ];
    }
    return type === 'AWS::CloudFormation::StackSet'
      ? [
          {
            kind: 'unrendered',
            message: `${id} is a stack set: what it makes in other accounts and regions is not known`,
            ...stack.where(path),
            hint: 'scan its template once for each region, with --region',
          },
        ]
      : [];
  }),
];

const MOST_DEEP = 150;

/** Transforms inside of the resources, but for the definitions of APIs, which are read. */
const transformsIn = (resources: Plain, stack: Stack, known: Known): readonly Finding[] => {
  const findings: Finding[] = [];
  const walk = (value: Plain, steps: readonly Step[]): void => {
    if (typeof value !== 'object' || value === null || steps.length > MOST_DEEP) return;
    if (Array.isArray(value)) {
      (value as readonly Plain[]).forEach((item, i) => walk(item, [...steps, i]));
      return;
    }
    for (const [name, member] of entriesOf(value)) {
      const here = [...steps, name];
      if (name !== 'Fn::Transform') walk(member, here);
      else if (!isDefinition(steps, resources))
        findings.push({
          kind: 'unrendered',
          message: `${wordsOf(member, known)} puts something in here: it is not read`,
          ...stack.where([...stack.root, 'Resources', ...here]),
          hint: 'scan the processed template to see what comes of it',
        });
    }
  };
  walk(resources, []);
  return findings;
};

const isDefinition = ([id = '', , property = '']: readonly Step[], resources: Plain): boolean =>
  isReadHere(textOf(at(resources, id, 'Type')) ?? '', String(property));

const wordsOf = (transform: Plain, known: Known): string => {
  const name = textOf(at(transform, 'Name')) ?? 'a transform';
  const location = textOf(evaluate(at(transform, 'Parameters', 'Location'), known));
  return location === undefined ? name : `${name} of ${location}`;
};
