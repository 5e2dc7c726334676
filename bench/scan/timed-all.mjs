/** Time by the wall and by the processor: what else the machine does moves the one, hardly the other. */

/**
 * @template T
 * @param {() => T | Promise<T>} call
 * @returns {Promise<{ result: T, ms: number, cpu: number }>} milliseconds; of the processor those in the program's own
 *   code, of all threads (the collector of garbage and the compiler have their own)
 */
export const timedAll = async (call) => {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await call();
  return { result, ms: performance.now() - start, cpu: process.cpuUsage(before).user / 1000 };
};
