/** Which failures, alone or together, take a node down: each set can be pointed at to be seen, and clicked to be tried. */
import { useState } from 'preact/hooks';
import { STATES, type State } from '../../../src/model/state.ts';
import { shownSide } from '../../parts/asking.ts';
import { Busy } from '../../parts/busy.tsx';
import { LineView } from '../../parts/line-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';
import { CutSetList } from './cut-set-list.tsx';
import { type CutSetData, countWords, cutSetQuestion } from './cut-set-data.ts';
import { FateList } from './fate-list.tsx';

/** Worst first. */
const FALLEN = STATES.filter((state) => state !== 'operational').toReversed();

export const CutSetsTopic = ({ id, analysis }: { id: string; analysis: 'spof' | 'cut-sets' }) => {
  const { state, answers } = useView();
  const [to, setTo] = useState<State>('outage');
  const [isAll, setAll] = useState(false);
  const side = shownSide(state, answers);
  const { answer, problem, isFresh } = useAnswer('ask', cutSetQuestion(side, analysis, id, to, isAll));
  const data = answer?.data as CutSetData | undefined;
  return (
    <div class="stack" aria-busy={!isFresh && problem === undefined}>
      <label class="row">
        What takes it to
        <select class="field" value={to} onChange={(event) => setTo(event.currentTarget.value as State)}>
          {FALLEN.map((one) => (
            <option key={one} value={one}>
              {one === 'outage' ? one : `${one} or worse`}
            </option>
          ))}
        </select>
      </label>
      {problem === undefined ? null : <Problem error={problem} />}
      {problem === undefined && data === undefined ? <Busy /> : null}
      {problem !== undefined || data === undefined ? null : (
        <>
          <p>{countWords(data, analysis)}</p>
          {data.countedTo === undefined ? null : (
            <p class="dim">
              <LineView
                line={[`Larger sets than ${data.countedTo} outgrew what a page may take; there are more.`]}
              />
            </p>
          )}
          <CutSetList sets={data.cutSets} />
          {data.unlisted === undefined ? null : (
            <p class="row">
              <button type="button" class="button" disabled={!isFresh} onClick={() => setAll(true)}>
                Show all
              </button>
              <span class="dim">{`${grouped(Number(data.unlisted))} more are not listed`}</span>
            </p>
          )}
          <FateList fates={data.sharedFates} />
        </>
      )}
    </div>
  );
};
