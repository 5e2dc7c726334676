/** What a node needs, read from what `faultline show` tells of it. */
import type { Told } from '../../model/messages.ts';
import { requirementLines } from '../../parts/requirement-words.ts';

interface Needed {
  readonly requirement: string;
  readonly containment?: true;
  readonly failover?: { readonly requires?: readonly string[] };
}

/** Ids that a node names: in its requirements, however deep, and in what their switches need. Each once, in order. */
export const neededIn = (told: Told): readonly string[] => {
  const { requires = [] } = told.data as { readonly requires?: readonly Needed[] };
  const texts = requires.flatMap(({ requirement, failover }) => [requirement, ...(failover?.requires ?? [])]);
  return [...new Set(texts.flatMap(idsIn))];
};

/** Ids that it needs as a whole, not only in groups. */
export const plainlyNeededIn = (told: Told): readonly string[] => {
  const { requires = [] } = told.data as { readonly requires?: readonly Needed[] };
  return requires.flatMap(({ requirement }) => {
    const lines = requirementLines(requirement);
    return lines.length === 1 && lines[0]!.form === 'node' ? [lines[0]!.text] : [];
  });
};

const idsIn = (requirement: string): readonly string[] =>
  requirementLines(requirement).flatMap(({ form, text }) => (form === 'node' ? [text] : []));
