/** What can be taken away: the link, the picture, and the list of what is affected. */
import { useState } from 'preact/hooks';
import { impactQuestion } from '../panels/apps/impact-question.ts';
import { faultedOf } from '../parts/asking.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { SaveButton } from '../parts/save-button.tsx';
import { useView } from '../parts/view.ts';
import { Menu } from './menu.tsx';

/** Pixels a unit: sharp on today's screens and on paper. */
const SCALE = 2;

export const ShareMenu = () => {
  const { drawing, engine, state, answers } = useView();
  const [trouble, setTrouble] = useState('');
  const faulted = faultedOf(state, answers);
  const list = (format: 'csv' | 'markdown') => async (): Promise<string> => {
    try {
      return await engine.ask('render', { question: impactQuestion(faulted!), format });
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  return (
    <Menu label="Share">
      <CopyButton label="Copy link" text={location.href} />
      {drawing === undefined ? null : (
        <>
          <SaveButton name="faultline.png" mime="image/png" make={() => drawing.png(SCALE)}>
            Picture as PNG
          </SaveButton>
          <SaveButton name="faultline.svg" mime="image/svg+xml" make={async () => drawing.svg()}>
            Picture as SVG
          </SaveButton>
        </>
      )}
      {faulted !== undefined ? (
        <>
          <SaveButton name="affected.csv" mime="text/csv" make={list('csv')}>
            Affected as CSV
          </SaveButton>
          <SaveButton name="affected.md" mime="text/markdown" make={list('markdown')}>
            Affected as Markdown
          </SaveButton>
        </>
      ) : (
        <p class="dim">Fail something to save what is affected.</p>
      )}
      {trouble === '' ? null : <p role="alert">{trouble}</p>}
    </Menu>
  );
};
