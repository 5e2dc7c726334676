/** CDK for Terraform, and its successor CDK Terrain: programs in TypeScript and JavaScript that make Terraform's configuration. */
import { isProgram } from './cdktf/recognise.ts';
import type { Scanner } from './scanner.ts';

export const cdktf = {
  name: 'cdktf',
  title: 'CDK for Terraform programs',
  // A program may call the provider's services as well, in what it deploys.
  alongside: true,
  claims: isProgram,
  scan: async (files, context) => (await import('./cdktf/scan.ts')).scanCdktf(files, context),
} as const satisfies Scanner;
