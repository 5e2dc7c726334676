/** Which files are looked into: code that imports what calls out, or holds addresses of AWS. */
import type { SourceFile } from '../scanner.ts';
import { CALLING_PACKAGES } from './libraries.ts';

const CODE = /\.[cm]?[jt]sx?$/;

/** Types say nothing of calls; what is built from other files, or made by tools, says what those say. */
const NOT_SOURCE =
  /\.d\.[cm]?ts$|[.-]min\.[cm]?js$|\.bundle\.js$|\.(?:gen|generated)\.[jt]sx?$|(?:^|\/)(?:node_modules|dist|build|out|cdk\.out|\.next|\.aws-sam|\.serverless|vendor|coverage|__generated__|generated)\//;

/** Whether a file holds source code that people wrote. `inside`: its path. */
export const isSource = (inside: string): boolean => CODE.test(inside) && !NOT_SOURCE.test(inside);

const OF_TESTS =
  /\.(?:test|spec|stories|story|mock|mocks|e2e|cy)\.[cm]?[jt]sx?$|(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|spec|e2e|cypress|mocks?|fixtures?|\.storybook)\/|(?:^|\/)(?:jest|vitest|playwright|cypress)\.(?:config|setup)\.[cm]?[jt]s$/;

/** Whether a file is there to try others. */
export const isTest = (inside: string): boolean => OF_TESTS.test(inside);

/** Whether code imports an SDK of AWS, or what wraps one. */
export const importsAws = (text: string): boolean =>
  text.includes('@aws-sdk/') ||
  /['"](?:aws-sdk(?:\/|['"])|aws-xray-sdk|amazon-dax-client|@aws-lambda-powertools\/parameters|sqs-consumer)/.test(
    text,
  );

/** Whether a file is of interest: it calls AWS, or hosts, as far as its first 64 KiB tell. */
export const callsOut = (file: SourceFile): boolean => {
  if (!isSource(file.inside)) return false;
  const { head } = file;
  return importsAws(head) || namesAws(head) || callsHosts(head);
};

/** Whether a text has addresses of AWS in it. */
const namesAws = (text: string): boolean =>
  text.includes('.amazonaws.com') || text.includes('arn:aws:') || text.includes('s3://');

const callsHosts = (text: string): boolean =>
  (/\bfetch\(/.test(text) && (text.includes('://') || text.includes('process.env'))) || importsCaller(text);

/** `from 'axios'`, `require("pg")`, `import('got')`. */
const importsCaller = (text: string): boolean => {
  for (const [, name] of text.matchAll(/(?:from|require\(|import\()\s{0,5}['"]([@\w][\w./-]{0,80})['"]/g)) {
    if (CALLING_PACKAGES.has(name!)) return true;
  }
  return false;
};
