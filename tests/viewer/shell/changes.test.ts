import { describe, expect, it } from 'vitest';
import { START, type ViewState } from '../../../viewer/model/state.ts';
import type { Answers } from '../../../viewer/parts/view.ts';
import { toggledFault, withoutFaults } from '../../../viewer/shell/changes.ts';

const answers = {
  facts: { nodes: [{ id: 'aws/us-east-1' }, { id: 'shop' }] },
  scene: {
    boxes: [
      { key: 'place:aws/us-east-1', position: 0, members: Uint32Array.of(0, 1) },
      { key: 'owner:web-team', members: Uint32Array.of(1) },
      { key: 'owner:a team', members: Uint32Array.of(0, 1) },
      { key: 'owner:one: and only', members: Uint32Array.of(1) },
      { key: 'namespace:prod/web', members: Uint32Array.of(0, 1) },
      { key: 'auto:many', members: new Uint32Array(21) },
    ],
  },
} as unknown as Answers;

const failing = (...selections: readonly string[]): ViewState => ({
  ...START,
  faults: selections.map((selection) => ({ selection, state: 'outage' })),
});

describe('what is clicked to fail', () => {
  it('fails, and no longer when it is clicked again', () => {
    const once = toggledFault(START, { type: 'node', id: 'shop' }, answers)!;
    expect(once.faults).toEqual([{ selection: 'shop', state: 'outage' }]);
    expect(toggledFault(once, { type: 'node', id: 'shop' }, answers)!.faults).toEqual([]);
  });

  it('joins what fails already, which loses its wave', () => {
    const { faults, wave } = toggledFault({ ...failing('a'), wave: 2 }, { type: 'node', id: 'b' }, answers)!;
    expect(faults.map(({ selection }) => selection)).toEqual(['a', 'b']);
    expect(wave).toBeUndefined();
  });

  it.each([
    ['place:aws/us-east-1', ['aws/us-east-1']],
    ['owner:web-team', ['owner:web-team']],
    ['namespace:prod/web', ['prod/web/**']],
    ['owner:one: and only', ['shop']],
    // Nodes of an owner whose name no selection can say.
    ['owner:a team', ['aws/us-east-1', 'shop']],
  ])('is all that is in the box %s', (key, selections) => {
    const { faults } = toggledFault(START, { type: 'box', key }, answers)!;
    expect(toggledFault({ ...START, faults }, { type: 'box', key }, answers)!.faults).toEqual([]);
    expect(faults.map(({ selection }) => selection)).toEqual(selections);
  });

  it('is never an arrow, nor many that have no name together', () => {
    expect(toggledFault(START, { type: 'edge', from: 'a', to: 'b' }, answers)).toBeUndefined();
    expect(toggledFault(START, { type: 'box', key: 'auto:many' }, answers)).toBeUndefined();
    expect(toggledFault(START, { type: 'box', key: 'owner:nobody' }, answers)).toBeUndefined();
  });

  it('ends with the scenario and its moment', () => {
    const cleared = withoutFaults({ ...failing('a'), scenario: 's', at: 60 });
    expect(cleared).toEqual(START);
  });
});
