/** What the server and the one that answers for it say to each other. */
import type { Answer } from './answer.ts';
import type { Input } from './tools.ts';

/** To the one that answers. */
export interface Call {
  readonly id: number;
  readonly tool: string;
  readonly input: Input;
}

/** From the one that answers, each about a call: how far it is, or what came of it. */
export type Reply = { readonly id: number } & (
  | { readonly progress: { readonly what: string; readonly done: number; readonly of: number } }
  | { readonly answer: Answer }
  /** A mistake that the caller can mend, in words. */
  | { readonly refused: string }
  /** A mistake of the program, with its stack. */
  | { readonly defect: string }
);
