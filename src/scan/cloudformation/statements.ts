/** IAM statements that name nothing: of what they allow only the service is known. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, parseTrees, textOf } from '../tree.ts';
import { evaluate, type Known } from './evaluate.ts';
import { mentionsOf } from './mentions.ts';

/** The first action of a service that a statement allows on everything. */
interface OpenAction {
  readonly action: string;
  readonly steps: readonly Step[];
}

const MOST_DEEP = 60;

/** Actions that a value's statements allow without naming a thing, one for each service. */
export const openActions = (value: Plain | undefined, known: Known): readonly OpenAction[] => {
  const actions = new Map<string, OpenAction>();
  const walk = (part: Plain | undefined, steps: readonly Step[]): void => {
    if (typeof part !== 'object' || part === null || steps.length > MOST_DEEP) return;
    if (Array.isArray(part)) {
      (part as readonly Plain[]).forEach((item, i) => walk(item, [...steps, i]));
      return;
    }
    if (textOf(at(part, 'Effect')) === 'Allow' && at(part, 'Action') !== undefined) {
      if (!namesSomething(part, known)) {
        for (const action of itemsOf(evaluate(at(part, 'Action'), known))) {
          const service = typeof action === 'string' ? /^([a-z0-9-]+):/.exec(action)?.[1] : undefined;
          if (service !== undefined && !actions.has(service))
            actions.set(service, { action: action as string, steps });
        }
      }
      return;
    }
    for (const [name, member] of entriesOf(part))
      walk(name === 'PolicyDocument' ? documentOf(member, known) : member, [...steps, name]);
  };
  walk(value, []);
  return [...actions.values()];
};

/** Whether a statement says on what: a thing of the template, or an ARN. One with a principal is about its own thing. */
const namesSomething = (statement: Plain, known: Known): boolean =>
  at(statement, 'Principal') !== undefined ||
  mentionsOf(at(statement, 'Resource'), known).some((mention) =>
    mention.kind === 'text'
      ? mention.text.startsWith('arn:')
      : mention.kind === 'import' || !mention.name.startsWith('AWS::'),
  );

/** A policy that is given as JSON text, as the map that it is. */
const documentOf = (policy: Plain, known: Known): Plain => {
  const text = evaluate(policy, known);
  if (typeof text !== 'string') return policy;
  return parseTrees(text).trees[0]?.value ?? policy;
};
