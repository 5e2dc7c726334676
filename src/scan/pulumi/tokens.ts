/**
 * What a class of a Pulumi package makes: Pulumi's own token for it, and the type by which the catalog knows it.
 *
 * Packages that stand on a Terraform provider follow its types by rule; where a rule does not lead to a type that the
 * catalog has, exceptions do (`types/*.ts`). Packages made from a cloud's own descriptions have the cloud's words.
 */
import type { Library } from '../typescript/value.ts';
import { rowOf } from '../../assemble/facts/catalog/index.ts';
import { AWS_EXCEPTIONS, awsModule } from './types/aws.ts';
import { AZURE_EXCEPTIONS, azureModule } from './types/azure.ts';
import { COMPONENTS } from './types/components.ts';
import { GOOGLE_EXCEPTIONS, googleModule } from './types/google.ts';
import { inFull, kubernetesType } from './types/kubernetes.ts';
import { armType, nativeType } from './types/native.ts';
import { lowerFirst, singulars, snake } from './words.ts';

/** A class of a provider's package. */
export interface PulumiType {
  /** `aws:lambda/function:Function`. */
  readonly token: string;
  /** `aws_lambda_function`; the token, if no rule leads to a type. */
  readonly type: string;
  /** `Function`. */
  readonly label: string;
  /** `aws`, `kubernetes`. */
  readonly provider: string;
  /** It makes others by itself, of which the program says nothing: a network with its subnets. */
  readonly isComponent?: boolean;
}

/** A package, and the way to the class in it, the folders of the import included. */
interface Imported {
  readonly provider: string;
  readonly path: readonly string[];
}

/** The provider of a package's name: `aws` of `@pulumi/aws/s3`; none of anything but Pulumi's. */
export const importedFrom = ({ module, path }: Library): Imported | undefined => {
  const found = /^(?:@pulumi|@pulumiverse)\/([\w-]+)(?:\/(.*))?$/.exec(module);
  const other = found ?? /^(?:@[\w-]+\/)?pulumi-([\w-]+)(?:\/(.*))?$/.exec(module);
  if (other === null) return undefined;
  const [, provider = '', folders = ''] = other;
  // Compiled packages lie in `bin`; `index` is the folder itself.
  const steps = folders.split('/').filter((step) => step !== '' && step !== 'bin' && step !== 'index');
  const own = path[0] === 'default' ? path.slice(1) : path;
  const label = own.at(-1);
  // `@pulumi/aws/s3/bucket` is the file of the class itself.
  const last = steps.at(-1);
  if (label !== undefined && last !== undefined && steps.length > 1 && last === lowerFirst(label))
    steps.pop();
  return { provider, path: [...steps, ...own] };
};

/** What a class makes; nothing, if it makes no resource (`Config`, `Provider`, an archive, a client of a service). */
export const typeOfClass = (library: Library): PulumiType | undefined => {
  const imported = importedFrom(library);
  if (imported === undefined) return undefined;
  const { provider, path } = imported;
  const label = path.at(-1) ?? '';
  if (!/^[A-Z]/.test(label) || NO_RESOURCES.has(provider) || path.some((step) => NO_MODULES.has(step)))
    return undefined;
  if (label === 'Provider' || (provider === 'pulumi' && !isDynamic(path))) return undefined;
  return typeAt(provider, path.slice(0, -1), label);
};

/** Packages that make nothing: policies on programs, the program that runs programs. */
const NO_RESOURCES: ReadonlySet<string> = new Set(['policy', 'automation', 'eslint-plugin']);

const NO_MODULES: ReadonlySet<string> = new Set(['sdk', 'types', 'config', 'automation', 'asset', 'runtime']);

const isDynamic = (path: readonly string[]): boolean => path[0] === 'dynamic' && path[1] === 'Resource';

/** The class behind a token that a program in YAML writes: `aws:ec2:Instance`, `aws:ec2/instance:Instance`. */
export const libraryOfToken = (token: string): Library => {
  const parts = token.split(':');
  const provider = parts[0] ?? '';
  // `pulumi:providers:aws` configures a provider; `random:RandomString` leaves its only module out.
  if (provider === 'pulumi' && parts[1] === 'providers')
    return { kind: 'library', module: `@pulumi/${parts[2] ?? ''}`, path: ['Provider'] };
  const label = parts.at(-1) ?? '';
  const module = parts.length < 3 ? '' : (parts[1] ?? '');
  const folders = module.split('/').filter((step) => step !== '' && step !== 'index');
  const own = folders.at(-1) === lowerFirst(label) ? folders.slice(0, -1) : folders;
  const path = [...own, label].filter((step) => step !== '');
  return { kind: 'library', module: `@pulumi/${provider}`, path: provider === 'pulumi' ? [label] : path };
};

