/** Combinations of failures that are new, or took the place of others, and groups that are found again. */
import { expect, it } from 'vitest';
import { diffReport } from '../../../src/analyze/diff/report.ts';
import { type Needs, estateWith } from '../../engine/estates.ts';
import { textOf } from '../ask.ts';
import { compareEstates, rulesBroken } from './changes.ts';

const PARTS = { a: [], b: [], c: [], d: [], e: [] } as const satisfies Needs;

const changed = async (before: Needs['x'], after: Needs['x']) =>
  compareEstates(
    estateWith({ ...PARTS, app: { kind: 'app', dependsOn: before as never } }),
    estateWith({ ...PARTS, app: { kind: 'app', dependsOn: after as never } }),
  );

const textFor = async (before: Needs['x'], after: Needs['x']): Promise<string> =>
  textOf(diffReport(await changed(before, after), { base: 'before', head: 'after', failOn: [], limit: 10 }));

const EXCHANGED = 'of failures took the place of as many of the same size';

it('two failures that are enough where three were needed are a loss', async () => {
  const before = [{ anyOf: ['a', 'b', 'c'] }];
  const after = [{ anyOf: ['a', 'b'] }];
  expect(rulesBroken(await changed(before, after))).toEqual(['lost-redundancy app', 'new-cut-set app']);
  expect(await textFor(before, after)).toContain(
    'app now falls to 1 combination of failures that it survived: a + b',
  );
  expect(await textFor(before, after)).not.toContain(EXCHANGED);
  // The other way round nothing is lost.
  expect(rulesBroken(await changed(after, before))).toEqual([]);
});

it('a pair that took the place of another is no loss, and is told', async () => {
  const text = await textFor([{ anyOf: ['a', 'b'] }], [{ anyOf: ['a', 'c'] }]);
  expect(text).toContain(`1 combination ${EXCHANGED}`);
  expect(text).not.toContain('new-cut-set');
});

it('several pairs that took the place of as many are no loss', async () => {
  const text = await textFor(
    [{ anyOf: ['a', 'b'] }, { anyOf: ['a', 'c'] }],
    [{ anyOf: ['a', 'd'] }, { anyOf: ['a', 'e'] }],
  );
  expect(text).toContain(`2 combinations ${EXCHANGED}`);
});

it('more pairs than there were are a loss, as are pairs of which nothing is the same', async () => {
  const more = await textFor([{ anyOf: ['a', 'b'] }], [{ anyOf: ['a', 'c'] }, { anyOf: ['a', 'd'] }]);
  expect(more).not.toContain(EXCHANGED);
  expect(more).toContain('new-cut-set');
  const other = await textFor([{ anyOf: ['a', 'b'] }], [{ anyOf: ['c', 'd'] }]);
  expect(other).not.toContain(EXCHANGED);
  expect(other).toContain('new-cut-set');
});

it('groups are found again by what they name, in whatever order they stand', async () => {
  const before = [{ anyOf: ['a', 'b'] }, { anyOf: ['c', 'd'] }];
  expect(rulesBroken(await changed(before, before.toReversed()))).toEqual([]);
  const wider = [{ anyOf: ['c', 'd', 'e'] }, { anyOf: ['b', 'a'] }];
  expect(rulesBroken(await changed(before, wider))).toEqual([]);
  const lost = await textFor(wider, before);
  expect(lost).toContain('app has less to spare: "any of c, d, e" became "any of c, d", without e');
});
