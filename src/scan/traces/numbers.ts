/** A list of numbers that grows, in as many bytes as its numbers need. */
type Store = Float64Array | Int32Array | Uint32Array | Uint8Array;

export class Numbers {
  private store: Store;
  private readonly make: (length: number) => Store;
  length = 0;

  /** `make`: of which sort the numbers are. */
  constructor(make: (length: number) => Store) {
    this.make = make;
    this.store = make(FIRST);
  }

  push(value: number): void {
    if (this.length === this.store.length) {
      const wider = this.make(Math.ceil(this.length * 1.5));
      wider.set(this.store);
      this.store = wider;
    }
    this.store[this.length++] = value;
  }

  at(index: number): number {
    return this.store[index]!;
  }

  set(index: number, value: number): void {
    this.store[index] = value;
  }
}

const FIRST = 1024;
