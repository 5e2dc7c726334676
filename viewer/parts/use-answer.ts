/** Any request to the engine as a hook: asked again when the question or the documents change. */
import { useEffect, useState } from 'preact/hooks';
import type { AskError, Question, RequestName, Requests, Told } from '../model/messages.ts';
import { useView } from './view.ts';

export interface Answered<N extends RequestName> {
  /** The last answer there was; `of` says to which question, for it may be an earlier one. */
  readonly answer?: Requests[N]['out'];
  readonly of?: Requests[N]['in'];
  readonly problem?: AskError;
  readonly isBusy: boolean;
  /** `answer` is that of the question asked now. */
  readonly isFresh: boolean;
}

interface Kept<N extends RequestName> {
  readonly key: string;
  readonly answer?: Requests[N]['out'];
  readonly of?: Requests[N]['in'];
  readonly problem?: AskError;
}

/** Asks the engine by name; undefined asks nothing. Answers to earlier questions are dropped, in whatever order they come. */
export const useAnswer = <N extends RequestName>(
  name: N,
  question: Requests[N]['in'] | undefined,
): Answered<N> => {
  const { engine, answers } = useView();
  const [kept, setKept] = useState<Kept<N>>({ key: '' });
  const key = question === undefined ? '' : `${answers.version} ${name} ${JSON.stringify(question)}`;
  useEffect(() => {
    if (question === undefined) return undefined;
    const calledOff = new AbortController();
    engine.ask(name, question, calledOff.signal).then(
      (answer) => {
        if (!calledOff.signal.aborted) setKept({ key, answer, of: question });
      },
      (problem: AskError) => {
        if (!calledOff.signal.aborted) setKept({ key, problem });
      },
    );
    return () => calledOff.abort();
    // The key says all of the question.
  }, [key, engine]);
  if (question === undefined) return { isBusy: false, isFresh: false };
  const { key: answeredKey, ...rest } = kept;
  return { ...rest, isBusy: answeredKey !== key, isFresh: answeredKey === key && 'answer' in rest };
};

export interface Asked {
  readonly told?: Told;
  readonly problem?: AskError;
  /** It is not answered yet; `told` may be an earlier answer. */
  readonly isBusy: boolean;
}

/** The same for the questions of the command line. */
export const useAsked = (question: Question | undefined): Asked => {
  const { answer, problem, isBusy } = useAnswer('ask', question);
  return {
    ...(answer === undefined ? {} : { told: answer }),
    ...(problem === undefined ? {} : { problem }),
    isBusy,
  };
};
