/** A change that is being put together: what has been chosen of it so far. */
import type { State } from '../../../src/model/state.ts';
import type { Edit, Selected } from '../../model/state.ts';

export type EditKind = Edit['type'];

export interface Draft {
  readonly kind: EditKind;
  /** Ids; '': not chosen yet. Of a copy, `from` is what is copied. */
  readonly from: string;
  readonly to: string;
  readonly others: readonly string[];
  readonly place: string;
  /** The worst that a soft dependency can do, and that a new one can. */
  readonly soft: State;
  readonly hard: State;
}

const NOTHING: Draft = {
  kind: 'soften',
  from: '',
  to: '',
  others: [],
  place: '',
  soft: 'degraded',
  hard: 'outage',
};

/** The kinds of changes, and what each is called. */
export const KINDS: readonly { readonly kind: EditKind; readonly label: string; readonly help: string }[] = [
  {
    kind: 'soften',
    label: 'Make soft',
    help: 'Something goes on without what it needs: from a cache, or without that part.',
  },
  {
    kind: 'replica',
    label: 'Copy elsewhere',
    help: 'A second one in another region or zone, either of which will do.',
  },
  { kind: 'group', label: 'Alternative', help: 'Something else that will do instead.' },
  { kind: 'remove', label: 'Remove', help: 'Something is no longer needed.' },
  { kind: 'add', label: 'Add', help: 'Something more is needed.' },
];

/** The draft that what is selected suggests; what was chosen of the kind, and how bad, stays. */
export const draftFor = (selected: Selected | undefined, before: Draft = NOTHING): Draft => {
  const rest = { ...before, others: [], place: '' };
  if (selected?.type === 'edge') {
    // A copy is not of an arrow.
    const kind = before.kind === 'replica' || before.kind === 'add' ? 'soften' : before.kind;
    return { ...rest, kind, from: selected.from, to: selected.to };
  }
  return selected?.type === 'node' ? { ...rest, from: selected.id, to: '' } : before;
};

/** The draft for another change like this one. */
export const nextDraft = (draft: Draft): Draft => ({ ...draft, to: '', others: [], place: '' });

/** The draft with another node at its start: what it needed is of no use then. */
export const withFrom = (draft: Draft, from: string): Draft => ({ ...draft, from, to: '', others: [] });

/** The change, once all of it was chosen. */
export const editOf = ({ kind, from, to, others, place, soft, hard }: Draft): Edit | undefined => {
  if (from === '') return undefined;
  if (kind === 'replica') return place === '' ? undefined : { type: kind, node: from, place };
  if (to === '') return undefined;
  switch (kind) {
    case 'soften':
      return { type: kind, from, to, impact: soft };
    case 'remove':
      return { type: kind, from, to };
    case 'add':
      return { type: kind, from, to, ...(hard === 'outage' ? {} : { impact: hard }) };
    case 'group':
      return others.length === 0 ? undefined : { type: kind, from, to, others };
  }
};
