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
  const isJson = /^\s*\{/.test(head);
  if (isJson) {
    if (head.includes('"AWSTemplateFormatVersion"')) return true;
    if (!/"Resources"\s*:/.test(head) || !TYPE.test(head)) return false;
    return !(/"service"\s*:/.test(head) && /"provider"\s*:/.test(head));
  }
  const top = topOf(head);
  const isAtTop = (key: string): boolean =>
    [...head.matchAll(new RegExp(`^( *)["']?${key}["']?\\s*:`, 'gm'))].some(
      ([, indent]) => indent === '' || indent === top,
    );
  if (isAtTop('AWSTemplateFormatVersion')) return true;
  if (isAtTop('Transform') && /\bAWS::/.test(head)) return true;
  return isAtTop('Resources') && TYPE.test(head);
};

const TYPE = /[\s{,]["']?Type["']?\s*:\s*(?:["']?\w+::[\w:]+|!\w+::\w+)/;

/** How far the first key of a YAML document stands to the right: some move all of it. */
const topOf = (head: string): string | undefined => /^( *)(?!#|---|%)\S/m.exec(head)?.[1];
