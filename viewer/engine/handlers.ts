/** Every request by its name. What answers is a pure function of the desk; only which desk there is changes. */
import { UserError } from '../../src/model/user-error.ts';
import type { RequestName, Requests } from '../model/messages.ts';
import type { Desk, Surroundings } from './desk.ts';
import { ask, render } from './handlers/ask.ts';
import { compare } from './handlers/compare.ts';
import { edges } from './handlers/edges.ts';
import { edit } from './handlers/edit.ts';
import { impact } from './handlers/impact.ts';
import { open } from './handlers/open.ts';
import { proof } from './handlers/proof.ts';
import { reasons } from './handlers/reasons.ts';
import { scene } from './handlers/scene.ts';
import { select } from './handlers/select.ts';
import { timeline } from './handlers/timeline.ts';
import type { Reply } from './wire.ts';

type Handlers = {
  readonly [N in Exclude<RequestName, 'open' | 'edit'>]: (
    desk: Desk,
    question: Requests[N]['in'],
  ) => Requests[N]['out'] | Promise<Requests[N]['out']>;
};

const HANDLERS: Handlers = { select, impact, reasons, proof, timeline, ask, render, edges, compare, scene };

/** Answers one request after the other, of the documents that were opened last. */
export type Answerer = <N extends RequestName>(
  name: N,
  question: Requests[N]['in'],
  surroundings: Surroundings,
) => Promise<Requests[N]['out']>;

/** Somebody who answers, before anything is open. Rejects with a UserError for what the user can mend. */
export const answerer = (): Answerer => {
  let desk: Desk | undefined;
  const made = <A>({ desk: next, answer }: { readonly desk: Desk; readonly answer: A }): A => {
    desk = next;
    return answer;
  };
  const answer = async (
    name: RequestName,
    question: unknown,
    surroundings: Surroundings,
  ): Promise<unknown> => {
    if (name === 'open') return made(open((question as Requests['open']['in']).text, surroundings));
    if (desk === undefined) throw new Error(`${name} was asked before anything was open`);
    if (name === 'edit') return made(edit(desk, question as Requests['edit']['in']));
    return (HANDLERS[name] as (desk: Desk, question: unknown) => unknown)(desk, question);
  };
  return answer as Answerer;
};

/** What came of a request: it never fails. */
export const replyTo = async (answer: Promise<unknown>): Promise<Reply> => {
  try {
    return { answer: await answer };
  } catch (error) {
    if (!(error instanceof UserError)) return { defect: stackOf(error) };
    const hint = error.problems.find((problem) => problem.hint !== undefined)?.hint;
    return { problem: { message: error.message, ...(hint === undefined ? {} : { hint }) } };
  }
};

/** Some browsers' stacks do not begin with the message. */
const stackOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { stack = '' } = error;
  return stack.includes(error.message) ? stack : `${error.name}: ${error.message}\n${stack}`;
};
