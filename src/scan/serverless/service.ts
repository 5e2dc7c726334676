/** A serverless.yml with its variables put in, and what of it means the same in other words. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';

/** A member of a map, or of a list of maps; and its path. */
export interface Member {
  readonly name: string;
  readonly value: Plain;
  readonly path: readonly Step[];
}

/** The members of a section that is a map, or a list of maps (of files, once these are put in). */
export const membersIn = (service: Plain, ...path: readonly Step[]): readonly Member[] => {
  const section = at(service, ...path);
  const members = (value: Plain, here: readonly Step[]): readonly Member[] =>
    entriesOf(value).map(([name, member]) => ({ name, value: member, path: [...here, name] }));
  return Array.isArray(section)
    ? (section as readonly Plain[]).flatMap((part, i) => members(part, [...path, i]))
    : members(section ?? null, path);
};

/** The provider's name: `aws`, `google`. */
export const providerIn = (service: Plain): string | undefined =>
  textOf(at(service, 'provider')) ?? textOf(at(service, 'provider', 'name'));

/** The service's name. */
export const nameIn = (service: Plain): string | undefined =>
  textOf(at(service, 'service')) ?? textOf(at(service, 'service', 'name'));

/** Stage, as the framework itself takes it if nothing is said. */
export const stageIn = (service: Plain, variables: ReadonlyMap<string, string>): string => {
  const stage = variables.get('stage') ?? textOf(at(service, 'provider', 'stage'));
  return stage === undefined || stage.includes('${') ? 'dev' : stage;
};

/** A name as the framework makes logical ids of it: `check-weather` to `CheckDashweather`. */
export const normalized = (name: string): string => {
  const plain = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** A bucket's or topic's name in a logical id: letters and digits. */
export const alphanumeric = (name: string): string => {
  const plain = name.replaceAll(/[^A-Za-z0-9]/g, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** IAM statements that a map of settings gives, in either spelling, with their path. */
export const statementsIn = (
  settings: Plain | undefined,
  path: readonly Step[],
): readonly { readonly statement: Plain; readonly path: readonly Step[] }[] =>
  [['iam', 'role', 'statements'], ['iamRoleStatements']].flatMap((steps) =>
    itemsOf(at(settings, ...steps)).map((statement, i) => ({ statement, path: [...path, ...steps, i] })),
  );

/** The embedded template: all parts of `resources` as one. */
export const templateIn = (service: Plain): Plain => {
  const parts = itemsOf(at(service, 'resources'));
  const section = (name: string): Plain =>
    Object.fromEntries(parts.flatMap((part) => entriesOf(at(part, name))));
  return Object.fromEntries(
    ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'].map((name) => [name, section(name)]),
  );
};
