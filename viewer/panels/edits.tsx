/** Changes that are tried: what they are, what they would change, and how to keep them. */
import '../style/edits.css';
import type { Edit } from '../model/state.ts';
import type { Answers } from '../parts/view.ts';
import { faultedOf } from '../parts/asking.ts';
import { Busy } from '../parts/busy.tsx';
import { nodeOf } from '../parts/positions.ts';
import { useView } from '../parts/view.ts';
import { BothSides } from './compare/both-sides.tsx';
import { PanelSideSwitch } from './compare/side-switch.tsx';
import { EditForm } from './edits/edit-form.tsx';
import { EditList } from './edits/edit-list.tsx';
import { PatchView } from './edits/patch-view.tsx';
import { SinglePointsView } from './edits/single-points-view.tsx';
import { SuggestionsView } from './edits/suggestions.tsx';
import { editText } from './edits/words.ts';

export const EditsPanel = () => {
  const { state, answers, change, announce } = useView();
  const { edits } = state;
  const add = (more: readonly Edit[]): void => {
    const known = new Set(edits.map((edit) => JSON.stringify(edit)));
    const fresh = more.filter((edit) => !known.has(JSON.stringify(edit)));
    if (fresh.length === 0) return;
    change({ edits: [...edits, ...fresh], side: 'after' });
    announce(`Tried: ${fresh.map(editText).join('; ')}`);
  };
  return (
    <div class="edits">
      {edits.length === 0 ? (
        <p class="dim">
          Try what would help: nothing is written anywhere. The answer is shown before and after, and the
          change can be copied as YAML.
        </p>
      ) : (
        <>
          <EditList edits={edits} refused={answers.edited.refused} />
          <Result />
        </>
      )}
      <section class="edits-new" aria-labelledby="edits-new-title">
        <h2 id="edits-new-title">{edits.length === 0 ? 'Try a change' : 'Another change'}</h2>
        <EditForm onAdd={(edit) => add([edit])} />
      </section>
      {answers.edited.patch === '' ? null : <PatchView patch={answers.edited.patch} />}
      <SuggestionsView subject={subjectOf(state.selected, answers)} onTry={add} />
    </div>
  );
};

/** What the changes change: of what fails now, else of what could fail. */
const Result = () => {
  const { state, answers } = useView();
  const { patch, refused } = answers.edited;
  if (patch === '') {
    // Until the answer is there nothing is refused either.
    return refused.length === 0 ? <Busy words="Making the change…" /> : <p>Nothing is changed.</p>;
  }
  const subject = subjectOf(state.selected, answers);
  return (
    <section class="edits-result" aria-labelledby="edits-result-title">
      <h2 id="edits-result-title">Before and after</h2>
      <PanelSideSwitch labels={{ before: 'before', after: 'after' }} />
      {faultedOf(state, answers) !== undefined ? (
        <BothSides />
      ) : (
        <>
          {subject === '' ? null : <SinglePointsView id={subject} />}
          <p class="dim">
            {subject === '' ? 'Select an app to see which single failures still take it down, or let' : 'Let'}
            {' something fail to see which apps it changes.'}
          </p>
        </>
      )}
    </section>
  );
};

/** Whose fate is looked at: what is selected, else the app that is worst off, else the first of the highest tier; '': none. */
const subjectOf = (
  selected: ReturnType<typeof useView>['state']['selected'],
  { edited, facts, ranks }: Answers,
): string => {
  if (selected?.type === 'node' && nodeOf(edited.after, selected.id) !== undefined) return selected.id;
  const asked = selected?.type === 'edge' ? selected.from : undefined;
  const apps = facts.nodes.flatMap((node, position) =>
    node.kind === 'app' && nodeOf(edited.after, node.id) !== undefined
      ? [{ id: node.id, rank: ranks[position] ?? 0, tier: node.tier ?? Infinity }]
      : [],
  );
  const [first] = apps.toSorted((a, b) => b.rank - a.rank || a.tier - b.tier || (a.id < b.id ? -1 : 1));
  return first?.id ?? (asked !== undefined && nodeOf(edited.after, asked) !== undefined ? asked : '');
};
