/** What a class makes in Terraform's words, by the package or folder that it comes from and by its own name. */
import { rowOf } from '../../assemble/facts/catalog/index.ts';
import { entryOf, textOf } from '../typescript/read.ts';
import type { Library, Made } from '../typescript/value.ts';
import { snake } from '../pulumi/words.ts';

/** What a class stands for. */
export type Construct =
  | { readonly is: 'resource' | 'data'; readonly type: string }
  | { readonly is: 'module'; readonly source?: string }
  | { readonly is: 'provider'; readonly provider: string };

/** The library itself. */
export const isCore = ({ module }: Library): boolean => /^(?:cdktf|cdktn)(?:\/|$)/.test(module);

/** What a `new` makes; none if it is no part of a configuration that can fail (a stack, an output, a variable). */
export const constructOf = (made: Made): Construct | undefined => {
  const { class: library, args } = made;
  const label = library.path.at(-1) ?? '';
  if (isCore(library)) return coreConstruct(label, made);
  const module = /\.gen\/modules\/(.+)$/.exec(library.module)?.[1];
  if (module !== undefined) return { is: 'module', source: module };
  const found = providerIn(library);
  if (found === undefined || !/^[A-Z]/.test(label) || args.length < 2) return undefined;
  return inProvider(found.provider, found.folder, label);
};

const coreConstruct = (label: string, { args }: Made): Construct | undefined => {
  if (label === 'TerraformHclModule' || label === 'TerraformModule') {
    const source = textOf(entryOf(args[2], 'source'));
    return { is: 'module', ...(source === undefined ? {} : { source }) };
  }
  if (label.startsWith('DataTerraformRemoteState')) return { is: 'data', type: 'terraform_remote_state' };
  // Providers that are generated beside the program say what they make to the class that they extend.
  const type = textOf(entryOf(args[2], 'terraformResourceType'));
  if (type === undefined) return undefined;
  if (label === 'TerraformResource') return { is: 'resource', type };
  if (label === 'TerraformDataSource') return { is: 'data', type };
  return label === 'TerraformProvider' ? { is: 'provider', provider: type } : undefined;
};

/** The provider that a class is of, and the folder of the class in it. */
const providerIn = ({
  module,
  path,
}: Library): { provider: string; folder: string | undefined } | undefined => {
  const found =
    /^@(?:cdktf|cdktn)\/provider-([\w-]+)(?:\/(?:lib\/)?(.*))?$/.exec(module) ??
    /\.gen\/providers\/([\w-]+)(?:\/(.*))?$/.exec(module);
  if (found === null) return undefined;
  const [, provider = '', rest = ''] = found;
  const folder = rest.split('/').find((step) => step !== '' && step !== 'index');
  return { provider, folder: folder ?? (path.length > 1 ? path[0] : undefined) };
};

const inProvider = (provider: string, folder: string | undefined, label: string): Construct => {
  const prefix = snake(provider).replace(/^google_beta$/, 'google');
  if (
    label.endsWith('Provider') &&
    snake(label)
      .replace(/_?provider$/, '')
      .replaceAll('_', '') === prefix.replaceAll('_', '')
  )
    return { is: 'provider', provider: prefix };
  const isData = /^Data[A-Z]/.test(label);
  const names = [folder === undefined ? '' : snake(folder), snake(label)]
    .filter((name) => name !== '')
    .map((name) => (isData ? name.replace(/^data_/, '').replace(new RegExp(`^${prefix}_`), '') : name));
  const types = names.flatMap((name) => [
    `${prefix}_${name}`,
    `${prefix}_${name.replace(/_(?:resource|a)$/, '')}`,
  ]);
  const type = types.find((one) => rowOf(one) !== undefined) ?? `${prefix}_${snake(label)}`;
  return { is: isData ? 'data' : 'resource', type: isData ? dataType(type, prefix, label) : type };
};

/** Without a row the class alone says it: `DataAwsRoute53Zone` is `aws_route53_zone`. */
const dataType = (type: string, prefix: string, label: string): string =>
  rowOf(type) === undefined
    ? snake(label)
        .replace(/^data_/, '')
        .replace(new RegExp(`^(?!${prefix}_)`), `${prefix}_`)
    : type;
