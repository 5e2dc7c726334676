/** What is shown against what it is compared with, as `faultline diff` has it, and what only one of the two has. */
import { type Comparison, compared } from '../../../src/analyze/diff/compare.ts';
import { brokenPolicies } from '../../../src/analyze/diff/policies.ts';
import { diffReport } from '../../../src/analyze/diff/report.ts';
import { NONE } from '../../../src/analyze/diff/view.ts';
import { sweep } from '../../../src/engine/sweep/sweep.ts';
import type { Sweeper } from '../../../src/engine/sweep/request.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Compared } from '../../model/messages.ts';
import type { Arrow } from '../../model/state.ts';
import { type Desk, sheetOf } from '../desk.ts';
import { toldOf } from '../told.ts';
import { arrowsOf } from './facts.ts';

/** Rows of a table, as of `faultline diff`. */
const ROWS = 20;

/** @throws UserError if there is nothing to compare with. */
export const compare = async (desk: Desk): Promise<Compared> => {
  const [before, after] = [sheetOf(desk, 'before'), sheetOf(desk, 'after')];
  const { given, today } = desk.days;
  const comparison = await compared(before.estate, after.estate, {
    day: given ?? today,
    sweeper: onThisThread,
  });
  const policies = await brokenPolicies(comparison, onThisThread, () => undefined);
  const report = diffReport(comparison, {
    base: before.name,
    head: desk.edited === undefined ? after.name : `${after.name} with the changes`,
    failOn: [],
    limit: ROWS,
    policies,
  });
  return { ...changesOf(comparison), report: toldOf(report) };
};

const onThisThread: Sweeper = async (request, progress) => sweep(request, progress);

/** Nodes that were renamed are on both sides, and so are their arrows. */
const changesOf = ({ view: { from, to, after, before }, renamed }: Comparison): Omit<Compared, 'report'> => ({
  added: alone(to.estate, before),
  removed: alone(from.estate, after),
  addedArrows: arrowsAlone(to.estate, from.estate, before),
  removedArrows: arrowsAlone(from.estate, to.estate, after),
  renamed,
});

const alone = ({ nodes }: Estate, partners: Int32Array): readonly string[] =>
  nodes.filter((_, position) => partners[position] === NONE).map(({ id }) => id);

/** Arrows of an estate of which the other has none between the nodes that are the same as these. */
const arrowsAlone = (estate: Estate, other: Estate, partners: Int32Array): readonly Arrow[] => {
  const partnerOf = (position: number) => {
    const partner = partners[position]!;
    return partner === NONE ? undefined : other.nodes[partner]!;
  };
  return estate.nodes.flatMap((node, position) => {
    const same = partnerOf(position);
    const known = same === undefined ? undefined : arrowsOf(same);
    return [...arrowsOf(node)]
      .filter((to) => {
        const partner = partnerOf(estate.positions.get(to)!);
        return partner === undefined || known?.has(partner.id) !== true;
      })
      .map((to) => ({ from: node.id, to }));
  });
};
