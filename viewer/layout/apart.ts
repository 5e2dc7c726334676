/**
 * Where the columns of a row stand that want to be somewhere, and must be apart: as near to what they want as their
 * order and distances allow, exactly (least squares, by weight). Neighbours that would overlap are pooled, which finds
 * the best places in one pass (isotonic regression, Ayer et al. 1955).
 */

/** Room for one row at a time: rows are many, and short. */
export interface Scratch {
  /** Centres: those wanted, then those found. */
  readonly wanted: Float64Array;
  /** How much; 0: nothing is wanted, and the column follows the one before it. At least one wants something. */
  readonly weights: Float64Array;
  /** Blocks of columns that stand as close as they may: sums of what is wanted by weight, weights, ends. */
  readonly sums: Float64Array;
  readonly masses: Float64Array;
  readonly ends: Int32Array;
}

/** Room for rows of up to so many columns. */
export const scratchFor = (columns: number): Scratch => ({
  wanted: new Float64Array(columns),
  weights: new Float64Array(columns),
  sums: new Float64Array(columns),
  masses: new Float64Array(columns),
  ends: new Int32Array(columns),
});

/**
 * Replaces the centres wanted by those found.
 *
 * @param offsets by column: how far its centre must at least be from that of the first one
 */
export const moveApart = (
  { wanted, weights, sums, masses, ends }: Scratch,
  columns: number,
  offsets: Float64Array,
): void => {
  let blocks = 0;
  for (let i = 0; i < columns; i++) {
    let sum = weights[i]! * (wanted[i]! - offsets[i]!);
    let mass = weights[i]!;
    for (; blocks > 0; blocks--) {
      const [sumBefore, massBefore] = [sums[blocks - 1]!, masses[blocks - 1]!];
      if (mass > 0 && massBefore > 0 && sumBefore / massBefore < sum / mass) break;
      sum += sumBefore;
      mass += massBefore;
    }
    sums[blocks] = sum;
    masses[blocks] = mass;
    ends[blocks++] = i + 1;
  }
  let i = 0;
  for (let block = 0; block < blocks; block++)
    for (; i < ends[block]!; i++) wanted[i] = sums[block]! / masses[block]! + offsets[i]!;
};
