import { describe, expect, it } from 'vitest';
import {
  AskError,
  type Engine,
  type NodeFacts,
  type Opened,
  type SideFacts,
} from '../../../viewer/model/messages.ts';
import { START, type ViewState } from '../../../viewer/model/state.ts';
import { createController } from '../../../viewer/shell/controller.ts';

const facts = (...ids: readonly string[]): SideFacts => ({
  name: 'doc.yaml',
  nodes: ids.map((id): NodeFacts => ({ id, kind: 'app', tags: [], isShipped: false })),
  edges: 0,
  scenarios: [],
  findings: [],
});

const OPENED: Opened = { version: '0', after: facts('a', 'b'), isAnonymised: false };

interface Call {
  readonly name: string;
  readonly question: never;
  readonly answer: (out: unknown) => Promise<void>;
  readonly refuse: (problem: AskError) => Promise<void>;
}

/** An engine that answers when it is told to. */
const slowEngine = () => {
  const calls: Call[] = [];
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const engine = {
    ask: (name: string, question: never) =>
      new Promise<never>((resolve, reject) => {
        calls.push({
          name,
          question,
          answer: (out) => {
            resolve(out as never);
            return settled();
          },
          refuse: (problem) => {
            reject(problem);
            return settled();
          },
        });
      }),
  } as Engine;
  const last = (name: string): Call => calls.findLast((call) => call.name === name)!;
  const count = (name: string): number => calls.filter((call) => call.name === name).length;
  return { engine, calls, last, count };
};

const impactOf = (...ranks: readonly number[]) => ({
  ranks: Uint8Array.from(ranks),
  waves: Uint32Array.from(ranks, (_, i) => i),
  waveCount: ranks.length,
  faults: Uint32Array.of(0),
  totals: {},
  took: 0,
});

const started = (initial: Partial<ViewState> = {}) => {
  const slow = slowEngine();
  const controller = createController(slow.engine, OPENED, { ...START, ...initial });
  controller.subscribe(() => {});
  return { ...slow, controller };
};

const failing = (...selections: readonly string[]): Partial<ViewState> => ({
  faults: selections.map((selection) => ({ selection, state: 'outage' })),
});

describe('a state of the page', () => {
  it('asks for its picture, and for nothing else where nothing fails', () => {
    const { calls } = started();
    expect(calls.map(({ name }) => name)).toEqual(['scene']);
  });

  it('asks for the impact before anything that decorates it', () => {
    const { controller, calls } = started({
      find: 'a',
      panel: 'node',
      selected: { type: 'node', id: 'a' },
      ...failing('a'),
    });
    expect(calls.map(({ name }) => name)).toEqual(['impact', 'select', 'proof', 'scene']);
    expect([...controller.snapshot().answers.ranks]).toEqual([0, 0]);
  });

  it('asks nothing twice', () => {
    const { controller, count } = started(failing('a'));
    controller.change({ panel: 'about' });
    controller.change({ sort: 'cost' });
    expect(count('impact')).toBe(1);
    expect(count('scene')).toBe(1);
  });

  it('does not take an answer to what is asked no longer', async () => {
    const { controller, calls } = started(failing('a'));
    controller.change(failing('b'));
    const [first, second] = calls.filter(({ name }) => name === 'impact');
    await second!.answer(impactOf(0, 3));
    await first!.answer(impactOf(3, 0));
    expect([...controller.snapshot().answers.ranks]).toEqual([0, 3]);
  });

  it('is operational again when nothing fails any more', async () => {
    const { controller, last } = started(failing('a'));
    await last('impact').answer(impactOf(3, 3));
    controller.change({ faults: [] });
    expect([...controller.snapshot().answers.ranks]).toEqual([0, 0]);
    expect(controller.snapshot().answers.faults.size).toBe(0);
  });

  it('shows as many waves as it says', async () => {
    const { controller, last } = started({ ...failing('a'), wave: 0 });
    await last('impact').answer(impactOf(3, 2));
    expect([...controller.snapshot().answers.ranks]).toEqual([3, 0]);
    controller.change({ wave: 1 });
    expect([...controller.snapshot().answers.ranks]).toEqual([3, 2]);
  });

  it('tells what cannot be asked, until it is asked no longer', async () => {
    const { controller, last } = started(failing('nobody'));
    await last('impact').refuse(new AskError('nothing matches "nobody"', 'did you mean "a"?'));
    expect(controller.snapshot().answers.problems.map(({ message }) => message)).toEqual([
      'nothing matches "nobody"',
    ]);
    controller.change({ faults: [] });
    expect(controller.snapshot().answers.problems).toEqual([]);
  });
});

