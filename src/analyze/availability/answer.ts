/** What the answer to a question of availability is made of. */
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Rank } from '../../model/state.ts';
import type { Chances } from './chances.ts';
import type { Effort, Figure } from './figure.ts';
import { HOURS_IN_YEAR } from './figures.ts';

export interface Availability {
  readonly estate: Estate;
  /** Positions of what was asked about. */
  readonly asked: readonly number[];
  /** The states asked about, worst first. */
  readonly ranks: readonly Rank[];
  readonly chances: Chances;
  /** Positions of all that those asked about stand on, themselves included, ascending. */
  readonly ground: readonly number[];
  /** By position, then worst state first. */
  readonly figures: readonly Figure[];
  readonly effort: Effort;
  readonly listsUnknown: boolean;
  readonly dayGiven?: Day;
}

/** Positions of what those asked about stand on and whose availability nobody knows. */
export const unknownIn = ({ chances, ground }: Availability): readonly number[] =>
  ground.filter((position) => Number.isNaN(chances.unavailability[position]));

/** What the hours in a state cost; a limping app costs nothing that the model knows of. */
export const costPerYear = (
  estate: Estate,
  { position, rank, unavailability }: Figure,
): number | undefined => {
  const { costPerHour } = estate.nodes[position]!;
  return costPerHour === undefined || rank === 1 ? undefined : unavailability * HOURS_IN_YEAR * costPerHour;
};
