/** Answers that are kept for a while: the page asks the same again, of the one side and then of the other. */

/** A function that remembers its latest answers, by key. */
export const recent = <Q, A>(
  most: number,
  keyOf: (question: Q) => string,
  make: (question: Q) => A,
): ((question: Q) => A) => {
  const known = new Map<string, A>();
  return (question) => {
    const key = keyOf(question);
    // A map keeps the order of insertion: what was asked for last stands at the end.
    const answer = known.has(key) ? known.get(key)! : make(question);
    known.delete(key);
    known.set(key, answer);
    if (known.size > most) known.delete(known.keys().next().value!);
    return answer;
  };
};