describe('edits', () => {
  const edit = { type: 'remove', from: 'a', to: 'b' } as const;
  const edited = { after: facts('a', 'b', 'c'), before: OPENED.after, patch: 'nodes: {}', refused: [] };

  it('are made before anything else is asked, for they move positions', async () => {
    const { controller, calls, last } = started({ edits: [edit], ...failing('a') });
    expect(calls.map(({ name }) => name)).toEqual(['edit']);
    await last('edit').answer(edited);
    expect(calls.map(({ name }) => name)).toEqual(['edit', 'impact', 'impact', 'scene']);
    expect(controller.snapshot().answers.facts.nodes).toHaveLength(3);
    expect(controller.snapshot().answers.ranks).toHaveLength(3);
  });

  it('ask all anew when they change, and when they are gone', async () => {
    const { controller, last, count } = started(failing('a'));
    controller.change({ edits: [edit] });
    await last('edit').answer(edited);
    controller.change({ edits: [] });
    await last('edit').answer({ after: OPENED.after, patch: '', refused: [] });
    expect(count('edit')).toBe(2);
    expect(controller.snapshot().answers.facts.nodes).toHaveLength(2);
    expect(controller.snapshot().answers.edited.patch).toBe('');
  });

  it('let the earlier side be seen', async () => {
    const { controller, last } = started({ edits: [edit] });
    await last('edit').answer(edited);
    controller.change({ side: 'before' });
    expect(controller.snapshot().answers.facts.nodes).toHaveLength(2);
    expect(last('scene').question).toMatchObject({ side: 'before' });
  });
});

describe('documents that were read again', () => {
  it('are asked about anew, and what was being done goes on', async () => {
    const { controller, last, count } = started(failing('a'));
    await last('impact').answer(impactOf(3, 3));
    controller.reopen({ ...OPENED, after: facts('a', 'b', 'c', 'd') });
    expect(count('impact')).toBe(2);
    await last('impact').answer(impactOf(3, 0, 0, 1));
    expect(controller.snapshot().state.faults).toHaveLength(1);
    expect([...controller.snapshot().answers.ranks]).toEqual([3, 0, 0, 1]);
  });

  it('have the edits laid over them again', async () => {
    const { controller, last, count } = started({ edits: [{ type: 'remove', from: 'a', to: 'b' }] });
    await last('edit').answer({ after: facts('a', 'b'), before: OPENED.after, patch: 'x', refused: [] });
    controller.reopen(OPENED);
    expect(count('edit')).toBe(2);
  });
});

describe('what is pointed at', () => {
  it('is seen for as long as it is pointed at', async () => {
    const { controller, last } = started();
    controller.preview([{ selection: 'b', state: 'outage' }]);
    await last('impact').answer(impactOf(0, 3));
    expect([...controller.snapshot().preview!.impact.ranks]).toEqual([0, 3]);
    controller.preview(undefined);
    expect(controller.snapshot().preview).toBeUndefined();
  });

  it('is not seen if it comes late', async () => {
    const { controller, last } = started();
    controller.preview([{ selection: 'b', state: 'outage' }]);
    controller.preview(undefined);
    await last('impact').answer(impactOf(0, 3));
    expect(controller.snapshot().preview).toBeUndefined();
  });
});
