/**
 * Calls whose resource the environment names: code says `TableName: process.env.TABLE`, and whoever runs it has `TABLE`
 * set to a table. Then the call is to that table; else to the service, which is all that is known.
 */
import { groupBy } from '../../model/group-by.ts';
import type { Edge } from './edges.ts';

/** An edge, and the settings by which its end is named. */
export interface NamedEdge {
  readonly edge: Edge;
  readonly nameKeys?: readonly string[];
}

/** The edges, each that a setting names led to what the setting means. */
export const ledByNames = (named: readonly NamedEdge[]): readonly Edge[] => {
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
