/**
 * A table's name and a setting that hold the same value, with no reference between them: both take it from one
 * parameter, or both spell it out. Within one stack they mean the same thing.
 */
import type { Plain } from '../../model/fact.ts';
import { at, textOf } from '../tree.ts';
import { evaluate, type Known } from './evaluate.ts';
import type { Declared } from './stack.ts';

export interface SharedNames {
  /** The one resource that a setting of this key and value names. */
  named(key: string, value: string): string | undefined;
}

/** Things that are named by others at run time, by the last word of their type: what a key calls them. */
const CALLED: ReadonlyMap<string, readonly string[]> = new Map([
  ['Table', ['table']],
  ['SimpleTable', ['table']],
  ['GlobalTable', ['table']],
  ['Bucket', ['bucket']],
  ['Queue', ['queue']],
  ['Topic', ['topic']],
  ['Stream', ['stream']],
  ['DeliveryStream', ['deliverystream', 'firehose']],
  ['Function', ['function', 'lambda']],
  ['StateMachine', ['statemachine']],
  ['EventBus', ['bus']],
  ['Secret', ['secret']],
  ['Repository', ['repository']],
  ['LogGroup', ['loggroup']],
  ['Domain', ['domain']],
]);

/** The names that resources of a stack bear. */
export const sharedNames = (declared: Iterable<Declared>, known: Known): SharedNames => {
  const bearers = new Map<string, { readonly id: string; readonly words: readonly string[] }[]>();
  for (const { id, type, body } of declared) {
    const thing = type.slice(type.lastIndexOf(':') + 1);
    const words = CALLED.get(thing);
    if (words === undefined) continue;
    const name = nameIn(at(body, 'Properties'), thing, known);
    if (name === undefined || name.length < 3) continue;
    bearers.set(name, [...(bearers.get(name) ?? []), { id, words }]);
  }
  return {
    named: (key, value) => {
      const flat = key.toLowerCase().replaceAll(/[^a-z]/g, '');
      const fitting = (bearers.get(value) ?? []).filter(({ words }) =>
        words.some((word) => flat.includes(word)),
      );
      return fitting.length === 1 ? fitting[0]!.id : undefined;
    },
  };
};

const nameIn = (properties: Plain | undefined, thing: string, known: Known): string | undefined => {
  const short = thing.replace(/^(?:Simple|Global)/, '');
  for (const key of [`${short}Name`, 'Name']) {
    const name = textOf(evaluate(at(properties, key), known));
    if (name !== undefined) return name;
  }
  return undefined;
};
