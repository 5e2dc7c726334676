/** Reports name options of the command line (`--limit 0 shows all`); in the page there are none to give. */
import type { Line, Span } from '../../src/model/report.ts';

const FLAG = / ?\(--[a-z][^()]*\)/g;

/** A text of the program without such hints. */
export const withoutFlags = (text: string): string => text.replaceAll(FLAG, '');

/** The same for a line: only in words of the program, which are plain, or dim and nothing but the hint. */
export const lineWithoutFlags = (line: Line): Line =>
  line.map((span): Span => {
    if (typeof span === 'string') return withoutFlags(span);
    return 'tone' in span && span.tone === 'dim' && /^ ?\(--[a-z][^()]*\)$/.test(span.text) ? '' : span;
  });
