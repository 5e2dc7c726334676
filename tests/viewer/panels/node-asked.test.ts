import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lineText } from './line-text.ts';
import { GROUPINGS } from '../../../viewer/model/state.ts';
import { lineOf, pairOf } from '../../../viewer/panels/node/edge-pairs.ts';
import { selectionsInside } from '../../../viewer/panels/node/box-selection.ts';
import { countWords, cutSetQuestion, type CutSetData } from '../../../viewer/panels/node/cut-set-data.ts';
import type { ShownData } from '../../../viewer/panels/node/show-data.ts';
import { termsOf } from '../../../viewer/panels/node/terms.ts';
import { placesOf } from '../../../viewer/panels/node/use-places.ts';
import { systems } from '../../support/documents.ts';
import { estateOf } from '../../support/engine.ts';
import { holdsInTime } from '../../support/law.ts';
import type { RawDocument } from '../../support/raw.ts';
import { engineWith } from './an-engine.ts';

const example = (): RawDocument => {
  const { policies: _, ...document } = parse(
    readFileSync('graphs/examples/web-shop-multi-region.yaml', 'utf8'),
  ) as RawDocument & { policies?: unknown };
  return document;
};

const sceneOf = async (
  document: RawDocument,
  by: (typeof GROUPINGS)[number],
  closed: readonly string[] = [],
) => {
  const { engine, opened } = await engineWith(estateOf(document));
  const request = { by, direction: 'down', opened: [], closed, hide: [], budget: 2000 } as const;
  return { engine, facts: opened.after, scene: await engine.ask('scene', { side: 'after', request }) };
};

describe('what is inside of a box', () => {
  it.each(GROUPINGS)('by %s is just what its selections match, of places what runs in them', async (by) => {
    const document = example();
    const odd = {
      ...document,
      nodes: {
        ...document.nodes,
        x1: { kind: 'app', owner: 'The "A" team' },
        x2: { kind: 'app', owner: 'star*' },
        x3: { kind: 'app', owner: 'two words' },
        x4: { kind: 'service', owner: 'two words' },
      },
    } as RawDocument;
    const { engine, facts, scene } = await sceneOf(odd, by);
    for (const box of scene.boxes) {
      const inside = [...box.members].filter((member) => member !== box.position);
      const selections = selectionsInside(box, facts);
      if (selections === undefined) expect(inside.length === 0 || inside.length > 30).toBe(true);
      else if (by === 'place') {
        const matched = [...(await engine.ask('select', { side: 'after', selections }))];
        expect(
          matched.filter((position) => !inside.includes(position)),
          box.key,
        ).toEqual([]);
      } else
        expect([...(await engine.ask('select', { side: 'after', selections }))], box.key).toEqual(inside);
    }
    expect(scene.boxes.length > 0).toBe(by !== 'none');
  });

  it('has one word where there is one', async () => {
    const { facts, scene } = await sceneOf(example(), 'place');
    const box = scene.boxes.find(({ key }) => key === 'place:aws/us-east-1')!;
    expect(selectionsInside(box, facts)).toEqual(['in:aws/us-east-1']);
  });
});

describe('the line that a dependency is drawn as', () => {
  it('is itself where both ends are drawn, and the one between boxes where they are closed', async () => {
    const open = await sceneOf(example(), 'place');
    const pair = pairOf(open.facts, 'checkout', 'payments')!;
    expect([...lineOf(open.scene, pair)!.pairs]).toEqual([...pair]);
    const closed = await sceneOf(example(), 'place', ['place:aws/us-east-1', 'place:aws']);
    const office = pairOf(closed.facts, 'sign-in', 'aws/us-east-1/cognito')!;
    const line = lineOf(closed.scene, office)!;
    const pairs = Array.from({ length: line.pairs.length / 2 }, (_, i) => [
      line.pairs[2 * i]!,
      line.pairs[2 * i + 1]!,
    ]);
    expect(pairs).toContainEqual([...office]);
    const inside = pairOf(closed.facts, 'aws/us-east-1/ecr', 'aws/us-east-1/s3')!;
    expect(lineOf(closed.scene, inside)).toBeUndefined();
  });

  it('is none of nodes that are not there', async () => {
    const { facts } = await sceneOf(example(), 'none');
    expect(pairOf(facts, 'checkout', 'nobody')).toBeUndefined();
    expect(pairOf(facts, '__proto__', 'constructor')).toBeUndefined();
  });
});

