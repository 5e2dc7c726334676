/** The shape and letter of a state, as in the picture: they tell it where colours do not. */
import type { State } from '../../src/model/state.ts';
import { LETTERS, OUTLINES } from '../draw/glyphs.ts';

/** What is well has no letter and no fill: it should not draw the eye. */
const OPERATIONAL = 'M8 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z';

export const StateShape = ({ state }: { state: State }) => (
  <svg class={`part-shape ${state}`} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
    <path class="part-outline" d={state === 'operational' ? OPERATIONAL : OUTLINES[state]} />
    {state === 'operational' ? null : <path class="part-letter" d={LETTERS[state]} />}
  </svg>
);
