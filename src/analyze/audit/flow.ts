/** How a failure gets to a node: the proof, told forward, one way at a time. */
import type { Cause, Claim } from '../../engine/explain.ts';
import type { Estate } from '../../model/estate.ts';
import type { FlowStep } from '../../model/finding.ts';
import type { Line } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { causeLine } from '../evidence.ts';
import type { Solved } from '../solve.ts';
import type { Lines } from './lines.ts';

/** Ways told of one finding: readers stop long before. */
const MOST_FLOWS = 6;

type Explained = Pick<Solved, 'explainer'>;

/** What came of a claim, and the claim above it. */
interface Link {
  readonly claim: Claim;
  /** Why the claim above holds, of which this one is a part; left out: it is the one asked about. */
  readonly cause?: Cause;
  readonly above?: Link;
}

/**
 * The ways from what fails to a node, failure first. A way follows one cause of each node; where a group fell, there is
 * one way for each of the members that it took. Without `lines` no place is told.
 */
export const flowsTo = (
  estate: Estate,
  { explainer }: Explained,
  claim: Claim,
  lines?: Lines,
): readonly (readonly FlowStep[])[] => waysTo(explainer, claim).map((link) => stepsOf(estate, link, lines));

/** The positions on the ways from what fails to a node, failure first. */
export const positionsTo = ({ explainer }: Explained, claim: Claim): readonly (readonly number[])[] =>
  waysTo(explainer, claim).map((link) => linksOf(link).map((each) => each.claim.position));

const waysTo = (explainer: Solved['explainer'], claim: Claim): readonly Link[] => {
  const ends: Link[] = [];
  const open: Link[] = [{ claim }];
  for (let link = open.pop(); link !== undefined && ends.length < MOST_FLOWS; link = open.pop()) {
    const [cause] = explainer.because(link.claim);
    if (cause === undefined) ends.push(link);
    else {
      const room = Math.max(1, MOST_FLOWS - ends.length - open.length);
      const parts = leavesOf(cause).slice(0, room);
      for (const part of parts.toReversed()) open.push({ claim: part, cause, above: link });
    }
  }
  return ends;
};

/** The nodes that a cause rests on; each that a group's fall takes stands for a way of its own. */
const leavesOf = (cause: Cause): readonly Claim[] =>
  cause.type === 'node'
    ? [{ position: cause.position, rank: cause.rank }]
    : (cause.type === 'group' ? cause.members : cause.requires).flatMap(leavesOf);

/** From the failure to the one asked about. */
const linksOf = (end: Link): readonly Link[] => {
  const links: Link[] = [];
  for (let link: Link | undefined = end; link !== undefined; link = link.above) links.push(link);
  return links;
};

const stepsOf = (estate: Estate, end: Link, lines: Lines | undefined): readonly FlowStep[] =>
  linksOf(end).map((link, i, links) => {
    const { position, rank } = link.claim;
    const node = estate.nodes[position]!;
    // Why it holds is told by the link below, which is a part of it.
    const cause = i === 0 ? undefined : links[i - 1]!.cause!;
    const place =
      cause === undefined
        ? lines?.ofNode(position)
        : lines?.ofRequirement(cause.type === 'switch' ? cause.member : cause.requirement);
    return {
      node: node.id,
      state: stateOf(rank),
      message: cause === undefined ? 'fails' : plainText(causeLine(node, cause)),
      ...(place === undefined ? {} : { place }),
    };
  });

/** A line without its meaning. */
export const plainText = (line: Line): string =>
  line.map((span) => (typeof span === 'string' ? span : 'state' in span ? span.state : span.text)).join('');
