/** Functions of a service in the words of CloudFormation: so that one reader knows both. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { entriesAt } from '../aws-sdk/entry.ts';
import type { Declared } from '../cloudformation/stack.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { type Existing, type Made, readEvent } from './events.ts';
import { type Member, normalized, statementsIn } from './service.ts';

/** What a function is read with. */
export interface ServiceWords {
  readonly service: Plain;
  readonly provider: string;
  /** `orders-dev`: in front of every function's name. */
  readonly prefix: string;
  readonly functions: ReadonlySet<string>;
  /** The folder of the service, inside of what is scanned: handlers are relative to it. */
  readonly folder: string;
}

/** A function, what is made for its events, and where its parts stand in the text. */
export const readFunction = (
  member: Member,
  words: ServiceWords,
): { readonly declared: Declared; readonly made: readonly Made[] } => {
  const { service, provider } = words;
  const { name: id, value, path } = member;
  const isAws = provider === 'aws';
  const existing: Existing = {
    restApi: at(service, 'provider', 'apiGateway', 'restApiId') !== undefined,
    httpApi: at(service, 'provider', 'httpApi', 'id') !== undefined,
  };
  const events = itemsOf(at(value, 'events')).flatMap((event, i) =>
    readEvent(event, [...path, 'events', i], id, existing, (name) => words.functions.has(name)),
  );
  const places = new Map<string, readonly Step[]>();
  const properties: Record<string, Plain> = {};
  const put = (name: string, of: Plain | undefined, at: readonly Step[]): void => {
    if (of === undefined || of === null) return;
    properties[name] = of;
    places.set(name, at);
  };
  put('FunctionName', textOf(at(value, 'name')) ?? `${words.prefix}-${id}`, [...path, 'name']);
  put('Environment', environmentOf(service, value), [...path, 'environment']);
  put(
    'events',
    events.map(({ type, value: of }) => ({ [type]: of })),
    [...path, 'events'],
  );
  const sequence = itemsOf(at(value, 'sequence')).filter((name) => words.functions.has(textOf(name) ?? ''));
  if (sequence.length > 0)
    put(
      'sequence',
      sequence.map((name) => ({ Ref: name })),
      [...path, 'sequence'],
    );
  if (isAws) awsSettings(service, value, path, put, words);
  const isReached = !isAws
    ? events.some(({ type }) => type === 'http')
    : at(value, 'url') !== undefined && at(value, 'url') !== false;
  const environment = at(value, 'environment');
  const handler = textOf(at(value, 'handler'));
  return {
    declared: {
      id,
      type: isAws ? 'AWS::Lambda::Function' : `serverless/${provider}-function`,
      body: { Properties: properties },
      path,
      kind: 'function',
      ...(isReached ? { entry: isAws ? 'function URL' : 'HTTP event' } : {}),
      ...(handler === undefined ? {} : { code: entriesAt(words.folder, '.', handler) }),
      locate: ([, name, ...steps]) => {
        if (name === 'Environment') {
          const [, key, ...rest] = steps;
          const holder = key !== undefined && at(environment, key) !== undefined ? path : ['provider'];
          return [...holder, 'environment', ...(key === undefined ? [] : [key, ...rest])];
        }
        if (name === 'events' && typeof steps[0] === 'number')
          return [...(events[steps[0]]?.path ?? path), ...steps.slice(2)];
        if (name === 'Policies' && typeof steps[3] === 'number')
          return [...(policiesOf(service, value, path)[steps[3]]?.path ?? path), ...steps.slice(4)];
        return [...(places.get(String(name)) ?? path), ...steps];
      },
    },
    made: isAws ? events.flatMap(({ made }) => made) : [],
  };
};

/** The provider's environment, and the function's own over it. */
const environmentOf = (service: Plain, value: Plain): Plain | undefined => {
  const entries = [
    ...entriesOf(at(service, 'provider', 'environment')),
    ...entriesOf(at(value, 'environment')),
  ];
  return entries.length === 0 ? undefined : { Variables: Object.fromEntries(entries) };
};

