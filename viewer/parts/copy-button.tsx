/** Copies a text, and says that it did. */
import '../style/parts.css';
import { useEffect, useState } from 'preact/hooks';
import { copyText } from './copy-text.ts';
import { useView } from './view.ts';

/** Milliseconds for which the button says what became of it. */
const SAYS = 1_600;

/** `label`: what it copies, in words (`Copy YAML`). `text`: or how to get it, when it is asked for. */
export const CopyButton = ({
  text,
  label,
  disabled = false,
}: {
  text: string | (() => string | Promise<string>);
  label: string;
  disabled?: boolean;
}) => {
  const { announce } = useView();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SAYS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    let words = 'Copied';
    try {
      await copyText(typeof text === 'string' ? text : await text());
    } catch {
      words = 'Could not copy';
    }
    setSaid(words);
    announce(words);
  };
  return (
    <button type="button" class="button part-copy" disabled={disabled} onClick={() => void copy()}>
      {said === '' ? label : said}
    </button>
  );
};
