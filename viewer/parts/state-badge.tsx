/** A state as colour, shape, letter and word. */
import '../style/parts.css';
import type { State } from '../../src/model/state.ts';
import { StateShape } from './state-shape.tsx';

/** `compact`: without the word, which is then in the title and for screen readers. */
export const StateBadge = ({ state, compact = false }: { state: State; compact?: boolean }) => (
  <span class={`state ${state} part-badge${compact ? ' part-badge-compact' : ''}`} title={state}>
    <StateShape state={state} />
    <span class={compact ? 'sr-only' : 'part-badge-word'}>{state}</span>
  </span>
);