describe('the terms of a requirement', () => {
  it('are those that the command line tells', async () => {
    await holdsInTime(
      100,
      fc.asyncProperty(systems(), async ({ document }) => {
        const { engine, opened } = await engineWith(estateOf(document));
        const { id } = opened.after.nodes[0]!;
        const { data, blocks } = await engine.ask('ask', {
          side: 'after',
          analysis: 'show',
          args: [id],
          options: {},
        });
        const at = blocks.findIndex((block) => block.type === 'heading' && block.text === 'Needs');
        const tree = blocks[at + 1]!;
        if (tree.type !== 'tree') return;
        const told = tree.branches.map(({ line }) =>
          // An impact that changes nothing passes everything through.
          lineText(line)
            .replace(/outage at worst(?:, )?/, '')
            .replace(' ()', ''),
        );
        (data as ShownData).requires.forEach((shown, i) => {
          const terms = termsOf(shown).filter((term) => term !== 'hard: fails as badly');
          if (terms.length > 0) expect(told[i]).toContain(` (${terms.join(', ')})`);
          else
            expect(told[i]!.startsWith(`${shown.containment ? 'runs in ' : ''}${shown.requirement}`)).toBe(
              true,
            );
        });
      }),
    );
  });
});

describe('where a node runs', () => {
  const chain = estateOf({
    faultline: 1,
    nodes: {
      vm: { kind: 'compute', in: 'a/1' },
      'a/1': { kind: 'zone', in: 'a' },
      a: { kind: 'region' },
      twin: { kind: 'compute', in: { anyOf: ['a/1', 'a'] } },
      x: { kind: 'zone', in: 'y' },
      y: { kind: 'zone', in: 'x' },
    },
  });
  it.each([
    ['vm', ['a/1', 'a']],
    ['a', []],
    ['twin', ['any of a/1, a']],
    ['x', ['y']],
  ])('%s: %j', async (id, places) => {
    const { engine } = await engineWith(chain);
    expect(await placesOf(engine, 'after', id)).toEqual(places);
  });
});

describe('cut sets', () => {
  it('are counted in words, of the number of nodes that matter', async () => {
    const { engine } = await engineWith(estateOf(example()));
    const told = async (analysis: 'spof' | 'cut-sets', id: string): Promise<string> => {
      const { data } = await engine.ask('ask', cutSetQuestion('after', analysis, id, 'outage', false));
      return countWords(data as CutSetData, analysis);
    };
    expect(await told('cut-sets', 'shop')).toBe(
      '1 single failure, 8 pairs, 6 triples, of 11 nodes that may fail and matter.',
    );
    expect(await told('spof', 'shop')).toBe('1 single failure, of 11 nodes that may fail and matter.');
  });

  it('that are none are told as none', () => {
    const none: CutSetData = {
      app: 'a',
      order: 3,
      complete: true,
      counts: {},
      mayFail: 1,
      cutSets: [],
      sharedFates: [],
    };
    expect(countWords(none, 'spof')).toBe(
      'No outage of a single node does, of 1 node that may fail and matters.',
    );
    expect(countWords({ ...none, mayFail: 7 }, 'cut-sets')).toBe(
      'No outage of up to 3 nodes at once does, of 7 nodes that may fail and matter.',
    );
  });

  it('whose number is too large for a number keep all their digits', () => {
    const many: CutSetData = {
      app: 'a',
      order: 4,
      complete: false,
      countedTo: 3,
      counts: { 4: '12345678901234567890' },
      mayFail: 90,
      cutSets: [],
      sharedFates: [],
    };
    expect(countWords(many, 'cut-sets')).toBe(
      'at least 12,345,678,901,234,567,890 sets of 4, of 90 nodes that may fail and matter.',
    );
  });
});
