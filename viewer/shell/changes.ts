/** Steps from one state of the page to the next. */
import type { FaultSpec, Selected, ViewState } from '../model/state.ts';
import type { Answers } from '../parts/view.ts';
import { failing, notFailing, outagesOf } from '../parts/changes.ts';
import { without } from '../state/without.ts';

/**
 * The state with what is drawn failing, or failing no longer if it does; undefined if it cannot be said to fail: an arrow, or a box of many that no selection names.
 *
 * A box is the node that it is, or all that is inside of it.
 */
export const toggledFault = (
  state: ViewState,
  selected: Selected,
  answers: Answers,
): ViewState | undefined => {
  const selections = selectionsFor(selected, answers);
  if (selections.length === 0) return undefined;
  const isFaulty = selections.every((one) => state.faults.some((fault) => fault.selection === one));
  return isFaulty ? notFailing(state, selections) : failing(state, outagesOf(selections));
};

/** Nodes of a box that are named one by one, where no selection says what they have in common. */
const MOST_NAMED = 20;

/** What to call it on the command line. */
const selectionsFor = (selected: Selected, { scene, facts }: Answers): readonly string[] => {
  if (selected.type === 'node') return [selected.id];
  if (selected.type === 'edge') return [];
  const box = scene?.boxes.find(({ key }) => key === selected.key);
  if (box === undefined) return [];
  if (box.position !== undefined) return [facts.nodes[box.position]!.id];
  const divider = box.key.indexOf(':');
  const [by, name] = [box.key.slice(0, divider), box.key.slice(divider + 1)];
  if (by === 'owner' && PLAIN.test(name)) return [`owner:${name}`];
  if (by === 'kind' && PLAIN.test(name)) return [`kind:${name}`];
  if (by === 'namespace' && ID.test(name)) return [`${name}/**`];
  return box.members.length > MOST_NAMED
    ? []
    : Array.from(box.members, (position) => facts.nodes[position]!.id);
};

const PLAIN = /^[A-Za-z0-9._@/-]+$/;
const ID = /^[A-Za-z0-9._@-]+(?:\/[A-Za-z0-9._@-]+)*$/;

/** Nothing fails any more. */
export const withoutFaults = (state: ViewState): ViewState => ({
  ...without(state, 'scenario', 'at', 'wave'),
  faults: [],
});

/** Faults as words: `aws/us-east-1/s3 (partial)`. */
export const faultText = ({ selection, state }: FaultSpec): string =>
  state === 'outage' ? selection : `${selection} (${state})`;
