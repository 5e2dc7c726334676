// Choices of one input, all of them by (seed, target, index): the same three make the same input on every machine.
//
// Where a choice is a value (a text, a number, some JSON), fast-check's arbitraries make it: they know which values
// programs trip over. Where it is a step (which line goes, which file is cut), a small generator is fast enough for
// millions.
import fc from 'fast-check';

/** 32 bits of a text (FNV-1a). */
const hashOf = (text) => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

export class Draw {
  #state;
  #seed;
  #values;

  /** How rare what is odd is in this input: in some everything is, in most a little, in some nothing at all. */
  #rarity;

  constructor(seed, target, index) {
    this.#seed = hashOf(`${seed}/${target}/${index}`);
    this.#state = this.#seed;
    this.#rarity = [1, 1, 6, 6, 40, 1_000][this.below(6)];
  }

  /** Whether something odd comes here: once in so many times where much is odd. */
  odd(count) {
    return this.oneIn(count * this.#rarity);
  }

  /** A number below 2³² (splitmix, 32 bits). */
  next() {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** A whole number from 0 to below `count`. */
  below(count) {
    return count <= 0 ? 0 : this.next() % count;
  }

  /** True once in so many times. */
  oneIn(count) {
    return this.below(count) === 0;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** Some of what `make` makes, up to `most`. */
  some(most, make) {
    return Array.from({ length: this.below(most + 1) }, (_, i) => make(i));
  }

  /** A value of an arbitrary of fast-check: `value(fc.string, { maxLength: 9 })`. */
  value(builder, ...args) {
    this.#values ??= fc.sample(fc.gen(), { seed: this.#seed | 0, numRuns: 1 })[0];
    return this.#values(builder, ...args);
  }
}
