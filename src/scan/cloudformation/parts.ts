/** Templates that are no stack of their own: parts that a serverless.yml puts into its own. */
import type { ScanContext, SourceFile } from '../scanner.ts';

/** Folders above a part in which the service may be. */
const MOST_ABOVE = 4;

const SERVICES = ['serverless.yml', 'serverless.yaml', 'serverless.json'];

/** Whether a serverless.yml above a file includes it. A file that gives its format's version stands for itself. */
export const partOfService = async (file: SourceFile, context: ScanContext): Promise<boolean> => {
  if (file.head.includes('AWSTemplateFormatVersion') || /^Transform\s*:/m.test(file.head)) return false;
  for (let up = 0; up <= MOST_ABOVE; up++) {
    const above = up === 0 ? '' : '../'.repeat(up);
    for (const name of SERVICES) {
      const service = await context.file(file.folder, `${above}${name}`);
      if (service === undefined) continue;
      const path = file.path.slice(service.folder === '.' ? 0 : service.folder.length + 1);
      return (await service.text()).includes(path);
    }
  }
  return false;
};
