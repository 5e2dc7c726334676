/** Marks for those who measure: the browser's tools show them, and so does the benchmark. Each is there once. */

/** Now: something was handed over to be drawn. */
export const markNow = (name: 'picture' | 'applied' | 'painted'): void => {
  performance.clearMarks(`faultline:${name}`);
  performance.mark(`faultline:${name}`);
};

/** When what was handed over has been drawn: what is posted in a frame comes when that frame is done. */
export const markPainted = (): void => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      markNow('painted');
    });
    port1.start();
    port2.postMessage(undefined);
  });
};
