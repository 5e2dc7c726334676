/** What is due when: a binary heap of times, each with the vertex to look at. Equal times come out together. */
import { Numbers } from './numbers.ts';

export class Agenda {
  private readonly times = new Numbers(Float64Array);
  private readonly vertices = new Numbers(Uint32Array);

  /** The earliest time; undefined if nothing is due any more. */
  get next(): number | undefined {
    return this.times.length === 0 ? undefined : this.times.at(0);
  }

  add(time: number, vertex: number): void {
    const { times, vertices } = this;
    let at = times.length;
    times.push(time);
    vertices.push(vertex);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (times.at(parent) <= time) break;
      times.set(at, times.at(parent));
      vertices.set(at, vertices.at(parent));
      at = parent;
    }
    times.set(at, time);
    vertices.set(at, vertex);
  }

  /** Takes out one of the vertices that are due at the earliest time. */
  take(): number {
    const { times, vertices } = this;
    const taken = vertices.at(0);
    const time = times.pop()!;
    const vertex = vertices.pop()!;
    const { length } = times;
    if (length === 0) return taken;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && times.at(child + 1) < times.at(child)) child++;
      if (times.at(child) >= time) break;
      times.set(at, times.at(child));
      vertices.set(at, vertices.at(child));
      at = child;
    }
    times.set(at, time);
    vertices.set(at, vertex);
    return taken;
  }
}
