/** Functions of packages beside the clients that ask a service of AWS all the same. */
import { entryOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';

/** An operation that a function does. */
interface Asking {
  /** What the service's actions begin with. */
  readonly prefix: string;
  readonly operation: string;
  /** The parameters, as the operation itself would have them. */
  readonly input: (call: Call) => Value | undefined;
}

const objectOf = (property: string, value: Value | undefined): Value | undefined =>
  value === undefined ? undefined : { kind: 'object', entries: new Map([[property, value]]), isOpen: false };

/** The first argument is the value of this parameter. */
const named = (prefix: string, operation: string, property: string): Asking => ({
  prefix,
  operation,
  input: ({ args }) => objectOf(property, args[0]),
});

const unnamed = (prefix: string, operation: string): Asking => ({
  prefix,
  operation,
  input: () => undefined,
});

const COGNITO: Readonly<Record<string, Asking>> = {
  fromCognitoIdentity: unnamed('cognito-identity', 'GetCredentialsForIdentity'),
  fromCognitoIdentityPool: unnamed('cognito-identity', 'GetId'),
};

/** By package, then by name. */
const FUNCTIONS: Readonly<Record<string, Readonly<Record<string, Asking>>>> = {
  '@aws-lambda-powertools/parameters/ssm': {
    getParameter: named('ssm', 'GetParameter', 'Name'),
    getParameters: named('ssm', 'GetParametersByPath', 'Path'),
    getParametersByName: unnamed('ssm', 'GetParameters'),
  },
  '@aws-lambda-powertools/parameters/secrets': {
    getSecret: named('secretsmanager', 'GetSecretValue', 'SecretId'),
  },
  '@aws-lambda-powertools/parameters/appconfig': {
    getAppConfig: unnamed('appconfig', 'GetLatestConfiguration'),
  },
  '@aws-sdk/credential-providers': {
    ...COGNITO,
    fromTemporaryCredentials: unnamed('sts', 'AssumeRole'),
    fromWebToken: unnamed('sts', 'AssumeRoleWithWebIdentity'),
  },
  '@aws-sdk/credential-provider-cognito-identity': COGNITO,
  'sqs-consumer': {
    create: {
      prefix: 'sqs',
      operation: 'ReceiveMessage',
      input: ({ args }) => objectOf('QueueUrl', entryOf(args[0], 'queueUrl')),
    },
  },
};

/** What a function of a package asks; none if it asks nothing. */
export const functionOf = (module: string, name: string): Asking | undefined => {
  const functions = Object.hasOwn(FUNCTIONS, module) ? FUNCTIONS[module] : undefined;
  return functions !== undefined && Object.hasOwn(functions, name) ? functions[name] : undefined;
};
