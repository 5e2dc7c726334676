/** The law of links: the address of any state leads back to it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DETAILS,
  DIRECTIONS,
  type Edit,
  GROUPINGS,
  PANELS,
  SIDES,
  SORTS,
  START,
  type Selected,
  THEMES,
  TOPICS,
  type ViewState,
} from '../../viewer/model/state.ts';
import { fromHash, toHash } from '../../viewer/state/hash.ts';
import { holds } from '../support/law.ts';

const segments = fc.stringMatching(/^[A-Za-z0-9._@-]{1,6}$/);
const ids = fc.oneof(
  fc.array(segments, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
  fc.constantFrom('__proto__', 'constructor', 'cy', 'aws/us-east-1/s3'),
);
/** Any text of whole characters: half a surrogate pair has no address. */
const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
const impacts = fc.constantFrom('operational' as const, 'degraded' as const, 'partial' as const);

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ type: fc.constant('soften' as const), from: ids, to: ids, impact: impacts }),
  fc.record({ type: fc.constant('remove' as const), from: ids, to: ids }),
  fc.record(
    { type: fc.constant('add' as const), from: ids, to: ids, impact: impacts },
    { requiredKeys: ['type', 'from', 'to'] },
  ),
  fc.record({
    type: fc.constant('group' as const),
    from: ids,
    to: ids,
    others: fc.array(ids, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('replica' as const), node: ids, place: ids }),
);

const selections: fc.Arbitrary<Selected> = fc.oneof(
  fc.record({ type: fc.constant('node' as const), id: ids }),
  fc.record({ type: fc.constant('edge' as const), from: ids, to: ids }),
  fc.record({ type: fc.constant('box' as const), key: texts }),
);

const faults = (state: 'outage' | 'partial' | 'degraded') =>
  fc.array(
    texts.map((selection) => ({ selection, state })),
    { maxLength: 2 },
  );

const states: fc.Arbitrary<ViewState> = fc
  .record(
    {
      scenario: texts,
      time: fc.oneof(
        fc.nat(100_000).map((at) => ({ at })),
        fc.nat(50).map((wave) => ({ wave })),
      ),
      selected: selections,
      focus: fc.record({ id: ids, steps: fc.integer({ min: 1, max: 9 }) }),
      theme: fc.constantFrom(...THEMES),
    },
    { requiredKeys: [] },
  )
  .chain(({ time, ...optional }) =>
    fc
      .record({
        outage: faults('outage'),
        partial: faults('partial'),
        degraded: faults('degraded'),
        side: fc.constantFrom(...SIDES),
        panel: fc.constantFrom(...PANELS),
        topic: fc.constantFrom(...TOPICS),
        by: fc.constantFrom(...GROUPINGS),
        direction: fc.constantFrom(...DIRECTIONS),
        detail: fc.constantFrom(...DETAILS),
        isAffectedOnly: fc.boolean(),
        opened: fc.array(texts, { maxLength: 2 }),
        closed: fc.array(texts, { maxLength: 2 }),
        find: fc.string({ unit: 'binary', maxLength: 8 }),
        hide: fc.array(texts, { maxLength: 2 }),
        edits: fc.array(edits, { maxLength: 3 }),
        sort: fc.constantFrom(...SORTS),
        isDescending: fc.boolean(),
        filter: fc.string({ unit: 'binary', maxLength: 8 }),
        each: fc.oneof(fc.constant('node'), texts),
      })
      .map(({ outage, partial, degraded, ...rest }) => ({
        ...rest,
        ...optional,
        // A moment is one of a scenario.
        ...(time !== undefined && 'at' in time && optional.scenario === undefined ? {} : time),
        faults: [...outage, ...partial, ...degraded],
      })),
  );

describe('an address', () => {
  it('leads back to the state that it is of', () => {
    holds(
      3_000,
      fc.property(states, (state) => {
        expect(fromHash(`#${toHash(state)}`)).toEqual(state);
      }),
    );
  });

  it('is opened, whatever it says', () => {
    holds(
      2_000,
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const state = fromHash(text);
        expect(fromHash(toHash(state))).toEqual(state);
      }),
    );
  });

  it('is one that survives being written into a text', () => {
    holds(
      1_000,
      fc.property(states, (state) => {
        expect(toHash(state)).toMatch(/^[\w.~!*'()%&=:/@,$-]*$/);
      }),
    );
  });
});

describe('the first state', () => {
  it('has no address of its own', () => {
    expect(toHash(START)).toBe('');
    expect(fromHash('')).toEqual(START);
  });
});
