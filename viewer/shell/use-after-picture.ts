/** The picture first: what else tells an answer follows a frame later, so that nobody waits for tables to see what falls. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { View } from '../parts/view.ts';

/** The view as it is, but for an impact that has just come: until that is painted, the one from before it. */
export const useAfterPicture = (view: View): View => {
  const { impact } = view.answers;
  const shown = useRef(view);
  const arrived = useRef(view);
  const [painted, setPainted] = useState(impact);
  // Preact runs effects when the frame has been painted.
  useEffect(() => setPainted(impact), [impact]);
  if (arrived.current.answers.impact !== impact) arrived.current = view;
  // Whatever else is done meanwhile, such as typing, is shown at once.
  const isEarly = impact !== undefined && impact !== painted && view.state === arrived.current.state;
  if (!isEarly) shown.current = view;
  return shown.current;
};
