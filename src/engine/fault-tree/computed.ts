/**
 * What a diagram has computed: results by two operands and an operation, in a table that forgets (a newer result takes
 * the place of an older one) and doubles with the diagram.
 */

const FIRST_SLOTS = 1 << 10;
/** 64 MB. Beyond it forgetting costs less than the memory. */
const MOST_SLOTS = 1 << 22;

/** Stands for "not known". */
const UNKNOWN = -1;

export class Computed {
  private data: Int32Array = new Int32Array(4 * FIRST_SLOTS).fill(UNKNOWN);
  private mask = FIRST_SLOTS - 1;
  private added = 0;

  /** The result, or UNKNOWN. */
  get(a: number, b: number, operation: number): number {
    const { data } = this;
    const at = 4 * (hashOf(a, b, operation) & this.mask);
    return data[at] === a && data[at + 1] === b && data[at + 2] === operation ? data[at + 3]! : UNKNOWN;
  }

  set(a: number, b: number, operation: number, result: number): void {
    if (++this.added > this.mask && this.mask + 1 < MOST_SLOTS) this.grow();
    const { data } = this;
    const at = 4 * (hashOf(a, b, operation) & this.mask);
    data[at] = a;
    data[at + 1] = b;
    data[at + 2] = operation;
    data[at + 3] = result;
  }

  clear(): void {
    this.data.fill(UNKNOWN);
    this.added = 0;
  }

  private grow(): void {
    const old = this.data;
    const data = new Int32Array(2 * old.length).fill(UNKNOWN);
    this.data = data;
    this.mask = 2 * this.mask + 1;
    for (let from = 0; from < old.length; from += 4) {
      if (old[from] === UNKNOWN) continue;
      const at = 4 * (hashOf(old[from]!, old[from + 1]!, old[from + 2]!) & this.mask);
      data[at] = old[from]!;
      data[at + 1] = old[from + 1]!;
      data[at + 2] = old[from + 2]!;
      data[at + 3] = old[from + 3]!;
    }
  }
}

const hashOf = (a: number, b: number, operation: number): number => {
  const hash = Math.imul(a, 0x2c1b3c6d) ^ Math.imul(b ^ (operation << 27), 0x297a2d39);
  return hash ^ (hash >>> 15);
};
