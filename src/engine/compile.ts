/**
 * Compiles an estate to a network: every requirement to an edge, every group to a gate.
 *
 * What plays no part in an impact is left out here, once, instead of being asked for in every scenario:
 * requirements needed only to start, and those that did not yet or no longer count on the day in question.
 */
import type { Estate } from '../model/estate.ts';
import type { Day } from '../model/day.ts';
import {
  type GroupRequirement,
  type Requirement,
  countsOn,
  targetsOf,
  thresholdOf,
} from '../model/requirement.ts';
import { UNKNOWN, resolvedTargets } from '../model/targets.ts';
import { type FailureCounts, failureCounts, membersOn, switchRequires } from './gate.ts';
import { MOST_VERTICES, SWITCH_BITS, UNCHANGED_BITS, edgeOf, impactBits } from './edge.ts';
import type { Network } from './network.ts';

/** One failed input is enough: all of them are needed. */
const ANY_FAILURE: FailureCounts = [1, 1, 1];

/**
 * The network of an estate on a day.
 *
 * @throws Error if an impact is not monotone or a requirement names no node: the document reader refuses both.
 */
export const compile = (estate: Estate, day: Day): Network => {
  const targets = resolvedTargets(estate);
  const edges = new EdgeList(targets.length);
  const gates = new GateList(estate.nodes.length);
  // Requirements are walked in the order of the resolved targets; this is the next of those.
  let next = 0;

  const add = (requirement: Requirement, dependent: number): void => {
    if (requirement.needed === 'start' || !countsOn(requirement, day)) next += targetsOf(requirement).length;
    else {
      const impact = requirement.impact === undefined ? UNCHANGED_BITS : impactBits(requirement.impact);
      const source =
        requirement.form === 'node'
          ? checkedTarget(requirement.node, targets[next++])
          : addGroup(requirement);
      edges.add(source, dependent, impact);
    }
  };

  /** The gate of a group that counts on the day. */
  const addGroup = (group: GroupRequirement): number => {
    const counting = membersOn(group, day).length;
    const gate = gates.add(failureCounts(thresholdOf(group), counting));
    // A later member of a group that must switch fails by itself, or because the switch cannot be made.
    const guard = switchRequires(group, day).length === 0 ? undefined : gates.add(ANY_FAILURE);
    for (const member of group.of) {
      if (guard === undefined || member === group.of[0] || !countsOn(member, day)) add(member, gate);
      else {
        const guarded = gates.add(ANY_FAILURE);
        edges.add(guarded, gate, UNCHANGED_BITS);
        edges.add(guard, guarded, SWITCH_BITS);
        add(member, guarded);
      }
    }
    for (const required of group.failover?.requires ?? []) add(required, guard ?? gate);
    return gate;
  };

  estate.nodes.forEach((node, position) => {
    if (node.in !== undefined) add(node.in, position);
    for (const requirement of node.dependsOn) add(requirement, position);
  });
  return assembled(estate.nodes.length, gates, edges);
};

const checkedTarget = (id: string, position: number | undefined): number => {
  if (position === undefined || position === UNKNOWN) throw new Error(`"${id}" is not in the estate`);
  return position;
};

const assembled = (nodeCount: number, gates: GateList, edges: EdgeList): Network => {
  const vertices = nodeCount + gates.count;
  const { sources, targets, impacts } = edges.trimmed();
  const inputs = bucketed(vertices, targets, sources, impacts, (vertex) => vertex);
  // Two buckets a vertex: its edges to nodes, then those to gates.
  const outputs = bucketed(2 * vertices, sources, targets, impacts, (vertex, target) =>
    target < nodeCount ? 2 * vertex : 2 * vertex + 1,
  );
  return {
    nodeCount,
    gateCount: gates.count,
    outputStart: outputs.start,
    outputs: outputs.packed,
    inputStart: inputs.start,
    inputs: inputs.packed,
    needed: gates.needed(),
  };
};

interface Buckets {
  readonly start: Uint32Array;
  readonly packed: Uint32Array;
}

/** Edges in buckets by one end, stable: the other end and the impact packed into one number. */
const bucketed = (
  buckets: number,
  by: Uint32Array,
  other: Uint32Array,
  impacts: Uint8Array,
  bucketOf: (vertex: number, other: number) => number,
): Buckets => {
  const start = new Uint32Array(buckets + 1);
  for (let edge = 0; edge < by.length; edge++) start[bucketOf(by[edge]!, other[edge]!) + 1]!++;
  for (let bucket = 0; bucket < buckets; bucket++) start[bucket + 1]! += start[bucket]!;
  const cursor = start.slice(0, buckets);
  const packed = new Uint32Array(by.length);
  for (let edge = 0; edge < by.length; edge++) {
    packed[cursor[bucketOf(by[edge]!, other[edge]!)]!++] = edgeOf(other[edge]!, impacts[edge]!);
  }
  return { start, packed };
};

/** Edges in the order added, in arrays that double as they fill. */
class EdgeList {
  private sources: Uint32Array;
  private targets: Uint32Array;
  private impacts: Uint8Array;
  private length = 0;

  /** `expected` is how many edges there will be, about. */
  constructor(expected: number) {
    const capacity = Math.ceil(expected * 1.25) + 16;
    this.sources = new Uint32Array(capacity);
    this.targets = new Uint32Array(capacity);
    this.impacts = new Uint8Array(capacity);
  }

  add(source: number, target: number, impact: number): void {
    if (this.length === this.sources.length) this.resize(this.length * 2);
    this.sources[this.length] = source;
    this.targets[this.length] = target;
    this.impacts[this.length++] = impact;
  }

  trimmed() {
    this.resize(this.length);
    return { sources: this.sources, targets: this.targets, impacts: this.impacts };
  }

  private resize(length: number): void {
    const grown = <A extends Uint32Array | Uint8Array>(old: A, fresh: A): A => {
      fresh.set(old.subarray(0, Math.min(old.length, length)));
      return fresh;
    };
    this.sources = grown(this.sources, new Uint32Array(length));
    this.targets = grown(this.targets, new Uint32Array(length));
    this.impacts = grown(this.impacts, new Uint8Array(length));
  }
}

/** Gates in the order added; a gate's vertex number follows the nodes'. */
class GateList {
  private readonly failures: number[] = [];
  private readonly first: number;

  constructor(first: number) {
    this.first = first;
  }

  get count(): number {
    return this.failures.length / 3;
  }

  /** A gate with that many inputs needed to fail it; returns its vertex. */
  add(counts: FailureCounts): number {
    const vertex = this.first + this.count;
    if (vertex >= MOST_VERTICES) throw new Error(`more than ${MOST_VERTICES} nodes and groups`);
    this.failures.push(...counts);
    return vertex;
  }

  needed(): Int32Array {
    return Int32Array.from(this.failures);
  }
}
