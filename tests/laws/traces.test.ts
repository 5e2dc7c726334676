/**
 * The law: what was seen does not hang on how it was written down.
 *
 * Random trees of calls are written as OTLP, OTLP in lines, Jaeger and Zipkin, cut into pieces and files anywhere and
 * shuffled; a naive reading of the tree in memory says what must come out.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/model/fact.ts';
import type { SourceFile } from '../../src/scan/scanner.ts';
import { scanTraces } from '../../src/scan/traces/scan.ts';
import { type TestSpan, jaeger, otlp, zipkin } from '../scan/traces/writers.ts';
import { sourceFile } from '../support/source-files.ts';

const SERVICES = ['web', 'cart', 'stock', 'mail'];
const KINDS = [undefined, 'INTERNAL', 'SERVER', 'CLIENT'] as const;

/** A span for each member: its parent is one before it, or absent, or none. */
const trees: fc.Arbitrary<readonly TestSpan[]> = fc
  .array(
    fc.record({
      service: fc.constantFrom(...SERVICES),
      kind: fc.constantFrom(...KINDS),
      isError: fc.boolean(),
      parent: fc.integer({ min: -2, max: 20 }),
      peer: fc.constantFrom(undefined, 'redis', 'stock'),
    }),
    { maxLength: 25 },
  )
  .map((all) =>
    all.map(({ service, kind, isError, parent, peer }, i): TestSpan => {
      const above = parent === -2 ? 999 : parent < 0 || i === 0 ? undefined : parent % i;
      return {
        trace: 'aa',
        id: idOf(i),
        service,
        ...(kind === undefined ? {} : { kind }),
        isError,
        ...(above === undefined ? {} : { parent: idOf(above) }),
        ...(peer === undefined || kind !== 'CLIENT' ? {} : { attributes: { 'peer.service': peer } }),
      };
    }),
  );

const idOf = (n: number): string => (n + 1).toString(16).padStart(16, '0');

/** The naive reading: each span looks for what it needs among all others. */
const expected = (spans: readonly TestSpan[]): readonly string[] => {
  const counts = new Map<string, [calls: number, errors: number, propagated: number]>();
  const above = (one: TestSpan) => spans.find(({ id }) => id === one.parent);
  const below = (one: TestSpan) => spans.filter(({ parent }) => parent === one.id);
  const holder = (one: TestSpan): TestSpan => {
    const parent = above(one);
    if (one.kind === 'SERVER' || parent?.service !== one.service) return one;
    return holder(parent);
  };
  const count = (from: TestSpan, to: string, by: string, isError: boolean): void => {
    const key = `${from.service} -> ${to} ${by}`;
    const [calls, errors, propagated] = counts.get(key) ?? [0, 0, 0];
    const passes = isError && holder(from).isError === true;
    counts.set(key, [calls + 1, errors + (isError ? 1 : 0), propagated + (passes ? 1 : 0)]);
  };
  /** Another service's span, behind any number of clients of the same. */
  const isAnswered = (one: TestSpan): boolean =>
    below(one).some(
      (child) => child.service !== one.service || (child.kind === 'CLIENT' && isAnswered(child)),
    );
  for (const one of spans) {
    const parent = above(one);
    if (parent !== undefined && parent.service !== one.service) {
      const isError = one.isError === true || (parent.kind === 'CLIENT' && parent.isError === true);
      count(parent, one.service, 'call', isError);
    }
    const peer = one.attributes?.['peer.service'] as string | undefined;
    const isCarried =
      parent?.service === one.service &&
      parent.kind === 'CLIENT' &&
      parent.attributes?.['peer.service'] !== undefined;
    if (peer === undefined || peer === one.service || isCarried || isAnswered(one)) continue;
    count(one, peer, 'call', one.isError === true);
  }
  return [...counts].map(([key, all]) => `${key} ${all.join('/')}`).toSorted();
};

