/**
 * An edge in one number: the vertex at its other end, and what each state of its source counts as.
 *
 * An impact leaves operational alone, so three ranks of two bits each say all of it; applying it is a shift. The
 * 26 bits that remain for the vertex are enough for 67 million nodes and groups.
 */
import { type ImpactTable, isMonotone } from '../model/impact.ts';
import type { Rank } from '../model/state.ts';

/** Bits below the vertex. */
export const IMPACT_BITS = 6;

/** Vertex numbers stay below this. */
export const MOST_VERTICES = 2 ** (32 - IMPACT_BITS);

/** Packs an edge. */
export const edgeOf = (vertex: number, impact: number): number => ((vertex << IMPACT_BITS) | impact) >>> 0;

/** The vertex at the other end of an edge. */
export const vertexOf = (edge: number): number => edge >>> IMPACT_BITS;

/** The impact of an edge, packed. */
export const impactBitsOf = (edge: number): number => edge & (2 ** IMPACT_BITS - 1);

/** What a source of that rank (1 to 3) counts as. */
export const passed = (edge: number, rank: number): number => (edge >>> (2 * rank - 2)) & 3;

/**
 * The six bits of an impact.
 *
 * @throws Error if it is not monotone or does harm while all is well: then there would be no least fixpoint that a
 * fault explains. The document reader refuses both.
 */
export const impactBits = (table: ImpactTable): number => {
  const [operational, degraded, partial, outage] = table;
  if (operational !== 0 || !isMonotone(table))
    throw new Error(`the impact ${table.join(',')} is not monotone`);
  return degraded | (partial << 2) | (outage << 4);
};

/** One impact after the other: what comes out of `inner` goes through `outer`. */
export const composed = (inner: number, outer: number): number => {
  const through = (rank: number): number => {
    const between = passed(inner, rank);
    return between === 0 ? 0 : passed(outer, between);
  };
  return through(1) | (through(2) << 2) | (through(3) << 4);
};

/** The impact of a hard requirement. */
export const UNCHANGED_BITS: number = impactBits([0, 1, 2, 3]);

/** The impact of what a switch requires: while that is partial or worse, the later members are in outage. */
export const SWITCH_BITS: number = impactBits([0, 0, 3, 3]);

/** From which rank on that is. */
export const SWITCH_LOST_FROM: Rank = 2;
