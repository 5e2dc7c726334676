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
import { checkedTarget, resolvedTargets } from '../model/targets.ts';
import { bucketed } from './buckets.ts';
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
    const guards = switchRequires(group, day);
    // A gate would count its members one by one; a node takes the worst of what it is told anyhow.
    const isPlain = counts[2] === 1 && guards.length === 0 && dependent < nodeCount;
    const gate = isPlain ? dependent : gates.add(counts, edgeOf(dependent, impact));
    const inner = isPlain ? impact : UNCHANGED_BITS;
    const first = next;
    for (const member of group.of) {
      if (guards.length === 0 || member === group.of[0] || !countsOn(member, day)) add(member, gate, inner);
      else addLater(member, group, first, gate);
    }
    for (const required of group.failover?.requires ?? []) skip(required);
  };

  /** A later member of a group that must switch fails by itself, or because the switch to it cannot be made. */
  const addLater = (member: Requirement, group: GroupRequirement, first: number, gate: number): void => {
    const later = gates.add(ANY_FAILURE, edgeOf(gate, UNCHANGED_BITS));
    add(member, later, UNCHANGED_BITS);
    const after = next;
    next = first + group.of.reduce((sum, each) => sum + targetsOf(each).length, 0);
    for (const required of group.failover?.requires ?? []) add(required, later, SWITCH_BITS);
    next = after;
  };

  estate.nodes.forEach((node, position) => {
    if (node.in !== undefined) add(node.in, position, UNCHANGED_BITS);
    for (const requirement of node.dependsOn) add(requirement, position, UNCHANGED_BITS);
  });
  return {
    nodeCount,
    gateCount: gates.count,
    ...edges.bySource(),
    gateOutputs: gates.outputs(),
    counters: gates.counters(),
  };
};

/** One failed input is enough: all of them are needed. */
const ANY_FAILURE: FailureCounts = [1, 1, 1];

/** Edges of nodes in the order added, in arrays that double as they fill. */
class EdgeList {
  private readonly nodeCount: number;
  /** Two buckets a node: its edges to nodes, and those to gates. */
  private buckets: Uint32Array;
  private edges: Uint32Array;
  private length = 0;

  /** `expected` is how many edges there will be, about. */
  constructor(nodeCount: number, expected: number) {
    this.nodeCount = nodeCount;
    const capacity = expected + 16;
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

  bySource(): { outputStart: Uint32Array; outputs: Uint32Array } {
    const edges = this.edges.subarray(0, this.length);
    const { start, values } = bucketed(2 * this.nodeCount, this.buckets, edges);
    return { outputStart: start, outputs: values };
  }
}

const doubled = (array: Uint32Array): Uint32Array => {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
};

/** Gates in the order added; a gate's vertex number follows the nodes'. */
class GateList {
  private readonly needed: number[] = [];
  private readonly edges: number[] = [];
  private readonly nodeCount: number;

  constructor(nodeCount: number) {
    this.nodeCount = nodeCount;
  }

  get count(): number {
    return this.edges.length;
  }

  /** A gate with that many inputs needed to fail it, and its edge to what requires it; returns its vertex. */
  add([degraded, partial, outage]: FailureCounts, output: number): number {
    const vertex = this.nodeCount + this.count;
    if (vertex >= MOST_VERTICES) throw new Error(`more than ${MOST_VERTICES} nodes and groups`);
    this.needed.push(degraded, partial, outage);
    this.edges.push(output);
    return vertex;
  }

  outputs(): Uint32Array {
    return Uint32Array.from(this.edges);
  }

  counters(): GateCounters {
    return gateCounters(this.needed);
  }
}
