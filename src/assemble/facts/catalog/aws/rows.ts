/** What the rows of AWS's types have in common: names that follow from a name, and things that only configure. */
import type { EdgeClass } from '../../../../model/fact.ts';
import type { Link, NameRule, TypeRow } from '../../catalog.ts';

/**
 * A thing with a name of its maker's choice, which is also the end of its ARN: `sqs:{region}::{}` for
 * `arn:aws:sqs:eu-west-1::orders`. The account stays empty: no file says which one it is.
 */
export const named = (arn: string, ...property: readonly string[]): readonly NameRule[] => [
  { form: 'name', property },
  { form: 'arn', property, as: `arn:aws:${arn}` },
];

/** Things that configure others and do not fail by themselves; each in all its spellings, separated by a space. */
export const settings = (asTarget: EdgeClass, ...things: readonly string[]): readonly TypeRow[] =>
  things.map((types) => ({ types: types.split(' '), kind: 'resource', role: 'setting', asTarget }));

/** The same, of which all that they refer to is of that class, too: a policy, an alarm. */
export const only = (asTarget: EdgeClass, ...things: readonly string[]): readonly TypeRow[] =>
  settings(asTarget, ...things).map((row) => ({ ...row, properties: { '*': asTarget } }));

/**
 * SAM's connectors lead from what tells of an event to what it is told to. Whom a queue feeds, that one needs the
 * queue; the queue does not need it.
 */
export const FEEDS: Link = {
  from: 'Connectors.*.Properties.Destination.Id',
  to: 'self',
  class: 'asynchronous',
  why: 'it is told of what happens there',
};

/**
 * A row as it is used: every spelling of a property is a key of its own, and the subnets that a thing stands in are a
 * group of which one is enough. As single references each would be as needed as all of them, and the loss of one zone
 * would take down what was spread over three.
 */
export const completed = (row: TypeRow): TypeRow => {
  const { subnets = [], properties = {}, links = [] } = row;
  const standing: readonly Link[] =
    subnets.length === 0
      ? []
      : [
          {
            from: 'self',
            to: subnets.join('|'),
            class: 'network',
            // That it is spread over their zones is told of the thing itself: here one way in is enough.
            form: 'any',
            why: 'it stands in these subnets',
          },
        ];
  return {
    ...row,
    properties: Object.fromEntries([
      ...subnets.map((path) => [path, 'config'] as const),
      ...Object.entries(properties).flatMap(([paths, of]) =>
        paths.split('|').map((path) => [path, of] as const),
      ),
    ]),
    links: [...links, ...standing],
  };
};
