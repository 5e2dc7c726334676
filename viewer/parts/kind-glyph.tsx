/** What a node is, as the picture draws it. */
import '../style/parts.css';
import type { Kind } from '../../src/model/kind.ts';
import { GLYPHS, GLYPH_LINE } from '../draw/glyphs.ts';

export const KindGlyph = ({ kind }: { kind: Kind }) => (
  <svg class="part-kind" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
    <path d={GLYPHS[kind]} stroke-width={GLYPH_LINE} />
  </svg>
);
