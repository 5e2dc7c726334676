/**
 * The law of advice: what is printed, read back and laid above the document by the program's own reader, gives exactly
 * the states that were promised. And no change that is advised makes the app worse than it was.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/analyze/advise.ts';
import { assemble } from '../../src/assemble/assemble.ts';
import { readDocument } from '../../src/document/read.ts';
import { documentOf } from '../../src/document/write.ts';
import { compile } from '../../src/engine/compile.ts';
import { propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { type Rank, stateOf } from '../../src/model/state.ts';
import { DAY, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import type { RawDocument, RawNode } from '../support/raw.ts';

const KINDS = ['app', 'service', 'database', 'identity', 'zone', 'region', 'external', 'dns'] as const;

const advised: fc.Arbitrary<RawDocument> = systems({ nodes: 10 }).map(({ document }) => ({
  ...document,
  nodes: Object.fromEntries(
    Object.entries(document.nodes).map(([id, node], i): [string, RawNode] => [
      id,
      { ...node, kind: KINDS[i % KINDS.length]! },
    ]),
  ),
}));

interface Result {
  readonly now: Standing;
  readonly changes: readonly { readonly after: Standing; readonly document: string }[];
  readonly plan: { readonly after: Standing; readonly document?: string };
}

interface Standing {
  readonly risk: number;
  readonly harms: readonly { readonly node: string; readonly state: string }[];
}

/** The document laid above the estate, as a user would: by "include". */
const laidOver = async (estate: Estate, text: string): Promise<Estate> => {
  const { document, problems } = await readDocument({ file: 'advice.yaml', text });
  expect(problems).toEqual([]);
  const { estate: whole, complaints } = assemble([{ ...document!, include: [] }, documentOf(estate)]);
  expect(complaints).toEqual([]);
  return whole;
};

/** What each of these failures does to the app. */
const statesIn = (estate: Estate, app: string, failures: readonly string[]) => {
  const network = compile(estate, DAY);
  return failures.map((node) => {
    const { ranks } = propagate(network, [{ position: estate.positions.get(node)!, rank: 3 }]);
    return { node, state: stateOf(ranks[estate.positions.get(app)!] as Rank) };
  });
};

const everyOther = (estate: Estate, app: string): readonly string[] =>
  estate.nodes.map(({ id }) => id).filter((id) => id !== app);

describe('a change that is advised', () => {
  it('does what it says when it is pasted', async () => {
    let pasted = 0;
    await fc.assert(
      fc.asyncProperty(advised, async (document) => {
        const estate = estateOf(document);
        const app = 'n0';
        const report = await advise.run({
          estate,
          args: [app],
          options: { among: ['**'], 'max-changes': '2' },
          today: DAY,
        });
        const { now, changes, plan } = report.data() as Result;
        for (const { after, document: text } of [
          ...changes,
          ...(plan.document === undefined ? [] : [{ after: plan.after, document: plan.document }]),
        ]) {
          const whole = await laidOver(estate, text);
          const states = statesIn(whole, app, everyOther(whole, app)).filter(
            ({ state }) => state !== 'operational',
          );
          expect([...after.harms].toSorted(byNode)).toEqual(states.toSorted(byNode));
          expect(after.risk).toBeLessThan(now.risk);
          pasted++;
        }
      }),
      { seed: 11, numRuns: 60 },
    );
    expect(pasted).toBeGreaterThan(50);
  });
});

const byNode = (a: { readonly node: string }, b: { readonly node: string }): number =>
  a.node < b.node ? -1 : a.node > b.node ? 1 : 0;
