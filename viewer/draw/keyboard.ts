/** Where the arrow keys lead: to the nearest thing in that direction. */

export interface Spot {
  readonly element: string;
  readonly x: number;
  readonly y: number;
}

export type Way = 'left' | 'right' | 'up' | 'down';

/** Sideways counts so many times: what lies straight ahead is nearer than what lies aslant. */
const ASLANT = 2.5;

/**
 * The spot that is nearest to a point in a direction, within 45° first, else anything on that side; ties go to the one
 * that comes first. Undefined if nothing is there.
 */
export const nearestIn = (
  way: Way,
  from: { readonly x: number; readonly y: number },
  spots: readonly Spot[],
  except?: string,
): Spot | undefined => {
  let best: Spot | undefined;
  let least = Infinity;
  for (const spot of spots) {
    if (spot.element === except) continue;
    const [ahead, aside] = stepsOf(way, spot.x - from.x, spot.y - from.y);
    if (ahead <= NEAR) continue;
    // Whatever is in the cone comes before all that is outside of it.
    const distance = ahead + ASLANT * aside + (aside > ahead ? OUTSIDE : 0);
    if (distance < least) {
      least = distance;
      best = spot;
    }
  }
  return best;
};

/** Units that are no step: what stands in the same row is not above. */
const NEAR = 0.5;
const OUTSIDE = 1e9;

const stepsOf = (way: Way, x: number, y: number): readonly [ahead: number, aside: number] => {
  switch (way) {
    case 'left':
      return [-x, Math.abs(y)];
    case 'right':
      return [x, Math.abs(y)];
    case 'up':
      return [-y, Math.abs(x)];
    case 'down':
      return [y, Math.abs(x)];
  }
};

/** The spot nearest to a point. */
export const nearestTo = (
  from: { readonly x: number; readonly y: number },
  spots: readonly Spot[],
): Spot | undefined => {
  let best: Spot | undefined;
  let least = Infinity;
  for (const spot of spots) {
    const distance = Math.hypot(spot.x - from.x, spot.y - from.y);
    if (distance < least) {
      least = distance;
      best = spot;
    }
  }
  return best;
};

/** The one after, or before, in a circle. */
export const nextOf = <T>(list: readonly T[], current: T | undefined, step: 1 | -1): T | undefined => {
  const at = current === undefined ? -1 : list.indexOf(current);
  if (at < 0) return step === 1 ? list[0] : list.at(-1);
  return list[(at + step + list.length) % list.length];
};
