/** From a row of the ranking to the state in which it fails. */
import type { FaultSpec, ViewState } from '../../model/state.ts';
import type { Loss } from './failures.ts';

/** These fail and nothing else; the first node among what is lost is selected, the panel stays. */
export const goToFaults =
  (faults: readonly FaultSpec[], losses: readonly Loss[]) =>
  (state: ViewState): ViewState => {
    const { at: _, wave: __, scenario: ___, ...rest } = state;
    const node = losses.find(({ of }) => of !== 'owner');
    return {
      ...rest,
      faults,
      ...(node === undefined || faults.length === 0 ? {} : { selected: { type: 'node', id: node.name } }),
    };
  };
