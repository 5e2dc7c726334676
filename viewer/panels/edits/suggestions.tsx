/** Changes that `faultline advise` finds for an app, each with a button that tries it here. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AskError, Question } from '../../model/messages.ts';
import type { Edit } from '../../model/state.ts';
import { Blocks } from '../../parts/blocks.tsx';
import { Busy } from '../../parts/busy.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { nodeOf } from '../../parts/positions.ts';
import { Problem } from '../../parts/problem.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { counted, grouped } from '../../parts/words.ts';
import { nodesFor } from './choices.ts';
import { NodePicker } from './node-picker.tsx';
import { type Suggestion, type Suggestions, singlesWords, suggestionsIn } from './suggested.ts';

interface Advised {
  readonly app: string;
  /** The documents and changes that it is about. */
  readonly version: number;
  readonly suggestions?: Suggestions;
  readonly problem?: AskError;
  readonly isBusy: boolean;
}

/** `subject`: whose fixes are probably wanted. */
export const SuggestionsView = ({
  subject,
  onTry,
}: {
  subject: string;
  onTry: (edits: readonly Edit[]) => void;
}) => {
  const { engine, answers } = useView();
  const [chosen, setChosen] = useState<string>();
  const [advised, setAdvised] = useState<Advised>();
  const asked = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => asked.current?.abort(), []);
  useEffect(() => setChosen(undefined), [subject]);
  const app = chosen ?? subject;
  const { nodes } = answers.edited.after;
  const subjects = useMemo(() => nodesFor(nodes, 'asked'), [nodes]);
  const ask = (): void => {
    asked.current?.abort();
    const calledOff = new AbortController();
    asked.current = calledOff;
    const about = { app, version: answers.version };
    setAdvised({ ...about, isBusy: true });
    const question: Question = { side: 'after', analysis: 'advise', args: [app], options: {} };
    engine.ask('ask', question, calledOff.signal).then(
      (told) => {
        if (!calledOff.signal.aborted)
          setAdvised({ ...about, suggestions: suggestionsIn(told), isBusy: false });
      },
      (problem: AskError) => {
        if (!calledOff.signal.aborted) setAdvised({ ...about, problem, isBusy: false });
      },
    );
  };
  const stop = (): void => {
    asked.current?.abort();
    setAdvised(undefined);
  };
  return (
    <section class="edits-suggestions" aria-labelledby="edits-suggestions-title">
      <h2 id="edits-suggestions-title">Suggest fixes</h2>
      <p class="dim">
        Searches for the changes that take most risk away: each single failure that harms it counts, an outage
        most. All are played before they are told.
      </p>
      <div class="edits-ask">
        <NodePicker label="for" value={app} nodes={subjects} onPick={setChosen} />
        {advised?.isBusy === true ? (
          <button type="button" class="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            class="button"
            disabled={nodeOf(answers.edited.after, app) === undefined}
            onClick={ask}
          >
            Suggest fixes
          </button>
        )}
      </div>
      {advised === undefined ? null : advised.isBusy ? (
        <Busy words={`Trying changes for ${advised.app}; this may take some seconds…`} />
      ) : advised.problem === undefined ? (
        <Found advised={advised} onTry={onTry} />
      ) : (
        <Problem error={advised.problem} />
      )}
    </section>
  );
};

const Found = ({
  advised: { app, version, suggestions },
  onTry,
}: {
  advised: Advised;
  onTry: (edits: readonly Edit[]) => void;
}) => {
  const { answers } = useView();
  const { list, risk, plan, singles } = suggestions!;
  const { window, onMore, list: rows } = useRows<HTMLOListElement>(list.length);
  if (list.length === 0) return <p>{`No single change was found that helps ${app}.`}</p>;
  return (
    <>
      <p role="status">
        {`${counted(list.length, 'change')} would help `}
        <strong>{app}</strong>
        {`, most risk removed first${version === answers.version ? '' : '; as it was before your last change'}.`}
      </p>
      {plan === undefined ? null : (
        <p>
          <button type="button" class="button" onClick={() => onTry(plan)}>
            Try the best ones together
          </button>
        </p>
      )}
      <ol ref={rows}>
        {list.slice(0, window.shown).map((suggestion) => (
          <SuggestionRow
            key={suggestion.text}
            suggestion={suggestion}
            risk={risk}
            singles={singlesWords(singles, suggestion.singles)}
            onTry={onTry}
          />
        ))}
      </ol>
      <MoreRows window={window} onMore={onMore} />
    </>
  );
};

const SuggestionRow = ({
  suggestion: { text, removed, document, edits },
  risk,
  singles,
  onTry,
}: {
  suggestion: Suggestion;
  risk: number;
  singles: string;
  onTry: (edits: readonly Edit[]) => void;
}) => {
  const { state } = useView();
  const tried = new Set(state.edits.map((edit) => JSON.stringify(edit)));
  const isTried = edits?.every((edit) => tried.has(JSON.stringify(edit))) === true;
  return (
    <li>
      <p>
        <bdi>{text}</bdi>
      </p>
      <p class="dim">{`Takes away ${grouped(removed)} of ${grouped(risk)} points of risk. Single failures: ${singles}.`}</p>
      {edits === undefined ? (
        <details class="part-folded">
          <summary>As a document: it cannot be tried here</summary>
          <Blocks blocks={[{ type: 'code', language: 'yaml', lines: document.trimEnd().split('\n') }]} />
        </details>
      ) : (
        <button
          type="button"
          class="button"
          disabled={isTried}
          aria-label={`${isTried ? 'Tried' : 'Try it'}: ${text}`}
          onClick={() => onTry(edits)}
        >
          {isTried ? 'Tried' : 'Try it'}
        </button>
      )}
    </li>
  );
};
