/** What data blocks answer that needs nobody to be asked: the region they are read in, its zones, its partition. */
import { evaluate } from '../hcl/evaluate.ts';
import type { Block } from '../hcl/syntax.ts';
import { type Value, plain } from '../hcl/value.ts';
import type { Module } from './module.ts';
import { textIn } from './values.ts';
import { regionHere, zoneNames } from './zones.ts';

/**
 * An attribute of a data block, if it follows from the configuration; `local` is its address in the module,
 * `references` what its value refers to.
 */
export const knownData = (
  module: Module,
  local: string,
  block: Block,
  name: string,
  references: Value['references'],
): Value | undefined => {
  if (!local.startsWith('data.')) return undefined;
  const [type] = block.labels;
  if (name === 'names') return zoneNames(module, block, references);
  const text = textOf(module, block, type ?? '', name);
  return text === undefined ? undefined : plain(text, references);
};

const textOf = (module: Module, block: Block, type: string, name: string): string | undefined => {
  if (type === 'aws_region' && ['name', 'id', 'region'].includes(name)) {
    const own = block.attributes.get('name');
    const said = own === undefined ? undefined : textIn(evaluate(own.value, module));
    return said ?? regionHere(module, block);
  }
  if (type !== 'aws_partition') return undefined;
  const region = regionHere(module, block) ?? '';
  const isChina = region.startsWith('cn-');
  if (name === 'dns_suffix') return isChina ? 'amazonaws.com.cn' : 'amazonaws.com';
  if (name !== 'partition' && name !== 'id') return undefined;
  return isChina ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};
