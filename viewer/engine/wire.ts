/** What goes between the page and its worker, and nothing of how it goes there. */
import type { RequestName, Requests } from '../model/messages.ts';
import type { Surroundings } from './desk.ts';

/** A request; its number comes back with the reply. */
export interface Asked<N extends RequestName = RequestName> {
  readonly number: number;
  readonly name: N;
  readonly question: Requests[N]['in'];
  /** The page's day: workers and handlers read no calendar. */
  readonly today: Surroundings['today'];
}

export type Reply =
  | { readonly answer: unknown }
  /** A mistake that the user can mend. */
  | { readonly problem: { readonly message: string; readonly hint?: string } }
  /** A defect of the program: a stack. */
  | { readonly defect: string };

export type Replied = Reply & { readonly number: number };

/** Buffers of an answer that are sent, not copied: those of the lists that it consists of, each once. */
export const sentOf = (reply: Reply): readonly ArrayBuffer[] => {
  if (!('answer' in reply)) return [];
  const { answer } = reply;
  const lists = ArrayBuffer.isView(answer) ? [answer] : isObject(answer) ? Object.values(answer) : [];
  return [
    ...new Set(lists.filter((list) => ArrayBuffer.isView(list)).map(({ buffer }) => buffer as ArrayBuffer)),
  ];
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
