// From (seed, target, index) to an input: every third from a grammar, the others a real document damaged as a tree or as
// a text.
import path from 'node:path';
import { SEEDS } from './seeds.mjs';
import { damagedBytes } from './texts.mjs';
import { damaged, jsonText, treesIn, yamlText, isWritable } from './trees.mjs';

const IS_TREE = /\.(?:ya?ml|json|tfstate)$/;

const kept = new Map();

/** The folders of a target that hold anything, with the trees of their documents read when first needed. */
const seedsOf = (target) => {
  let seeds = kept.get(target);
  if (seeds === undefined) {
    seeds = (SEEDS[target]?.() ?? [])
      .filter((files) => Object.keys(files).length > 0)
      .map((files) => ({ files, trees: new Map() }));
    kept.set(target, seeds);
  }
  return seeds;
};

const treesOf = (seed, file) => {
  let trees = seed.trees.get(file);
  if (trees === undefined) {
    const text = seed.files[file].toString('utf8');
    trees = treesIn(text, !/\.ya?ml$/.test(file));
    seed.trees.set(file, trees);
  }
  return trees;
};

/** Files of a target's input: once in `rate` times a grammar's, else damaged ones. */
export const inputOf = (draw, target, grammar, rate = 3) => {
  const seeds = seedsOf(target);
  const how =
    seeds.length === 0 || (grammar !== undefined && draw.below(6) < 6 / rate)
      ? 'grammar'
      : draw.oneIn(2)
        ? 'tree'
        : 'text';
  if (how === 'grammar') {
    const files = grammar(draw);
    // What a grammar makes is damaged, too, now and then.
    return draw.odd(4) ? damageText(draw, bytesOf(files), bytesOf(files)) : bytesOf(files);
  }
  const seed = draw.pick(seeds);
  return how === 'tree'
    ? damageTree(draw, seed, seeds)
    : damageText(draw, seed.files, draw.pick(seeds).files);
};

const bytesOf = (files) =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      typeof text === 'string' ? Buffer.from(text, 'utf8') : text,
    ]),
  );

const damageText = (draw, files, others) => {
  const names = Object.keys(files);
  const now = { ...files };
  for (let i = draw.below(Math.min(3, names.length)); i >= 0; i--) {
    const name = draw.pick(names);
    const other = others[draw.pick(Object.keys(others))];
    now[name] = damagedBytes(draw, now[name], other);
  }
  return now;
};

const damageTree = (draw, seed, seeds) => {
  const names = Object.keys(seed.files).filter((name) => IS_TREE.test(name));
  if (names.length === 0) return damageText(draw, seed.files, draw.pick(seeds).files);
  const name = draw.pick(names);
  const trees = treesOf(seed, name);
  if (trees.length === 0) return damageText(draw, seed.files, seed.files);
  const other = draw.pick(seeds);
  const from = Object.keys(other.files).filter((one) => IS_TREE.test(one));
  const others = from.length === 0 ? [] : treesOf(other, draw.pick(from));
  const at = draw.below(trees.length);
  const now = trees.map((tree, i) => (i === at || draw.oneIn(3) ? damaged(draw, tree, others) : tree));
  if (!now.every(isWritable)) return damageText(draw, seed.files, seed.files);
  const isYaml = /\.ya?ml$/.test(name);
  const text = isYaml
    ? now.map((tree) => (draw.oneIn(8) ? `${jsonText(tree)}\n` : yamlText(tree))).join('---\n')
    : jsonText(now[0]);
  return { ...seed.files, [name]: Buffer.from(text, 'utf8') };
};

/** Where a saved input goes: paths of it must not leave the folder. */
export const safePath = (folder, name) =>
  path.join(folder, ...name.split('/').filter((part) => part !== '..' && part !== ''));
