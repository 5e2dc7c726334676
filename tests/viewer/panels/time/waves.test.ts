/** Proves what is counted of a cascade's waves, against the waves that impact tells. */
import { describe, expect, it } from 'vitest';
import { loadEstate } from '../../../../src/scan/document.ts';
import { impact } from '../../../../viewer/engine/handlers/impact.ts';
import { type Waves, waveBars, wavesIn } from '../../../../viewer/panels/time/waves.ts';
import { barText, waveName, waveText } from '../../../../viewer/panels/time/wave-words.ts';
import { askImpact } from '../../../analyze/ask.ts';
import { DAY } from '../../../engine/estates.ts';
import { deskOf } from '../../engine/desks.ts';

interface Told {
  readonly affected: readonly { readonly kind: string; readonly wave: number }[];
}

const waves = (nodes: readonly number[], apps: readonly number[]): Waves => ({
  last: nodes.length - 1,
  nodes: Uint32Array.from(nodes),
  apps: Uint32Array.from(apps),
});

describe('the waves of a cascade', () => {
  it.each([
    ['graphs/examples/web-shop.yaml', 'aws/us-east-1/us-east-1a'],
    ['graphs/examples/web-shop.yaml', 'database'],
    ['graphs/incidents/2017-02-28-aws-s3.yaml', 'aws/us-east-1/s3'],
  ])('are those of impact: %s, %s', async (file, fail) => {
    const estate = await loadEstate([file]);
    const answer = impact(deskOf(estate, DAY), {
      side: 'after',
      faults: [{ selection: fail, state: 'outage' }],
    });
    const { last, nodes, apps } = wavesIn(answer, (position) => estate.nodes[position]!.kind === 'app');
    const { affected } = askImpact(estate, [fail]).data() as Told;
    const counted = (isWanted: (kind: string) => boolean): readonly number[] =>
      Array.from(
        { length: last! + 1 },
        (_, wave) => affected.filter((each) => each.wave === wave && isWanted(each.kind)).length,
      );
    expect(last).toBe(Math.max(...affected.map(({ wave }) => wave)));
    expect([...nodes]).toEqual(counted(() => true));
    expect([...apps]).toEqual(counted((kind) => kind === 'app'));
  });

  it('are none where nothing fails', () => {
    const none = { waves: Uint32Array.of(0xffff_ffff), ranks: Uint8Array.of(0) };
    expect(wavesIn(none, () => true)).toEqual({ ...waves([], []), last: undefined });
  });

  it('share bars where they are many, and nothing is lost', () => {
    const many = waves(
      Array.from({ length: 1000 }, (_, i) => i),
      Array.from({ length: 1000 }, () => 1),
    );
    const bars = waveBars(many, 60);
    expect(bars.length).toBeLessThanOrEqual(60);
    expect(bars.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(499_500);
    expect(bars.reduce((sum, { apps }) => sum + apps, 0)).toBe(1000);
    expect([bars[0]!.first, bars.at(-1)!.last]).toEqual([0, 999]);
    bars.slice(1).forEach(({ first }, i) => expect(first).toBe(bars[i]!.last + 1));
  });

  it('are told in words', () => {
    const three = waves([1, 28, 1], [0, 12, 1]);
    expect([0, 1, 2].map((at) => `${waveName(at, 2)}: ${waveText(three, at)}`)).toEqual([
      'The faults: 1 node fails by itself',
      'Wave 1 of 2: 28 nodes affected, 12 apps among them',
      'Wave 2 of 2: 1 node affected, 1 app among them',
    ]);
    expect(waveName(0, 0)).toBe('No waves');
    expect(barText({ first: 4, last: 7, nodes: 1200, apps: 0 })).toBe('Waves 4 to 7: 1,200 nodes affected');
    expect(barText({ first: 0, last: 3, nodes: 5, apps: 0 })).toBe(
      'The faults and waves 1 to 3: 5 nodes affected',
    );
  });
});
