/**
 * How far a failure passes along an edge of each class, unless somebody says better.
 *
 * | class          | passes                                                                                     |
 * |----------------|--------------------------------------------------------------------------------------------|
 * | `call` `data` `network` `placement` | unchanged: without it, it does not work                               |
 * | `asynchronous` | as partial at most: what waits in other queues, and what asks for nothing new, goes on      |
 * | `permission`   | as partial at most to what may be used; unchanged through the role that holds the right     |
 * | `config`       | unchanged through a setting, which cannot fail by itself; as degraded from a thing that runs |
 * | `key` `flags`  | as degraded at most: caches and defaults bridge it                                          |
 * | `telemetry`    | not at all: it is blind, not broken                                                         |
 * | `start-up`     | not while it runs: needed to start (`needed: start`)                                        |
 */
import type { EdgeClass } from '../../model/fact.ts';
import { type ImpactTable, cappedAt } from '../../model/impact.ts';

export interface Terms {
  readonly impact?: ImpactTable;
  readonly needed?: 'start';
}

/** The terms of an edge of that class to a thing that runs (`part`), or to a setting, which only passes on. */
export const termsOf = (edgeClass: EdgeClass, isPart: boolean): Terms => {
  switch (edgeClass) {
    case 'call':
    case 'data':
    case 'network':
    case 'placement':
      return {};
    case 'asynchronous':
      return { impact: cappedAt('partial') };
    case 'permission':
      return isPart ? { impact: cappedAt('partial') } : {};
    case 'config':
      return isPart ? { impact: cappedAt('degraded') } : {};
    case 'key':
    case 'flags':
      return { impact: cappedAt('degraded') };
    case 'telemetry':
      return { impact: cappedAt('operational') };
    case 'start-up':
      return { needed: 'start' };
  }
};

/** From the class that says most about a pair of things to the one that says least. */
export const STRENGTH: readonly EdgeClass[] = [
  'placement',
  'data',
  'call',
  'network',
  'asynchronous',
  'permission',
  'config',
  'key',
  'flags',
  'start-up',
  'telemetry',
];
