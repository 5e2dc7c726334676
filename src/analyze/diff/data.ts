/** A comparison as data: the stable result. */
import type { Finding } from '../../model/finding.ts';
import { plainText } from '../audit/flow.ts';
import { type Rank, stateOf } from '../../model/state.ts';
import { type Reach, takesDown } from './falls.ts';
import type { Losses } from './losses.ts';
import type { Told } from './told.ts';

/** The result of `faultline diff --format json`. */
export const dataOf = ({ comparison, options, findings, policies, mends, verdict }: Told): object => {
  const { lost, won, sizes, renamed, apps, failures } = comparison;
  return {
    base: options.base,
    head: options.head,
    summary: {
      verdict: plainText(verdict),
      failures,
      worse: countsOf(lost, comparison.downFrom, policies.length),
      better: countsOf(won, comparison.downFrom, 0),
      nodes: sizes.nodes,
      requirements: sizes.requirements,
      appsAdded: apps.added,
      appsRemoved: apps.removed,
    },
    findings: [...findings, ...policies].map(findingData),
    asked: comparison.asked.map(({ what, name, message, place }) => ({
      what,
      name,
      message,
      ...(place === undefined ? {} : { place: { file: place.file, line: place.line } }),
    })),
    improvements: mends,
    worse: fallsData(lost),
    better: fallsData(won).map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before })),
    wider: lost.wider.map((reach) => reachData(lost, reach)),
    narrower: won.wider.map((reach) => {
      const { before, after, costBefore, costAfter, ...rest } = reachData(won, reach);
      return { ...rest, before: after, after: before, costBefore: costAfter, costAfter: costBefore };
    }),
    renamed,
  };
};

const countsOf = (losses: Losses, downFrom: Rank, policies: number): object => ({
  singlePoints: losses.falls.filter((fall) => takesDown(fall, downFrom)).length,
  redundancy: losses.redundancy.length,
  sharedFates: losses.fates.length,
  stores: losses.stores.length,
  replicas: losses.replicas.length,
  reaches: losses.wider.filter(({ isNew }) => !isNew).length,
  cutSets: losses.cutSets.sets.length,
  crossRegion: losses.crossRegion.length,
  policies,
});

const findingData = ({
  rule,
  severity,
  node,
  message,
  place,
  related,
  because,
  flows,
  fingerprint,
}: Finding): object => ({
  rule,
  severity,
  node,
  message,
  ...(place === undefined ? {} : { place: { file: place.file, line: place.line } }),
  ...(related.length === 0
    ? {}
    : {
        related: related.map((one) => ({
          message: one.message,
          ...(one.node === undefined ? {} : { node: one.node }),
          ...(one.place === undefined ? {} : { place: { file: one.place.file, line: one.place.line } }),
        })),
      }),
  because,
  ...(flows.length === 0
    ? {}
    : { ways: flows.map((flow) => flow.map(({ node: id, state }) => ({ node: id, state }))) }),
  fingerprint,
});

const fallsData = ({ falls, view }: Losses) =>
  falls.map(({ app, failure, before, after, isNew }) => ({
    app: view.to.estate.nodes[app]!.id,
    failure: view.to.estate.nodes[failure]!.id,
    before: stateOf(before),
    after: stateOf(after),
    ...(isNew ? { only: true } : {}),
  }));

const reachData = ({ view }: Losses, { failure, isNew, before, after, costBefore, costAfter }: Reach) => ({
  failure: view.to.estate.nodes[failure]!.id,
  before: byState(before),
  after: byState(after),
  costBefore,
  costAfter,
  ...(isNew ? { only: true } : {}),
});

const byState = ([degraded, partial, outage]: Reach['before']) => ({ degraded, partial, outage });
