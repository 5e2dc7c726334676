/**
 * Availability as providers publish it, `99.95%`, or as a fraction, `0.9995`. In the model it is a fraction.
 *
 * The decimal point is moved in the text, not by dividing: 99.95 / 100 is not 0.9995 in binary.
 */

export const PERCENT_PATTERN = /^\d{1,3}(?:\.\d+)?%$/;

/** The fraction, 0 to 1, that a text (`99.95%`) or a number (`0.9995`) means; undefined if neither. */
export const parseAvailability = (value: string | number): number | undefined => {
  const fraction =
    typeof value === 'number'
      ? value
      : PERCENT_PATTERN.test(value)
        ? Number(`${value.slice(0, -1)}e-2`)
        : NaN;
  return fraction >= 0 && fraction <= 1 ? fraction : undefined;
};

/** Percent if that reads back exactly, otherwise the bare fraction. */
export const formatAvailability = (fraction: number): string | number => {
  const percent = `${Number(`${fraction}e2`)}%`;
  return parseAvailability(percent) === fraction ? percent : fraction;
};
