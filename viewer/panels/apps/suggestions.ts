/** Failures to begin with: the document's own scenarios, its regions, and what a ranking puts on top. */
import type { SideFacts } from '../../model/messages.ts';

export interface Suggestion {
  readonly type: 'scenario' | 'node';
  readonly id: string;
  readonly label: string;
}

interface SuggestionGroup {
  readonly title: string;
  /** Never none. */
  readonly items: readonly Suggestion[];
}

/** Of each kind; the panels have them all. */
const MOST = 4;

/** @param worst Ids, worst first, as the ranking has them. */
export const suggestionsOf = (facts: SideFacts, worst: readonly string[]): readonly SuggestionGroup[] => {
  const scenarios = facts.scenarios.map(({ id, title }): Suggestion => ({
    type: 'scenario',
    id,
    label: title ?? id,
  }));
  const regions = facts.nodes.flatMap(({ id, kind }) => (kind === 'region' ? [nodeSuggestion(id)] : []));
  const known = new Set(regions.slice(0, MOST).map(({ id }) => id));
  const others = worst.filter((id) => !known.has(id)).map(nodeSuggestion);
  return [
    { title: 'Scenarios', items: scenarios.slice(0, MOST) },
    { title: 'Regions', items: regions.slice(0, MOST) },
    { title: 'Worst single failures', items: others.slice(0, 3) },
  ].filter(({ items }) => items.length > 0);
};

const nodeSuggestion = (id: string): Suggestion => ({ type: 'node', id, label: id });

/** The ids on top of what `faultline sweep` answers: those that take anything down with them. */
export const worstIn = (data: object | undefined): readonly string[] => {
  const { failures = [] } = (data ?? {}) as {
    readonly failures?: readonly { readonly node?: string; readonly affected: number }[];
  };
  return failures
    .slice(0, 10)
    .flatMap(({ node, affected }) => (node !== undefined && affected > 1 ? [node] : []));
};
