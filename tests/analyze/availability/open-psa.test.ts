/** Proves how trees are written for other programs: legal names that tell ids apart, labels, and no circles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availability } from '../../../src/analyze/availability.ts';
import { openPsaName } from '../../../src/analyze/availability/open-psa.ts';
import { uncircled } from '../../../src/analyze/availability/uncircled.ts';
import type { FaultTree } from '../../../src/engine/fault-tree/tree.ts';
import { DAY, estateWith } from '../../engine/estates.ts';
import { holds } from '../../support/law.ts';

describe('an id as a name', () => {
  it.each([
    ['aws/us-east-1/s3', 'aws__us-east-1__s3'],
    ['eu@1/x.y', 'eu_a1__x_dy'],
    ['n-1_z', 'n-1_uz'],
    ['7', '_n7'],
    ['-a--b-', '_ha_h-b_h'],
  ])('%s is %s', (id, name) => {
    expect(openPsaName(id)).toBe(name);
  });

  const ids = fc
    .array(fc.stringMatching(/^[A-Za-z0-9._@-]{1,6}$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));

  it('is legal, and can be read back', () => {
    const decoded = (name: string): string =>
      name.replace(
        /_(.)/g,
        (_, code: string) =>
          ({ _: '/', d: '.', a: '@', u: '_', h: '-', n: '' })[code as '_' | 'd' | 'a' | 'u' | 'h' | 'n'],
      );
    holds(
      3_000,
      fc.property(ids, (id) => {
        const name = openPsaName(id);
        expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*$/);
        expect(decoded(name)).toBe(id);
      }),
    );
  });
});

it('a tree is written with labels, probabilities as given, and what it says', () => {
  const estate = estateWith({
    app: { kind: 'app', dependsOn: [{ atLeast: 2, of: ['a', 'b', 'c'] }] },
    a: { availability: '99.9%' },
    b: { availability: '99.9999999999%' },
    c: { availability: '50%' },
  });
  const report = availability.run({
    estate,
    args: [],
    options: { 'open-psa': 'x.xml', state: 'outage' },
    today: DAY,
  });
  expect(report.writes!().get('x.xml')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<opsa-mef>
  <define-fault-tree name="app_t-outage">
    <label>app: outage</label>
    <define-gate name="app_t-outage_top">
      <label>app: outage</label>
      <gate name="app_t-outage_g0"/>
    </define-gate>
    <define-gate name="app_t-outage_g0">
      <atleast min="2">
        <basic-event name="a"/>
        <basic-event name="b"/>
        <basic-event name="c"/>
      </atleast>
    </define-gate>
  </define-fault-tree>
  <model-data>
    <define-basic-event name="a">
      <label>a</label>
      <float value="0.001"/>
    </define-basic-event>
    <define-basic-event name="b">
      <label>b</label>
      <float value="1e-12"/>
    </define-basic-event>
    <define-basic-event name="c">
      <label>c</label>
      <float value="0.5"/>
    </define-basic-event>
  </model-data>
</opsa-mef>
`);
});

describe('a circle', () => {
  const or = (...inputs: readonly number[]): FaultTree['gates'][number] => ({
    operator: 'or',
    atLeast: 0,
    inputs,
  });
  const and = (...inputs: readonly number[]): FaultTree['gates'][number] => ({
    operator: 'and',
    atLeast: 0,
    inputs,
  });

  it('of gates that only hold each other up is gone', () => {
    // x = a or (y and b), y = x or b: what is left is a or b and (a or b), which is a or b alone.
    const tree: FaultTree = { eventCount: 2, gates: [or(0, 8), or(4, 2), and(6, 2)], top: 4 };
    const { tree: written } = uncircled(tree)!;
    expect(written.gates.length).toBeLessThan(8);
    expect(uncircled({ eventCount: 0, gates: [and(2), and(0)], top: 0 })!.tree.gates).toEqual([or()]);
  });

  it('through a long ring takes time and room by its length', () => {
    const count = 20_000;
    // Each holds if its event does, or the next gate.
    const gates = Array.from({ length: count }, (_, i) => or(2 * i, 2 * (count + ((i + 1) % count))));
    const { tree } = uncircled({ eventCount: count, gates, top: 2 * count })!;
    expect(tree.gates.length).toBeLessThan(3 * count);
  });

  it('is given up where it would take too many gates', () => {
    const count = 60;
    // Each holds if its event does, or two of the others.
    const others = (i: number): readonly number[] =>
      Array.from({ length: count }, (_, j) => 2 * (count + j)).filter((_, j) => j !== i);
    const gates = [
      ...Array.from({ length: count }, (_, i) => or(2 * i, 2 * (2 * count + i))),
      ...Array.from({ length: count }, (_, i) => ({
        operator: 'atLeast' as const,
        atLeast: 2,
        inputs: others(i),
      })),
    ];
    expect(uncircled({ eventCount: count, gates, top: 2 * count }, 500)).toBeUndefined();
  });
});
