/** What a change can make worse, as rules: why that is bad, and what to do about it. */
import type { Rule } from '../../model/finding.ts';

const PAGE = 'docs/diff.md';

const rule = (id: string, severity: Rule['severity'], title: string, why: string, remedy: string): Rule => ({
  id: `diff/${id}`,
  title,
  why,
  remedy,
  severity,
  page: PAGE,
});

export const RULES = {
  singlePoint: rule(
    'new-single-point',
    'error',
    'one failure now takes down what survived it before',
    'Before this change the loss of this one part left the app standing, or there was no such part. Now it alone takes the app down, so its outages become outages of the app.',
    'Keep what took its place before (the second leg, the soft dependency, the copy elsewhere), or give what is new a second leg too. "faultline advise APP" proposes changes and verifies each.',
  ),
  removedApp: rule(
    'removed-app',
    'warning',
    'an app is gone',
    'An app that is gone cannot fall, so a comparison that says nothing of it would look like an improvement. Often it is not the app that went, but the document that described it, or a line that included that.',
    'If the app was retired, say so in the review. If its document was moved, include it where it is now.',
  ),
  weaker: rule(
    'weaker-policy',
    'warning',
    'a policy or a rule asks for less than before',
    'A policy that is gone, or a rule that is off, finds nothing any more. That looks like an improvement, and is none: what it found is still there.',
    'Keep it as it was. Where less is meant, say so in the review; for a single case there are waivers, with an owner and a day.',
  ),
  replicas: rule(
    'fewer-replicas',
    'error',
    'something runs in fewer copies than before',
    'The same thing runs with fewer replicas: nothing falls in the model, in which it is one node, but one copy less has to fail before it does.',
    'Keep the number. Where fewer are meant, say so in the review, and let this finding pass by hand.',
  ),
  redundancy: rule(
    'lost-redundancy',
    'error',
    'a group has fewer members to spare',
    'A group of alternatives lost a member, needs more of its members than before, or became a plain requirement. The next failure has less to overcome, even if nothing falls today.',
    'Keep the member, or put another one in its place. Where less redundancy is meant, say so in the review, and let this finding pass by hand.',
  ),
  sharedFate: rule(
    'new-shared-fate',
    'error',
    'members that back each other up now fall together',
    'The group still has as many members, but one failure now takes so many of them that the group falls: they share a part that they did not share before. It is redundancy on paper.',
    'Give each member its own copy of what they share, or put it where neither of them is.',
  ),
  store: rule(
    'removed-store',
    'error',
    'a data store is gone, and what used it is not',
    'Fewer parts mean fewer failures, so no failure tells of this: what holds data was taken away, and what used it has nothing in its place.',
    'If the data has moved, let its users depend on where it is now. If it is meant to go, take away the dependency first, and the store in a change of its own.',
  ),
  blast: rule(
    'wider-blast',
    'warning',
    'a failure reaches further than before',
    'The same failure now does more to somebody than before, though it takes nobody down that stood.',
    'Look at the requirement that is named: a cap on its impact, a cache or a second leg keeps the failure where it was.',
  ),
  cutSet: rule(
    'new-cut-set',
    'warning',
    'two failures at once now take down what survived them before',
    'No single failure does it, but this combination did not do it before.',
    'Keep what made the difference: a third member, or parts that do not fail for the same reason.',
  ),
  crossRegion: rule(
    'cross-region',
    'note',
    'something in one region now needs something in another',
    'Each such dependency makes the fate of one region that of another one. Regions are built to fail apart.',
    'Use what is in the same region, or make the dependency soft.',
  ),
  cost: rule(
    'cost',
    'warning',
    'the worst single failure costs more an hour',
    'The sum of what is partial or out under the most expensive single failure has grown.',
    'Keep apps that cost much apart: what they share decides what its loss costs.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;
