/** Components that wait to be looked at, lowest first, each once: a binary heap. */

/** Stands for "nothing waits". */
export const NOTHING = 0xffff_ffff;

export class ComponentQueue {
  private readonly heap: Uint32Array;
  private readonly waits: Uint8Array;
  private length = 0;

  constructor(components: number) {
    this.heap = new Uint32Array(components);
    this.waits = new Uint8Array(components);
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(component: number): void {
    if (this.waits[component] === 1) return;
    this.waits[component] = 1;
    const { heap } = this;
    let at = this.length++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= component) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = component;
  }

  /** The lowest that waits, or NOTHING. */
  take(): number {
    if (this.length === 0) return NOTHING;
    const { heap } = this;
    const taken = heap[0]!;
    this.waits[taken] = 0;
    const last = heap[--this.length]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.length) break;
      if (child + 1 < this.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= last) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return taken;
  }
}
