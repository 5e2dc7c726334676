/**
 * Calls whose resource the environment names: code says `TableName: process.env.TABLE`, and whoever runs it has `TABLE`
 * set to a table. Then the call is to that table; else to the service, which is all that is known.
 */
import { groupBy } from '../../model/group-by.ts';

/** As much of an edge as is looked at: who has it, by which property, and where it leads. */
interface Leading {
  readonly from: { readonly key: string };
  readonly property: string;
  readonly to: object;
}

/** An edge, and the settings by which its end is named. */
export interface NamedEdge<E extends Leading> {
  readonly edge: E;
  readonly nameKeys?: readonly string[];
}

/** The edges, each that a setting names led to what the setting means. */
export const ledByNames = <E extends Leading>(named: readonly NamedEdge<E>[]): readonly E[] => {
  if (!named.some(({ nameKeys }) => nameKeys !== undefined)) return named.map(({ edge }) => edge);
  const settings = groupBy(
    named.flatMap(({ edge, nameKeys }) => (nameKeys === undefined ? [edge] : [])),
    ({ from, property }) => `${from.key}\0${property.slice(property.lastIndexOf('.') + 1)}`,
  );
  return named.flatMap(({ edge, nameKeys = [] }) => {
    const meant = nameKeys.flatMap((key) => settings.get(`${edge.from.key}\0${key}`) ?? []);
    const ends = new Set(meant.map(({ to }) => to));
    return ends.size === 0 ? [edge] : [...ends].map((to) => ({ ...edge, to }));
  });
};
