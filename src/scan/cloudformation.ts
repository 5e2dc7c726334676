/** CloudFormation and SAM templates, in YAML and JSON, and the assemblies that the CDK makes of code. */
import type { Scanner, SourceFile } from './scanner.ts';

/** Claims by content: names of templates tell nothing. */
export const cloudformation = {
  name: 'cloudformation',
  title: 'CloudFormation and SAM templates, CDK assemblies',
  claims: (file) => /\.(?:ya?ml|json|template|cfn)$/.test(file.name) && isTemplate(file),
  scan: async (files, context) => (await import('./cloudformation/scan.ts')).scanTemplates(files, context),
} as const satisfies Scanner;

/** A key that only templates have at their top, or resources with types of the shape `X::Y`. */
const isTemplate = ({ head }: SourceFile): boolean => {
  if (head.includes('"AWSTemplateFormatVersion"') && /^\s*\{/.test(head)) return true;
  if (/^["']?AWSTemplateFormatVersion["']?\s*:/m.test(head)) return true;
  if (/^Transform\s*:/m.test(head) && /\bAWS::/.test(head)) return true;
  const isJson = /^\s*\{/.test(head);
  const resources = isJson ? /"Resources"\s*:/ : /^["']?Resources["']?\s*:/m;
  const type = /[\s{,]["']?Type["']?\s*:\s*(?:["']?\w+::[\w:]+|!\w+::\w+)/;
  return (
    resources.test(head) &&
    type.test(head) &&
    !(isJson && /"service"\s*:/.test(head) && /"provider"\s*:/.test(head))
  );
};
