/** Why nodes are in the states that they are in, a line each. */
import { reasonLine } from '../../../src/analyze/impact.ts';
import type { Line } from '../../../src/model/report.ts';
import type { Requests } from '../../model/messages.ts';
import { type Desk, sheetOf } from '../desk.ts';

/** As the column "Why" of `faultline impact`; empty for what is operational. */
export const reasons = (desk: Desk, { of, positions }: Requests['reasons']['in']): readonly Line[] => {
  const { estate, solved } = sheetOf(desk, of.side);
  return positions.map((position) => reasonLine(estate, solved(of), position));
};
