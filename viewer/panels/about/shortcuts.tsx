/** What the keys and the pointer do in the picture. */

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['←', '↑', '→', '↓'], 'go to the nearest thing'],
  [['E'], 'go along the arrows of the thing, one after the other; with Shift back'],
  [['Enter'], 'select it; with Shift it fails as well'],
  [['F'], 'it fails, or fails no longer'],
  [['O'], 'open its box, or close it'],
  [['+', '−'], 'zoom'],
  [['0'], 'show all'],
  [['Esc'], 'leave; nothing is selected'],
];

const POINTER: readonly (readonly [how: string, does: string])[] = [
  ['Click', 'select a node, a dependency or a box'],
  ['Double click', 'it fails, or fails no longer'],
  ['Shift and click', 'it fails as well: several at once'],
  ['Drag, wheel', 'move the picture, zoom'],
];

export const Shortcuts = () => (
  <section>
    <h2>Keys and pointer</h2>
    <p class="dim">In the picture, once it has the focus:</p>
    <dl class="about-keys">
      {KEYS.map(([keys, does]) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
      {POINTER.map(([how, does]) => (
        <div key={does}>
          <dt>{how}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <p class="dim">
      Every state of the page stands in its address: copy the link to share what you see, and go back to undo
      a step.
    </p>
  </section>
);
