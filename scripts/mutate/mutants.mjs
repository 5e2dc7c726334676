/**
 * All mutants of the rooms' files, a sample of them, and the program text that has the sampled ones as switches.
 *
 * A mutant is one small mistake at one place: `<` for `<=`, a condition that always holds, a list that is empty.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every mutant of the rooms, in the order of files and places. Lines and columns count from 1. */
export const allMutants = async (root, rooms, tools) => {
  const files = rooms.flatMap((room) => sources(root, `src/${room}`));
  return (await instrumented(root, files, tools, () => true)).mutants;
};

/** The texts in which each of the sampled mutants can be switched on by its `id`, and the mutants with their ids. */
export const withSwitches = (root, sample, tools) => {
  const wanted = new Set(sample.map(({ key }) => key));
  const files = [...new Set(sample.map(({ file }) => file))];
  return instrumented(root, files, tools, (key) => wanted.has(key));
};

/**
 * So many of the mutants, of each room in proportion to how many it has: each mutant of a room is as likely as any
 * other, so that the share of the noticed among them estimates the share among all.
 */
export const sampleOf = (mutants, size, seed) => {
  const rooms = [...new Set(mutants.map(({ room }) => room))];
  return rooms.flatMap((room) => {
    const all = mutants.filter((mutant) => mutant.room === room);
    const count = Math.round((size * all.length) / mutants.length);
    return drawn(all, Math.min(all.length, count), randomFrom(seed));
  });
};

const instrumented = async (root, files, tools, wanted) => {
  const { Instrumenter, createParser, print, transformBabel, allMutators } = tools;
  const keys = [];
  const transform = (ast, collector, context) => {
    const seen = new Map();
    const place = (name, { start, end }) =>
      [ast.originFileName, name, start.line, start.column, end.line, end.column].join(' ');
    const mutators = allMutators.map(({ name, mutate }) => ({
      name,
      *mutate(at) {
        for (const replacement of mutate.call({ name }, at)) {
          const here = place(name, at.node.loc);
          const before = seen.get(here) ?? 0;
          seen.set(here, before + 1);
          const key = `${here} ${before}`;
          if (!wanted(key)) continue;
          keys.push(key);
          yield replacement;
        }
      },
    }));
    transformBabel(ast, collector, { ...context, transform }, mutators);
  };
  const silent = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
  const texts = files.map((name) => ({
    name,
    mutate: true,
    content: readFileSync(path.join(root, name), 'utf8'),
  }));
  const contents = new Map(texts.map(({ name, content }) => [name, content]));
  const made = await new Instrumenter(silent, createParser, print, transform).instrument(texts, {
    ignorers: [],
    excludedMutations: [],
    plugins: null,
  });
  if (made.mutants.length !== keys.length) throw new Error('not every mutant has its key');
  const mutants = made.mutants.map(({ id, fileName: file, location, mutatorName, replacement }, i) => ({
    id,
    key: keys[i],
    file,
    room: file.split('/')[1],
    line: location.start.line + 1,
    column: location.start.column + 1,
    mutator: mutatorName,
    was: textAt(contents.get(file), location),
    becomes: replacement,
  }));
  return { mutants, texts: made.files };
};

const textAt = (content, { start, end }) => {
  const lines = content.split('\n').slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column);
  lines[0] = lines[0].slice(start.column);
  return lines.join('\n');
};

const drawn = (all, count, random) => {
  const left = [...all];
  for (let i = 0; i < count; i++) {
    const at = i + Math.floor(random() * (left.length - i));
    [left[i], left[at]] = [left[at], left[i]];
  }
  return left.slice(0, count);
};

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
const randomFrom = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const sources = (root, folder) =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const inside = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sources(root, inside);
      return inside.endsWith('.ts') ? [inside] : [];
    })
    .toSorted((a, b) => (a < b ? -1 : 1));
