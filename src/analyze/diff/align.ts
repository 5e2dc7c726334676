/**
 * Which node of one estate is which of another: by id, and where ids have changed by what a node is and stands among.
 *
 * Nodes without a partner of the same id are coloured by their kind, and then round by round by the colours of what they
 * require and of what requires them (colour refinement: Weisfeiler and Leman 1968). Nodes that are paired already have a
 * colour of their own, so that what hangs on them is known soon. A colour that one node on either side has is a pair. Where
 * several look the same they are the same to every failure, and the names decide. Last come those that a change has touched
 * besides: the same kind, and mostly the same neighbours.
 */
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';
import { targetsOf } from '../../model/requirement.ts';
import { effectKey } from './key.ts';
import { isAlike, likeness } from './likeness.ts';
import { type Alignment, NONE } from './view.ts';

/** Rounds of colouring: what lies further away tells no more, and changes there would hide what is near. */
const ROUNDS = 8;

/** Colourings: each may pair nodes that help to tell others. */
const MOST_PASSES = 400;

/** Nodes coloured in all passes together; after that, whole classes are paired at once. */
const MOST_COLOURED = 200_000;

/** Nodes that look the same, up to which their names are compared with each other. */
const MOST_COMPARED = 60;

/** Pairs the nodes of two estates. */
export const alignmentOf = (base: Estate, head: Estate): Alignment => {
  const pairs = new Pairs(base, head);
  let coloured = 0;
  for (let pass = 0; pass < MOST_PASSES && pairs.isOpen(); pass++) {
    coloured += pairs.openCount;
    const found = pairs.byColour(coloured > MOST_COLOURED) || pairs.byNeighbours();
    if (!found) break;
  }
  return pairs.result();
};

/** One of the two estates, while its nodes are paired. */
interface Half {
  readonly estate: Estate;
  /** By position, the partner. */
  readonly partners: Int32Array;
  /** Positions of nodes that require a node, by the node's. Only of nodes that were not paired by id. */
  readonly dependents: ReadonlyMap<number, readonly number[]>;
}

class Pairs {
  private readonly base: Half;
  private readonly head: Half;
  /** Positions without a partner. */
  private open: { base: readonly number[]; head: readonly number[] };

  constructor(base: Estate, head: Estate) {
    const heads = Int32Array.from(base.nodes, ({ id }) => head.positions.get(id) ?? NONE);
    const bases = Int32Array.from(head.nodes, ({ id }) => base.positions.get(id) ?? NONE);
    this.base = { estate: base, partners: heads, dependents: dependentsOf(base, heads) };
    this.head = { estate: head, partners: bases, dependents: dependentsOf(head, bases) };
    this.open = { base: openIn(this.base), head: openIn(this.head) };
  }

  get openCount(): number {
    return this.open.base.length + this.open.head.length;
  }

  isOpen(): boolean {
    return this.open.base.length > 0 && this.open.head.length > 0;
  }

  /** Pairs nodes by colour, the widest surroundings first; tells whether there were any. */
  byColour(inBulk: boolean): boolean {
    const rounds = this.colours();
    for (const [i, round] of rounds.toReversed().entries()) {
      const isWidest = i === 0;
      const classes = this.classesIn(round);
      const alone = classes.filter(
        (one) =>
          one.base.length === 1 &&
          one.head.length === 1 &&
          this.isPlausible(one.base[0]!, one.head[0]!, isWidest),
      );
      for (const one of alone) this.pair(one.base[0]!, one.head[0]!);
      if (alone.length > 0) return this.settled();
      if (isWidest) {
        const found = this.byNames(classes, inBulk);
        if (found) return true;
      }
    }
    return false;
  }

  /** Of nodes that look the same pairs those that are called alike: one pair, or all where that takes too long. */
  private byNames(classes: readonly Class[], inBulk: boolean): boolean {
    const several = classes
      .filter((one) => one.base.length > 0 && one.head.length > 0)
      .filter((one) => this.isPlausible(one.base[0]!, one.head[0]!, true))
      .map((one) => ({ ...one, tie: this.tieOf(one.base[0]!, one.head[0]!) }))
      .toSorted(
        (a, b) => a.base.length * a.head.length - b.base.length * b.head.length || byCodePoint(a.tie, b.tie),
      );
    if (several.length === 0) return false;
    for (const one of inBulk ? several : several.slice(0, 1)) {
      const likely =
        one.base.length * one.head.length <= MOST_COMPARED ** 2 ? this.likeliest(one) : inOrder(one);
      for (const [base, head] of inBulk ? likely : likely.slice(0, 1)) this.pair(base, head);
    }
    return this.settled();
  }

