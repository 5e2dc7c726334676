/** What expressions get of resources: mostly that they refer to them, and what the configuration says itself. */
import { evaluate } from '../hcl/evaluate.ts';
import { type Step, type Value, list, map, plain, unknown } from '../hcl/value.ts';
import { knownData } from './known-data.ts';
import type { Module } from './module.ts';
import { type Repeat, scopeOf } from './repeat.ts';
import { isStateReader, stateValue } from './states.ts';
import { memberAt, referring } from './values.ts';

/** The value at a resource or data block and steps after it: `aws_subnet.this`, `[0]`, `id`. */
export const resourceValue = (module: Module, local: string, steps: readonly Step[]): Value => {
  const declared = module.source.resources.get(local);
  if (declared === undefined) {
    if (local.endsWith('.') || local.endsWith('*')) return unknown();
    module.unresolved(local, 'nothing of this address is declared in this module');
    return unknown();
  }
  const direct = unknown(referring([module.key(local)]));
  if (isStateReader(local))
    return module.kept(`${local} ${steps.join(' ')}`, () => stateValue(module, declared, steps, direct));
  const repeat = module.repeat(local);
  if (repeat.form === 'one') {
    const [first] = steps;
    return typeof first === 'number' || first === '*'
      ? list([attribute(module, local, repeat, 0, steps.slice(1), direct)])
      : attribute(module, local, repeat, 0, steps, direct);
  }
  const [key, ...rest] = steps;
  const known = repeat.count !== undefined && repeat.count === repeat.instances.length;
  if (key === undefined || key === '*') {
    if (repeat.count === 0) return list([], direct.references);
    if (!known) return direct;
    const each = repeat.instances.map(
      ({ key: own }, index) => [String(own), attribute(module, local, repeat, index, rest, direct)] as const,
    );
    return repeat.form === 'count' || key === '*'
      ? list(
          each.map(([, value]) => value),
          direct.references,
        )
      : map(new Map(each), direct.references);
  }
  const index = repeat.instances.findIndex(
    ({ key: own }) => own !== undefined && String(own) === String(key),
  );
  if (index >= 0) return attribute(module, local, repeat, index, rest, direct);
  return direct;
};

/**
 * What the configuration itself says an attribute is: the zone of a subnet, the location of a resource group.
 * What its value refers to is behind the resource, and no reference of who asks.
 */
const attribute = (
  module: Module,
  local: string,
  repeat: Repeat,
  index: number,
  steps: readonly Step[],
  direct: Value,
): Value => {
  const [name, ...rest] = steps;
  if (typeof name !== 'string') return direct;
  const known = module.kept(`${local}[${index}].${name}`, () => {
    const { block } = module.source.resources.get(local)!;
    const data = knownData(module, local, block, name, direct.references);
    if (data !== undefined) return data;
    const expression = block.attributes.get(name)?.value;
    const instance = repeat.instances[index];
    if (expression === undefined || instance === undefined) return direct;
    const value = evaluate(expression, scopeOf(module, instance));
    return value.kind === 'plain' && value.plain !== null ? plain(value.plain, direct.references) : direct;
  });
  // A member of what is not a collection (`metadata[0].name` of a plain text) is as unknown as the rest.
  return rest.length === 0 ? known : known.kind === 'list' ? memberAt(known, rest) : direct;
};
