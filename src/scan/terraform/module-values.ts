/** What expressions get of modules: their outputs, of one instance or of all. */
import { type Step, type Value, list, map, unknown } from '../hcl/value.ts';
import type { Module } from './module.ts';
import { memberAt, referencesIn, referring } from './values.ts';

/** The value at a call of a module and steps after it: an output, of one instance or of all. */
export const moduleValue = (module: Module, name: string, steps: readonly Step[]): Value => {
  const call = module.call(name);
  if (call === undefined) {
    module.unresolved(`module.${name}`, 'there is no such module call');
    return unknown();
  }
  if (call.is === 'opaque') return unknown(referring([call.key]));
  const [first] = call.instances;
  if (first === undefined) return unknown();
  if (call.repeat.form === 'one') return outputOf(first.module, steps);
  const [key, ...rest] = steps;
  const all = call.instances.map(
    ({ key: own, module: inner }) => [String(own ?? ''), outputOf(inner, rest)] as const,
  );
  const exact = call.instances.find(({ key: own }) => own !== undefined && String(own) === String(key));
  if (key !== undefined && exact !== undefined) return outputOf(exact.module, rest);
  if (call.repeat.count === 0 && (key === '*' || key === undefined))
    return list([], referring(all.flatMap(([, value]) => [...referencesIn(value)])));
  const isWhole = call.repeat.count === all.length;
  if (isWhole && (key === '*' || (key === undefined && call.repeat.form === 'count')))
    return list(all.map(([, value]) => value));
  if (isWhole && key === undefined) return map(new Map(all));
  return unknown(referring(all.flatMap(([, value]) => [...referencesIn(value)])));
};

const outputOf = (module: Module, steps: readonly Step[]): Value => {
  const [name, ...rest] = steps;
  return typeof name === 'string' && name !== '*'
    ? memberAt(module.output(name), rest)
    : memberAt(module.outputs(), steps);
};
