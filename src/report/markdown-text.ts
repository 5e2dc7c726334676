/** Texts as Markdown shows them: nothing of a document becomes markup, HTML or a call to somebody. */
import { printable } from '../model/printable.ts';
import type { Line, Span } from '../model/report.ts';
import { uncommanded } from './inert.ts';

/** A line with its meanings. */
export const inline = (line: Line): string => line.map(spanText).join('').trim();

const spanText = (span: Span): string => {
  if (typeof span === 'string') return escaped(span);
  if ('state' in span) return `**${span.state}**`;
  if (span.tone === 'strong') return `**${escaped(span.text.trim())}**`;
  if (span.tone === 'id') return codeSpan(span.text);
  return escaped(span.text);
};

/** Code spans take no escapes; backticks inside one need a longer fence, and a pipe would end the table's cell. */
const codeSpan = (text: string): string => {
  const safe = uncommanded(printable(text).replaceAll('|', '\\|'));
  const [longest] = (safe.match(/`+/g) ?? ['']).toSorted((a, b) => b.length - a.length);
  const fence = `${longest}\``;
  return longest === '' ? `\`${safe}\`` : `${fence} ${safe} ${fence}`;
};

/**
 * Text from a document must not become markup or HTML. A space of no width keeps `@team` and `#12` from calling people
 * and issues where the page is a comment.
 */
export const escaped = (text: string): string =>
  printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|!~@]/g, '\\$&')
    .replace(/[@#](?=\w)/g, '$&&#8203;')
    // At the start of a line it would be a command to a machine that shows the page as it is.
    .replace(/^(\s*):(?=:)/, '$1&#58;');
