/**
 * The things that one value mentions. Of a call that reads a thing, the thing alone is meant: what it was looked up by
 * is its own affair, and so are the options of any call.
 */
import type { Mention } from '../../typescript/read.ts';
import type { Call, Value } from '../../typescript/value.ts';

/** Whether a call stands for a thing. */
export type IsThing = (call: Call) => boolean;

const MOST_DEEP = 40;
const MOST = 500;
const MOST_LOOKED_AT = 20_000;

/** How a call is made, and not what it is made of. */
const OPTIONS: ReadonlySet<string> = new Set([
  'parent',
  'provider',
  'providers',
  'dependsOn',
  'async',
  'version',
]);

export const mentionsOf = (value: Value, isThing: IsThing): readonly Mention[] => {
  const found: Mention[] = [];
  const seen = new Map<object, Set<string>>();
  let looked = 0;
  const isNew = (what: object, members: readonly string[]): boolean => {
    const known = seen.get(what) ?? new Set<string>();
    const word = members.join('\0');
    if (known.has(word)) return false;
    seen.set(what, known.add(word));
    return true;
  };
  const add = (mention: Omit<Mention, 'path'>): void => {
    if (found.length < MOST) found.push({ path: [], ...mention });
  };
  const look = (at: Value, members: readonly string[], depth: number): void => {
    if (depth > MOST_DEEP || ++looked > MOST_LOOKED_AT) return;
    switch (at.kind) {
      case 'made':
        if (isNew(at.made, members)) add({ value: at, made: at.made, members });
        return;
      case 'instance':
        if (isNew(at, members))
          add({ value: at, ...(at.made === undefined ? {} : { made: at.made }), members });
        return;
      case 'result': {
        const { call } = at;
        if (!isNew(call, members)) return;
        add({ value: at, call, members });
        if (isThing(call)) return;
        if (call.callee.kind === 'member') look(call.callee.of, [], depth + 1);
        for (const arg of call.args) look(arg, [], depth + 1);
        return;
      }
      case 'member':
        look(at.of, [at.name, ...members], depth + 1);
        return;
      case 'object':
        if (!isNew(at, [])) return;
        for (const [name, member] of at.entries) if (!OPTIONS.has(name)) look(member, [], depth + 1);
        return;
      case 'list':
        if (isNew(at, [])) for (const item of at.items) look(item, [], depth + 1);
        return;
      case 'text':
        for (const part of at.parts) look(part, [], depth + 1);
        return;
      case 'either':
      case 'unknown':
        for (const part of at.of) look(part, at.kind === 'either' ? members : [], depth + 1);
        return;
      case 'plain':
      case 'library':
      case 'environment':
      case 'function':
      case 'class':
    }
  };
  look(value, [], 0);
  return found;
};
