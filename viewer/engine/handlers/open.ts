/** Opens what the page was given. */
import { type PageData, type SideData, estateFrom } from '../../../src/document/page-data.ts';
import { UserError } from '../../../src/model/user-error.ts';
import type { Opened } from '../../model/messages.ts';
import { type Days, type Desk, type Sheet, type Surroundings, sheetFrom } from '../desk.ts';
import { factsOf } from './facts.ts';

/**
 * A desk with the documents of the page's data.
 *
 * @throws UserError if the text is not what this page understands.
 */
export const open = (
  text: string,
  surroundings: Surroundings,
): { readonly desk: Desk; readonly answer: Opened } => {
  const { version, head, base, day, isAnonymised = false } = pageData(text);
  const days: Days = { ...(day === undefined ? {} : { given: day }), today: surroundings.today };
  const first = sheetOfData(head, days);
  const desk: Desk = {
    documents: head.documents ?? [],
    surroundings,
    days,
    version,
    isAnonymised,
    head: first,
    ...(base === undefined ? {} : { base: sheetOfData(base, days, first) }),
  };
  const answer: Opened = {
    version,
    after: factsOf(desk.head),
    ...(desk.base === undefined ? {} : { before: factsOf(desk.base) }),
    isAnonymised,
  };
  return { desk, answer };
};

const pageData = (text: string): PageData => {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new UserError({
      message: 'the page’s data cannot be read',
      hint: 'the file may be cut off: make it again',
    });
  }
  if (typeof data === 'object' && data !== null && (data as Partial<PageData>).faultline === 1)
    return data as PageData;
  throw new UserError({
    message: 'the page’s data is of another version',
    hint: 'make it again, with the faultline that made the page',
  });
};

const sheetOfData = ({ name, estate, findings = [] }: SideData, days: Days, like?: Sheet): Sheet =>
  sheetFrom({ name, estate: estateFrom(estate), findings }, days, like);
