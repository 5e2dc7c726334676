/** What a class of the construct library is: a place for others, a resource of some type, or only a part of one. */
import type { Library } from '../typescript/value.ts';
import { CLASSES, OTHER_MODULES, SERVICES } from './classes.ts';
import { isSolution } from './solution-words.ts';

export type ClassKind =
  | { readonly kind: 'app' | 'stage' | 'stack' | 'nested' | 'scope' }
  /** `isRaw`: its properties are CloudFormation's own. */
  | { readonly kind: 'resource'; readonly type: string; readonly isRaw: boolean }
  /** A pattern that makes several resources; its main one is of this type. */
  | { readonly kind: 'output' }
  /** It has a place in the tree, but is no resource: a state, a container, an asset. What it holds is its user's. */
  | { readonly kind: 'part' }
  | { readonly kind: 'unknown' };

/** A class as the library calls it, whatever package it comes from: module `aws-s3`, name `Bucket`. */
export interface ClassName {
  /** `aws-s3`, `core`, `constructs`, `custom-resources`; others as they are. */
  readonly module: string;
  readonly name: string;
  /** The rest of the path: static members. */
  readonly rest: readonly string[];
}

/** The class that a library's export is, with what is asked of it; undefined for a module as a whole. */
export const classNameOf = ({ module, path }: Library): ClassName | undefined => {
  const words = [...path];
  let name = moduleOf(module);
  // `import { aws_s3 as s3 } from 'aws-cdk-lib'`, and namespaces inside of modules: `cloudfront.experimental`.
  if (name === 'core' && /^(?:aws|alexa)_/.test(words[0] ?? '')) name = words.shift()!.replaceAll('_', '-');
  else if (name === 'core' && NAMESPACES.has(words[0] ?? '')) name = words.shift()!.replaceAll('_', '-');
  if (words[0] === 'default') words.shift();
  if (words[0] === 'experimental') name = `${name}.${words.shift()!}`;
  const [first, ...rest] = words;
  return first === undefined ? undefined : { module: name, name: first, rest };
};

const NAMESPACES: ReadonlySet<string> = new Set(['custom_resources', 'pipelines', 'triggers', 'cx_api']);

/** `aws-cdk-lib/aws-s3`, `@aws-cdk/aws-s3`, `@aws-cdk/aws-glue-alpha`, `monocdk/lib/aws-s3` are all `aws-s3`. */
const moduleOf = (module: string): string => {
  const own = /^(?:aws-cdk-lib|monocdk|@aws-cdk)\/(?:lib\/)?([\w-]+?)(?:-alpha)?(?:\/.*)?$/.exec(module)?.[1];
  if (module === 'aws-cdk-lib' || module === 'monocdk' || own === 'core') return 'core';
  return own ?? module;
};

/** Whether a module is of the construct library or made for it. */
export const isConstructLibrary = (module: string): boolean =>
  /^(?:aws-cdk-lib|@aws-cdk\/|monocdk|constructs$|@aws-solutions-constructs\/)/.test(module);

const CORE: ReadonlyMap<string, ClassKind> = new Map<string, ClassKind>([
  ['App', { kind: 'app' }],
  ['Stage', { kind: 'stage' }],
  ['Stack', { kind: 'stack' }],
  ['NestedStack', { kind: 'nested' }],
  ['Construct', { kind: 'scope' }],
  ['Resource', { kind: 'scope' }],
  ['CfnOutput', { kind: 'output' }],
  ['CustomResource', resource('AWS::CloudFormation::CustomResource')],
  ['CfnCustomResource', resource('AWS::CloudFormation::CustomResource')],
  ['CfnStack', resource('AWS::CloudFormation::Stack')],
  ['CfnResource', { kind: 'resource', type: '', isRaw: true }],
]);

