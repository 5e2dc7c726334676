/** Proves what "faultline fault-tree" prints and refuses, and that it reads what "availability --open-psa" writes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { folderWith } from './folders.ts';
import { type Run, runHere } from './run.ts';

const GATES = `<opsa-mef>
  <define-fault-tree name="Pumps">
    <label>Two trains</label>
    <define-gate name="top">
      <label>No water</label>
      <and>
        <gate name="one"/>
        <gate name="two"/>
      </and>
    </define-gate>
    <define-gate name="one"><or><event name="valve-1"/><event name="pump-1"/></or></define-gate>
    <define-gate name="two"><or><event name="valve-2"/><event name="pump-2"/></or></define-gate>
  </define-fault-tree>
</opsa-mef>
`;

const data = (pump: string): string => `<opsa-mef>
  <model-data>
    <define-basic-event name="valve-1"><float value="0.4"/></define-basic-event>
    <define-basic-event name="valve-2"><float value="0.5"/></define-basic-event>
    <define-basic-event name="pump-1">${pump}</define-basic-event>
    <define-basic-event name="pump-2"><float value="0.7"/></define-basic-event>
  </model-data>
</opsa-mef>
`;

const files = { 'gates.xml': GATES, 'data.xml': data('<float value="0.6"/>'), 'hollow.xml': data('') };

const faultTree = (...args: readonly string[]): Promise<Run> =>
  runHere(['fault-tree', ...args], { cwd: folderWith(files), env: { COLUMNS: '80' } });

describe('fault-tree', () => {
  it('prints cut sets, probability and importance', async () => {
    const { code, stdout } = await faultTree('gates.xml', 'data.xml', '--importance');
    expect(stdout).toBe(`top has a probability of 0.646

3 gates over 4 events
4 minimal cut sets; by order: 0 4
probability 0.646, exact

Minimal cut sets
Order  Probability  Events
    2          0.2  valve-1 · valve-2
    2         0.28  pump-2 · valve-1
    2          0.3  pump-1 · valve-2
    2         0.42  pump-1 · pump-2

What it hangs on
Event    Fussell–Vesely  Birnbaum  Achievement  Reduction
pump-1            0.474      0.51         1.32        1.9
pump-2            0.412      0.38         1.18        1.7
valve-1           0.211      0.34         1.32       1.27
valve-2           0.176     0.228         1.18       1.21
`);
    expect(code).toBe(0);
  });

  it('gives the same as data, by its schema', async () => {
    const { stdout } = await faultTree(
      'gates.xml',
      'data.xml',
      '--importance',
      '--format',
      'json',
      '--limit',
      '1',
    );
    const result = JSON.parse(stdout) as object;
    expect(errorsOf(validatorOf('fault-tree'), result)).toEqual([]);
    expect(result).toMatchObject({
      command: 'fault-tree',
      notes: [],
      trees: [
        {
          tree: 'Pumps',
          top: 'top',
          label: 'No water',
          gates: 3,
          events: 4,
          coherent: true,
          cutSets: { complete: true, counts: { 2: 4 }, list: [{ events: ['valve-1', 'valve-2'] }] },
          probability: 0.646,
          method: 'exact',
        },
      ],
    });
  });

  it('lists the most probable sets first, or only small ones', async () => {
    const { stdout } = await faultTree('gates.xml', 'data.xml', '--by', 'probability', '--limit', '1');
    expect(stdout).toContain(
      'Most probable cut sets\nOrder  Probability  Events\n    2         0.42  pump-1 · pump-2\n',
    );
    expect(stdout).toContain('… and 3 more (--limit lists more)');
    const { stdout: small } = await faultTree('gates.xml', 'data.xml', '--order', '1');
    expect(small).toContain('0 minimal cut sets of at most 1 event\n');
  });

  it('samples where it must, or is told to', async () => {
    const { stdout } = await faultTree(
      'gates.xml',
      'data.xml',
      '--method',
      'monte-carlo',
      '--format',
      'json',
    );
    const { trees } = JSON.parse(stdout) as {
      trees: { probability: number; method: string; interval: { low: number; high: number } }[];
    };
    expect(trees[0]!.method).toBe('monte-carlo');
    expect(trees[0]!.interval.low).toBeLessThan(0.646);
    expect(trees[0]!.interval.high).toBeGreaterThan(0.646);
    const exact = await faultTree('gates.xml', 'data.xml', '--method', 'exact', '--nodes', '1');
    expect([exact.code, exact.stderr]).toEqual([
      2,
      expect.stringContaining('the exact probability of top takes a diagram of more than 1 nodes'),
    ]);
  });

  it('says whose probability is missing', async () => {
    const { code, stdout } = await faultTree('gates.xml', 'hollow.xml');
    expect(stdout).toContain('no probability: 1 event without one (pump-1)\n');
    expect(stdout).toContain('Order  Events\n    2  valve-1 · valve-2\n');
    expect(code).toBe(0);
  });

  it.each<[readonly string[], string]>([
    [['gates.xml'], 'error: there is no gate or event "valve-1"\n  at gates.xml:11:46\n'],
    [['data.xml'], 'error: there is no fault tree in it\n  hint: give all files of the model at once\n'],
    [
      ['gates.xml', 'data.xml', '--top', 'tip'],
      'error: there is no top event and no fault tree "tip"\n  hint: did you mean "top"?\n',
    ],
    [['missing.xml'], 'error: "missing.xml" does not exist\n'],
    [
      ['gates.xml', 'data.xml', '--order', '0'],
      'error: --order takes a whole number from 1 to 10,000, not "0"\n',
    ],
  ])('%j: is bad input', async (args, message) => {
    const { code, stdout, stderr } = await faultTree(...args);
    expect(stderr.slice(0, message.length)).toBe(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('reads what availability has written, and agrees with it', async () => {
    const cwd = folderWith({
      'faultline.yaml': `faultline: 1
nodes:
  shop: {kind: app, dependsOn: [{anyOf: [a, b]}, {node: c, impact: partial}]}
  a: {kind: service, availability: 99%, in: place}
  b: {kind: service, availability: 99.5%, in: place, dependsOn: [a2]}
  a2: {kind: service, availability: 99.9%, dependsOn: [b]}
  c: {kind: service, availability: 98%}
  place: {kind: zone, availability: 99.99%}
`,
    });
    const asked = ['availability', '--open-psa', 'trees.xml', '--format', 'json'];
    const { apps } = JSON.parse((await runHere(asked, { cwd })).stdout) as {
      apps: { unavailability: number }[];
    };
    expect(readFileSync(path.join(cwd, 'trees.xml'), 'utf8')).toContain('<label>place</label>');
    const { stdout } = await runHere(['fault-tree', 'trees.xml', '--format', 'json'], { cwd });
    const { trees } = JSON.parse(stdout) as { trees: { top: string; probability: number }[] };
    expect(trees.map(({ top }) => top)).toEqual([
      'shop_t-outage_top',
      'shop_t-partial_top',
      'shop_t-degraded_top',
    ]);
    trees.forEach(({ probability }, i) => expect(probability).toBeCloseTo(apps[i]!.unavailability, 12));
    expect(apps[0]!.unavailability).not.toBe(apps[1]!.unavailability);
  });
});
