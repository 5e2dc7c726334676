/** A mistake that the user can mend: what is wrong, and what to do. */
import '../style/parts.css';
import { shownText } from './words.ts';

/** Characters of a message: some repeat what was typed. */
const MOST = 2_000;

export const Problem = ({
  error,
}: {
  error: { readonly message: string; readonly hint?: string | undefined };
}) => (
  <div class="part-problem" role="status">
    <p class="part-problem-what">
      <bdi>{shownText(error.message, MOST)}</bdi>
    </p>
    {error.hint === undefined ? null : (
      <p class="part-problem-hint">
        <bdi>{shownText(error.hint, MOST)}</bdi>
      </p>
    )}
  </div>
);
