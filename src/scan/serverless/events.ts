/** A function's events: what they refer to, and what the framework makes for them without anybody declaring it. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, textOf } from '../tree.ts';
import { alphanumeric } from './service.ts';

/** A resource that the framework makes by itself, under the logical id that it gives it. */
export interface Made {
  readonly id: string;
  readonly type: string;
  readonly path: readonly Step[];
  readonly properties: Readonly<Record<string, Plain>>;
}

/** An event as it is to be read: its value with references in place of names, and what is made for it. */
interface ReadEvent {
  readonly type: string;
  readonly value: Plain;
  readonly path: readonly Step[];
  readonly made: readonly Made[];
}

/** What the provider's section says of APIs that exist already. */
export interface Existing {
  readonly restApi: boolean;
  readonly httpApi: boolean;
}

/** Reads one event of a function. `isFunction`: whether a name is one of the service's functions. */
export const readEvent = (
  event: Plain,
  path: readonly Step[],
  owner: string,
  existing: Existing,
  isFunction: (name: string) => boolean,
): readonly ReadEvent[] => {
  if (typeof event === 'string') return [read(event, null, path, owner, existing, isFunction)];
  return entriesOf(event).map(([type, value]) =>
    read(type, value, [...path, type], owner, existing, isFunction),
  );
};

const read = (
  type: string,
  value: Plain,
  path: readonly Step[],
  owner: string,
  existing: Existing,
  isFunction: (name: string) => boolean,
): ReadEvent => {
  const plain: ReadEvent = { type, value, path, made: [] };
  switch (type) {
    case 'http':
      return existing.restApi
        ? plain
        : withApi(plain, REST_API, 'AWS::ApiGateway::RestApi', owner, isFunction);
    case 'httpApi':
      return existing.httpApi
        ? plain
        : withApi(plain, 'HttpApi', 'AWS::ApiGatewayV2::Api', owner, isFunction);
    case 'websocket':
      return withApi(plain, 'WebsocketsApi', 'AWS::ApiGatewayV2::Api', owner, isFunction);
    case 's3':
      return withNamed(plain, 'bucket', 'S3Bucket', 'AWS::S3::Bucket', 'BucketName', 'arn:aws:s3:::');
    case 'sns':
      return at(value, 'arn') === undefined
        ? withNamed(plain, 'topicName', 'SNSTopic', 'AWS::SNS::Topic', 'TopicName', 'arn:aws:sns:::')
        : plain;
    case 'cognitoUserPool':
      return withNamed(plain, 'pool', 'CognitoUserPool', 'AWS::Cognito::UserPool', 'UserPoolName', '');
    case 'eventBridge': {
      const bus = textOf(at(value, 'eventBus'));
      if (bus === undefined || bus === 'default' || bus.includes(':')) return plain;
      const eventBus = `arn:aws:events:::event-bus/${bus}`;
      return { ...plain, value: { ...(value as Readonly<Record<string, Plain>>), eventBus } };
    }
    default:
      return plain;
  }
};

/** The logical id of the API that events of the type `http` make. */
const REST_API = 'ApiGatewayRestApi';

/** The API calls the function, and the function that decides who may. */
const withApi = (
  event: ReadEvent,
  id: string,
  type: string,
  owner: string,
  isFunction: (name: string) => boolean,
): ReadEvent => {
  const authorizer = at(event.value, 'authorizer');
  const named = textOf(authorizer) ?? textOf(at(authorizer, 'name'));
  const properties: Record<string, Plain> = { Integration: [{ Ref: owner }] };
  if (named !== undefined && isFunction(named)) properties['Authorizer'] = [{ Ref: named }];
  return { ...event, made: [{ id, type, path: event.path, properties }] };
};

/** A bare name makes a thing of that name, unless the event says that it exists. */
const withNamed = (
  event: ReadEvent,
  key: string,
  prefix: string,
  type: string,
  property: string,
  arn: string,
): ReadEvent => {
  const { value, path } = event;
  const name = textOf(value) ?? textOf(at(value, key));
  if (name === undefined || name.startsWith('arn:')) return event;
  if (at(value, 'existing') === true || name.includes('${'))
    return arn === '' ? event : { ...event, value: { [key]: `${arn}${name}` } };
  const id = `${prefix}${alphanumeric(name)}`;
  return {
    ...event,
    value: { [key]: { Ref: id } },
    made: [{ id, type, path, properties: { [property]: name } }],
  };
};