/** Statements of the one role that all functions share, and of the function's own. */
const policiesOf = (service: Plain, value: Plain, path: readonly Step[]): ReturnType<typeof statementsIn> => [
  ...statementsIn(at(service, 'provider'), ['provider']),
  ...statementsIn(value, path),
];

const awsSettings = (
  service: Plain,
  value: Plain,
  path: readonly Step[],
  put: (name: string, of: Plain | undefined, at: readonly Step[]) => void,
  words: ServiceWords,
): void => {
  const statements = policiesOf(service, value, path);
  if (statements.length > 0) {
    const Statement = statements.map(({ statement }) => statement);
    put('Policies', [{ PolicyDocument: { Statement } }], path);
  }
  const shared = at(service, 'provider');
  const own = (name: string): readonly [Plain | undefined, readonly Step[]] =>
    at(value, name) === undefined
      ? [at(shared, name), ['provider', name]]
      : [at(value, name), [...path, name]];
  const [vpc, vpcPath] = own('vpc');
  if (vpc !== undefined) {
    const Vpc = Object.fromEntries(
      entriesOf(vpc).map(([name, of]) => [name.charAt(0).toUpperCase() + name.slice(1), of]),
    );
    put('VpcConfig', Vpc, vpcPath);
  }
  const [role, rolePath] = own('role');
  put('Role', roleOf(role ?? at(shared, 'iam', 'role')), rolePath);
  put('Layers', ...own('layers'));
  put('DeadLetterConfig', wrapped('TargetArn', at(value, 'onError')), [...path, 'onError']);
  put('FileSystemConfigs', wrapped('Arn', at(value, 'fileSystemConfig', 'arn')), [
    ...path,
    'fileSystemConfig',
  ]);
  put('KmsKeyArn', ...own('kmsKeyArn'));
  put('Code', imageOf(service, at(value, 'image')), [...path, 'image']);
  put('destinations', destinationsOf(at(value, 'destinations'), words), [...path, 'destinations']);
  const dependsOn = itemsOf(at(value, 'dependsOn')).map((name) => ({ Ref: name }));
  if (dependsOn.length > 0) put('dependsOn', dependsOn, [...path, 'dependsOn']);
};

const wrapped = (name: string, value: Plain | undefined): Plain | undefined =>
  value === undefined ? undefined : { [name]: value };

/** A role by its logical id, its ARN, or as CloudFormation says it; what it may do is told apart. */
const roleOf = (role: Plain | undefined): Plain | undefined => {
  const text = textOf(role);
  if (text !== undefined) return text.startsWith('arn:') || text.includes('${') ? text : { Ref: text };
  return role !== undefined && entriesOf(role).some(([name]) => name === 'Ref' || name.startsWith('Fn::'))
    ? role
    : undefined;
};

/** An image by its address, or by a name that the provider's section gives it. */
const imageOf = (service: Plain, image: Plain | undefined): Plain | undefined => {
  const text = textOf(image) ?? textOf(at(image, 'name')) ?? textOf(at(image, 'uri'));
  if (text === undefined) return wrapped('ImageUri', at(image, 'uri'));
  const named = at(service, 'provider', 'ecr', 'images', text);
  const uri = textOf(named) ?? textOf(at(named, 'uri')) ?? (named === undefined ? text : undefined);
  return wrapped('ImageUri', uri);
};

/** Where results go: another function of the service by its name, or an ARN. */
const destinationsOf = (destinations: Plain | undefined, words: ServiceWords): Plain | undefined =>
  destinations === undefined
    ? undefined
    : Object.fromEntries(
        entriesOf(destinations).map(([name, to]) => [
          name,
          words.functions.has(textOf(to) ?? '') ? { Ref: to } : to,
        ]),
      );

/** Names under which templates refer to functions: logical ids that the framework makes. */
export const aliasesOf = (functions: Iterable<string>): ReadonlyMap<string, string> =>
  new Map(
    [...functions].flatMap((name) => [
      [`${normalized(name)}LambdaFunction`, name] as const,
      [`${normalized(name)}LambdaFunctionUrl`, name] as const,
      [`${normalized(name)}LambdaFunctionArn`, name] as const,
    ]),
  );