/** Classes with an id that stand in a resource and are none. */
const PARTS: ReadonlySet<string> = new Set(
  (
    'aws-ecs.ContainerDefinition aws-ecs.FirelensLogRouter aws-ecs.LinuxParameters aws-ecs.ServiceManagedVolume ' +
    'aws-ecr-assets.DockerImageAsset aws-ecr-assets.TarballImageAsset aws-s3-assets.Asset ' +
    'aws-batch.EcsEc2ContainerDefinition aws-batch.EcsFargateContainerDefinition aws-batch.EksContainerDefinition ' +
    'aws-batch.LinuxParameters aws-apigateway.Resource aws-apigateway.ProxyResource ' +
    'aws-codepipeline-actions.JenkinsProvider aws-eks.KubernetesObjectValue aws-eks-v2.KubernetesObjectValue ' +
    'aws-eks.AwsAuth aws-eks.AlbController aws-eks-v2.AlbController aws-eks.KubectlProvider aws-eks-v2.KubectlProvider ' +
    'aws-ecs.ScalableTaskCount aws-stepfunctions.StateMachineFragment core.CfnParameter core.CfnCondition core.CfnMapping ' +
    'core.CfnRule core.CfnInclude core.CfnJson core.CfnDynamicReference core.CfnHook core.CfnMacro core.CfnWaitCondition ' +
    'core.CfnWaitConditionHandle core.AssetStaging core.CustomResourceProvider core.CfnTag core.Tag core.Tags ' +
    'pipelines.ShellStep pipelines.CodeBuildStep cloudformation-include.CfnInclude'
  ).split(' '),
);

/** States of a state machine, by the module that they are in. */
const STATES = /^aws-stepfunctions(?:-tasks)?$/;
const NO_STATE: ReadonlySet<string> = new Set(['StateMachine', 'Activity']);

/** What a class is. */
export const kindOf = ({ module, name, rest }: ClassName): ClassKind => {
  if (rest.length > 0) return { kind: 'unknown' };
  if (PARTS.has(`${module}.${name}`)) return { kind: 'part' };
  if (module === 'aws-servicecatalog' && name === 'ProductStack') return { kind: 'nested' };
  if (isSolution({ module, name })) return { kind: 'scope' };
  if (module === 'constructs') return name === 'Construct' ? { kind: 'scope' } : { kind: 'unknown' };
  if (module === 'core') return CORE.get(name) ?? { kind: 'unknown' };
  const type = TYPES.get(`${module}.${name}`);
  if (type !== undefined) return resource(type);
  const service = serviceOf(module);
  const raw = /^Cfn([A-Z]\w*)$/.exec(name)?.[1];
  if (raw !== undefined && service !== undefined) {
    return { kind: 'resource', type: RAW.get(`${module}.${name}`) ?? `${service}::${raw}`, isRaw: true };
  }
  if (STATES.test(module) && !NO_STATE.has(name)) return { kind: 'part' };
  return { kind: 'unknown' };
};

function resource(type: string): ClassKind {
  return { kind: 'resource', type, isRaw: false };
}

/** `AWS::S3` of `aws-s3`. */
const serviceOf = (module: string): string | undefined => {
  if (Object.hasOwn(OTHER_MODULES, module)) return OTHER_MODULES[module];
  return BY_MODULE.get(module);
};

const BY_MODULE: ReadonlyMap<string, string> = new Map(
  SERVICES.map((service) => [`aws-${service.toLowerCase()}`, `AWS::${service}`]),
);

/** Of one module two services' resources: the class tells. */
const RAW: ReadonlyMap<string, string> = new Map([
  ['aws-kinesisanalytics.CfnApplication', 'AWS::KinesisAnalytics::Application'],
  ['aws-kinesisanalytics.CfnApplicationV2', 'AWS::KinesisAnalyticsV2::Application'],
]);

/** By `module.Class`. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(CLASSES).flatMap(([module, classes]) =>
    classes.split(' ').map((one) => {
      const [name = '', type = name] = one.split('=');
      const whole = type.includes('::') ? type : `${serviceOf(module) ?? ''}::${type}`;
      return [`${module}.${name}`, whole] as const;
    }),
  ),
);
