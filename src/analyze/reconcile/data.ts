/** A comparison as data: the stable result, whose schema is `schema/reconcile.schema.json`. */
import type { Where } from '../../model/fact.ts';
import type { Sighting, Testimony } from '../../model/testimony.ts';
import type { Reconciled } from '../reconcile.ts';
import { kindsOf } from './agreement.ts';
import type { Differing, Entry } from './catalog.ts';
import { CHECKS, type Check, HINTS, countOf, missingSources, uncheckedBecause } from './checks.ts';
import { type Need, isComparable, tellingOf } from './needs.ts';
import type { RegionConflict } from './regions.ts';
import type { Strength } from './strength.ts';
import type { Traced } from './traces.ts';
import type { Unseen } from './unseen.ts';

/** The result; lists of kinds that `isAsked` refuses are left out. */
export const reconcileData = (result: Reconciled, isAsked: (check: Check) => boolean): object => {
  const { sources, traced, unseen, undeclared, strangers, strengths, regions, catalog, endpoints } = result;
  const isUnseenAsked = isAsked('stale') || isAsked('never-observed');
  return {
    sources,
    missing: missingSources(result),
    ...(traced === undefined ? {} : { traces: tracesData(traced) }),
    summary: CHECKS.filter(isAsked).map((check) => summaryOf(check, result)),
    agreement: result.agreement,
    ...(isUnseenAsked
      ? {
          neverObserved: unseen
            .filter(({ doubt }) => isAsked('never-observed') || doubt === undefined)
            .map(unseenData),
        }
      : {}),
    ...(isAsked('undeclared')
      ? {
          undeclared: undeclared.map(({ need, strangers: only }) => ({
            ...needData(need),
            ...(only.length === 0 ? {} : { onlyInTraces: only }),
          })),
          onlyInTraces: strangers,
        }
      : {}),
    ...(isAsked('strength') ? { strength: strengths.map(strengthData) } : {}),
    ...(isAsked('region') ? { regions: regions.map(regionData) } : {}),
    ...(isAsked('catalog') && catalog !== undefined
      ? {
          catalog: {
            withoutInfrastructure: catalog.withoutInfrastructure.map(entryData),
            withoutEntry: catalog.withoutEntry.map(entryData),
            owners: catalog.owners.map(differingData),
            names: catalog.names.map(differingData),
          },
        }
      : {}),
    ...(isAsked('unresolved') ? { endpoints } : {}),
    edges: result.needs.filter(isComparable).map((need) => ({
      from: need.from,
      to: need.to,
      kinds: kindsOf(need),
      ...need.counts,
    })),
  };
};

const summaryOf = (check: Check, result: Reconciled): object => {
  const unchecked = uncheckedBecause(check, result);
  return unchecked === undefined
    ? { check, count: countOf(check, result), hint: HINTS[check] }
    : { check, notChecked: unchecked };
};

const tracesData = ({ workloads, needs, counts, notCovered }: Traced): object => ({
  workloads,
  edges: needs,
  ...counts,
  notCovered: notCovered.map(({ from, to }) => ({ from, to })),
});

const unseenData = ({ need, doubt, calls, shown, known }: Unseen): object => ({
  ...needData(need),
  verdict: doubt === undefined ? 'likely-stale' : 'not-exercised',
  ...(doubt === undefined ? {} : { because: doubt }),
  caller: { calls, edgesSeen: shown, edgesKnown: known },
});

const strengthData = ({ need, verdict, words, share }: Strength): object => ({
  ...needData(need),
  verdict,
  says: words.map(({ tells, atMost }) => ({ tells, atMost })),
  ...(share === undefined ? {} : { passedOn: share }),
});

const needData = (need: Need): object => {
  const { from, to, seen, counts, isExact } = need;
  return {
    from,
    to,
    ...counts,
    ...(isExact || counts === undefined ? {} : { countsAreShared: true }),
    evidence: [...tellingOf(need), ...seen].map(testimonyData),
  };
};

const testimonyData = (testimony: Testimony): object => {
  const { to, tells, realm, class: of, why, where, atMost, confidence, observed } = testimony;
  return { tells, realm, to, class: of, why, ...placeData(where), atMost, confidence, ...observed };
};

const regionData = ({ node, service, words }: RegionConflict): object => ({
  node,
  ...(service === undefined ? {} : { service }),
  says: words.map(({ tells, realm, region, id, where }) => ({
    tells,
    realm,
    region,
    of: id,
    ...placeData(where),
  })),
});

const entryData = ({ id, seen }: Entry): object => ({ node: id, evidence: seen.map(sightingData) });

const differingData = ({ id, words }: Differing): object => ({
  node: id,
  says: words.map(({ text, sighting }) => ({ says: text, ...sightingData(sighting) })),
});

const sightingData = ({ tells, realm, type, local, where }: Sighting): object => ({
  tells,
  realm,
  type,
  local,
  ...placeData(where),
});

const placeData = ({ file, line }: Where): object => ({ file, line });
