/**
 * Availabilities and their complements, without losing digits: 1 − 0.999999999999 is 1e-12, and not what is left of it
 * after subtracting doubles. Decimal fractions are taken as they are written.
 */
import type { Interval } from '../../engine/monte-carlo/interval.ts';
import { grouped } from '../totals.ts';

/** Hours in a year: 365.25 days. */
export const HOURS_IN_YEAR = 8_766;

/** 1 − x for a fraction x, exact in decimals: what is unavailable of an availability, and the other way round. */
export const complementOf = (fraction: number): number => {
  const { digits, decimals } = decimalOf(String(fraction));
  return Number(`${10n ** BigInt(decimals) - digits}e-${decimals}`);
};

/** A decimal number from 0 as whole digits and how many of them are decimals: 0.25 is 25 with 2. */
const decimalOf = (text: string): { readonly digits: bigint; readonly decimals: number } => {
  const [mantissa, exponent = '0'] = text.split('e');
  const [whole, part = ''] = mantissa!.split('.');
  const decimals = part.length - Number(exponent);
  const digits = BigInt(`${whole}${part}`);
  return decimals >= 0 ? { digits, decimals } : { digits: digits * 10n ** BigInt(-decimals), decimals: 0 };
};

/** Digits that results carry: beyond them is rounding. */
const SIGNIFICANT = 12;

/** A computed probability as results carry it. */
export const rounded = (value: number): number => Number(value.toPrecision(SIGNIFICANT));

/** How a sampled probability came about, as results carry it. */
export const samplesData = (
  { samples, interval }: { readonly samples: number; readonly interval: Interval },
  seed: number,
): object => ({
  samples,
  seed,
  interval: { confidence: 0.95, low: rounded(interval.low), high: rounded(interval.high) },
});

/** Digits of an unavailability that are shown. */
const SHOWN = 3;

/** An availability as percent, with as many nines as tell its unavailability to three digits: `99.99999213%`. */
export const percentText = (unavailability: number): string => {
  // Where little is available, decimals beyond those of the percentage say nothing more.
  const shown = unavailability >= 0.1 ? unavailability.toFixed(4) : unavailability.toPrecision(SHOWN);
  const { digits, decimals } = decimalOf(shown);
  const places = Math.max(decimals, 2);
  const available = 10n ** BigInt(places) - digits * 10n ** BigInt(places - decimals);
  // The percent sign takes two of the places.
  const unit = 10n ** BigInt(places - 2);
  const part = String(available % unit)
    .padStart(places - 2, '0')
    .replace(/0+$/, '');
  return `${available / unit}${part === '' ? '' : `.${part}`}%`;
};

/** A factor beyond this is infinite, but for the rounding of doubles. */
const ENDLESS = 1e12;

/** A factor as results carry it: JSON has no infinity. */
export const factorOf = (value: number): number | null => (value < ENDLESS ? rounded(value) : null);

/** A probability or a factor, to three digits: `0.00125`, `1.5e-9`, `∞`. */
export const numberText = (value: number): string => {
  if (value >= ENDLESS) return '∞';
  const short = Number(value.toPrecision(SHOWN));
  return short !== 0 && Math.abs(short) < 1e-4
    ? short.toExponential()
    : Math.abs(short) >= 1000
      ? grouped(short)
      : String(short);
};

/** Hours a year as people say them: `26.3 s`, `52.6 min`, `13.1 h`. */
export const hoursText = (hours: number): string => {
  const seconds = hours * 3600;
  if (seconds === 0) return '0';
  if (seconds < 0.01) return '< 0.01 s';
  const [amount, unit] = seconds < 60 ? [seconds, 's'] : hours < 1 ? [hours * 60, 'min'] : [hours, 'h'];
  return `${grouped(Number(amount.toPrecision(SHOWN)))} ${unit}`;
};

/** USD, in whole ones where there are many. */
export const costText = (cost: number): string => grouped(cost >= 100 ? Math.round(cost) : cost);
