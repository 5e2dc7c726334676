/** Services of the Serverless Framework: serverless.yml, by whatever name, for whatever provider. */
import type { Scanner, SourceFile } from './scanner.ts';

/** Claims by content: a service and a provider. `serverless.template.yml` describes an example, not a service. */
export const serverless = {
  name: 'serverless',
  title: 'Serverless Framework services',
  claims: (file) =>
    /\.(?:ya?ml|json)$/.test(file.name) ? isService(file) : /^serverless\.[cm]?[jt]s$/.test(file.name),
  scan: async (files, context) => (await import('./serverless/scan.ts')).scanServices(files, context),
} as const satisfies Scanner;

const isService = ({ head, name }: SourceFile): boolean =>
  name.endsWith('.json')
    ? /"service"\s*:/.test(head) && /"provider"\s*:/.test(head) && !/"artifacts"\s*:/.test(head)
    : /^["']?service["']?\s*:/m.test(head) && /^["']?provider["']?\s*:/m.test(head);
