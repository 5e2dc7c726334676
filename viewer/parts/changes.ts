/** Steps from one state of the page to the next that several panels take. */
import { byCodePoint } from '../../src/model/order.ts';
import type { State } from '../../src/model/state.ts';
import type { FaultSpec, ViewState } from '../model/state.ts';

/** The state with these failing as said, besides what fails already. A wave of another cascade means nothing after it. */
export const failing = (state: ViewState, faults: readonly FaultSpec[]): ViewState => {
  const { wave: _, ...rest } = state;
  const said = new Set(faults.map(({ selection }) => selection));
  return { ...rest, faults: [...state.faults.filter(({ selection }) => !said.has(selection)), ...faults] };
};

/** The state in which these selections fail no longer. */
export const notFailing = (state: ViewState, selections: readonly string[]): ViewState => {
  const { wave: _, ...rest } = state;
  return { ...rest, faults: state.faults.filter(({ selection }) => !selections.includes(selection)) };
};

/** The state in which nothing fails but these. */
export const failingOnly = (state: ViewState, faults: readonly FaultSpec[]): ViewState => {
  const { wave: _, at: __, scenario: ___, ...rest } = state;
  return { ...rest, faults };
};

/** An outage of each of these nodes. */
export const outagesOf = (ids: readonly string[]): readonly FaultSpec[] =>
  ids.map((selection) => ({ selection, state: 'outage' satisfies State }));

/** The state with a box opened, or closed. */
export const withBox = (state: ViewState, key: string, isOpen: boolean): ViewState => {
  const without = (keys: readonly string[]): readonly string[] => keys.filter((one) => one !== key);
  const withIt = (keys: readonly string[]): readonly string[] =>
    [...without(keys), key].toSorted(byCodePoint);
  return isOpen
    ? { ...state, opened: withIt(state.opened), closed: without(state.closed) }
    : { ...state, opened: without(state.opened), closed: withIt(state.closed) };
};
