/**
 * ARNs, brought to the one spelling that things answer to: without what points inside of a thing (an object's key, an
 * index, a function's version), with region and account empty where they are open.
 */
import { awsService } from './aws-services.ts';
import { BLANK } from './blanks.ts';
import type { Mention } from './mention.ts';

/** Longest ARN that AWS makes. */
const MOST = 2_048;

/** All ARNs of a text: what each names, and after it the service that this is of. */
export const arnsIn = (text: string): readonly Mention[] =>
  text.includes('arn:')
    ? [...text.matchAll(/\barn:[^\s"'`,;<>()[\]{}|\\]{1,2048}/g)].flatMap(([arn]) => arnMentions(arn))
    : [];

/** What an ARN names. Services that do work for the caller stand in their ARNs' names: `states:::lambda:invoke`. */
export const arnMentions = (text: string): readonly Mention[] => {
  if (text.length > MOST) return [];
  const [, , service = '', region = '', account = '', ...rest] = text.split(':');
  const name = rest.join(':').replace(/\.$/, '');
  if (service === '' || service === BLANK) return [];
  const integrated = integratedService(service, account, name);
  const place = known(region);
  if (integrated !== undefined) return ofService(integrated, place);
  const canonical = canonicalName(service, name);
  return [
    ...(canonical === undefined
      ? []
      : ([{ form: 'arn', arn: arnOf(service, place, known(account), canonical) }] as const)),
    ...ofService(service, place),
  ];
};

/** An ARN of the parts that are known. S3 leaves region and account out of its own. */
export const arnOf = (service: string, region: string, account: string, name: string): string =>
  `arn:aws:${service}:${region}:${account}:${name}`;

/** The service alone, if the pack knows it. */
export const ofService = (name: string, region = ''): readonly Mention[] => {
  const service = awsService(name);
  if (service === undefined) return [];
  return [{ form: 'service', provider: 'aws', service, ...(region === '' ? {} : { region }) }];
};

const known = (part: string): string => (/^[a-z0-9-]+$/.test(part) ? part : '');

/**
 * `arn:aws:apigateway:REGION:dynamodb:action/PutItem`: API Gateway calls DynamoDB. `arn:aws:states:::sns:publish`:
 * a state machine does. `lambda:path/…/functions/ARN/invocations` holds the function's own ARN, which counts alone.
 */
const integratedService = (service: string, account: string, name: string): string | undefined => {
  if (service === 'apigateway' && /^(?:action|path)\//.test(name)) return account;
  if (service !== 'states' || account !== '') return undefined;
  const called = /^(?:aws-sdk:)?([a-z0-9-]+):[a-zA-Z]/.exec(name)?.[1];
  return called === undefined || /^(?:stateMachine|activity|execution)$/.test(called) ? undefined : called;
};

/** The part of the name that is the thing's own; none if it is open (`*`, a placeholder), or no thing at all. */
const canonicalName = (service: string, name: string): string | undefined => {
  const own = ownName(service, name);
  if (own === undefined || own.includes(BLANK)) return undefined;
  const last = own.split(/[:/]/).findLast((part) => part !== '') ?? '';
  return last === '' || /^\*+$/.test(last) ? undefined : own;
};

const ownName = (service: string, name: string): string | undefined => {
  const slashed = name.split('/');
  const parts = name.split(':');
  switch (service) {
    case 's3':
      return /^(?:accesspoint|job|storage-lens)\b/.test(name) ? undefined : slashed[0];
    case 'dynamodb':
      return slashed.slice(0, 2).join('/');
    case 'lambda':
      return parts[0] === 'function' ? parts.slice(0, 2).join(':') : parts[0] === 'layer' ? undefined : name;
    case 'execute-api':
      return slashed[0];
    case 'apigateway':
      return /^\/(?:restapis|apis)\/[^/]+/.exec(name)?.[0];
    case 'kinesis':
      return slashed.slice(0, 2).join('/');
    case 'logs':
      return parts.slice(0, 2).join(':');
    case 'es':
    case 'appsync':
      return slashed.slice(0, 2).join('/');
    case 'sns':
      return parts[0];
    case 'secretsmanager':
      return name.replace(/-\?{6}$/, '');
    default:
      return name;
  }
};
