/** What every panel is given: the state, how to change it, what is open, and the answers there are. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type {
  AskError,
  Compared,
  Edited,
  Engine,
  ImpactAnswer,
  Opened,
  Proof,
  SideFacts,
  TimelineAnswer,
} from '../model/messages.ts';
import type { Drawing } from '../model/drawing.ts';
import type { Scene } from '../model/scene.ts';
import type { FaultSpec, ViewState } from '../model/state.ts';

/** What follows from the state, as far as it has been answered. */
export interface Answers {
  readonly opened: Opened;
  /** As the edits leave it. */
  readonly edited: Edited;
  /** The side that is shown. */
  readonly facts: SideFacts;
  readonly scene?: Scene;
  /** Of the side that is shown; left out: nothing fails, or it is being solved. */
  readonly impact?: ImpactAnswer;
  /** The same faults on the other side, if there is one. */
  readonly other?: ImpactAnswer;
  readonly timeline?: TimelineAnswer;
  /** By position of the side that is shown: what is seen now, after `at` and `wave`. */
  readonly ranks: Uint8Array;
  /** Positions of what fails now. */
  readonly faults: ReadonlySet<number>;
  readonly proof?: Proof;
  readonly compared?: Compared;
  /** What could not be done with the state: a selection that matches nothing. */
  readonly problems: readonly AskError[];
  /** Grows whenever the documents or edits change: answers of before are stale. */
  readonly version: number;
}

export interface View {
  readonly state: ViewState;
  /** Changes the state; a step in the browser's history, unless it is only `replace`d (dragging, typing). */
  readonly change: (how: Partial<ViewState> | ((state: ViewState) => ViewState), replace?: boolean) => void;
  readonly engine: Engine;
  readonly answers: Answers;
  /** Shows what these faults would do, for as long as they are pointed at; undefined: no longer. */
  readonly preview: (faults: readonly FaultSpec[] | undefined) => void;
  readonly drawing: Drawing | undefined;
  /** Tells those who listen to the page rather than see it. */
  readonly announce: (words: string) => void;
}

export const ViewContext = createContext<View | undefined>(undefined);

/** The view of the component's page. */
export const useView = (): View => {
  const view = useContext(ViewContext);
  if (view === undefined) throw new Error('a panel stands outside of the page');
  return view;
};
