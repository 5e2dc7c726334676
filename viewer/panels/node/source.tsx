/** Where something is known from: addresses of the web can be opened, all else is text. */
import { DocText } from '../../parts/doc-text.tsx';
import { shownText } from '../../parts/words.ts';

/** Only these are links: whoever wrote the document must not decide what a click runs. */
const ADDRESS = /^https?:\/\/[^\s"'<>\\^`{|}]+$/i;

export const isAddress = (text: string): boolean => text.length <= 2_000 && ADDRESS.test(text);

export const Source = ({ text }: { text: string }) =>
  isAddress(text) ? (
    <a class="node-source" href={text} target="_blank" rel="noopener noreferrer">
      {shownText(text)}
    </a>
  ) : (
    <DocText text={text} most={2_000} />
  );
