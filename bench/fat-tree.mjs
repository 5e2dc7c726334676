/**
 * Data-centre networks as fat trees, audited: the risk groups of services that are said to be redundant.
 *
 * A k-ary fat tree has (k/2)² core switches, k pods of k/2 aggregation and k/2 edge switches, and k³/4 servers. A server
 * needs its edge switch, an edge switch any of the pod's aggregation switches, the a-th of these any of the a-th k/2 of
 * the core switches. A risk group is a minimal cut set: a smallest set of devices without which the service is gone.
 *
 * Published for 30,528 and 70,656 devices, on other machines: RepAudit (Zhai et al., OOPSLA 2017) under a minute,
 * CloudCanary (NSDI 2020) up to three minutes.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { conesOf } from '../dist/engine/cut-sets/cone.js';
import { cutSetsOf } from '../dist/engine/cut-sets/cut-sets.js';
import { compile } from '../dist/engine/compile.js';
import { inputsOf } from '../dist/engine/network.js';
import { propagate } from '../dist/engine/propagate.js';
import { loadEstate } from '../dist/index.js';
import { timed } from './measure.mjs';
import { randomFrom } from './random.mjs';
import { shownCount, shownTime } from './result.mjs';

const DAY = '2026-01-01';
const TOP = 20;
/** Milliseconds allowed, by k. */
const TARGETS = { 48: 10_000, 64: 30_000 };
const TARGET_WARM = 1_000;
const CHANGED = 0.01;

/** Chances of a device's being down, by the last but one part of its id; whole numbers of a fine scale weigh as logs. */
const DOWN = { host: 0.02, edge: 0.005, agg: 0.003, core: 0.001 };
const weightOf = (probability) => Math.round(-Math.log(probability) * 1e6);

/** @returns {Promise<import('./result.mjs').Line[]>} */
export const benchFatTree = async () => {
  const lines = [];
  for (const k of [48, 64]) lines.push(...(await linesOf(k)));
  return lines;
};
