/** Pulumi: programs in TypeScript and JavaScript, and those in YAML. */
import { isProgram, isProject, isStackSettings } from './pulumi/recognise.ts';
import type { Scanner } from './scanner.ts';

export const pulumi = {
  name: 'pulumi',
  title: 'Pulumi programs',
  // A program may call the provider's services as well, in functions that it deploys.
  alongside: true,
  claims: (file) => isProgram(file) || isProject(file) || isStackSettings(file),
  scan: async (files, context) => (await import('./pulumi/scan.ts')).scanPulumi(files, context),
} as const satisfies Scanner;
