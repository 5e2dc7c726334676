/**
 * What statements of policies allow by words: ARNs, and where they name nothing, the services whose actions they list.
 * What they refer to in the program is found as everywhere else.
 */
import type { Target } from '../../../model/fact.ts';
import { choicesOf, itemsOf, mentionsIn, patternOf, textOf } from '../../typescript/read.ts';
import type { Value } from '../../typescript/value.ts';
import { arnOf } from './texts.ts';

type Entries = ReadonlyMap<string, Value>;

/** A target, and the word of the statement that holds it. */
interface Allowed {
  readonly word: string;
  readonly target: Target & { readonly by: 'text' };
}

/** Spelled as IAM does, and as `getPolicyDocument` does. */
const SPELLINGS = [
  { action: 'Action', resource: 'Resource' },
  { action: 'actions', resource: 'resources' },
] as const;

/** Whether an object is a statement of a policy. */
export const isStatement = (entries: Entries): boolean =>
  SPELLINGS.some(({ action }) => entries.has(action)) &&
  ['Effect', 'effect', 'Resource', 'resources'].some((word) => entries.has(word));

export const allowedBy = (statement: Entries): readonly Allowed[] => {
  const effect = textOf(statement.get('Effect') ?? statement.get('effect')) ?? 'Allow';
  // A statement with a principal belongs to a resource, and says who may use it.
  const isOfResource = ['Principal', 'principals', 'NotPrincipal'].some((word) => statement.has(word));
  if (effect !== 'Allow' || isOfResource) return [];
  return SPELLINGS.flatMap(({ action, resource }) => {
    const resources = membersOf(statement.get(resource));
    const arns = resources.flatMap((one): readonly Allowed[] => {
      const arn = mentionsIn(one).length > 0 ? undefined : arnOf(patternOf(one) ?? '');
      return arn === undefined ? [] : [{ word: resource, target: { by: 'text', as: 'arn', text: arn } }];
    });
    const isNamed = arns.length > 0 || resources.some((one) => mentionsIn(one).length > 0);
    return isNamed ? arns : servicesOf(membersOf(statement.get(action)), action);
  });
};

/** One action of each service: nothing more is known than that it is used. */
const servicesOf = (actions: readonly Value[], word: string): readonly Allowed[] => {
  const services = new Map<string, string>();
  for (const action of actions) {
    const text = textOf(action) ?? '';
    const service = /^([a-z0-9-]+):/i.exec(text)?.[1]?.toLowerCase();
    if (service !== undefined && !services.has(service)) services.set(service, text);
  }
  return [...services.values()].map((text) => ({ word, target: { by: 'text', as: 'action', text } }));
};

const membersOf = (value: Value | undefined): readonly Value[] =>
  choicesOf(value).flatMap((choice) => (choice.kind === 'list' ? itemsOf(choice) : [choice]));
