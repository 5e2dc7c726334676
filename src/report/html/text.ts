/** Texts in HTML: nothing of a document becomes a tag. */
import { printable } from '../../model/printable.ts';
import type { Line, Span } from '../../model/report.ts';
import { uncommandedMarkup } from '../inert.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text between tags, or in quotes. */
export const htmlText = (text: string): string =>
  uncommandedMarkup(printable(text).replace(/[&<>"']/g, (c) => ENTITIES[c]!));

/** A line with its meanings. */
export const htmlLine = (line: Line): string => line.map(htmlSpan).join('');

const htmlSpan = (span: Span): string => {
  if (typeof span === 'string') return htmlText(span);
  if ('state' in span) return `<span class="state ${span.state}">${span.state}</span>`;
  const text = htmlText(span.text);
  if (span.tone === 'strong') return `<strong>${text}</strong>`;
  if (span.tone === 'id') return `<code>${text}</code>`;
  return `<span class="dim">${text}</span>`;
};
