/** Marks for those who measure: the browser's tools show them, and so does the benchmark. Each is there once. */

/** Now: something was handed over to be drawn. */
export const markNow = (name: 'picture' | 'applied' | 'painted'): void => {
  performance.clearMarks(`faultline:${name}`);
  performance.mark(`faultline:${name}`);
};

/** When what was handed over has been drawn: the frame after begins when that one is done. */
export const markPainted = (): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => markNow('painted')));
};
