/** The affected list as files that others can use: what `faultline impact` prints for the same faults. */
import type { Faulted, Question } from '../../model/messages.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { SaveButton } from '../../parts/save-button.tsx';
import { useView } from '../../parts/view.ts';
import { impactQuestion } from './impact-question.ts';

export const SaveList = ({ faulted }: { faulted: Faulted }) => {
  const { engine } = useView();
  const question: Question = impactQuestion(faulted);
  return (
    <div class="row apps-save">
      <SaveButton
        name="affected.csv"
        mime="text/csv"
        make={() => engine.ask('render', { question, format: 'csv' })}
      >
        Save CSV
      </SaveButton>
      <CopyButton label="Copy Markdown" text={() => engine.ask('render', { question, format: 'markdown' })} />
    </div>
  );
};
