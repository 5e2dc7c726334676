/** The C++ search: compiled where there is a compiler, and asked over a pipe. */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cached } from './documents.mjs';

const SOURCE = fileURLToPath(new URL('bfs.cpp', import.meta.url));

/** @returns {string | undefined} the program, or undefined where g++ is missing */
const compiledProgram = () => {
  const program = cached('bfs');
  const { error, status } = spawnSync('g++', ['-O2', '-std=c++17', '-o', program, SOURCE], {
    stdio: 'inherit',
  });
  if (error !== undefined) return undefined;
  if (status !== 0) throw new Error('g++ could not compile bfs.cpp');
  return program;
};

/** A search from one node, run as often as it is asked for. */
export class CppSearch {
  /**
   * @param {import('./edges.mjs').Edges} edges
   * @param {number} source
   * @returns {CppSearch | undefined} undefined where g++ is missing
   */
  static over(edges, source) {
    const program = compiledProgram();
    return program === undefined ? undefined : new CppSearch(program, edges, source);
  }

  constructor(program, { starts, targets }, source) {
    const graph = cached('graph.bin');
    const numbers = [Uint32Array.of(starts.length - 1, targets.length), starts, targets];
    writeFileSync(graph, Buffer.concat(numbers.map(({ buffer }) => new Uint8Array(buffer))));
    this.source = source;
    this.found = 0;
    this.child = spawn(program, [graph], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.answers = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** @returns {Promise<number>} milliseconds, as the C++ program itself measured them */
  async run() {
    this.child.stdin.write(`${this.source}\n`);
    const { value, done } = await this.answers.next();
    if (done === true) throw new Error('the C++ search ended early');
    const [nanoseconds, found] = value.split(' ').map(Number);
    this.found = found;
    return nanoseconds / 1e6;
  }

  close() {
    this.child.stdin.end();
  }
}
