/** Operations as IAM actions, and how much depends on each. */
import type { EdgeClass } from '../../model/fact.ts';

/** Where the action that is asked for is not called as the operation is. By service, `operation:action`. */
const ACTIONS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries({
    s3:
      'ListObjects:ListBucket ListObjectsV2:ListBucket HeadBucket:ListBucket HeadObject:GetObject ' +
      'SelectObjectContent:GetObject CreateMultipartUpload:PutObject UploadPart:PutObject UploadPartCopy:PutObject ' +
      'CompleteMultipartUpload:PutObject Upload:PutObject CopyObject:PutObject DeleteObjects:DeleteObject ' +
      'ListBuckets:ListAllMyBuckets ListMultipartUploads:ListBucketMultipartUploads ' +
      'ListParts:ListMultipartUploadParts ListObjectVersions:ListBucketVersions ' +
      'PutBucketLifecycleConfiguration:PutLifecycleConfiguration ' +
      'GetBucketLifecycleConfiguration:GetLifecycleConfiguration GetBucketCors:GetBucketCORS ' +
      'PutBucketCors:PutBucketCORS DeleteBucketCors:PutBucketCORS ' +
      'PutBucketNotificationConfiguration:PutBucketNotification ' +
      'GetBucketNotificationConfiguration:GetBucketNotification PutPublicAccessBlock:PutBucketPublicAccessBlock',
    dynamodb:
      'Put:PutItem Get:GetItem Update:UpdateItem Delete:DeleteItem BatchGet:BatchGetItem BatchWrite:BatchWriteItem ' +
      'TransactGet:GetItem TransactGetItems:GetItem TransactWrite:PutItem TransactWriteItems:PutItem ' +
      'ExecuteStatement:PartiQLSelect BatchExecuteStatement:PartiQLSelect ExecuteTransaction:PartiQLSelect',
    lambda: 'Invoke:InvokeFunction InvokeAsync:InvokeFunction InvokeWithResponseStream:InvokeFunction',
    sqs:
      'SendMessageBatch:SendMessage DeleteMessageBatch:DeleteMessage ' +
      'ChangeMessageVisibilityBatch:ChangeMessageVisibility',
    sns: 'PublishBatch:Publish',
    bedrock:
      'Converse:InvokeModel ConverseStream:InvokeModelWithResponseStream StartAsyncInvoke:InvokeModel ' +
      'InvokeModelWithBidirectionalStream:InvokeModelWithBidirectionalStream',
    'execute-api':
      'PostToConnection:ManageConnections GetConnection:ManageConnections DeleteConnection:ManageConnections',
    ses: 'SendEmail:SendEmail SendBulkTemplatedEmail:SendBulkTemplatedEmail',
  }).map(([service, pairs]) => [
    service,
    new Map(
      pairs.split(' ').map((pair) => {
        const [operation, action] = pair.split(':');
        return [operation!, action!] as const;
      }),
    ),
  ]),
);

/** `dynamodb:PutItem` for DynamoDB's PutItem, and for PutCommand of its document client. `*`: any operation. */
export const actionOf = (prefix: string, operation: string): string =>
  `${prefix}:${ACTIONS.get(prefix)?.get(operation) ?? operation}`;

const DATA: ReadonlySet<string> = new Set(
  (
    's3 s3tables s3vectors dynamodb rds-data dax redshift-data timestream timestream-influxdb cassandra neptune-db ' +
    'neptune-graph qldb sdb ebs elasticfilesystem glacier cloudsearch kendra athena aoss es mediastore docdb rds dsql'
  ).split(' '),
);
const ASYNCHRONOUS: ReadonlySet<string> = new Set('sqs sns kinesis firehose events pipes'.split(' '));
const TELEMETRY: ReadonlySet<string> = new Set(
  'cloudwatch logs xray rum synthetics application-signals'.split(' '),
);

/** How a service is used, if nothing more is known than that it is. */
export const classOfService = (prefix: string): EdgeClass =>
  DATA.has(prefix)
    ? 'data'
    : ASYNCHRONOUS.has(prefix)
      ? 'asynchronous'
      : TELEMETRY.has(prefix)
        ? 'telemetry'
        : prefix === 'kms'
          ? 'key'
          : 'call';

/** Handed over, not waited for, though the service is one that answers. */
const HANDED_OVER: ReadonlySet<string> = new Set(['iot:Publish', 'lambda:InvokeAsync']);

/** How an operation is used. `isEvent`: a function is invoked without waiting for what it gives. */
export const classOfOperation = (prefix: string, operation: string, isEvent: boolean): EdgeClass =>
  isEvent || HANDED_OVER.has(`${prefix}:${operation}`) ? 'asynchronous' : classOfService(prefix);

/** What a program does once, to have what it works with. */
const SETTING_UP =
  /^(?:Create(?:Table|Bucket|Queue|Topic|Stream|LogGroup|LogStream|Database|Collection|Index)|Describe\w+|HeadBucket|Get(?:SecretValue|Parameters?|ParametersByPath|Configuration|LatestConfiguration)|StartConfigurationSession|BatchGetSecretValue|GetCallerIdentity|AssumeRole\w*)$/;

const SET_UP =
  /^(?:init|initiali[sz]e|setup|setUp|bootstrap|ensure|prepare|migrate|seed|loadConfig|loadSecrets)/;

/** Whether an operation is done when the program starts, and not for each request: by where it stands. */
export const isSetUp = (
  operation: string,
  around: { readonly isAtStart: boolean; readonly inside?: string },
): boolean => SETTING_UP.test(operation) && (around.isAtStart || SET_UP.test(around.inside ?? ''));
