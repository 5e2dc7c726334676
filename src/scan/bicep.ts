/** Bicep: what Azure's Resource Manager deploys, in its own language. */
import type { Scanner } from './scanner.ts';

export const bicep = {
  name: 'bicep',
  title: 'Bicep files',
  claims: ({ name }) => /\.bicep(?:param)?$/.test(name),
  scan: async (files, context) => (await import('./bicep/scan.ts')).scanBicep(files, context),
} as const satisfies Scanner;
