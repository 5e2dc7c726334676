/** The state without some of what it need not say. */
import type { ViewState } from '../model/state.ts';

/** The names of what may be left out. */
type Optional = { [K in keyof ViewState]-?: undefined extends ViewState[K] ? K : never }[keyof ViewState];

export const without = (state: ViewState, ...names: readonly Optional[]): ViewState =>
  Object.fromEntries(
    Object.entries(state).filter(([name]) => !names.includes(name as Optional)),
  ) as unknown as ViewState;
