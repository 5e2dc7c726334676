/**
 * Compiles an estate for playing over time.
 *
 * A requirement becomes a chain of vertices from what is required to what requires it, in the order in which its terms
 * apply: node or group → impact → `after` and `recovery` → `needed: start` → owner. Most have no terms but an impact,
 * and are one edge. What did not yet or no longer count on the day is left out here, once.
 */
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { cappedAt } from '../../model/impact.ts';
import { requirementsOf } from '../../model/node.ts';
import {
  type Failover,
  type GroupRequirement,
  type Requirement,
  countsOn,
  targetsOf,
  thresholdOf,
} from '../../model/requirement.ts';
import { checkedTarget, resolvedTargets } from '../../model/targets.ts';
import { bucketed } from '../buckets.ts';
import {
  MOST_VERTICES,
  SWITCH_BITS,
  UNCHANGED_BITS,
  composed,
  edgeOf,
  impactBits,
  impactBitsOf,
  vertexOf,
} from '../edge.ts';
import { type FailureCounts, failureCounts, membersOn, switchRequires } from '../gate.ts';
import { KIND, NONE, type TimedNetwork, microseconds } from './network.ts';
import { Numbers } from './numbers.ts';

/** One input is enough: a node takes the worst of what it is told. */
const ANY: FailureCounts = [1, 1, 1];

/** What the first member counts for while the group switches away from it: nothing until it is partial. */
const WINDOW_BITS = impactBits([0, 0, 2, 3]);

/**
 * The network of an estate on a day.
 *
 * @throws Error if an impact is not monotone or a requirement names no node: the document reader refuses both.
 */
export const compileTimed = (estate: Estate, day: Day): TimedNetwork => {
  const building = new Building(estate.nodes.length);
  const targets = resolvedTargets(estate);
  // Requirements are walked in the order of the resolved targets; this is the next of those.
  let next = 0;

  /** Adds what `into` requires; `owner` is the node whose requirement it is, at whatever depth. */
  const add = (requirement: Requirement, into: number, owner: number): void => {
    if (!countsOn(requirement, day)) {
      skip(requirement);
      return;
    }
    const target = withTerms(requirement, into, owner);
    const impact = requirement.impact === undefined ? UNCHANGED_BITS : impactBits(requirement.impact);
    if (requirement.form === 'node')
      building.edge(checkedTarget(requirement.node, targets[next++]), target, impact);
    else addGroup(requirement, target, owner, impact);
  };

  const skip = (requirement: Requirement): void => {
    next += targetsOf(requirement).length;
  };

  /** The vertices of a requirement's terms, nearest to its owner first; returns the one to lead it into. */
  const withTerms = (
    { needed, after = 0, recovery = 0 }: Requirement,
    into: number,
    owner: number,
  ): number => {
    let target = into;
    if (needed === 'start') {
      const start = building.vertex(KIND.start, ANY, { subject: owner });
      building.edge(start, target, UNCHANGED_BITS);
      target = start;
    }
    if (after > 0 || recovery > 0) {
      const wait = microseconds(after);
      const delay = building.vertex(KIND.delay, ANY, { wait, lag: microseconds(recovery) });
      building.edge(delay, target, UNCHANGED_BITS);
      target = delay;
    }
    return target;
  };

  const addGroup = (group: GroupRequirement, into: number, owner: number, impact: number): void => {
    const counts = failureCounts(thresholdOf(group), membersOn(group, day).length);
    const gate = building.vertex(KIND.threshold, counts);
    if (group.failover === undefined) {
      building.edge(gate, into, impact);
      for (const member of group.of) add(member, gate, owner);
      return;
    }
    const [first] = group.of;
    // A first member that does not count on the day is none: nothing is switched away from.
    const firstVertex = countsOn(first!, day) ? building.vertex(KIND.threshold, ANY) : NONE;
    const lost = addSwitch(group, firstVertex);
    addWindow(group.failover, firstVertex, gate, into, impact);
    for (const member of group.of) {
      if (!countsOn(member, day)) skip(member);
      else if (member === first) {
        add(member, firstVertex, owner);
        building.edge(firstVertex, gate, UNCHANGED_BITS);
      } else if (lost === NONE) add(member, gate, owner);
      else {
        const later = building.vertex(KIND.threshold, ANY);
        building.edge(later, gate, UNCHANGED_BITS);
        building.edge(lost, later, UNCHANGED_BITS);
        add(member, later, owner);
      }
    }
    for (const required of group.failover.requires) {
      if (lost === NONE || !countsOn(required, day)) skip(required);
      else {
        // Through a vertex of its own: whatever it counts for, the switch sees whether it is partial or worse.
        const seen = building.vertex(KIND.threshold, ANY);
        building.edge(seen, lost, SWITCH_BITS);
        add(required, seen, owner);
      }
    }
  };

  /** The vertex that is in outage while the switch is lost, if it requires anything. */
  const addSwitch = (group: GroupRequirement, first: number): number => {
    if (switchRequires(group, day).length === 0) return NONE;
    if (first === NONE) return building.vertex(KIND.threshold, ANY);
    const wait = microseconds(group.failover!.time);
    return building.vertex(KIND.switch, ANY, { wait, subject: first });
  };

  /** Leads the gate of a group where it belongs, and beside it the time that its switch takes. */
  const addWindow = (
    { time, during = 'outage' }: Failover,
    first: number,
    gate: number,
    into: number,
    impact: number,
  ): void => {
    if (first === NONE || microseconds(time) === 0 || during === 'operational') {
      building.edge(gate, into, impact);
      return;
    }
    // The worse of the two: a vertex of its own, since a group around this one would count them as two members.
    const whole = building.vertex(KIND.threshold, ANY);
    building.edge(whole, into, impact);
    building.edge(gate, whole, UNCHANGED_BITS);
    const window = building.vertex(KIND.window, ANY, { wait: microseconds(time), subject: first });
    building.edge(first, window, UNCHANGED_BITS);
    building.edge(window, whole, composed(WINDOW_BITS, impactBits(cappedAt(during))));
  };

  estate.nodes.forEach((node, position) => {
    for (const requirement of requirementsOf(node)) add(requirement, position, position);
  });
  return building.network();
};

