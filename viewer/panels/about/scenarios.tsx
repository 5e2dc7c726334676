/** The document's scenarios, to be played. */
import type { ScenarioFacts } from '../../model/messages.ts';
import { failingOnly } from '../../parts/changes.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { LongText } from '../../parts/long-text.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';

export const Scenarios = ({ scenarios }: { scenarios: readonly ScenarioFacts[] }) => {
  const { window, onMore, list } = useRows<HTMLUListElement>(scenarios.length);
  return (
    <section>
      <h2>{`Scenarios: ${grouped(scenarios.length)}`}</h2>
      <ul class="stack" ref={list}>
        {scenarios.slice(0, window.shown).map((scenario) => (
          <Scenario key={scenario.id} scenario={scenario} />
        ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
    </section>
  );
};

const Scenario = ({
  scenario: { id, title, description, date, isObserved },
}: {
  scenario: ScenarioFacts;
}) => {
  const { state, change } = useView();
  const isPlayed = state.scenario === id;
  return (
    <li>
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={isPlayed}
          onClick={() => change((now) => ({ ...failingOnly(now, []), scenario: id, panel: 'time' }))}
        >
          {isPlayed ? 'Shown' : 'Show'}
        </button>
        <DocText text={title ?? id} />
        {date === undefined ? null : <span class="dim">{date}</span>}
        {isObserved ? <span class="dim">with what was observed</span> : null}
      </div>
      {description === undefined ? null : (
        <p class="dim">
          <LongText text={description} />
        </p>
      )}
    </li>
  );
};