  /** Pairs of a class, the most alike first, each node once. */
  private likeliest(one: Class): readonly (readonly [number, number])[] {
    return taken(
      one.base.flatMap((base) =>
        one.head.map((head) => ({
          base,
          head,
          score: likeness(this.nodeOf(this.base, base), this.nodeOf(this.head, head)),
        })),
      ),
      (base, head) => this.tieOf(base, head),
    );
  }

  /** Pairs nodes of one kind that share most of their neighbours, or some of them and the name. */
  byNeighbours(): boolean {
    const candidates = this.open.base.flatMap((base) => {
      const own = this.neighbours(this.base, base);
      return this.candidatesFor(base, own).flatMap((head) => {
        const score = this.scoreOf(base, own, head);
        return score === undefined ? [] : [{ base, head, score }];
      });
    });
    const found = taken(candidates, (base, head) => this.tieOf(base, head));
    for (const [base, head] of found) this.pair(base, head);
    return found.length > 0 && this.settled();
  }

  private candidatesFor(base: number, own: ReadonlySet<string>): readonly number[] {
    const { kind } = this.nodeOf(this.base, base);
    const beside = this.headsByNeighbour();
    const near = [...own].flatMap((name) => (beside.get(name) ?? []).slice(0, MOST_COMPARED));
    return [...new Set(near)].filter((head) => this.nodeOf(this.head, head).kind === kind);
  }

  private neighbourIndex: ReadonlyMap<string, readonly number[]> | undefined;

  private headsByNeighbour(): ReadonlyMap<string, readonly number[]> {
    if (this.neighbourIndex !== undefined) return this.neighbourIndex;
    const index = new Map<string, number[]>();
    for (const head of this.open.head) {
      for (const name of this.neighbours(this.head, head)) {
        const known = index.get(name);
        if (known === undefined) index.set(name, [head]);
        else known.push(head);
      }
    }
    return (this.neighbourIndex = index);
  }

  private scoreOf(base: number, own: ReadonlySet<string>, head: number): number | undefined {
    const others = this.neighbours(this.head, head);
    const shared = [...own].filter((name) => others.has(name)).length;
    const share = shared / (own.size + others.size - shared);
    const like = likeness(this.nodeOf(this.base, base), this.nodeOf(this.head, head));
    return share >= MOST_SHARED || (shared > 0 && like >= ALIKE) ? share + like : undefined;
  }

  /** Paired nodes that a node requires or that require it. */
  private neighbours(half: Half, position: number): ReadonlySet<string> {
    const numbers = [
      ...requirementsOf(half.estate.nodes[position]!).flatMap((requirement) =>
        targetsOf(requirement).map((id) => half.estate.positions.get(id)!),
      ),
      ...(half.dependents.get(position) ?? []),
    ];
    return new Set(numbers.flatMap((at) => (half.partners[at] === NONE ? [] : [this.pairName(half, at)])));
  }

  private pairName(half: Half, position: number): string {
    return `#${half === this.head ? position : half.partners[position]!}`;
  }

  /** That they look the same says little of two that stand alone: those must be called alike. */
  private isPlausible(base: number, head: number, isWidest: boolean): boolean {
    const standsAlone =
      requirementsOf(this.nodeOf(this.base, base)).length === 0 && !this.base.dependents.has(base);
    if (isWidest && !standsAlone) return true;
    return (
      this.neighbours(this.base, base).size > 0 ||
      isAlike(this.nodeOf(this.base, base), this.nodeOf(this.head, head))
    );
  }

