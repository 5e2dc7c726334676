/**
 * What callbacks take along: a function that is written in the program asks things of it for their values when it runs,
 * `table.name.get()`, and so needs them.
 */
import type { Mention } from '../typescript/read.ts';
import type { Call, Site } from '../typescript/value.ts';
import type { Book, Resource } from './book.ts';
import { callbacksIn } from './code.ts';
import { mentionsOf } from './said/mentions.ts';

/** A thing that the code of another one asks. */
export interface Capture {
  readonly by: Resource;
  readonly mention: Mention;
  readonly site: Site;
}

interface Handler {
  readonly resource: Resource;
  readonly site: Site;
}

/** Everything that callbacks take along. */
export const capturesIn = (calls: readonly Call[], book: Book): readonly Capture[] => {
  const handlers = book.resources.flatMap((resource) =>
    callbacksIn(resource.args).map((site): Handler => ({ resource, site })),
  );
  if (handlers.length === 0) return [];
  return calls.flatMap((call): readonly Capture[] => {
    const { callee, name, args } = call;
    if (name !== 'get' || args.length > 0 || callee.kind !== 'member' || callee.of.kind !== 'member')
      return [];
    const by = handlerOf(call, handlers);
    if (by === undefined) return [];
    return mentionsOf(callee.of, book.isThing).map((mention) => ({ by, mention, site: call.site }));
  });
};

/** The callback that a call stands in: the one that begins last before it, or before what led there. */
const handlerOf = ({ site, via }: Call, handlers: readonly Handler[]): Resource | undefined => {
  const onTheWay = [...via, site];
  // Handed to a method, it is run as if from there.
  const handed = handlers.find(({ resource }) => via.some((one) => isSame(one, resource.site)));
  if (handed !== undefined) return handed.resource;
  const [first = site] = onTheWay;
  return handlers
    .filter((handler) => handler.site.inside === first.inside && handler.site.line <= first.line)
    .toSorted((a, b) => b.site.line - a.site.line)[0]?.resource;
};

const isSame = (a: Site, b: Site): boolean => a.inside === b.inside && a.line === b.line;
