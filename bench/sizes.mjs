/** The sizes that are measured, by the names they are asked for with. */
export const SIZES = /** @type {const} */ ({ '10k': 10_000, '100k': 100_000, '1m': 1_000_000 });

/** @typedef {keyof typeof SIZES} Size */
