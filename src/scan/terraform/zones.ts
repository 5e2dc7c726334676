/** The zones that data blocks list: nobody is asked, so a region is taken to have the zones that it has for most. */
import { evaluate } from '../hcl/evaluate.ts';
import type { Block } from '../hcl/syntax.ts';
import { type Value, list, plain } from '../hcl/value.ts';
import { whereOf } from './folder.ts';
import type { Module } from './module.ts';
import { providerName, regionOf } from './regions.ts';
import { textIn } from './values.ts';

/**
 * Letters of a region's zones, where they are not a, b and c.
 * AWS: docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html; Google Cloud:
 * cloud.google.com/compute/docs/regions-zones
 */
const LETTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws: {
    'us-east-1': 'abcdef',
    'us-west-2': 'abcd',
    'ca-central-1': 'abd',
    'ap-northeast-1': 'acd',
    'ap-northeast-2': 'abcd',
    'cn-north-1': 'abd',
  },
  google: { 'europe-west1': 'bcd', 'us-east1': 'bcd', 'us-central1': 'abcf' },
};

const USUAL = 'abc';

/** Blocks that list zones, and what stands between a region and a letter. */
const LISTS: Readonly<Record<string, { readonly provider: string; readonly joint: string }>> = {
  aws_availability_zones: { provider: 'aws', joint: '' },
  google_compute_zones: { provider: 'google', joint: '-' },
};

/** The names of zones in a data block that lists those of its region; undefined if the region is not known. */
export const zoneNames = (
  module: Module,
  block: Block,
  references: Value['references'],
): Value | undefined => {
  const [type = '', name = ''] = block.labels;
  const lists = Object.hasOwn(LISTS, type) ? LISTS[type] : undefined;
  const region = lists === undefined || isChosen(block, module) ? undefined : regionHere(module, block);
  if (lists === undefined || region === undefined) return undefined;
  const excluded = excludedIn(block, module);
  const known = LETTERS[lists.provider]!;
  const letters = Object.hasOwn(known, region) ? known[region]! : USUAL;
  const zones = letters
    .split('')
    .map((letter) => `${region}${lists.joint}${letter}`)
    .filter((zone) => !excluded.has(zone));
  tell(module, `data.${type}.${name}`, zones);
  return list(
    zones.map((zone) => plain(zone, references)),
    references,
  );
};

/** Once for each block, in whatever regions it is read. */
const tell = (module: Module, local: string, zones: readonly string[]): void => {
  const declared = module.source.resources.get(local)!;
  const where = whereOf(declared);
  module.estate.findings.add(
    {
      kind: 'assumed',
      message: `${local}: the zones of the region are taken to be ${zones.join(', ')}, in this order`,
      hint: 'which zones an account gets, and in which order, only the provider knows',
      ...where,
    },
    `zones ${where.file}:${where.line}`,
  );
};

export const regionHere = (module: Module, block: Block): string | undefined => {
  const own = block.attributes.get('region');
  const text = own === undefined ? undefined : textIn(evaluate(own.value, module));
  return text ?? regionOf(module, providerName(block)).region;
};

/** Whether it asks for certain zones only: then it may be any of them. */
const isChosen = (block: Block, module: Module): boolean =>
  block.blocks.some(({ type, attributes }) => {
    const name = attributes.get('name');
    return (
      type === 'filter' &&
      name !== undefined &&
      /^(?:zone-name|zone-id|zone-type|group-name)$/.test(textIn(evaluate(name.value, module)) ?? '')
    );
  });

const excludedIn = (block: Block, module: Module): ReadonlySet<string> => {
  const attribute = block.attributes.get('exclude_names');
  const value = attribute === undefined ? undefined : evaluate(attribute.value, module);
  return new Set(value?.kind === 'list' ? value.items.flatMap((item) => textIn(item) ?? []) : []);
};
