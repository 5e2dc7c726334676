/** The full name of what the pointer is at: a box of plain text beside it. */

export interface Tip {
  /** At a point of the container, in its pixels. */
  show(lines: readonly string[], x: number, y: number): void;
  hide(): void;
}

const AWAY = 14;

export const tipIn = (container: HTMLElement): Tip => {
  const box = document.createElement('div');
  box.className = 'draw-tip';
  box.hidden = true;
  // What it says is said to listeners by the cursor.
  box.setAttribute('aria-hidden', 'true');
  container.append(box);
  return {
    show: (lines, x, y) => {
      box.replaceChildren(
        ...lines.map((line) => {
          const row = document.createElement('p');
          row.textContent = line;
          return row;
        }),
      );
      box.hidden = false;
      const { clientWidth, clientHeight } = container;
      const { offsetWidth, offsetHeight } = box;
      const left = x + AWAY + offsetWidth > clientWidth ? x - AWAY - offsetWidth : x + AWAY;
      const top = y + AWAY + offsetHeight > clientHeight ? y - AWAY - offsetHeight : y + AWAY;
      box.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
    },
    hide: () => {
      box.hidden = true;
    },
  };
};
