/** What a diagram throws when it would grow beyond what it may: whoever builds it catches it, and says "at least". */

/**
 * Nodes that a diagram may have if nothing else is said: some 20 bytes each, with its tables. What needs more seldom ends
 * with four times as many either, and giving up here takes seconds, not minutes.
 */
export const DEFAULT_NODES = 5_000_000;

export class LimitReached extends Error {
  override readonly name = 'LimitReached';

  constructor() {
    super('the diagram has grown beyond its limit');
  }
}

/** What a computation gives, or undefined if a diagram of it reached its limit. */
export const withinLimit = <T>(compute: () => T): T | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof LimitReached) return undefined;
    throw error;
  }
};
