/** What can be done with a node: let it fail, look at its surroundings, open the box that it is, hide it. */
import { useEffect, useState } from 'preact/hooks';
import type { NodeFacts } from '../../model/messages.ts';
import type { ViewState } from '../../model/state.ts';
import { shownSide } from '../../parts/asking.ts';
import { notFailing } from '../../parts/changes.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { positionsOf } from '../../parts/positions.ts';
import { useView } from '../../parts/view.ts';
import { BoxButton } from './box-button.tsx';
import { FailControl } from './fail-control.tsx';

export const NodeActions = ({ facts: { id } }: { facts: NodeFacts }) => {
  const { answers } = useView();
  const position = positionsOf(answers.facts).get(id)!;
  const box = answers.scene?.boxes.find((one) => one.position === position);
  return (
    <div class="node-actions">
      <FailControl selections={[id]} what="it" />
      <FailsWithOthers id={id} position={position} />
      <div class="row">
        <FocusControl id={id} />
        {box === undefined ? null : <BoxButton box={box} />}
        <HideButton id={id} />
      </div>
    </div>
  );
};

/** It fails because of a wider selection or a scenario: those can be taken back, too. */
const FailsWithOthers = ({ id, position }: { id: string; position: number }) => {
  const { engine, state, answers, change } = useView();
  const side = shownSide(state, answers);
  const wider = state.faults.filter(({ selection }) => selection !== id);
  const isAsked = answers.faults.has(position) && wider.length > 0;
  const [matching, setMatching] = useState<readonly string[]>([]);
  const key = `${answers.version} ${side} ${JSON.stringify(wider)} ${isAsked}`;
  useEffect(() => {
    if (!isAsked) {
      setMatching([]);
      return undefined;
    }
    let isStale = false;
    const asked = wider.map(async ({ selection }) => {
      const positions = await engine.ask('select', { side, selections: [selection] });
      return positions.includes(position) ? [selection] : [];
    });
    void Promise.allSettled(asked).then((settled) => {
      if (!isStale) setMatching(settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])));
    });
    return () => {
      isStale = true;
    };
  }, [engine, key, position]);
  if (matching.length === 0) return null;
  return (
    <p class="row">
      <span class="dim">fails as part of</span>
      {matching.map((selection) => (
        <button
          key={selection}
          type="button"
          class="button"
          onClick={() => change((now) => notFailing(now, [selection]))}
        >
          Remove <DocText text={selection} />
        </button>
      ))}
    </p>
  );
};

const STEPS = [1, 2, 3] as const;

const FocusControl = ({ id }: { id: string }) => {
  const { state, change } = useView();
  const { focus } = state;
  const steps = focus?.id === id ? focus.steps : undefined;
  return (
    <div class="row node-focus" role="group" aria-label="Show only what is so many steps away">
      <span class="dim" aria-hidden="true">
        Focus
      </span>
      {STEPS.map((one) => (
        <button
          key={one}
          type="button"
          class="button"
          aria-pressed={steps === one}
          aria-label={`${one} ${one === 1 ? 'step' : 'steps'}`}
          title={`Show only what is ${one} ${one === 1 ? 'step' : 'steps'} away`}
          onClick={() =>
            change((now) => (steps === one ? withoutFocus(now) : { ...now, focus: { id, steps: one } }))
          }
        >
          {one}
        </button>
      ))}
    </div>
  );
};

const withoutFocus = (state: ViewState): ViewState => {
  const { focus: _, ...rest } = state;
  return rest;
};

const HideButton = ({ id }: { id: string }) => {
  const { state, change } = useView();
  const isHidden = state.hide.includes(id);
  return (
    <button
      type="button"
      class="button"
      onClick={() =>
        change({ hide: isHidden ? state.hide.filter((one) => one !== id) : [...state.hide, id] })
      }
    >
      {isHidden ? 'Show in the picture' : 'Hide'}
    </button>
  );
};
