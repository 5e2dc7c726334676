/**
 * What the engine works on: the documents that are looked at, as they were opened and as the edits leave them.
 *
 * A desk does not change; opening and editing make another one. What was worked out of a document stays with it.
 */
import type { Network } from '../../src/engine/network.ts';
import type { Played } from '../../src/analyze/played.ts';
import type { Solved } from '../../src/analyze/solve.ts';
import { play } from '../../src/analyze/played.ts';
import { scenarioOf } from '../../src/analyze/scenario.ts';
import { solve } from '../../src/analyze/solve.ts';
import { compile } from '../../src/engine/compile.ts';
import type { Day } from '../../src/model/day.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Finding } from '../../src/model/fact.ts';
import { UserError } from '../../src/model/user-error.ts';
import type { Faulted } from '../model/messages.ts';
import type { Scene, SceneRequest } from '../model/scene.ts';
import type { Side } from '../model/state.ts';
import { type SceneMaker, sceneMaker } from '../scene/scene.ts';
import { recent } from './recent.ts';

/** What handlers do not read themselves. */
export interface Surroundings {
  /** The day on which the page is looked at. */
  readonly today: Day;
  /** A clock in milliseconds: it only tells how long something took. */
  readonly now: () => number;
}

/** The days of a question: the one that was asked for, if any, and today. */
export interface Days {
  readonly given?: Day;
  readonly today: Day;
}

/** A document and what was worked out of it. */
export interface Sheet {
  readonly name: string;
  readonly estate: Estate;
  /** Of a scan. */
  readonly findings: readonly Finding[];
  /** @throws UserError if a selection matches nothing or the scenario does not exist. */
  readonly solved: (of: Omit<Faulted, 'side'>) => Solved;
  /** @throws UserError if the scenario does not exist. */
  readonly played: (scenario: string) => Played;
  readonly scene: (request: SceneRequest) => Scene;
}

export interface Desk {
  /** What a patch would include. */
  readonly documents: readonly string[];
  readonly surroundings: Surroundings;
  readonly days: Days;
  readonly version: string;
  readonly isAnonymised: boolean;
  readonly head: Sheet;
  readonly base?: Sheet;
  /** The head as the edits leave it; left out: there are none. */
  readonly edited?: Sheet;
}

/** What is shown, and what it is compared with: with edits the document without them, else the other one, if any. */
export const sheetsOf = ({
  head,
  base,
  edited,
}: Desk): { readonly after: Sheet; readonly before?: Sheet } => {
  if (edited !== undefined) return { after: edited, before: head };
  return { after: head, ...(base === undefined ? {} : { before: base }) };
};

/** @throws UserError if there is nothing to compare with, and that is asked about. */
export const sheetOf = (desk: Desk, side: Side): Sheet => {
  const sheet = sheetsOf(desk)[side];
  if (sheet !== undefined) return sheet;
  throw new UserError({
    message: 'there is no document to compare with',
    hint: 'try a change, or start the viewer with --against',
  });
};

/** Outcomes that are kept: of a preview, of what is shown, and of some that were shown before. */
const OUTCOMES = 8;

/** Days for which a network is kept: those of the scenarios that are played. */
const NETWORKS = 4;

/** Scenes that are kept: what was open or shown a moment ago often comes back. */
const SCENES = 4;

interface About {
  readonly name: string;
  readonly estate: Estate;
  readonly findings: readonly Finding[];
}

/** A sheet of a document; in its scenes things stand about where they do in those of `like`, a document much like it. */
export const sheetFrom = (about: About, { given, today }: Days, like?: Sheet): Sheet => {
  const { estate } = about;
  const networkOn = recent(
    NETWORKS,
    (day: Day) => day,
    (day): Network => compile(estate, day),
  );
  let maker: SceneMaker | undefined;
  return {
    ...about,
    solved: recent(
      OUTCOMES,
      ({ faults, scenario }: Omit<Faulted, 'side'>) =>
        JSON.stringify([scenario ?? null, faults.map(({ selection, state }) => [selection, state])]),
      ({ faults, scenario }) =>
        solve(estate, { fail: [], each: faults, scenario, date: given }, today, networkOn),
    ),
    played: recent(
      2,
      (scenario) => scenario,
      (scenario) => play(estate, scenarioOf(estate, scenario), { date: given }, today),
    ),
    scene: recent(
      SCENES,
      (request) => JSON.stringify(request),
      (request: SceneRequest) =>
        (maker ??= sceneMaker(estate))(request, like?.scene(askedOf(like.estate, estate, request))),
    ),
  };
};

/** A request for the scene of another document: positions are those of the same ids there. */
const askedOf = (other: Estate, { nodes }: Estate, request: SceneRequest): SceneRequest => {
  const { shown, ...rest } = request;
  if (shown === undefined) return rest;
  return {
    ...rest,
    shown: shown
      .map((position) => other.positions.get(nodes[position]?.id ?? ''))
      .filter((position) => position !== undefined),
  };
};
