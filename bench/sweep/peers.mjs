/** Programs that search from every node, kept running, each asked over a pipe as often as it is its turn. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cached } from '../documents.mjs';

/** Debian's own: its packages are not for any other. */
const PYTHON = '/usr/bin/python3';

/** @returns {Peer | undefined} undefined where g++ is missing */
export const cppPeer = (/** @type {string} */ graph) => {
  const program = compiled('g++', ['-O2', '-std=c++17'], 'bfs.cpp', []);
  return program === undefined ? undefined : new Peer(program, [graph]);
};

/** @returns {Peer | undefined} undefined where igraph or a compiler is missing */
export const igraphPeer = (/** @type {string} */ graph) => {
  const flags = pkgConfig('--cflags');
  const libraries = pkgConfig('--libs');
  if (flags === undefined || libraries === undefined) return undefined;
  const program = compiled('gcc', ['-O2', ...flags], 'igraph.c', libraries);
  return program === undefined ? undefined : new Peer(program, [graph]);
};

/** @returns {Peer | undefined} undefined where networkx is missing; it searches from one node in `step` */
export const networkxPeer = (/** @type {string} */ graph, /** @type {number} */ step) => {
  const { status } = spawnSync(PYTHON, ['-c', 'import networkx'], { stdio: 'ignore' });
  return status === 0 ? new Peer(PYTHON, [source('networkx_search.py'), graph, String(step)]) : undefined;
};

/** A program that answers each line with numbers, nanoseconds first. */
class Peer {
  constructor(program, args) {
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.answers = createInterface(this.child.stdout)[Symbol.asyncIterator]();
    /** What else the last answer said: a checksum first. */
    this.said = [];
  }

  /** @returns {Promise<number>} milliseconds, as the program itself measured them */
  async run() {
    this.child.stdin.write('\n');
    const { value, done } = await this.answers.next();
    if (done === true) throw new Error(`${this.child.spawnfile} ended early`);
    const [nanoseconds, ...said] = value.split(' ').map(Number);
    this.said = said;
    return nanoseconds / 1e6;
  }

  close() {
    this.child.stdin.end();
  }
}

const source = (name) => fileURLToPath(new URL(name, import.meta.url));

const compiled = (compiler, flags, name, libraries) => {
  const program = cached(`sweep-${name.replace('.', '-')}`);
  const args = [...flags, '-o', program, source(name), ...libraries];
  const { error, status } = spawnSync(compiler, args, { stdio: 'inherit' });
  if (error !== undefined) return undefined;
  if (status !== 0) throw new Error(`${compiler} could not compile ${name}`);
  return program;
};

const pkgConfig = (what) => {
  const { status, stdout } = spawnSync('pkg-config', [what, 'igraph'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.toString().trim().split(/\s+/) : undefined;
};
