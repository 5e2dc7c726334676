/** A list that is shown a step at a time. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type RowWindow, rowWindow } from './row-window.ts';

export interface Rows<E extends HTMLElement> {
  readonly window: RowWindow;
  readonly onMore: () => void;
  /** Of the element whose children are the rows. */
  readonly list: { current: E | null };
}

/** When more are shown, what can be used in the first of them gets the focus: the button may have gone. */
export const useRows = <E extends HTMLElement>(count: number): Rows<E> => {
  const [asked, setAsked] = useState(0);
  const list = useRef<E | null>(null);
  const added = useRef<number | undefined>(undefined);
  const window = rowWindow(count, asked);
  useLayoutEffect(() => {
    if (added.current === undefined) return;
    const row = list.current?.children[added.current];
    row?.querySelector<HTMLElement>('button, a[href], input, summary')?.focus();
    added.current = undefined;
  }, [asked]);
  const onMore = (): void => {
    added.current = window.shown;
    setAsked(window.shown + window.more);
  };
  return { window, onMore, list };
};
