/** What data blocks answer that needs nobody to be asked: the region they are read in, the partition it lies in. */
import type { Block } from '../hcl/syntax.ts';
import type { Module } from './module.ts';
import { providerName, regionOf } from './regions.ts';
import { textIn } from './values.ts';
import { evaluate } from '../hcl/evaluate.ts';

/** An attribute of a data block, if it follows from the configuration; `local` is its address in the module. */
export const knownData = (module: Module, local: string, block: Block, name: string): string | undefined => {
  if (!local.startsWith('data.')) return undefined;
  const [type] = block.labels;
  if (type === 'aws_region' && ['name', 'id', 'region'].includes(name)) return regionHere(module, block);
  if (type !== 'aws_partition') return undefined;
  const region = regionHere(module, block) ?? '';
  const isChina = region.startsWith('cn-');
  if (name === 'dns_suffix') return isChina ? 'amazonaws.com.cn' : 'amazonaws.com';
  if (name !== 'partition' && name !== 'id') return undefined;
  return isChina ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

const regionHere = (module: Module, block: Block): string | undefined => {
  const own = block.attributes.get('region') ?? block.attributes.get('name');
  const text = own === undefined ? undefined : textIn(evaluate(own.value, module));
  return text ?? regionOf(module, providerName(block)).region;
};