/** The same of facts, with the files put together. */
const found = ({ references }: Facts): readonly string[] => {
  const counts = new Map<string, readonly number[]>();
  for (const { from, to, observed, ...reference } of references) {
    const end = to.by === 'address' ? to.address.local : to.text;
    const key = `${from.local} -> ${end} ${reference.class}`;
    const [calls = 0, errors = 0, propagated = 0] = counts.get(key) ?? [];
    const sum = [calls + observed!.calls, errors + observed!.errors, propagated + observed!.propagated];
    counts.set(key, sum);
  }
  return [...counts].map(([key, all]) => `${key} ${all.join('/')}`).toSorted();
};

type Spans = readonly TestSpan[];

const FORMATS: readonly (readonly [string, (spans: Spans) => string])[] = [
  ['OTLP', (spans) => JSON.stringify(otlp(spans))],
  ['OTLP, indented', (spans) => JSON.stringify(otlp(spans), null, 2)],
  ['OTLP in lines', (spans) => spans.map((one) => `${JSON.stringify(otlp([one]))}\n`).join('')],
  ['Jaeger', (spans) => JSON.stringify(jaeger(spans))],
  ['Zipkin', (spans) => JSON.stringify(zipkin(spans))],
];

/** A file whose text comes in pieces of the given lengths, over and over. */
const cut = (name: string, text: string, lengths: readonly number[]): SourceFile => ({
  ...sourceFile(name, text),
  chunks: () => pieces(text, lengths),
});

async function* pieces(text: string, lengths: readonly number[]): AsyncIterable<string> {
  for (let at = 0, n = 0; at < text.length; n++) {
    const end = at + lengths[n % lengths.length]!;
    yield await Promise.resolve(text.slice(at, end));
    at = end;
  }
}

const scan = (files: readonly SourceFile[]): Promise<Facts> => scanTraces(files, { progress: () => {} });

describe.each(FORMATS)('%s', (_, write) => {
  it('gives what a naive reading gives, however it is cut, parted and shuffled', async () => {
    await fc.assert(
      fc.asyncProperty(
        trees.chain((spans) =>
          fc.record({
            spans: fc.constant(spans),
            shuffled: fc.shuffledSubarray([...spans], { minLength: spans.length, maxLength: spans.length }),
          }),
        ),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
        fc.nat({ max: 25 }),
        async ({ spans, shuffled }, lengths, border) => {
          const files = [shuffled.slice(0, border), shuffled.slice(border)].map((part, i) =>
            cut(`${i}.json`, write(part), lengths),
          );
          const facts = await scan(files);
          expect(found(facts)).toEqual(expected(spans));
          expect(facts.resources.map(({ address }) => address.local)).toEqual(
            [...new Set(spans.map(({ service }) => service))].toSorted(),
          );
        },
      ),
      { seed: SEED, numRuns: Math.ceil(300 * FACTOR) },
    );
  });

  it('cut off anywhere gives no more than the whole, and says so', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(), async (spans, at) => {
        fc.pre(spans.length > 0);
        const text = write(spans).trimEnd();
        const facts = await scan([sourceFile('a.json', text.slice(0, at % text.length))]);
        const whole = new Map(
          (await scan([sourceFile('a.json', text)])).references.map((one) => [wordOf(one), one]),
        );
        for (const one of facts.references) {
          const calls = whole.get(wordOf(one))?.observed!.calls;
          // What called may be taken for whom it called, where the answer was cut off.
          if (calls !== undefined && one.property !== 'client')
            expect(one.observed!.calls).toBeLessThanOrEqual(calls);
        }
        if (
          !text
            .slice(0, at % text.length)
            .split('\n')
            .every(isWhole)
        )
          expect(facts.findings.map(({ kind }) => kind)).toContain('unreadable');
      }),
      { seed: SEED, numRuns: Math.ceil(100 * FACTOR) },
    );
  });
});

const isWhole = (line: string): boolean => {
  try {
    return line === '' || typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
};

const wordOf = ({ from, to }: Facts['references'][number]): string => JSON.stringify([from, to]);

const SEED = Number(process.env['FAULTLINE_SEED'] ?? 20_170_228);
const FACTOR = Number(process.env['FAULTLINE_RUNS'] ?? 1);
