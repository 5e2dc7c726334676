/** Desks with documents on them, for tests of what the page asks. */
import { estateData } from '../../../src/document/page-data.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Desk, Surroundings } from '../../../viewer/engine/desk.ts';
import { open } from '../../../viewer/engine/handlers/open.ts';

/** Nothing takes any time. */
export const surroundingsOn = (today: string): Surroundings => ({ today, now: () => 0 });

interface Given {
  readonly base?: Estate;
  /** The day that was asked for. */
  readonly day?: string;
}

/** What the page is given, as text. */
export const pageText = (head: Estate, { base, day }: Given = {}): string =>
  JSON.stringify({
    faultline: 1,
    version: '0.0.0',
    head: { name: 'head.yaml', estate: estateData(head) },
    ...(base === undefined ? {} : { base: { name: 'base.yaml', estate: estateData(base) } }),
    ...(day === undefined ? {} : { day }),
  });

export const deskOf = (head: Estate, today: string, given: Given = {}): Desk =>
  open(pageText(head, given), surroundingsOn(today)).desk;
