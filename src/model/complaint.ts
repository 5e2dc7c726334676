/** What is wrong with something that was read: said by origin, and placed once all complaints are known. */
import { groupBy } from './group-by.ts';
import type { Origin, Place, Source } from './place.ts';
import type { Problem } from './user-error.ts';

export interface Complaint {
  readonly origin: Origin;
  readonly message: string;
  readonly hint?: string;
  /** Whether the key or the value is meant; left out: the value. */
  readonly at?: 'key' | 'value';
}

/** The problems that complaints are, each with its place and code frame; every source is searched once. */
export const problemsOf = (complaints: readonly Complaint[]): readonly Problem[] =>
  [...groupBy(complaints, ({ origin }) => origin.source)].flatMap(([source, group]) => {
    const places = source.locate(group.map(({ origin, at }) => ({ path: origin.path, at: at ?? 'value' })));
    return group.map((complaint, i) => problem(complaint, source, places[i]!));
  });

const problem = ({ message, hint }: Complaint, source: Source, place: Place): Problem => ({
  message,
  place,
  frame: source.frame(place),
  ...(hint === undefined ? {} : { hint }),
});
