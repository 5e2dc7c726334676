/** Changes that are tried, in words. */
import type { Line, Span } from '../../../src/model/report.ts';
import type { Edit } from '../../model/state.ts';

const id = (text: string): Span => ({ text, tone: 'id' });

/** A change in a line. */
export const editLine = (edit: Edit): Line => {
  switch (edit.type) {
    case 'soften':
      return edit.impact === 'operational'
        ? [id(edit.from), ' goes on without ', id(edit.to), ', unharmed']
        : [id(edit.from), ' goes on without ', id(edit.to), ', at worst ', { state: edit.impact }];
    case 'remove':
      return [id(edit.from), ' no longer needs ', id(edit.to)];
    case 'add':
      return [
        id(edit.from),
        ' also needs ',
        id(edit.to),
        ...(edit.impact === undefined || edit.impact === 'outage'
          ? []
          : [', at worst ', { state: edit.impact }]),
      ];
    case 'group':
      return [id(edit.from), ' makes do with ', ...listed([edit.to, ...edit.others])];
    case 'replica':
      return [
        'a copy of ',
        id(edit.node),
        ' in ',
        id(edit.place),
        '; whoever needs ',
        id(edit.node),
        ' can use either',
      ];
  }
};

const listed = (ids: readonly string[]): Line =>
  ids.flatMap((one, i) => [...(i === 0 ? [] : [' or ']), id(one)]);

/** The same as plain text. */
export const editText = (edit: Edit): string =>
  editLine(edit)
    .map((span) => (typeof span === 'string' ? span : 'state' in span ? span.state : span.text))
    .join('');
