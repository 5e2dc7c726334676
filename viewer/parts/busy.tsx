/** Something is being worked out. */
import '../style/parts.css';

/** It appears after a moment only (by its style): most answers are there before anybody waits. */
export const Busy = ({ words = 'Working it out…' }: { words?: string }) => (
  <p class="part-busy dim" role="status">
    {words}
  </p>
);
