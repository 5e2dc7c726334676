/** What a text is read to: documents, the line of each value, and what was wrong. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';

/** One document. */
export interface Tree {
  readonly value: Plain;
  /** The line, from 1, of the value at a path; of its nearest ancestor, if the path leads nowhere. */
  line(path: readonly Step[]): number;
}

/** What is wrong with a file, or with one of its documents. */
export interface TreeProblem {
  readonly line: number;
  readonly message: string;
}

export interface Trees {
  readonly trees: readonly Tree[];
  readonly problems: readonly TreeProblem[];
}

export interface TreeOptions {
  /** What a tag means: `!Ref` and the value below it, to a value. Left out: tags are dropped. */
  readonly tag?: (tag: string, value: Plain) => Plain;
}

/** Values in maps and lists below one another: the deepest real template has some 40. */
export const MOST_DEEP = 200;

/** Said of what is deeper. */
export const TOO_DEEP = `it nests deeper than ${MOST_DEEP} levels`;
