/** How sure a share that was counted in samples is. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of the standard normal distribution: 95 % lie between it and its negative. */
const Z = 1.959_963_984_540_054;

/**
 * The 95 % confidence interval of a probability that held in `hits` of so many independent samples.
 *
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927): unlike the simple one it is right for rare events too, and never empty: with no hit
 * it says how rare they are at least.
 */
export const wilson = (hits: number, samples: number): Interval => {
  const share = hits / samples;
  const spread = Z ** 2 / samples;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((share * (1 - share) + spread / 4) / samples)) / (1 + spread);
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === samples ? 1 : Math.min(1, middle + half),
  };
};
