/** How much a share of few counts tells: Wilson's interval for a proportion, at 95 %. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The normal quantile of a two-sided 95 %. */
const Z = 1.959964;

/**
 * Between which shares the true one lies, if `part` of `whole` were seen. Of five errors of which none passed on, it is
 * at most 0.43: less than half. With fewer, even errors that all went one way leave both open.
 *
 * @see E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927
 */
export const wilson = (part: number, whole: number): Interval => {
  if (whole <= 0) return { low: 0, high: 1 };
  const share = part / whole;
  const square = Z * Z;
  const middle = share + square / (2 * whole);
  const reach = Z * Math.sqrt((share * (1 - share) + square / (4 * whole)) / whole);
  const scale = 1 + square / whole;
  return {
    low: part === 0 ? 0 : rounded(Math.max(0, (middle - reach) / scale)),
    high: part === whole ? 1 : rounded(Math.min(1, (middle + reach) / scale)),
  };
};

/** To thousandths: what is printed must not depend on the last bit of a division. */
const rounded = (share: number): number => Math.round(share * 1000) / 1000;
