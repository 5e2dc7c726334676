/** What a sweep found, put together of parts: slices that were solved apart give the bytes of the whole. */
import type { SweepOutcome } from './request.ts';

/** The outcome of all scenarios, given those of slices that follow one another. */
export const joined = (parts: readonly SweepOutcome[]): SweepOutcome => {
  const scenarios = sum(parts.map(({ costs }) => costs.length));
  const hits = sum(parts.map((part) => part.hits.nodes.length));
  const whole: SweepOutcome = {
    counts: new Uint32Array(sum(parts.map(({ counts }) => counts.length))),
    costs: new Float64Array(scenarios),
    hits: {
      start: new Float64Array(scenarios + 1),
      nodes: new Uint32Array(hits),
      ranks: new Uint8Array(hits),
    },
  };
  const end = { counts: 0, scenarios: 0, hits: 0 };
  for (const part of parts) {
    whole.counts.set(part.counts, end.counts);
    whole.costs.set(part.costs, end.scenarios);
    whole.hits.start.set(
      part.hits.start.map((at) => at + end.hits),
      end.scenarios,
    );
    whole.hits.nodes.set(part.hits.nodes, end.hits);
    whole.hits.ranks.set(part.hits.ranks, end.hits);
    end.counts += part.counts.length;
    end.scenarios += part.costs.length;
    end.hits += part.hits.nodes.length;
  }
  return whole;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
