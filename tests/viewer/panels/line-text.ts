/** A line of a report as bare text. */
import type { Line } from '../../../src/model/report.ts';

export const lineText = (line: Line): string =>
  line.map((span) => (typeof span === 'string' ? span : 'state' in span ? span.state : span.text)).join('');
