/** Wrappers that give back the client they are given: for the reader, they are that client. */
import { libraryOf } from '../typescript/read.ts';
import type { Intrinsic } from '../typescript/trace.ts';
import type { Value } from '../typescript/value.ts';

/** `captureAWSv3Client(client)` of X-Ray and Powertools, `captureAWS(require('aws-sdk'))`. */
const CAPTURES = /^captureAWS(?:v3)?(?:Client)?$/;

/** The value of a call that only wraps. */
export const wrapped: Intrinsic = (call) => {
  const [first] = call.args;
  if (first === undefined) return undefined;
  if (CAPTURES.test(call.name)) return first;
  if (call.name === 'from' && isDocumentClient(call.callee) && first.kind !== 'unknown') return first;
  return undefined;
};

/** `DynamoDBDocumentClient.from`, `DynamoDBDocument.from`. */
const isDocumentClient = (callee: Value): boolean => {
  const library = libraryOf(callee);
  return (
    library?.module === '@aws-sdk/lib-dynamodb' && library.path[0]?.startsWith('DynamoDBDocument') === true
  );
};
