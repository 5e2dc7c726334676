/** The button below a list that is not shown whole. */
import '../style/parts.css';
import type { RowWindow } from './row-window.ts';

export const MoreRows = ({
  window: { more, words, label },
  onMore,
}: {
  window: RowWindow;
  onMore: () => void;
}) =>
  more === 0 ? null : (
    <p class="part-more">
      <button type="button" class="button" onClick={onMore}>
        {label}
      </button>
      <span class="dim" role="status">
        {words}
      </span>
    </p>
  );
