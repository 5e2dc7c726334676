/**
 * Holds the state and asks the engine for what follows from it.
 *
 * Every answer belongs to a key: what was asked. When the state changes, the keys are made anew, and only what has
 * another key is asked again; an answer that comes late, to a question that nobody has any more, is dropped. The impact is
 * asked before anything that only decorates it.
 */
import {
  type AskError,
  type Engine,
  type Faulted,
  type Opened,
  type RequestName,
  type Requests,
} from '../model/messages.ts';
import { type Detail, type FaultSpec, type Side, type ViewState } from '../model/state.ts';
import { shownSide } from '../parts/asking.ts';
import { positionsOf } from '../parts/positions.ts';
import type { Answers } from '../parts/view.ts';
import { nowKeeper } from './now.ts';
import { isReadable } from './readable.ts';

export interface Snapshot {
  readonly state: ViewState;
  readonly answers: Answers;
  /** Positions that `find` matches; left out: nothing is looked for. */
  readonly found?: ReadonlySet<number>;
  /** What is only pointed at: painted instead of the answer. */
  readonly preview?: { readonly faults: readonly FaultSpec[]; readonly impact: Requests['impact']['out'] };
}

export interface Controller {
  readonly snapshot: () => Snapshot;
  readonly change: (how: Partial<ViewState> | ((state: ViewState) => ViewState), replace?: boolean) => void;
  readonly preview: (faults: readonly FaultSpec[] | undefined) => void;
  /** The documents were read again: everything is asked anew, and the state stays. */
  readonly reopen: (opened: Opened) => void;
  readonly subscribe: (listener: (snapshot: Snapshot, replace: boolean) => void) => () => void;
}

/** Elements from which on boxes are closed first; the last is what a browser without a graphics card still draws well. */
const BUDGETS: Readonly<Record<Detail, number>> = { overview: 120, usual: 300, fine: 2000 };

/**
 * Milliseconds for which a state waits for its impact before it is shown without. Mostly the answer is there within a few,
 * and then nothing is drawn twice.
 */
const PATIENCE = 40;

