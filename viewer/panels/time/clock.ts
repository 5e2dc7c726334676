/** Moments in words: minutes from the first fault (seconds where all is over in a few), and the time of day in UTC. */
import { grouped } from '../../parts/words.ts';

export interface Clock {
  /** `45 min`, `8.5 min`, `12 s`. */
  readonly text: (seconds: number) => string;
  /** The same for those who listen: `45 minutes`. */
  readonly spoken: (seconds: number) => string;
  /** `17:45`, with the day where it is another than the first; undefined if no start is known. */
  readonly utc: (seconds: number) => string | undefined;
  /** `45 min, 18:22 UTC`. */
  readonly full: (seconds: number) => string;
}

/** Seconds up to which a timeline is told in seconds. */
const SHORT = 300;

/**
 * The clock of a timeline.
 *
 * @param start The instant of the first fault, `2017-02-28T17:37:00Z`.
 * @param end Seconds that are looked at: they decide the unit, so that all of a timeline is told in one.
 */
export const clockOf = (start: string | undefined, end: number): Clock => {
  const inSeconds = end < SHORT;
  const amount = (seconds: number): string =>
    grouped(inSeconds ? Math.round(seconds * 10) / 10 : Math.round(seconds / 6) / 10);
  const text = (seconds: number): string => `${amount(seconds)} ${inSeconds ? 's' : 'min'}`;
  const utc = utcOf(start);
  return {
    text,
    spoken: (seconds) => {
      const spoken = amount(seconds);
      return `${spoken} ${inSeconds ? 'second' : 'minute'}${spoken === '1' ? '' : 's'}`;
    },
    utc,
    full: (seconds) => {
      const time = utc(seconds);
      return time === undefined ? text(seconds) : `${text(seconds)}, ${time} UTC`;
    },
  };
};

const utcOf = (start: string | undefined): Clock['utc'] => {
  const first = start === undefined ? Number.NaN : Date.parse(start);
  if (Number.isNaN(first)) return () => undefined;
  return (seconds) => {
    const instant = first + Math.round(seconds) * 1000;
    // Far from our days there are no dates any more.
    if (Math.abs(instant) > MOST) return undefined;
    const iso = new Date(instant).toISOString();
    const time = iso.slice(-13, -8);
    return dayOf(instant) === dayOf(first) ? time : `${iso.slice(-19, -14)} ${time}`;
  };
};

/** Milliseconds from 1970 up to which there are dates. */
const MOST = 8.64e15;

const dayOf = (milliseconds: number): number => Math.floor(milliseconds / 86_400_000);

/** A length of time as people say it: `4 h 2 min`, `3 d 1 h`, `12 s`: the two largest units. */
export const lengthText = (seconds: number): string => {
  if (seconds === Infinity) return 'no end';
  if (seconds < 60) return `${grouped(Math.round(seconds * 10) / 10)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${grouped(days)} d` : `${grouped(days)} d ${hours % 24} h`;
};
