/** The one place where a conditional is made: its `then` is no promise's. */
import type { Expression } from './syntax.ts';

/** `test ? then : otherwise` */
export const conditional = (
  test: Expression,
  then: Expression,
  otherwise: Expression,
  line: number,
  // oxlint-disable-next-line unicorn/no-thenable
): Expression => ({ kind: 'conditional', test, then, otherwise, line });
