/** What `depends_on` means: things that are made before others. A module there stands for all that it makes. */
import type { Where } from '../../model/fact.ts';
import { evaluate } from '../hcl/evaluate.ts';
import type { Attribute } from '../hcl/syntax.ts';
import { whereOf } from './folder.ts';
import type { Module } from './module.ts';
import { referencesIn } from './values.ts';

/** Things that `depends_on` may mean at once: a module stands for all in it. */
const MOST_MEANT = 200;

/** What a `depends_on` means; a module stands for everything in it. */
export const meantBy = ({ value }: Attribute, module: Module): readonly string[] => {
  const items = value.kind === 'list' ? value.items : [value];
  const meant = items.flatMap((item) => {
    const name =
      item.kind === 'attribute' && item.of.kind === 'variable' && item.of.name === 'module'
        ? item.name
        : undefined;
    const call = name === undefined ? undefined : module.call(name);
    return call?.is === 'open'
      ? call.instances.flatMap(({ module: inner }) => thingsOf(inner).map(({ key }) => key))
      : [...referencesIn(evaluate(item, module))];
  });
  return [...new Set(meant)].slice(0, MOST_MEANT);
};

/** What a module makes, modules that it calls included; what it only reads is left out. */
export const thingsOf = (module: Module): readonly { readonly key: string; readonly where: Where }[] => {
  const own = [...module.source.resources]
    .filter(([, { block }]) => block.type === 'resource')
    .map(([local, declared]) => ({ key: module.key(local), where: whereOf(declared) }));
  const inner = [...module.source.calls].flatMap(([name, declared]) => {
    const call = module.call(name);
    if (call === undefined) return [];
    return call.is === 'opaque'
      ? [{ key: call.key, where: whereOf(declared) }]
      : call.instances.slice(0, 1).flatMap(({ module: called }) => thingsOf(called));
  });
  return [...own, ...inner];
};
