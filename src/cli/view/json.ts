/** Data as JSON, as long as one text can hold it. */
import type { PageData } from '../../document/page-data.ts';
import { UserError } from '../../model/user-error.ts';

/** @throws UserError if it is too much for a page. */
export const jsonOf = (data: PageData): string => {
  try {
    return JSON.stringify(data);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError({
      message: `${data.head.estate.nodes.length} nodes are too many for a page`,
      hint: 'view a part of it',
    });
  }
};
