/** Templates of Azure's Resource Manager, in JSON. */
import type { Scanner } from './scanner.ts';

/** By the schema that a template names; files of parameters name theirs. */
export const arm = {
  name: 'arm',
  title: 'Azure Resource Manager templates',
  claims: ({ name, head }) =>
    /\.jsonc?$/i.test(name) &&
    /"\$schema"\s*:\s*"[^"]*(?:deploymentTemplate|deploymentParameters)\.json/i.test(head),
  scan: async (files, context) => (await import('./arm/scan.ts')).scanTemplates(files, context),
} as const satisfies Scanner;
