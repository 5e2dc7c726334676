/** Terraform's own JSON: plans and states, as Terraform and OpenTofu print or store them. */
import type { Scanner } from './scanner.ts';
import { isTerraformJson } from './terraform-json/recognise.ts';

export const terraformJson = {
  name: 'terraform-json',
  realm: 'terraform',
  title: 'Terraform and OpenTofu plans and states',
  claims: isTerraformJson,
  scan: async (files, context) => {
    const { scanTerraformJson } = await import('./terraform-json/scan.ts');
    return scanTerraformJson(files, context);
  },
} as const satisfies Scanner;
