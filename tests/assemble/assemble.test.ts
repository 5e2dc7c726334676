/** Proves that an estate is whole and sorted, and that everything that is missing in it is told, all at once. */
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble/assemble.ts';
import { problemsOf } from '../../src/model/complaint.ts';
import type { Document } from '../../src/model/document.ts';
import { nodeById } from '../../src/model/estate.ts';
import { documentsOf, estateOf } from './estates.ts';

const told = async (texts: readonly string[], isWhole = true): Promise<readonly string[]> => {
  const { complaints } = assemble(await documentsOf(...texts), { isWhole });
  return problemsOf(complaints).map(
    ({ message, place, hint }) => `${place!.file}:${place!.line}:${place!.column} ${message} (${hint})`,
  );
};

describe('assemble', () => {
  it('sorts nodes and scenarios by code point, whatever the order of documents', async () => {
    const one =
      'nodes: {b: {kind: app}, B: {kind: app}, a/b: {kind: app}}\nscenarios: {z: {faults: [{fail: b}]}}\n';
    const two =
      'nodes: {a-b: {kind: app}, "10": {kind: app}, "9": {kind: app}}\nscenarios: {Z: {faults: [{fail: b}]}}\n';
    for (const texts of [
      [one, two],
      [two, one],
    ]) {
      const estate = await estateOf(...texts);
      expect(estate.nodes.map(({ id }) => id)).toEqual(['10', '9', 'B', 'a-b', 'a/b', 'b']);
      expect([...estate.scenarios.keys()]).toEqual(['Z', 'z']);
      expect([...estate.positions]).toEqual(estate.nodes.map(({ id }, position) => [id, position]));
      expect(nodeById(estate, 'a/b')?.id).toBe('a/b');
      expect(nodeById(estate, 'c')).toBeUndefined();
    }
  });

  it('keeps title, description and policies, and has none where there are none', async () => {
    expect(await estateOf('title: T\ndescription: D\npolicies: {rules: {single-zone: off}}\n')).toMatchObject(
      {
        title: 'T',
        description: 'D',
        policies: { rules: new Map([['single-zone', { severity: 'off' }]]) },
      },
    );
    expect(Object.keys(await estateOf('nodes: {}\n')).toSorted()).toEqual([
      'nodes',
      'positions',
      'scenarios',
    ]);
  });

  it('one document may say the kind, another name what a third describes', async () => {
    const estate = await estateOf(
      'nodes: {a: {in: c}}\n',
      'nodes: {a: {kind: app}}\n',
      'nodes: {c: {kind: zone}}\n',
    );
    expect(estate.nodes.map(({ id, kind }) => [id, kind])).toEqual([
      ['a', 'app'],
      ['c', 'zone'],
    ]);
  });
});

describe('what is missing', () => {
  it('kinds, references, selections and observations are told together', async () => {
    const text = `
nodes:
  checkout: {kind: app, in: zone, dependsOn: [{anyOf: [chekout, elephants]}]}
  chekout-2: {tier: 1}
scenarios:
  s:
    faults: [{fail: shop}, {fail: [checkout, zebra]}]
    observed: {lion: {state: partial}, checkuot: {state: outage}}
`;
    expect(await told([text])).toEqual([
      'a.yaml:5:3 "chekout-2" has no kind, here or in another document (did you mean "checkout"?)',
      'a.yaml:4:29 unknown node "zone" (no document describes it)',
      'a.yaml:4:56 unknown node "chekout" (did you mean "checkout"?)',
      'a.yaml:4:65 unknown node "elephants" (no document describes it)',
      'a.yaml:8:21 nothing matches "shop" ("faultline nodes" lists what there is)',
      'a.yaml:8:46 nothing matches "zebra" ("faultline nodes" lists what there is)',
      'a.yaml:9:40 unknown node "checkuot" (did you mean "checkout"?)',
      'a.yaml:9:16 unknown node "lion" (no document describes it)',
    ]);
  });

  it('each is told in the document that says it', async () => {
    const one = 'nodes: {a: {kind: app, in: x}}\n';
    const two = 'nodes: {a: {dependsOn: [y]}, b: {}}\n';
    expect(await told([one, two])).toEqual([
      expect.stringMatching(/^b\.yaml:2:30 "b" has no kind/),
      expect.stringMatching(/^b\.yaml:2:25 unknown node "y"/),
      expect.stringMatching(/^a\.yaml:2:28 unknown node "x"/),
    ]);
  });

  const unsure = `
nodes: {a: {kind: app}, b: {kind: app}}
scenarios:
  s: {faults: [{fail: "kind:database"}, {fail: "in:a"}, {fail: "owner:x"}, {fail: elephants}, {fail: "zoo/*"}, {fail: "knd:app"}]}
`;
  it('conditions are checked where all nodes are known', async () => {
    expect(await told([unsure])).toEqual([
      expect.stringMatching(/nothing matches "kind:database"/),
      expect.stringMatching(/nothing matches "in:a"/),
      expect.stringMatching(/nothing matches "owner:x"/),
      expect.stringMatching(/nothing matches "elephants"/),
      expect.stringMatching(/nothing matches "zoo\/\*"/),
      expect.stringMatching(/unknown condition "knd"/),
    ]);
  });

  it('but not where a node could not be read, or lacks its kind, or names what there is not', async () => {
    const certain = [
      expect.stringMatching(/nothing matches "elephants"/),
      expect.stringMatching(/nothing matches "zoo\/\*"/),
      expect.stringMatching(/unknown condition "knd"/),
    ];
    expect(await told([unsure], false)).toEqual(certain);
    expect(await told([unsure, 'nodes: {c: {tier: 1}}\n'])).toEqual([
      expect.stringMatching(/has no kind/),
      ...certain,
    ]);
    expect(await told([unsure, 'nodes: {c: {kind: app, in: zoo}}\n'])).toEqual([
      expect.stringMatching(/unknown node "zoo"/),
      ...certain,
    ]);
  });

  it('in documents that stand in no file there is nothing to point at, and nothing is told', () => {
    const document: Document = {
      use: [],
      include: [],
      scenarios: new Map(),
      nodes: new Map([['a', { id: 'a', tags: [], origins: [], dependsOn: [{ form: 'node', node: 'b' }] }]]),
    };
    expect(assemble([document]).complaints).toEqual([]);
  });
});
