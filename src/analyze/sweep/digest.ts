/**
 * A digest of an estate as a sweep sees it: shards of different inputs must not be merged.
 *
 * Numbers by the million are mixed as MurmurHash3 does (Appleby, 2011) in two lanes of 32 bits; nobody gains from two
 * estates with one digest, so a cryptographic hash is not needed.
 */
import type { Network } from '../../engine/network.ts';
import { fingerprintOf } from '../../model/fingerprint.ts';
import type { Census } from './census.ts';
import type { Failure } from './losses.ts';
import type { Asked } from './question.ts';

/** 16 hexadecimal digits, of all that decides a sweep's answer. */
export const digestOf = (
  asked: Asked,
  network: Network,
  census: Census,
  failures: readonly Failure[],
): string => {
  const { counters, outputStart, outputs, gateOutputs, nodeCount, gateCount } = network;
  const names = failures.map(({ of, name, kind = '', tier = '' }) => `${of} ${name} ${kind} ${tier}`);
  const reserves = [...counters.reserves].flatMap(([gate, reserve]) => [gate, ...reserve]);
  return fingerprintOf([
    JSON.stringify(asked),
    JSON.stringify([nodeCount, gateCount, census.tiers, census.totals, census.perUsd ?? null]),
    mixed(new TextEncoder().encode(names.join('\0'))),
    ...failures.filter(({ failing }) => failing > 1).map(({ positions }) => mixed(positions)),
    ...[outputStart, outputs, gateOutputs, counters.left, reserves, census.classes].map(mixed),
    ...(census.costs === undefined ? [] : [mixed(new Uint32Array(census.costs.buffer))]),
  ]);
};

const mixed = (words: ArrayLike<number>): string =>
  `${words.length} ${lane(words, 0x9747_b28c)} ${lane(words, 0x3c6e_f372)}`;

const lane = (words: ArrayLike<number>, seed: number): number => {
  let hash = seed;
  for (let at = 0; at < words.length; at++) {
    const word = Math.imul(words[at]!, 0xcc9e_2d51);
    hash ^= Math.imul((word << 15) | (word >>> 17), 0x1b87_3593);
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe654_6b64) | 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