export const createController = (engine: Engine, first: Opened, initial: ViewState): Controller => {
  const listeners = new Set<(snapshot: Snapshot, replace: boolean) => void>();
  /** The key of each answer that we have, or wait for. */
  const keys = new Map<string, string>();
  const now = nowKeeper();
  let snapshot: Snapshot = { state: initial, answers: answersOf(first, 0) };

  /** What listeners have not been told yet: whether it is less than a step in the browser's history. */
  let untold: boolean | undefined;
  let held: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    clearTimeout(held);
    const replace = untold ?? true;
    [held, untold] = [undefined, undefined];
    for (const listener of listeners) listener(snapshot, replace);
  };

  const set = (next: Partial<Snapshot>, replace = true): void => {
    snapshot = { ...snapshot, ...next };
    snapshot = { ...snapshot, answers: { ...snapshot.answers, ...now(snapshot) } };
    untold = (untold ?? true) && replace;
    if (held === undefined) tell();
  };

  const answer = (part: Partial<Answers>): void => set({ answers: { ...snapshot.answers, ...part } });

  /** Asks, if it is something else than before; `undefined` asks nothing and forgets. */
  const query = <N extends RequestName>(
    slot: string,
    name: N,
    question: Requests[N]['in'] | undefined,
    take: (out: Requests[N]['out'] | undefined) => void,
  ): void => {
    const key = question === undefined ? '' : `${snapshot.answers.version} ${JSON.stringify(question)}`;
    if ((keys.get(slot) ?? '') === key) return;
    keys.set(slot, key);
    if (question === undefined) {
      withProblem(slot, undefined, () => take(undefined));
      return;
    }
    engine.ask(name, question).then(
      (out) => {
        if (keys.get(slot) === key) withProblem(slot, undefined, () => take(out));
      },
      (problem: AskError) => {
        if (keys.get(slot) === key) withProblem(slot, problem, () => take(undefined));
      },
    );
  };

  const problems = new Map<string, AskError>();
  const withProblem = (slot: string, problem: AskError | undefined, then: () => void): void => {
    if (problem === undefined) problems.delete(slot);
    else problems.set(slot, problem);
    then();
    answer({ problems: [...problems.values()] });
  };

  const refresh = (): void => {
    const { state, answers } = snapshot;
    const editsKey = `${answers.version} ${JSON.stringify(state.edits)}`;
    if (keys.get('edits') !== editsKey && !(keys.get('edits') === undefined && state.edits.length === 0)) {
      keys.set('edits', editsKey);
      void engine.ask('edit', { edits: state.edits }).then((edited) => {
        if (keys.get('edits') !== editsKey) return;
        const version = answers.version + 1;
        keys.set('edits', `${version} ${JSON.stringify(state.edits)}`);
        const facts = state.side === 'before' ? (edited.before ?? edited.after) : edited.after;
        snapshot = {
          state: snapshot.state,
          answers: { ...answersOf(answers.opened, version), edited, facts, problems: answers.problems },
        };
        set({});
        refresh();
      });
      // Positions are about to change: whatever was asked now would be of no use.
      return;
    }
    keys.set('edits', editsKey);
    askAll();
  };

  const askAll = (): void => {
    const { state, answers } = snapshot;
    const { edited } = answers;
    const side = shownSide(state, answers);
    const facts = side === 'before' ? edited.before! : edited.after;
    if (facts !== answers.facts) answer({ facts });
    const isFaulty = state.faults.length > 0 || state.scenario !== undefined;
    const faulted = (of: Side): Faulted => ({
      side: of,
      faults: state.faults,
      ...(state.scenario === undefined ? {} : { scenario: state.scenario }),
    });
    query('impact', 'impact', isFaulty ? faulted(side) : undefined, (impact) => {
      answer(some('impact', impact));
      if (held !== undefined) tell();
      askScene();
    });
    const opposite: Side = side === 'after' ? 'before' : 'after';
    query(
      'other',
      'impact',
      isFaulty && edited.before !== undefined ? faulted(opposite) : undefined,
      (other) => answer(some('other', other)),
    );
    query(
      'find',
      'select',
      state.find.trim() === '' ? undefined : { side, selections: [state.find] },
      (positions) => set({ ...some('found', positions === undefined ? undefined : new Set(positions)) }),
    );
    // The picture is made without what cannot be read; that this is so must be said.
    query('hide', 'select', state.hide.length === 0 ? undefined : { side, selections: state.hide }, () => {});
    const selected = state.selected?.type === 'node' ? state.selected.id : undefined;
    const isThere = selected !== undefined && positionsOf(facts).has(selected);
    query(
      'proof',
      'proof',
      isFaulty && isThere && state.topic === 'why' ? { of: faulted(side), id: selected } : undefined,
      (proof) => {
        answer(some('proof', proof));
        askScene();
      },
    );
    askScene();
    query(
      'timeline',
      'timeline',
      state.scenario === undefined ? undefined : { side, scenario: state.scenario },
      (timeline) => {
        answer(some('timeline', timeline));
        askScene();
      },
    );
    query(
      'compared',
      'compare',
      edited.before !== undefined && state.panel === 'compare' ? {} : undefined,
      (compared) => answer(some('compared', compared)),
    );
  };

  const askScene = (): void => {
    const { state, answers } = snapshot;
    const side = shownSide(state, answers);
    const { by, direction, opened, closed, hide, focus } = state;
    const shown = shownIn(snapshot);
    const only = onlyIn(snapshot);
    query(
      'scene',
      'scene',
      {
        side,
        request: {
          by,
          direction,
          opened,
          closed,
          hide: hide.filter(isReadable),
          ...(focus === undefined ? {} : { focus }),
          ...(only === undefined ? {} : { only }),
          ...(shown.length === 0 ? {} : { shown }),
          budget: BUDGETS[state.detail],
        },
      },
      (scene) => answer(some('scene', scene)),
    );
  };

  let previewed = 0;
  let pointing: AbortController | undefined;

  return {
    snapshot: () => snapshot,
    change: (how, replace = false) => {
      const state = typeof how === 'function' ? how(snapshot.state) : { ...snapshot.state, ...how };
      const asked = keys.get('impact') ?? '';
      held ??= setTimeout(tell, PATIENCE);
      set({ state }, replace);
      refresh();
      const asking = keys.get('impact') ?? '';
      if (asking === asked || asking === '') tell();
    },
    preview: (faults) => {
      const turn = ++previewed;
      pointing?.abort();
      if (faults === undefined) {
        if (snapshot.preview === undefined) return;
        const { preview: _, ...rest } = snapshot;
        snapshot = rest;
        set({});
        return;
      }
      const side = shownSide(snapshot.state, snapshot.answers);
      pointing = new AbortController();
      engine.ask('impact', { side, faults }, pointing.signal).then(
        (impact) => {
          if (turn === previewed) set({ preview: { faults, impact } });
        },
        // What cannot be asked is not shown; whoever clicks it is told why.
        () => {},
      );
    },
    reopen: (opened) => {
      const version = snapshot.answers.version + 1;
      keys.clear();
      problems.clear();
      // What was seen stays until it is answered anew.
      const {
        scene: _,
        proof: __,
        timeline: ___,
        compared: ____,
        impact: _____,
        other: ______,
        ...rest
      } = snapshot.answers;
      snapshot = { ...snapshot, answers: { ...rest, ...answersOf(opened, version) } };
      set({});
      refresh();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) refresh();
      return () => listeners.delete(listener);
    },
  };
};

/** Nodes that a proof and a selection are about are seen by themselves, whatever closed box they are in. */
const shownIn = ({ state, answers: { facts, proof } }: Snapshot): readonly number[] => {
  const wanted = new Set(proof?.nodes.slice(0, MOST_SHOWN));
  if (state.selected?.type === 'node') {
    const position = positionsOf(facts).get(state.selected.id);
    if (position !== undefined) wanted.add(position);
  }
  return [...wanted].toSorted((a, b) => a - b);
};

const MOST_SHOWN = 60;

/** All that is affected in the end, however much of it is seen at this moment: the picture stays while time goes on. */
const onlyIn = ({ state, answers: { impact, timeline } }: Snapshot): readonly number[] | undefined => {
  if (!state.isAffectedOnly || impact === undefined) return undefined;
  const only: number[] = [];
  impact.ranks.forEach((rank, position) => {
    if (rank > 0 || (timeline !== undefined && timeline.start[position + 1]! > timeline.start[position]!))
      only.push(position);
  });
  return only;
};

const answersOf = (opened: Opened, version: number): Answers => ({
  opened,
  edited: {
    after: opened.after,
    ...(opened.before === undefined ? {} : { before: opened.before }),
    patch: '',
    refused: [],
  },
  facts: opened.after,
  ranks: new Uint8Array(opened.after.nodes.length),
  faults: new Set(),
  problems: [],
  version,
});

/** An entry that is there or, explicitly, not: what was there before must go. */
const some = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]: V } =>
  ({ [key]: value }) as { readonly [P in K]: V };
