/** Steps from one state of the page to the next. */
import type { State } from '../../src/model/state.ts';
import type { FaultSpec, Selected, ViewState } from '../model/state.ts';
import type { Answers } from '../parts/view.ts';
import { without } from '../state/without.ts';

/** The state with this failing, or failing no longer. A moment of a scenario or a wave has no meaning after it. */
export const withFault = (state: ViewState, selection: string, as: State | undefined): ViewState => {
  const others = state.faults.filter((fault) => fault.selection !== selection);
  return {
    ...without(state, 'wave'),
    faults: as === undefined || as === 'operational' ? others : [...others, { selection, state: as }],
  };
};

/**
 * The same for what is drawn; undefined if it cannot be said to fail: an arrow, or a box of many that no selection names.
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
  return selections.reduce((changed, one) => withFault(changed, one, isFaulty ? undefined : 'outage'), state);
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

/** The state with a box opened, if it is closed, or closed. */
export const toggledBox = (state: ViewState, key: string, isOpen: boolean): ViewState => {
  const without = (keys: readonly string[]): readonly string[] => keys.filter((one) => one !== key);
  const [opened, closed] = [without(state.opened), without(state.closed)];
  return isOpen
    ? { ...state, opened, closed: [...closed, key].toSorted() }
    : { ...state, opened: [...opened, key].toSorted(), closed };
};

/** Nothing fails any more. */
export const withoutFaults = (state: ViewState): ViewState => ({
  ...without(state, 'scenario', 'at', 'wave'),
  faults: [],
});

/** Faults as words: `aws/us-east-1/s3 (partial)`. */
export const faultText = ({ selection, state }: FaultSpec): string =>
  state === 'outage' ? selection : `${selection} (${state})`;
