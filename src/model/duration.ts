/**
 * Durations as people write them: `90s`, `15m`, `4h17m`, `1d12h`. In the model they are seconds.
 */

const UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

/** What a duration looks like: numbers with units from large to small, each unit at most once. */
export const DURATION_PATTERN =
  /^(?=\d)(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/;

/** The longest duration that is understood, 100 years: far above any outage, and exact in milliseconds. */
const LONGEST = 36_525 * 86_400_000;

/** Seconds of a duration text, or undefined if the text is none. */
export const parseDuration = (text: string): number | undefined => {
  const match = DURATION_PATTERN.exec(text);
  if (match === null) return undefined;
  const milliseconds = UNITS.reduce((sum, [, size], i) => sum + Number(match[i + 1] ?? 0) * size, 0);
  return milliseconds <= LONGEST ? Math.round(milliseconds) / 1000 : undefined;
};

/** The shortest text that `parseDuration` reads back as these seconds (whole milliseconds). */
export const formatDuration = (seconds: number): string => {
  let rest = Math.round(seconds * 1000);
  if (rest === 0) return '0s';
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
};