/** What a vertex remembers besides its counts. */
interface Memory {
  readonly wait?: number;
  readonly lag?: number;
  readonly subject?: number;
}

/** Vertices and edges in the order added. */
class Building {
  private readonly nodeCount: number;
  private vertexCount: number;
  private readonly kinds = new Numbers(Uint8Array);
  private readonly needed = new Numbers(Int32Array);
  private readonly wait = new Numbers(Float64Array);
  private readonly lag = new Numbers(Float64Array);
  private readonly subject = new Numbers(Uint32Array);
  private readonly sources = new Numbers(Uint32Array);
  /** The target with the impact. */
  private readonly edges = new Numbers(Uint32Array);

  constructor(nodeCount: number) {
    this.nodeCount = nodeCount;
    this.vertexCount = 0;
    for (let node = 0; node < nodeCount; node++) this.vertex(KIND.threshold, ANY);
  }

  vertex(kind: number, counts: FailureCounts, { wait = 0, lag = 0, subject = NONE }: Memory = {}): number {
    if (this.vertexCount >= MOST_VERTICES) throw new Error(`more than ${MOST_VERTICES} nodes and groups`);
    this.kinds.push(kind);
    for (const count of counts) this.needed.push(count);
    this.wait.push(wait);
    this.lag.push(lag);
    this.subject.push(subject);
    return this.vertexCount++;
  }

  edge(source: number, target: number, impact: number): void {
    this.sources.push(source);
    this.edges.push(edgeOf(target, impact));
  }

  network(): TimedNetwork {
    const { nodeCount, vertexCount } = this;
    const sources = this.sources.values();
    const edges = this.edges.values();
    const targets = edges.map((edge) => vertexOf(edge));
    const turned = edges.map((edge, i) => edgeOf(sources[i]!, impactBitsOf(edge)));
    const { start: outputStart, values: outputs } = bucketed(vertexCount, sources, edges);
    const { start: inputStart, values: inputs } = bucketed(vertexCount, targets, turned);
    const subject = this.subject.values();
    const watching = Uint32Array.from(subject.keys()).filter((vertex) => subject[vertex] !== NONE);
    const watched = watching.map((vertex) => subject[vertex]!);
    const { start: watcherStart, values: watchers } = bucketed(vertexCount, watched, watching);
    return {
      nodeCount,
      vertexCount,
      kinds: this.kinds.values(),
      needed: this.needed.values(),
      outputStart,
      outputs,
      inputStart,
      inputs,
      wait: this.wait.values(),
      lag: this.lag.values(),
      subject,
      watcherStart,
      watchers,
    };
  }
}
