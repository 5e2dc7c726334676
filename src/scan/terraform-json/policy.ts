/** What IAM policies allow, as texts: the ARNs of their statements, or the actions where these are for all resources. */
import type { Plain } from '../../model/fact.ts';
import { at, itemsOf, textOf } from '../tree.ts';

interface Allowed {
  readonly text: string;
  readonly as: 'arn' | 'action';
  /** Below the policy's own property. */
  readonly property: string;
}

/** The statements of a policy document, spelled as in JSON; none if it is something else. */
export const statementsOf = (value: Plain): readonly Plain[] => itemsOf(at(value, 'Statement'));

/** Spelled as IAM does, and as the data source `aws_iam_policy_document` does. */
const SPELLINGS = [
  { effect: 'Effect', action: 'Action', resource: 'Resource' },
  { effect: 'effect', action: 'actions', resource: 'resources' },
] as const;

export const allowedBy = (statement: Plain): readonly Allowed[] =>
  SPELLINGS.flatMap(({ effect, action, resource }) => {
    if (at(statement, effect) === 'Deny') return [];
    const resources = itemsOf(at(statement, resource)).flatMap((text) => textOf(text) ?? []);
    const named = resources.filter((text) => text.startsWith('arn:'));
    const arns = named.map((text): Allowed => ({ text, as: 'arn', property: resource }));
    if (!resources.includes('*')) return arns;
    const actions = itemsOf(at(statement, action)).flatMap((text) => textOf(text) ?? []);
    return [...arns, ...actions.map((text): Allowed => ({ text, as: 'action', property: action }))];
  });