const typeAt = (provider: string, modules: readonly string[], label: string): PulumiType => {
  const module = modules.join('/');
  const token = tokenOf(provider, module, label);
  const component = COMPONENTS.get(`${provider}:${[...modules, label].join('.')}`);
  if (component !== undefined) return { token, type: component, label, provider, isComponent: true };
  if (COMPONENT_PACKAGES.has(provider)) return { token, type: token, label, provider, isComponent: true };
  return { token, type: typeIn(provider, modules, label) ?? token, label, provider };
};

const COMPONENT_PACKAGES: ReadonlySet<string> = new Set([
  'awsx',
  'eks',
  'cloud',
  'aws-apigateway',
  'aws-serverless',
  'aws-static-website',
  'aws-quickstart-vpc',
  'aws-quickstart-aurora-postgres',
  'azure-static-website',
  'google-cloud-static-website',
]);

/** Packages whose tokens have the class's own file in them. */
const tokenOf = (provider: string, module: string, label: string): string =>
  provider === 'awsx' && module.startsWith('classic/')
    ? classicToken(module.slice('classic/'.length), label)
    : FLAT.has(provider) || COMPONENT_PACKAGES.has(provider)
      ? `${provider}:${module === '' ? 'index' : provider === 'kubernetes' ? inFull(module) : module}:${label}`
      : `${provider}:${module === '' ? 'index' : module}/${lowerFirst(label)}:${label}`;

/** Components of the package before its second version are registered under names of their own. */
const classicToken = (module: string, label: string): string => {
  if (module === 'apigateway') return `aws:apigateway:x:${label}`;
  if (module !== 'lb') return `awsx:x:${module}:${label}`;
  return `${label.endsWith('LoadBalancer') ? 'aws' : 'awsx'}:lb:${label}`;
};

const FLAT: ReadonlySet<string> = new Set([
  'kubernetes',
  'aws-native',
  'azure-native',
  'google-native',
  'command',
]);

const typeIn = (provider: string, modules: readonly string[], label: string): string | undefined => {
  // `containerservice/v20190601`: a version says nothing of what it is.
  const named = modules.filter((module) => !/^v\d{6,}(?:preview)?$/.test(module));
  switch (provider) {
    case 'aws':
      return (
        AWS_EXCEPTIONS.get([...named, label].join('.')) ?? bridged('aws', awsModule(named, label), label)
      );
    case 'gcp':
      return (
        GOOGLE_EXCEPTIONS.get([...named, label].join('.')) ?? bridged('google', googleModule(named), label)
      );
    case 'azure':
      return (
        AZURE_EXCEPTIONS.get([...named, label].join('.')) ?? bridged('azurerm', azureModule(named), label)
      );
    case 'aws-native':
      return nativeType(named, label);
    case 'azure-native':
      return armType(named, label);
    case 'kubernetes':
      return kubernetesType(modules, label);
    case 'command':
      return 'null_resource';
    case 'docker':
    case 'docker-build':
      return label === 'RegistryImage' || label === 'RemoteImage' || label === 'Image'
        ? 'docker_image'
        : `docker_${snake(label)}`;
    case 'pulumi':
    case 'pulumiservice':
      return undefined;
    default:
      return bridged(snake(provider), named.map(snake), label);
  }
};

/**
 * A type of a Terraform provider: the module's word may stand before the class's or be left out. What the catalog
 * knows is right; else the module's words are taken to be there.
 */
const bridged = (prefix: string, modules: readonly string[], label: string): string => {
  const name = snake(label);
  // `random.RandomString`: the class has the provider's word in it.
  const own = name.startsWith(`${prefix}_`) ? [name] : [];
  const candidates = [
    ...own,
    ...modules.flatMap((module) => (module === '' ? [] : [`${prefix}_${module}_${name}`])),
    `${prefix}_${name}`,
    ...modules.filter((module) => module === name).map((module) => `${prefix}_${module}`),
  ];
  const withoutVersion = candidates.map((type) => type.replace(/_?v\d$/, ''));
  const all = [...candidates, ...withoutVersion, ...withoutVersion.flatMap(singulars)];
  const isPlain = modules.length === 0 || modules[0] === '';
  return all.find((type) => rowOf(type) !== undefined) ?? (isPlain ? `${prefix}_${name}` : candidates[0]!);
};
