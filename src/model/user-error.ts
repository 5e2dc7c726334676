/**
 * Errors that the user can mend: what is wrong, where, and what to do about it.
 *
 * They are told without a stack, all of a run at once. Anything else that is thrown is a defect of the program.
 */
import { byCodePoint } from './order.ts';
import type { Place } from './place.ts';

/** One thing that is wrong, where, and what to do about it. */
export interface Problem {
  /** What is wrong, one sentence without a full stop. */
  readonly message: string;
  readonly place?: Place;
  /** What to do about it. */
  readonly hint?: string;
  /** The lines around the place, with a marker under the column. */
  readonly frame?: string;
}

/** An error that the user can mend: all problems at once, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Sorted by place. */
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[]) {
    const sorted = sortedProblems('message' in problems ? [problems] : problems);
    super(sorted.map((problem) => problem.message).join('; '));
    this.problems = sorted;
  }
}

/** Problems by file, line, column and message, each once; those without a place first. */
export const sortedProblems = (problems: readonly Problem[]): readonly Problem[] => {
  const sorted = problems.toSorted(
    (a, b) =>
      byCodePoint(a.place?.file ?? '', b.place?.file ?? '') ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
      byCodePoint(a.message, b.message) ||
      byCodePoint(a.hint ?? '', b.hint ?? ''),
  );
  return sorted.filter((problem, i) => {
    const before = sorted[i - 1];
    return before === undefined || JSON.stringify(before) !== JSON.stringify(problem);
  });
};
