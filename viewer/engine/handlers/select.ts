/** Which nodes selections match. */
import { select as selected } from '../../../src/assemble/select.ts';
import type { Requests } from '../../model/messages.ts';
import { type Desk, sheetOf } from '../desk.ts';

/** @throws UserError if one is malformed or matches nothing. */
export const select = (desk: Desk, { side, selections }: Requests['select']['in']): Uint32Array =>
  Uint32Array.from(selected(sheetOf(desk, side).estate, selections));
