/** Terraform and OpenTofu configuration: resources, what they refer to, and the modules between them. */
import type { Scanner, SourceFile } from './scanner.ts';

/** Of Terragrunt's files only those that say so; `.terraform.lock.hcl` and other tools' HCL are none. */
const isTerragrunt = ({ name, head }: SourceFile): boolean =>
  name.endsWith('.hcl') &&
  !name.startsWith('.') &&
  (name === 'terragrunt.hcl' || /^\s*(?:include|dependency|generate|remote_state)\b[^=\n]*\{/m.test(head));

export const terraform = {
  name: 'terraform',
  title: 'Terraform and OpenTofu configuration, Terragrunt units',
  claims: (file) =>
    !/(?:^|\/)\.terra(?:form|grunt-cache)\//.test(file.inside) &&
    (/\.(?:tf|tofu)(?:\.json)?$/.test(file.name) ||
      /^(?:terraform\.tfvars|.+\.auto\.tfvars)(?:\.json)?$/.test(file.name) ||
      isTerragrunt(file)),
  scan: async (files, context) => {
    const { scanTerraform } = await import('./terraform/scan.ts');
    return scanTerraform(files, context);
  },
} as const satisfies Scanner;
