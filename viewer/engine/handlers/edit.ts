/** Tries changes: the document as they leave it becomes what is shown, the one without them what it is compared with. */
import { edited } from '../../../src/analyze/what-if/what-if.ts';
import type { Edited, Requests } from '../../model/messages.ts';
import { type Desk, sheetFrom, sheetsOf } from '../desk.ts';
import { factsOf } from './facts.ts';

/** The edits are all that there are, not those that came anew: none undoes all. */
export const edit = (
  desk: Desk,
  { edits }: Requests['edit']['in'],
): { readonly desk: Desk; readonly answer: Edited } => {
  const { edited: _, ...plain } = desk;
  const { head, days, documents } = desk;
  const { estate, patch, refused } = edited(head.estate, edits, documents);
  const next: Desk =
    patch === ''
      ? plain
      : { ...plain, edited: sheetFrom({ name: head.name, findings: head.findings, estate }, days, head) };
  const { after, before } = sheetsOf(next);
  const answer: Edited = {
    after: factsOf(after),
    ...(before === undefined ? {} : { before: factsOf(before) }),
    patch,
    refused,
  };
  return { desk: next, answer };
};
