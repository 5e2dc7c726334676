/** A list of vertices, each once, that is gone through and emptied again and again. */
import { Numbers } from './numbers.ts';

export class OnceList {
  private readonly vertices = new Numbers(Uint32Array);
  private readonly isIn: Uint8Array;

  constructor(vertexCount: number) {
    this.isIn = new Uint8Array(vertexCount);
  }

  /** Tells whether it was not in it before. */
  add(vertex: number): boolean {
    if (this.isIn[vertex] === 1) return false;
    this.isIn[vertex] = 1;
    this.vertices.push(vertex);
    return true;
  }

  /** Takes all out, in the order in which they came; what comes in meanwhile stays for the next time. */
  drain(visit: (vertex: number) => void): void {
    const taken = this.vertices.values();
    this.vertices.clear();
    for (const vertex of taken) this.isIn[vertex] = 0;
    for (const vertex of taken) visit(vertex);
  }
}
