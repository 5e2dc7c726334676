/** What a benchmark hands back: lines of a table. */

/**
 * @typedef {object} Line
 * @property {string} what
 * @property {string} measured
 * @property {string} [ratio] to what it is compared with
 * @property {string} [target]
 * @property {boolean} [met] left out where there is no target
 */

/** Milliseconds as people read them. */
export const shownTime = (/** @type {number} */ ms) => {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(ms >= 100 ? 0 : ms >= 10 ? 1 : 2)} ms`;
};

/** How many times as much one is as the other. */
export const shownRatio = (/** @type {number} */ ratio) => `${ratio.toFixed(ratio >= 10 ? 0 : 2)} ×`;

/** Decimal, as disks and limits count. */
export const shownBytes = (/** @type {number} */ bytes) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e3).toFixed(0)} kB`;

export const shownCount = (/** @type {number} */ count) => count.toLocaleString('en-US');

/**
 * Lines as a Markdown table.
 *
 * @param {readonly Line[]} lines
 */
export const markdown = (lines) =>
  [
    '| What | Measured | Ratio | Target | |',
    '| --- | ---: | ---: | --- | --- |',
    ...lines.map(({ what, measured, ratio = '', target = '', met }) => {
      const verdict = met === undefined ? '' : met ? 'met' : '**missed**';
      return `| ${what} | ${measured} | ${ratio} | ${target} | ${verdict} |`;
    }),
  ].join('\n');
