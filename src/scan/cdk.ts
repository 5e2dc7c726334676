/** AWS CDK apps in TypeScript and JavaScript, read without running their tools. */
import type { Scanner } from './scanner.ts';

/** Claims files of code that import the construct library; tests build stacks of their own, which nobody deploys. */
export const cdk = {
  name: 'cdk',
  title: 'AWS CDK in TypeScript and JavaScript',
  alongside: true,
  claims: ({ name, inside, head }) =>
    /\.[cm]?[jt]sx?$/.test(name) &&
    !/\.d\.[cm]?ts$|[.-](?:test|spec)\.[cm]?[jt]sx?$/.test(name) &&
    !TESTS.test(inside) &&
    LIBRARY.test(head),
  scan: async (files, context) => (await import('./cdk/scan.ts')).scanConstructs(files, context),
} as const satisfies Scanner;

const LIBRARY = /['"](?:aws-cdk-lib|@aws-cdk\/|monocdk|@aws-solutions-constructs\/)/;

const TESTS = /(?:^|\/)(?:tests?|__tests__|__mocks__|cdk\.out)\//;
