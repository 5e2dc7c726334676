/** The proof of one node's state, or what spared it. */
import { selectOne } from '../assemble/select.ts';
import { type Cause, type Claim, citedBy } from '../engine/explain.ts';
import type { Estate } from '../model/estate.ts';
import { type Origin, placesOf } from '../model/place.ts';
import type { Block, Branch, Line, Report, ReportGraph } from '../model/report.ts';
import { type Rank, stateOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import { defineAnalysis } from './analysis.ts';
import { pictureOf } from './audit/picture.ts';
import { type PlaceOf, causeLine, evidenceText, inState, requirementsIn } from './evidence.ts';
import { type Step, stepData, stepOf } from './proof.ts';
import { FAULT_OPTIONS, type Solved, solve } from './solve.ts';
import { type Spared, sparedBelow, sparedData, sparedLine } from './spared.ts';
import { stateAt } from './totals.ts';

export const why = defineAnalysis({
  name: 'why',
  summary: 'the proof of one node’s state, or what spared it',
  argument: { name: 'node', description: 'the node that is asked about', required: true, many: false },
  options: [
    {
      name: 'fail',
      value: 'selection',
      many: true,
      takesRest: true,
      description: 'what drops: ids, globs or conditions',
    },
    ...FAULT_OPTIONS,
  ],
  examples: ['why shop --fail aws/us-east-1/s3', 'why trello --scenario s3-outage'],
  run: ({ estate, args, options, today }) => {
    if (options.fail === undefined && options.scenario === undefined) {
      throw new UserError({
        message: 'nothing is said to fail',
        hint: 'name what drops (--fail aws/us-east-1/s3), or a scenario (--scenario ID)',
      });
    }
    const position = selectOne(estate, args, 'why');
    const solved = solve(estate, { ...options, fail: options.fail ?? [] }, today);
    const claim: Claim = { position, rank: solved.outcome.ranks[position] as Rank };
    return whyReport(estate, solved, claim, proofOf(solved, claim));
  },
});

/** What is told of a node in the state that it ended in; `proof` is that of the claim. */
export const whyReport = (estate: Estate, solved: Solved, claim: Claim, proof: readonly Step[]) => {
  const affected = claim.rank > 0;
  const spared = affected ? [] : sparedBelow(estate, solved, claim.position);
  return {
    command: 'why',
    title: titleLine(estate, solved, claim),
    blocks: () => (affected ? proofBlocks(estate, claim, proof) : sparedBlocks(spared)),
    data: () => dataOf(estate, solved, claim, proof, spared),
    ...(affected ? { graph: () => graphOf(estate, solved, proof) } : {}),
  } satisfies Report;
};

/**
 * All claims that a proof needs, once each, the one to be proved first, each before those that it cites; none for one
 * that is operational.
 */
export const proofOf = (solved: Solved, claim: Claim): readonly Step[] => {
  if (claim.rank === 0) return [];
  const steps: Step[] = [];
  const seen = new Set([keyOf(claim)]);
  const open = [claim];
  for (let i = 0; i < open.length; i++) {
    const step = stepOf(solved, open[i]!);
    steps.push(step);
    for (const cited of step.causes.flatMap(citedBy)) {
      if (!seen.has(keyOf(cited))) {
        seen.add(keyOf(cited));
        open.push(cited);
      }
    }
  }
  // What is cited was reached in an earlier round.
  return steps.toSorted((a, b) => solved.explainer.waveOf(b.claim) - solved.explainer.waveOf(a.claim));
};

const keyOf = ({ position, rank }: Claim): number => position * 4 + rank;

const placesIn = (proof: readonly Step[]): PlaceOf => {
  const origins = proof
    .flatMap(({ causes }) => causes.flatMap(requirementsIn))
    .map((requirement) => requirement.origin)
    .filter((origin) => origin !== undefined);
  const places = placesOf(origins);
  return (origin: Origin | undefined) => (origin === undefined ? undefined : places.get(origin));
};

/** The nodes of the proof, and the arrows that it follows. */
const graphOf = (estate: Estate, { outcome, faults }: Solved, proof: readonly Step[]): ReportGraph => {
  const ways = new Set(
    proof.flatMap(({ claim, causes }) =>
      causes.flatMap(citedBy).map(({ position }) => `${claim.position} ${position}`),
    ),
  );
  const faulty = new Set(faults.map(({ position }) => position));
  return pictureOf(
    estate,
    proof.map(({ claim }) => claim.position),
    (position) => outcome.ranks[position] as Rank,
    { isFault: (position) => faulty.has(position), isPath: (from, to) => ways.has(`${from} ${to}`) },
  );
};

// —— as data ————————————————————————————————————————————————————————————————————————————————————————————————————————

const dataOf = (
  estate: Estate,
  solved: Solved,
  claim: Claim,
  proof: readonly Step[],
  spared: readonly Spared[],
): object => {
  const { faults, scenario } = solved;
  const placeOf = placesIn(proof);
  return {
    ...(scenario === undefined ? {} : { scenario: scenario.id }),
    faults: faults.map(({ position, rank }) => ({ node: estate.nodes[position]!.id, state: stateOf(rank) })),
    node: estate.nodes[claim.position]!.id,
    state: stateOf(claim.rank),
    ...(claim.rank === 0
      ? { spared: spared.map(sparedData) }
      : {
          proof: proof.map((step) => ({
            id: estate.nodes[step.claim.position]!.id,
            ...stepData(estate, solved, step, placeOf),
          })),
        }),
  };
};

// —— in words ———————————————————————————————————————————————————————————————————————————————————————————————————————

const titleLine = (estate: Estate, { outcome, explainer }: Solved, claim: Claim): Line => {
  const name: Line = [{ text: estate.nodes[claim.position]!.id, tone: 'strong' }];
  const state = stateAt(outcome, claim.position);
  const wave = explainer.waveOf(claim);
  return claim.rank === 0
    ? [...name, ' stays ', { state }]
    : [...name, ' is ', ...inState(state), ...(wave === 0 ? [] : [`, reached in wave ${wave}`])];
};

const proofBlocks = (estate: Estate, root: Claim, proof: readonly Step[]): readonly Block[] => {
  const placeOf = placesIn(proof);
  const causesOf = new Map(proof.map(({ claim, causes }) => [keyOf(claim), causes]));
  const shown = new Set<number>();
  const branches: Branch[] = [];
  type Open = { readonly depth: number; readonly owner: number; readonly cause: Cause };
  const below = (claim: Claim, depth: number): Open[] =>
    (causesOf.get(keyOf(claim)) ?? []).map((cause) => ({ depth, owner: claim.position, cause }));
  const open = below(root, 0).toReversed();
  if (open.length === 0) branches.push({ depth: 0, line: [FAILS] });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { depth, owner, cause } = next;
    const line: Line = [...causeLine(estate.nodes[owner]!, cause), ...evidenceSpans(cause, placeOf)];
    if (cause.type !== 'node') {
      branches.push({ depth, line });
      const inner = cause.type === 'group' ? cause.members : cause.requires;
      open.push(...inner.map((member) => ({ depth: depth + 1, owner, cause: member })).toReversed());
      continue;
    }
    const causes = below(cause, depth + 1);
    const again = shown.has(keyOf(cause));
    shown.add(keyOf(cause));
    const end: Line =
      causes.length === 0 ? [' ← ', FAILS] : again ? [{ text: ' (as above)', tone: 'dim' }] : [];
    branches.push({ depth, line: [...line, ...end] });
    if (!again) open.push(...causes.toReversed());
  }
  return [{ type: 'tree', branches }];
};

const FAILS = { text: 'it fails', tone: 'strong' } as const;

const evidenceSpans = (cause: Cause, placeOf: PlaceOf): Line => {
  if (cause.type === 'switch') return [];
  const text = evidenceText(cause.requirement, placeOf);
  return text === '' ? [] : [{ text: ` [${text}]`, tone: 'dim' }];
};

const sparedBlocks = (spared: readonly Spared[]): readonly Block[] =>
  spared.length === 0
    ? [{ type: 'text', lines: [['Nothing that it stands on, directly or through others, is affected.']] }]
    : [
        { type: 'text', lines: [['What it stands on is affected, and this spared it:']] },
        { type: 'tree', branches: spared.map((one) => ({ depth: 0, line: sparedLine(one) })) },
      ];
