/** Who falls: the apps; where no document tells what an app is, all that nothing else requires. */
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { targetsOf } from '../../model/requirement.ts';

/** Positions of those asked about in each estate, ascending. Both are asked in the same way, or nothing could be compared. */
export const subjectsOf = (
  from: Estate,
  to: Estate,
): { readonly from: readonly number[]; readonly to: readonly number[]; readonly areApps: boolean } => {
  const areApps = hasApps(from) || hasApps(to);
  const choose = areApps ? appsIn : topsIn;
  return { from: choose(from), to: choose(to), areApps };
};

const hasApps = (estate: Estate): boolean => estate.nodes.some(({ kind }) => kind === 'app');

const appsIn = ({ nodes }: Estate): readonly number[] =>
  nodes.flatMap(({ kind }, position) => (kind === 'app' ? [position] : []));

const topsIn = (estate: Estate): readonly number[] => {
  const required = new Set(estate.nodes.flatMap((node) => requirementsOf(node).flatMap(targetsOf)));
  return estate.nodes.flatMap(({ id }, position) => (required.has(id) ? [] : [position]));
};
