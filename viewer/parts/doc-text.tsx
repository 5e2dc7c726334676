/** A text that comes from a document: its own direction of writing, no control characters, elided where room is short. */
import '../style/parts.css';
import { MOST_SHOWN, shownText } from './words.ts';

/** `isElided`: on one line, cut by the room that there is; all of it (nearly) is in the title. */
export const DocText = ({
  text,
  isElided = false,
  most = MOST_SHOWN,
}: {
  text: string;
  isElided?: boolean;
  most?: number;
}) => {
  const shown = shownText(text, most);
  return isElided ? (
    <bdi class="part-elided" title={shown}>
      {shown}
    </bdi>
  ) : (
    <bdi class="part-text">{shown}</bdi>
  );
};
