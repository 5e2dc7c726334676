/** What code calls: services of AWS by their SDK, and hosts by the libraries that speak to them. */
import { callsOut } from './aws-sdk/recognise.ts';
import type { Scanner } from './scanner.ts';

export const awsSdk: Scanner = {
  name: 'aws-sdk',
  title: 'AWS SDK calls and endpoints in TypeScript and JavaScript',
  tells: 'code',
  alongside: true,
  claims: callsOut,
  scan: async (files, context) => {
    const { scanCalls } = await import('./aws-sdk/scan.ts');
    return await scanCalls(files, context);
  },
};
