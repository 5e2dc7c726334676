/** The form that puts a change together; it begins with what is selected in the picture. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { STATES, type State } from '../../../src/model/state.ts';
import type { Question } from '../../model/messages.ts';
import type { Edit } from '../../model/state.ts';
import { nodeOf } from '../../parts/positions.ts';
import { useAsked } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { likeFirst, nodesFor } from './choices.ts';
import { type Draft, KINDS, draftFor, editOf, nextDraft, withFrom } from './draft.ts';
import { neededIn, plainlyNeededIn } from './needs.ts';
import { NodePicker } from './node-picker.tsx';

export const EditForm = ({ onAdd }: { onAdd: (edit: Edit) => void }) => {
  const { state } = useView();
  const [draft, setDraft] = useState<Draft>(() => draftFor(state.selected));
  const selected = JSON.stringify(state.selected ?? null);
  useEffect(() => setDraft((before) => draftFor(state.selected, before)), [selected]);
  const edit = editOf(draft);
  const set = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  return (
    <form
      class="edits-form"
      aria-label="A change to try"
      onSubmit={(event) => {
        event.preventDefault();
        if (edit === undefined) return;
        onAdd(edit);
        setDraft(nextDraft);
      }}
    >
      <fieldset class="edits-kinds">
        <legend class="sr-only">What kind of change</legend>
        {KINDS.map(({ kind, label }) => (
          <label key={kind} class="edits-kind">
            <input
              type="radio"
              name="edits-kind"
              value={kind}
              checked={draft.kind === kind}
              onChange={() => set({ kind })}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <p class="dim">{KINDS.find(({ kind }) => kind === draft.kind)!.help}</p>
      <div class="edits-blanks">
        <Blanks draft={draft} set={set} />
      </div>
      <p class="row">
        <button type="submit" class="button primary" disabled={edit === undefined}>
          Try it
        </button>
      </p>
    </form>
  );
};

interface BlanksProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
}

const Blanks = ({ draft, set }: BlanksProps) => {
  const { answers } = useView();
  const { nodes } = answers.edited.after;
  const changed = useMemo(() => nodesFor(nodes, 'changed'), [nodes]);
  const from = (label: string) => (
    <NodePicker label={label} value={draft.from} nodes={changed} onPick={(id) => set(withFrom(draft, id))} />
  );
  switch (draft.kind) {
    case 'soften':
      return (
        <>
          {from('What goes on')}
          <Needed label="without" draft={draft} set={set} />
          <Worst label="at worst" from={SOFT} value={draft.soft} onChange={(soft) => set({ soft })} />
        </>
      );
    case 'remove':
      return (
        <>
          {from('What no longer needs')}
          <Needed label="this" draft={draft} set={set} />
        </>
      );
    case 'add':
      return (
        <>
          {from('What also needs')}
          <Anything draft={draft} set={set} />
          <Worst label="at worst" from={HARD} value={draft.hard} onChange={(hard) => set({ hard })} />
        </>
      );
    case 'group':
      return (
        <>
          {from('What needs')}
          <Needed label="this" draft={draft} set={set} />
          <Others draft={draft} set={set} />
        </>
      );
    case 'replica':
      return <Replica draft={draft} set={set} />;
  }
};

/** The worst that a soft dependency can do; that a new one can, which may be hard. */
const SOFT: readonly State[] = ['partial', 'degraded', 'operational'];
const HARD: readonly State[] = STATES.slice(1).toReversed();

const Worst = ({
  label,
  from,
  value,
  onChange,
}: {
  label: string;
  from: readonly State[];
  value: State;
  onChange: (state: State) => void;
}) => (
  <label class="edits-picker">
    <span>{label}</span>
    <select class="field" value={value} onChange={(event) => onChange(event.currentTarget.value as State)}>
      {from.map((state) => (
        <option key={state} value={state}>
          {state === 'operational' ? 'unharmed' : state}
        </option>
      ))}
    </select>
  </label>
);

/** What the first node needs now: asked of the engine, for the page itself knows no arrows. */
const useShow = (from: string) => {
  const { answers } = useView();
  const isThere = nodeOf(answers.edited.after, from) !== undefined;
  const question: Question = { side: 'after', analysis: 'show', args: [from], options: {} };
  return useAsked(isThere ? question : undefined).told;
};

const Needed = ({ label, draft, set }: BlanksProps & { label: string }) => {
  const { answers } = useView();
  const told = useShow(draft.from);
  const needed = useMemo(() => {
    const ids = new Set(told === undefined ? [] : neededIn(told));
    return answers.edited.after.nodes.filter(({ id }) => ids.has(id));
  }, [told, answers.edited.after]);
  return (
    <NodePicker
      label={label}
      value={draft.to}
      nodes={needed}
      onPick={(to) => set({ to, others: [] })}
      placeholder={draft.from === '' ? 'choose the first one first' : 'one of what it needs'}
      none={draft.from === '' ? 'choose the first one first' : 'it needs nothing'}
    />
  );
};

const Anything = ({ draft, set }: BlanksProps) => {
  const { answers } = useView();
  const { nodes } = answers.edited.after;
  const told = useShow(draft.from);
  const choices = useMemo(
    () => nodesFor(nodes, 'any', [draft.from, ...(told === undefined ? [] : plainlyNeededIn(told))]),
    [nodes, told, draft.from],
  );
  return <NodePicker label="this" value={draft.to} nodes={choices} onPick={(to) => set({ to })} />;
};

const Others = ({ draft, set }: BlanksProps) => {
  const { answers } = useView();
  const { nodes } = answers.edited.after;
  const choices = useMemo(
    () => likeFirst(nodesFor(nodes, 'any', [draft.from, draft.to, ...draft.others]), draft.to),
    [nodes, draft],
  );
  return (
    <div class="edits-others">
      <NodePicker
        label={draft.others.length === 0 ? 'or instead' : 'or'}
        value=""
        nodes={choices}
        onPick={(id) => {
          if (id !== '') set({ others: [...draft.others, id] });
        }}
      />
      {draft.others.length === 0 ? null : (
        <ul class="row" aria-label="Alternatives">
          {draft.others.map((id) => (
            <li key={id} class="chip">
              <bdi title={id}>{id}</bdi>
              <button
                type="button"
                aria-label={`Without ${id}`}
                onClick={() => set({ others: draft.others.filter((one) => one !== id) })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

const Replica = ({ draft, set }: BlanksProps) => {
  const { answers } = useView();
  const { nodes } = answers.edited.after;
  const copied = useMemo(() => nodesFor(nodes, 'copied'), [nodes]);
  const places = useMemo(() => nodesFor(nodes, 'place'), [nodes]);
  return (
    <>
      <NodePicker
        label="A copy of"
        value={draft.from}
        nodes={copied}
        onPick={(id) => set(withFrom(draft, id))}
      />
      <NodePicker
        label="in"
        value={draft.place}
        nodes={places}
        onPick={(place) => set({ place })}
        placeholder="a region or zone"
        none="the document has no region or zone"
      />
    </>
  );
};