  /** Colours of all open nodes after each round; the last two rounds tell as many nodes apart, or there are no more. */
  private colours(): readonly Colours[] {
    const start: Colours = {
      base: new Map(this.open.base.map((at) => [at, this.nodeOf(this.base, at).kind])),
      head: new Map(this.open.head.map((at) => [at, this.nodeOf(this.head, at).kind])),
    };
    const rounds: Colours[] = [];
    let last = start;
    let count = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const short = new Map<string, string>();
      const shortened = (colour: string): string => {
        const known = short.get(colour);
        if (known !== undefined) return known;
        const made = `${round}.${short.size}`;
        short.set(colour, made);
        return made;
      };
      last = {
        base: this.recoloured(this.base, this.open.base, last.base, shortened),
        head: this.recoloured(this.head, this.open.head, last.head, shortened),
      };
      rounds.push(last);
      if (short.size === count) break;
      count = short.size;
    }
    return rounds;
  }

  private recoloured(
    half: Half,
    open: readonly number[],
    colours: ReadonlyMap<number, string>,
    shortened: (colour: string) => string,
  ): ReadonlyMap<number, string> {
    // What has no colour of these is paired.
    const colourAt = (at: number): string => colours.get(at) ?? this.pairName(half, at);
    const colourOf = (id: string): string => colourAt(half.estate.positions.get(id)!);
    return new Map(
      open.map((at) => {
        const node = half.estate.nodes[at]!;
        const needs = node.dependsOn
          .map((requirement) => effectKey(requirement, colourOf))
          .toSorted(byCodePoint);
        const place = node.in === undefined ? '' : effectKey(node.in, colourOf);
        const users = (half.dependents.get(at) ?? []).map(colourAt).toSorted(byCodePoint);
        return [at, shortened(`${colours.get(at)}\n${place}\n${needs.join(';')}\n${users.join(';')}`)];
      }),
    );
  }

  private classesIn({ base, head }: Colours): readonly Class[] {
    const classes = new Map<string, { base: number[]; head: number[] }>();
    const add = (side: 'base' | 'head', colours: ReadonlyMap<number, string>): void => {
      for (const [at, colour] of colours) {
        let known = classes.get(colour);
        if (known === undefined) classes.set(colour, (known = { base: [], head: [] }));
        known[side].push(at);
      }
    };
    add('base', base);
    add('head', head);
    return [...classes.values()];
  }

  private pair(base: number, head: number): void {
    this.base.partners[base] = head;
    this.head.partners[head] = base;
  }

  private settled(): true {
    this.open = { base: openIn(this.base), head: openIn(this.head) };
    this.neighbourIndex = undefined;
    return true;
  }

  private nodeOf(half: Half, position: number) {
    return half.estate.nodes[position]!;
  }

  /** Decides between equals, and in the same way if the sides are exchanged. */
  private tieOf(base: number, head: number): string {
    const ids = [this.nodeOf(this.base, base).id, this.nodeOf(this.head, head).id].toSorted(byCodePoint);
    return ids.join('\n');
  }

  result(): Alignment {
    const { partners: heads, estate } = this.base;
    const renamed = [...heads.entries()]
      .filter(([base, head]) => head !== NONE && estate.nodes[base]!.id !== this.nodeOf(this.head, head).id)
      .map(([base, head]) => ({ base, head }));
    return { heads, bases: this.head.partners, renamed };
  }
}

/** Shares of the neighbours above which two are taken for one, and likeness that makes up for less. */
const MOST_SHARED = 0.6;
const ALIKE = 0.6;

interface Colours {
  readonly base: ReadonlyMap<number, string>;
  readonly head: ReadonlyMap<number, string>;
}

interface Class {
  readonly base: readonly number[];
  readonly head: readonly number[];
}

/** In the order of their ids, which is that of their positions. */
const inOrder = ({ base, head }: Class): readonly (readonly [number, number])[] =>
  base.slice(0, head.length).map((at, i) => [at, head[i]!]);

/** The best pairs first, each node once. */
const taken = (
  candidates: readonly { readonly base: number; readonly head: number; readonly score: number }[],
  tieOf: (base: number, head: number) => string,
): readonly (readonly [number, number])[] => {
  const used = { base: new Set<number>(), head: new Set<number>() };
  return candidates
    .map((one) => ({ ...one, tie: tieOf(one.base, one.head) }))
    .toSorted((a, b) => b.score - a.score || byCodePoint(a.tie, b.tie))
    .flatMap(({ base, head }) => {
      if (used.base.has(base) || used.head.has(head)) return [];
      used.base.add(base);
      used.head.add(head);
      return [[base, head] as const];
    });
};

const openIn = ({ partners }: Pick<Half, 'partners'>): readonly number[] =>
  [...partners.keys()].filter((at) => partners[at] === NONE);

const dependentsOf = (estate: Estate, partners: Int32Array): ReadonlyMap<number, readonly number[]> => {
  const dependents = new Map<number, number[]>();
  if (!partners.includes(NONE)) return dependents;
  estate.nodes.forEach((node, owner) => {
    for (const id of new Set(requirementsOf(node).flatMap(targetsOf))) {
      const target = estate.positions.get(id)!;
      if (partners[target] !== NONE) continue;
      const known = dependents.get(target);
      if (known === undefined) dependents.set(target, [owner]);
      else known.push(owner);
    }
  });
  return dependents;
};
