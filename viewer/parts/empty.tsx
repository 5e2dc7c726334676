/** Where there is nothing to be shown, why, and what to do about it. */
import '../style/parts.css';
import type { ComponentChildren } from 'preact';

export const Empty = ({ children }: { children: ComponentChildren }) => (
  <div class="part-empty dim">{children}</div>
);
