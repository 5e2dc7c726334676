/**
 * Compiles an estate to a network: every requirement to an edge, every group of alternatives to a gate.
 *
 * What plays no part in an impact is left out here, once, instead of being asked for in every scenario:
 * requirements needed only to start, and those that did not yet or no longer count on the day in question. A group
 * of a node that fails with its first member is no gate but so many requirements, each with both impacts.
 */
import type { Day } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import {
  type GroupRequirement,
  type Requirement,
  countsOn,
  targetsOf,
  thresholdOf,
} from '../model/requirement.ts';
import { UNKNOWN, resolvedTargets } from '../model/targets.ts';
import { MOST_VERTICES, SWITCH_BITS, UNCHANGED_BITS, composed, edgeOf, impactBits } from './edge.ts';
import { type GateCounters, gateCounters } from './gate-counters.ts';
import { type FailureCounts, failureCounts, membersOn, switchRequires } from './gate.ts';
import type { Network } from './network.ts';

/**
 * The network of an estate on a day.
 *
 * @throws Error if an impact is not monotone or a requirement names no node: the document reader refuses both.
 */
export const compile = (estate: Estate, day: Day): Network => {
  const nodeCount = estate.nodes.length;
  const targets = resolvedTargets(estate);
  const edges = new EdgeList(nodeCount, targets.length);
  const gates = new GateList(nodeCount);
  // Requirements are walked in the order of the resolved targets; this is the next of those.
  let next = 0;

  /** Adds what `dependent` (a node or a gate) requires; `outer` is what the value passes through on its way. */
  const add = (requirement: Requirement, dependent: number, outer: number): void => {
    if (requirement.needed === 'start' || !countsOn(requirement, day)) {
      skip(requirement);
      return;
    }
    const impact = requirement.impact === undefined ? outer : composed(impactBits(requirement.impact), outer);
    if (requirement.form === 'node') {
      edges.add(checkedTarget(requirement.node, targets[next++]), dependent, impact);
    } else addGroup(requirement, dependent, impact);
  };

  const skip = (requirement: Requirement): void => {
    next += targetsOf(requirement).length;
  };

  const addGroup = (group: GroupRequirement, dependent: number, impact: number): void => {
    const counts = failureCounts(thresholdOf(group), membersOn(group, day).length);
    const guarded = switchRequires(group, day).length > 0;
    // A gate would count its members one by one; a node takes the worst of what it is told anyhow.
    if (counts[2] === 1 && !guarded && dependent < nodeCount) {
      for (const member of group.of) add(member, dependent, impact);
      group.failover?.requires.forEach(skip);
      return;
    }
    const gate = gates.add(counts);
    edges.add(gate, dependent, impact);
    if (guarded) addGuarded(group, gate);
    else {
      for (const member of group.of) add(member, gate, UNCHANGED_BITS);
      group.failover?.requires.forEach(skip);
    }
  };

  /** A later member of a group that must switch fails by itself, or because the switch cannot be made. */
  const addGuarded = (group: GroupRequirement, gate: number): void => {
    const guard = gates.add(ANY_FAILURE);
    for (const member of group.of) {
      if (member === group.of[0] || !countsOn(member, day)) add(member, gate, UNCHANGED_BITS);
      else {
        const later = gates.add(ANY_FAILURE);
        edges.add(later, gate, UNCHANGED_BITS);
        edges.add(guard, later, SWITCH_BITS);
        add(member, later, UNCHANGED_BITS);
      }
    }
    for (const required of group.failover?.requires ?? []) add(required, guard, UNCHANGED_BITS);
  };

  estate.nodes.forEach((node, position) => {
    if (node.in !== undefined) add(node.in, position, UNCHANGED_BITS);
    for (const requirement of node.dependsOn) add(requirement, position, UNCHANGED_BITS);
  });
  return { nodeCount, gateCount: gates.count, ...edges.bySource(gates.count), counters: gates.counters() };
};

/** One failed input is enough: all of them are needed. */
const ANY_FAILURE: FailureCounts = [1, 1, 1];

const checkedTarget = (id: string, position: number | undefined): number => {
  if (position === undefined || position === UNKNOWN) throw new Error(`"${id}" is not in the estate`);
  return position;
};

/** Edges in the order added, in arrays that double as they fill. */
class EdgeList {
  private readonly nodeCount: number;
  /** Two buckets a vertex: its edges to nodes, and those to gates. */
  private buckets: Uint32Array;
  private edges: Uint32Array;
  private length = 0;

  /** `expected` is how many edges there will be, about. */
  constructor(nodeCount: number, expected: number) {
    this.nodeCount = nodeCount;
    const capacity = Math.ceil(expected * 1.25) + 16;
    this.buckets = new Uint32Array(capacity);
    this.edges = new Uint32Array(capacity);
  }

  add(source: number, target: number, impact: number): void {
    if (this.length === this.edges.length) {
      this.buckets = doubled(this.buckets);
      this.edges = doubled(this.edges);
    }
    this.buckets[this.length] = target < this.nodeCount ? 2 * source : 2 * source + 1;
    this.edges[this.length++] = edgeOf(target, impact);
  }

  /** Sorted by bucket, stable: count, add up, place. */
  bySource(gateCount: number): { outputStart: Uint32Array; outputs: Uint32Array } {
    const { buckets, edges, length } = this;
    const count = 2 * (this.nodeCount + gateCount);
    const outputStart = new Uint32Array(count + 1);
    for (let i = 0; i < length; i++) outputStart[buckets[i]! + 1]!++;
    for (let bucket = 0; bucket < count; bucket++) outputStart[bucket + 1]! += outputStart[bucket]!;
    const cursor = outputStart.slice(0, count);
    const outputs = new Uint32Array(length);
    for (let i = 0; i < length; i++) outputs[cursor[buckets[i]!]!++] = edges[i]!;
    return { outputStart, outputs };
  }
}

const doubled = (array: Uint32Array): Uint32Array => {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
};

/** Gates in the order added; a gate's vertex number follows the nodes'. */
class GateList {
  private readonly failures: number[] = [];
  private readonly nodeCount: number;
  count = 0;

  constructor(nodeCount: number) {
    this.nodeCount = nodeCount;
  }

  /** A gate with that many inputs needed to fail it; returns its vertex. */
  add([degraded, partial, outage]: FailureCounts): number {
    const vertex = this.nodeCount + this.count++;
    if (vertex >= MOST_VERTICES) throw new Error(`more than ${MOST_VERTICES} nodes and groups`);
    this.failures.push(degraded, partial, outage);
    return vertex;
  }

  counters(): GateCounters {
    return gateCounters(this.failures);
  }
}
