/** A list of numbers in a typed array that doubles as it fills: a tenth of the memory of a list of the language's own. */
type Typed = Uint8Array | Int32Array | Uint32Array | Float64Array;

export class Numbers<T extends Typed> {
  private readonly make: new (length: number) => T;
  private array: T;
  private count = 0;

  constructor(make: new (length: number) => T) {
    this.make = make;
    this.array = new make(64);
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    if (this.count === this.array.length) {
      const doubled = new this.make(2 * this.count);
      doubled.set(this.array);
      this.array = doubled;
    }
    this.array[this.count++] = value;
  }

  pop(): number | undefined {
    return this.count === 0 ? undefined : this.array[--this.count];
  }

  at(index: number): number {
    return this.array[index]!;
  }

  set(index: number, value: number): void {
    this.array[index] = value;
  }

  clear(): void {
    this.count = 0;
  }

  /** A copy of what is in it. */
  values(): T {
    return this.array.slice(0, this.count) as T;
  }
}
