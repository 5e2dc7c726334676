/** Lets something fail, as badly as is said, or fail no longer. */
import { useState } from 'preact/hooks';
import { STATES, type State } from '../../../src/model/state.ts';
import { failing, notFailing } from '../../parts/changes.ts';
import { useView } from '../../parts/view.ts';

/** Worst first. */
const FAILED = STATES.filter((state) => state !== 'operational').toReversed();

/** `selections`: what fails together; `what`: how it is called in a button (`it`, `all inside`). */
export const FailControl = ({ selections, what }: { selections: readonly string[]; what: string }) => {
  const { state, change } = useView();
  const said = state.faults.filter(({ selection }) => selections.includes(selection));
  const isFailing = said.length === selections.length;
  const [chosen, setChosen] = useState<State>('outage');
  const level = said[0]?.state ?? chosen;
  const fail = (as: State): void =>
    change((now) =>
      failing(
        now,
        selections.map((selection) => ({ selection, state: as })),
      ),
    );
  return (
    <div class="row node-fail">
      {isFailing ? (
        <button type="button" class="button" onClick={() => change((now) => notFailing(now, selections))}>
          Remove from failures
        </button>
      ) : (
        <button type="button" class="button primary" onClick={() => fail(level)}>
          {`Fail ${what}`}
        </button>
      )}
      <select
        class="field"
        aria-label={`How badly: ${what}`}
        value={level}
        onChange={(event) => {
          const as = event.currentTarget.value as State;
          setChosen(as);
          if (isFailing) fail(as);
        }}
      >
        {FAILED.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </div>
  );
};
