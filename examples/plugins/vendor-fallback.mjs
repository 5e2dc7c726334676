// @ts-check
/**
 * Two rules: every important app has an owner, and none falls with a single company.
 *
 * A rule is a pure function of a view. It looks up nothing, keeps nothing and prints nothing; whether a finding counts
 * (severity, suppressions, waivers, a baseline) is decided by the document and by "faultline check", as for any rule.
 */

/** @type {import('faultline').PluginRule} */
export const hasOwner = {
  name: 'has-owner',
  title: 'An important app without an owner',
  why: 'When it falls, somebody has to be called. Who that is should not be found out in that night.',
  remedy: 'Write "owner" beside the app, with the team that answers for it.',
  severity: 'warning',
  find: ({ subjects }) =>
    subjects
      .filter(({ owner }) => owner === undefined)
      .map(({ id }) => ({ node: id, message: `${id} has no owner` })),
};

/** @type {import('faultline').PluginRule} */
export const vendorFallback = {
  name: 'vendor-fallback',
  title: 'An app that falls with one company',
  why: 'Vendors have outages, and end contracts. What takes an app down alone is part of the app, whoever runs it.',
  remedy:
    'Have a second vendor ("anyOf"), or say what the app does without the first one ("impact: degraded").',
  severity: 'error',
  // A document may say "among: [stripe, twilio]", to ask about these alone.
  usesAmong: true,
  find: ({ subjects, among, impactOf }) =>
    among
      .filter(({ kind }) => kind === 'external')
      .flatMap((vendor) => {
        // Solved as "faultline impact" does: groups, impacts and circles count as they do there.
        const { stateOf } = impactOf([vendor.id]);
        return subjects
          .filter(({ id }) => id !== vendor.id && stateOf(id) === 'outage')
          .map(({ id }) => ({
            node: id,
            message: `${id} is in outage if ${vendor.id} is`,
            // Names that tell it from other findings of this rule about the app: baselines rest on it.
            key: [vendor.id],
            proof: { fail: [vendor.id] },
          }));
      }),
};
