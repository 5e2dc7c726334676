/** The scan of JSON templates: files to templates, templates to deployments, facts of each tree. */
import type { Facts } from '../../model/fact.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { readTemplate } from './read.ts';
import { scanned } from './trees.ts';
import { bicepTwin } from './twins.ts';

/** All facts of the templates among the files. */
export const scanTemplates = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const templates = files.filter(({ head }) => !/deploymentParameters\.json/i.test(head));
  const findings: Facts['findings'][number][] = [];
  const alone: SourceFile[] = [];
  for (const file of templates) {
    const twin = await bicepTwin(file, context);
    if (twin === undefined) alone.push(file);
    else
      findings.push({
        kind: 'described-twice',
        message: `the same resources as in ${twin.path}, which is read instead`,
        file: file.path,
      });
  }
  const facts = await scanned(alone, context, async (file) => readTemplate(await file.text()));
  return { ...facts, findings: [...findings, ...facts.findings] };
};
