/** The strip below the picture: a cascade in waves, or a scenario over time. */
import '../../style/time.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Busy } from '../../parts/busy.tsx';
import { useView } from '../../parts/view.ts';
import { goTo } from './go.ts';
import { TimeStrip } from './time-strip.tsx';
import { WaveStrip } from './wave-strip.tsx';

export const TimeBar = () => {
  const [isOpen, setOpen] = useState(true);
  return (
    <section class={`time-bar${isOpen ? '' : ' time-closed'}`} aria-label="Cascade">
      <button
        type="button"
        class="button time-fold"
        aria-expanded={isOpen}
        aria-label={isOpen ? 'Fold the cascade' : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? '▾' : 'Show the cascade'}
      </button>
      <div class="time-body">
        {/* Beside the strip and not in it: what is pressed must not go when the strip changes. */}
        <Modes />
        <Strip />
      </div>
    </section>
  );
};

const Strip = () => {
  const { state, answers } = useView();
  const { impact, timeline, facts } = answers;
  const waiting = answers.problems.length > 0 ? null : <Busy />;
  if (state.faults.length === 0 && state.scenario === undefined) return <Nothing />;
  if (state.scenario !== undefined && state.at !== undefined) {
    if (timeline === undefined) return waiting;
    const scenario = facts.scenarios.find(({ id }) => id === state.scenario);
    return <TimeStrip timeline={timeline} scenario={scenario} at={state.at} />;
  }
  return impact === undefined ? waiting : <WaveStrip impact={impact} />;
};

/** Over time, or all faults of the scenario at once: then there are waves, and no time. */
const Modes = () => {
  const { state, change, answers } = useView();
  const last = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (state.at !== undefined) last.current = state.at;
  }, [state.at]);
  if (!answers.facts.scenarios.some(({ id }) => id === state.scenario)) return null;
  const isTimed = state.at !== undefined;
  return (
    <span class="time-modes" role="group" aria-label="What is shown of the scenario">
      <button
        type="button"
        class="button"
        aria-pressed={isTimed}
        onClick={() => (isTimed ? undefined : change(goTo(last.current ?? 0)))}
      >
        Over time
      </button>
      <button
        type="button"
        class="button"
        aria-pressed={!isTimed}
        title="All faults of the scenario together, without time: as faultline impact --scenario has it"
        onClick={() => (isTimed ? change(goTo(undefined)) : undefined)}
      >
        All at once
      </button>
    </span>
  );
};

const Nothing = () => {
  const { answers, state, change } = useView();
  return (
    <p class="time-nothing dim">
      Nothing fails. Let something fail, and its cascade is shown here wave by wave.
      {answers.facts.scenarios.length === 0 || state.panel === 'time' ? null : (
        <button type="button" class="button" onClick={() => change({ panel: 'time' })}>
          Choose an incident
        </button>
      )}
    </p>
  );
};
