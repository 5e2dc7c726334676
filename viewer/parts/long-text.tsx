/** A text of a document that may be long: its beginning, and all of it when it is asked for. */
import '../style/parts.css';
import { useState } from 'preact/hooks';
import { DocText } from './doc-text.tsx';
import { grouped } from './words.ts';

/** Characters that are shown at once. */
const FIRST = 400;

/** Characters that are shown at all; nobody reads on. */
const MOST = 12_000;

export const LongText = ({ text }: { text: string }) => {
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > FIRST + 50;
  return (
    <>
      <DocText text={text} most={isLong && !isOpen ? FIRST : MOST} />
      {isLong ? (
        <>
          {' '}
          <button type="button" class="part-unfold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'show less' : `show all ${grouped(text.length)} characters`}
          </button>
        </>
      ) : null}
    </>
  );
};
