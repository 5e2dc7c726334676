/** Saves what is made when it is asked for as a file. */
import '../style/parts.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { saveFile } from './save-file.ts';
import { useView } from './view.ts';

export const SaveButton = ({
  name,
  mime,
  make,
  children = 'Save',
  disabled = false,
}: {
  /** The file's name. */
  name: string;
  mime: string;
  make: () => string | Blob | Promise<string | Blob>;
  children?: ComponentChildren;
  disabled?: boolean;
}) => {
  const { announce } = useView();
  const [isBusy, setBusy] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const made = await make();
      saveFile(name, made instanceof Blob ? made : new Blob([made], { type: `${mime};charset=utf-8` }));
      setFailed(false);
      announce(`Saved ${name}`);
    } catch {
      setFailed(true);
      announce('Could not save');
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      class="button part-save"
      disabled={disabled || isBusy}
      aria-busy={isBusy}
      onClick={() => void save()}
    >
      {isFailed ? 'Could not save' : children}
    </button>
  );
};
