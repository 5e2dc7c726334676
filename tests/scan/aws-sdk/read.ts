/** Programs as texts, and what was found in them, in short lines. */
import type { Facts, ReferenceFact } from '../../../src/model/fact.ts';
import { awsSdk } from '../../../src/scan/aws-sdk.ts';
import { contextOf, sourceFiles } from '../../support/source-files.ts';

/** Scans these files as a whole scan would: only what is claimed. */
export const scan = (texts: Readonly<Record<string, string>>): Promise<Facts> => {
  const files = sourceFiles(texts);
  return awsSdk.scan(
    files.filter((file) => awsSdk.claims(file)),
    contextOf(files),
  );
};

/** One file in a package of its own. */
export const scanCode = (code: string): Promise<Facts> =>
  scan({ 'shop/package.json': '{"name":"shop"}', 'shop/src/main.ts': code });

/** `dynamodb:PutItem@us-east-1`, `arn:…`, `ORDERS_URL=http://…`. */
const targetOf = ({ to }: ReferenceFact): string => {
  if (to.by === 'address') return [to.address.scope, to.address.local].join('/');
  const region = to.region === undefined ? '' : `@${to.region}`;
  const key = to.regionKey === undefined ? '' : `@$${to.regionKey}`;
  return `${to.key === undefined ? '' : `${to.key}=`}${to.text}${region}${key}`;
};

/** `5 PutObject: s3:PutObject@us-east-1 (data)`: line, property, target and class of each reference. */
export const linesOf = ({ references }: Facts): readonly string[] =>
  references.map(
    (reference) =>
      `${reference.where.line} ${reference.property}: ${targetOf(reference)} (${reference.class ?? '-'})`,
  );

/** `kind line: message` of each finding. */
export const findingsOf = ({ findings }: Facts): readonly string[] =>
  findings.map(({ kind, line, message }) => `${kind} ${line ?? '-'}: ${message}`);
