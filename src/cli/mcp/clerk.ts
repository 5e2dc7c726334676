/**
 * The process that answers: it reads and computes, and its standard output leads nowhere.
 *
 * It is one of its own, so that the server still hears a cancel while a question is computed, and can end it.
 */
import { UserError } from '../../model/user-error.ts';
import { problemLines } from '../view/problem.ts';
import { type Answerer, type Tell, answererFor } from './answer.ts';
import type { Call, Reply } from './messages.ts';
import type { McpOptions } from './opened.ts';

/** Milliseconds between two tellings of how far a work is. */
const PAUSE = 500;

const tellerFor = (id: number): Tell => {
  let next = performance.now() + PAUSE;
  return (what, done, of) => {
    if (performance.now() < next) return;
    next = performance.now() + PAUSE;
    say({ id, progress: { what, done, of } });
  };
};

const say = (reply: Reply): void => void process.send?.(reply);

const replyTo = async (answerer: Answerer, { id, tool, input }: Call): Promise<Reply> => {
  try {
    return { id, answer: await answerer.answer(tool, input, tellerFor(id)) };
  } catch (error) {
    if (error instanceof UserError) return { id, refused: problemLines(error) };
    return { id, defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const answerer = answererFor(JSON.parse(process.argv[2]!) as McpOptions);

// One after the other: what is read for one is there for the next.
let last: Promise<void> = Promise.resolve();
process.on('message', (call: Call) => {
  last = last.then(async () => say(await replyTo(await answerer, call)));
});

// Nobody is left to answer to.
process.on('disconnect', () => process.exit());
