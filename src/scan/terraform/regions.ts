/**
 * Where things are: the region of the provider that a block uses, through aliases and what calls pass on, unless the
 * block itself says it.
 */
import { evaluate } from '../hcl/evaluate.ts';
import type { Block } from '../hcl/syntax.ts';
import type { Value } from '../hcl/value.ts';
import { type Declared, literalText, traversalOf } from './folder.ts';
import type { Module } from './module.ts';
import { memberAt, referencesIn, textIn } from './values.ts';

/** A provider's block, and the module whose names it uses. */
export interface Provider {
  readonly declared: Declared;
  readonly module: Module;
}

/** The provider that a block uses: `aws`, `aws.west`. The type's first word, if it does not say. */
export const providerName = (block: Block): string =>
  traversalOf(block.attributes.get('provider')?.value) ?? (block.labels[0] ?? '').split('_', 1)[0]!;

/** What a name of a provider means in a module. */
export const providerOf = (module: Module, name: string): Provider | undefined => {
  const [type = '', alias] = name.split('.', 2);
  for (const declared of [...module.source.providers, ...module.generated]) {
    const { block } = declared;
    if (
      block.type === 'provider' &&
      block.labels[0] === type &&
      literalText(block.attributes.get('alias')?.value) === alias
    )
      return { declared, module };
  }
  const { parent } = module;
  if (parent === undefined) return undefined;
  const passed = passedOn(parent.block).get(name);
  // What is not passed on is inherited, if it is the default one.
  return passed !== undefined || alias === undefined ? providerOf(parent.module, passed ?? name) : undefined;
};

/** `providers = { aws.source = aws.west }` of a call. */
const passedOn = (call: Block): ReadonlyMap<string, string> => {
  const providers = call.attributes.get('providers')?.value;
  const passed = new Map<string, string>();
  if (providers?.kind !== 'object') return passed;
  for (const { key, value } of providers.entries) {
    const inside = literalText(key) ?? traversalOf(key);
    const outside = traversalOf(value) ?? literalText(value);
    if (inside !== undefined && outside !== undefined) passed.set(inside, outside);
  }
  return passed;
};

/** A region, or what stands in the way of knowing it. */
export interface Region {
  readonly region?: string;
  /** Known to be said, but not what. */
  readonly unknown?: Value;
  readonly by?: Provider;
}

/** The region of a provider by that name. */
export const regionOf = (module: Module, name: string): Region => {
  const type = name.split('.', 1)[0]!;
  const provider = providerOf(module, name);
  const region = provider === undefined ? {} : regionIn(provider, type);
  if (region.region !== undefined || type !== 'aws' || module.estate.region === undefined) return region;
  return { region: module.estate.region };
};

const regionIn = (provider: Provider, type: string): Region => {
  const { module, declared } = provider;
  for (const name of type.startsWith('google') ? ['region', 'zone'] : ['region']) {
    const attribute = declared.block.attributes.get(name);
    if (attribute === undefined) continue;
    const value = evaluate(attribute.value, module);
    const text = textIn(value);
    return text === undefined || !isPlace(text, type)
      ? { unknown: value, by: provider }
      : { region: name === 'zone' ? regionOfZone(text) : text };
  }
  return {};
};

/** Examples hold things like `REPLACE_ME`. */
const isPlace = (text: string, type: string): boolean =>
  type === 'aws' ? /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(text) : text !== '';

/** `europe-west1-b` lies in `europe-west1`. */
const regionOfZone = (zone: string): string => zone.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1');

/** The region of a resource: its own word first (`value` tells attributes), then that of its provider. */
export const regionOfBlock = (
  module: Module,
  block: Block,
  value: (name: string) => Value | undefined,
): Region => {
  const type = block.labels[0] ?? '';
  const own = ownRegion(type, value) ?? groupRegion(module, type, value);
  return own === undefined ? regionOf(module, providerName(block)) : { region: own };
};

const ownRegion = (type: string, value: (name: string) => Value | undefined): string | undefined => {
  const text = (name: string): string | undefined => textIn(value(name)) || undefined;
  if (type.startsWith('aws_')) {
    const said = text('region');
    return said !== undefined && isPlace(said, 'aws') ? said : undefined;
  }
  if (type.startsWith('azurerm_')) return text('location')?.toLowerCase().replaceAll(' ', '');
  if (!type.startsWith('google_')) return undefined;
  const place = text('region') ?? text('zone') ?? text('location');
  // Some take whole parts of the world, too: `US`, `eur4`, `global`.
  const region = place?.split('/').at(-1);
  return region !== undefined && /^[a-z]+-[a-z]+\d+(?:-[a-z])?$/.test(region)
    ? regionOfZone(region)
    : undefined;
};

/** What lies in a resource group is mostly where the group is. */
const groupRegion = (
  module: Module,
  type: string,
  value: (name: string) => Value | undefined,
): string | undefined => {
  const group = type.startsWith('azurerm_') ? value('resource_group_name') : undefined;
  if (group === undefined) return undefined;
  for (const to of referencesIn(group)) {
    const local = to.slice(to.indexOf('\n') + 1);
    if (!local.startsWith(`${module.prefix}azurerm_resource_group.`)) continue;
    const [root = '', name = ''] = local.slice(module.prefix.length).split('.');
    const location = module.resolve(root, [name, 'location']);
    const text = textIn(location === undefined ? undefined : memberAt(location, []));
    if (text !== undefined) return text.toLowerCase().replaceAll(' ', '');
  }
  return undefined;
};
