/**
 * The rule of the extra nine: what a service stands on should be down at most a tenth of the time that the service itself
 * may be, or there is no room left for its own failures.
 *
 * B. Treynor, M. Dahlin, V. Rau, B. Beyer, "The calculus of service availability", ACM Queue 15 (2017). The availability
 * that a document gives a node counts as what the node promises; that of what it requires is computed, from all that it
 * stands on in turn, groups and shared parts included. What passes an outage on only weakened does not count: the rule is
 * about hard requirements.
 */
import { compile } from '../../engine/compile.ts';
import { probabilityOf } from '../../engine/fault-tree/probability.ts';
import { inputsOf } from '../../engine/network.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { type Node, requirementsOf } from '../../model/node.ts';
import { type Requirement, countsOn, impactOf } from '../../model/requirement.ts';
import { chancesOf } from './chances.ts';
import { type RiskFinder, risksOf } from './figure.ts';
import { complementOf, rounded } from './figures.ts';

export interface MissingNine {
  /** The position of the node that promises. */
  readonly dependent: number;
  /** Its requirement that is not available enough: a node or a group. */
  readonly requirement: Requirement;
  /** Where it stands among the node's requirements. */
  readonly index: number;
  /** The position of what is required; left out where it is a group. */
  readonly dependency?: number;
  readonly promised: number;
  /** What the requirement is available at best. */
  readonly actual: number;
  /** `worse`: less than is promised, which the promise cannot survive; `narrow`: less than one nine better. */
  readonly grade: 'worse' | 'narrow';
  /** Only the dependency's own failures are counted: what it stands on is too entangled for an exact answer. */
  readonly isOwnOnly?: true;
}

export interface ExtraNineLimits {
  /** Nodes that each decision diagram may have. */
  readonly nodes?: number;
}

/** Diagrams here are many and need not be large. */
const NODES = 50_000;

/** What rounding may make of a probability. */
const ROUNDING = 1e-9;

/** How much more rarely than its dependent a dependency should be down. */
const NINE = 10;

/**
 * All requirements of nodes with an availability that lack it, by dependent, then as they are written. What hangs on nothing
 * of which an availability is known is left out: nobody knows.
 */
export const extraNines = (
  estate: Estate,
  day: Day,
  { nodes = NODES }: ExtraNineLimits = {},
): readonly MissingNine[] => {
  const promises = estate.nodes.flatMap((node, dependent) =>
    node.availability === undefined ? [] : hardOf(node, day).map((hard) => ({ ...hard, dependent, node })),
  );
  if (promises.length === 0) return [];
  const { extended, positionOf } = withGroups(
    estate,
    promises.map(({ requirement }) => requirement),
  );
  const chances = chancesOf(extended);
  const network = compile(extended, day);
  const riskOf = risksOf(network, inputsOf(network), chances);
  const known = new Map<number, Down>();
  return promises.flatMap(({ node, dependent, requirement, index }): readonly MissingNine[] => {
    const position = positionOf(requirement);
    const down = known.get(position) ?? downOf(riskOf, chances.unavailability, position, nodes);
    known.set(position, down);
    const allowed = complementOf(node.availability!);
    if (down.probability === 0 || down.probability * NINE <= allowed * (1 + ROUNDING)) return [];
    const actual = complementOf(rounded(down.probability));
    return [
      {
        dependent,
        requirement,
        index,
        ...(requirement.form === 'node' ? { dependency: position } : {}),
        promised: node.availability!,
        actual,
        grade: down.probability > allowed * (1 + ROUNDING) ? 'worse' : 'narrow',
        ...(down.isOwnOnly ? { isOwnOnly: true } : {}),
      },
    ];
  });
};

/** Requirements that pass an outage on as an outage, and where they stand. */
const hardOf = (
  node: Node,
  day: Day,
): readonly { readonly requirement: Requirement; readonly index: number }[] =>
  requirementsOf(node)
    .map((requirement, index) => ({ requirement, index }))
    .filter(
      ({ requirement }) =>
        requirement.needed !== 'start' && countsOn(requirement, day) && impactOf(requirement)[3] === 3,
    );

/** Each group as a node of its own that requires nothing else, behind all others: so a group has a fault tree too. */
const withGroups = (
  estate: Estate,
  requirements: readonly Requirement[],
): { readonly extended: Estate; readonly positionOf: (requirement: Requirement) => number } => {
  const positions = new Map<Requirement, number>();
  const groups: Node[] = [];
  for (const requirement of requirements) {
    if (requirement.form === 'node' || positions.has(requirement)) continue;
    positions.set(requirement, estate.nodes.length + groups.length);
    groups.push({ id: '', kind: 'resource', tags: [], dependsOn: [requirement], origins: [] });
  }
  return {
    extended: groups.length === 0 ? estate : { ...estate, nodes: [...estate.nodes, ...groups] },
    positionOf: (requirement) =>
      requirement.form === 'node' ? estate.positions.get(requirement.node)! : positions.get(requirement)!,
  };
};

interface Down {
  readonly probability: number;
  readonly isOwnOnly: boolean;
}

const downOf = (riskOf: RiskFinder, unavailability: Float64Array, position: number, nodes: number): Down => {
  const { tree, probability } = riskOf(position, 3);
  const found = probabilityOf(tree, probability, { nodes });
  if (found !== undefined) return { probability: found.probability, isOwnOnly: false };
  const own = unavailability[position]!;
  return { probability: Number.isNaN(own) ? 0 : own, isOwnOnly: true };
};
