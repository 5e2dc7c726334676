/**
 * Configuration that lies with a workload's code: Spring's `application.yml`, which no manifest shows. It is asked for
 * workloads of which the manifests say nothing, and only Services of the same namespace count.
 */
import { mentionsIn } from '../../assemble/facts/words.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { sourceNames } from './containers.ts';
import type { Gathered } from '../gathered.ts';
import type { Inventory, Thing } from './inventory.ts';
import { serviceOfHost } from './names.ts';
import { saidInConfiguration } from './said.ts';

/** `orders/src/main/resources/application-prod.yml`: the folder that the code lies in, and the file. */
const RESOURCES =
  /(?:^|\/)([^/]+)\/src\/main\/resources\/(?:application|bootstrap)[\w-]*\.(?:ya?ml|properties)$/;

const MOST_BYTES = 200_000;

/** Tells what the configuration beside these workloads' code names. */
export const ownConfiguration = async (
  workloads: readonly Thing[],
  inventory: Inventory,
  context: ScanContext,
  out: Gathered,
): Promise<void> => {
  if (workloads.length === 0) return;
  const byFolder = new Map<string, SourceFile[]>();
  for (const file of await context.everything()) {
    const folder = RESOURCES.exec(file.path)?.[1];
    if (folder === undefined || file.size > MOST_BYTES) continue;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  if (byFolder.size === 0) return;
  for (const workload of workloads) {
    const files = new Set(sourceNames(workload).flatMap((name) => byFolder.get(name) ?? []));
    for (const file of files) await fileFacts(workload, file, inventory, out);
  }
};

const fileFacts = async (
  workload: Thing,
  file: SourceFile,
  inventory: Inventory,
  out: Gathered,
): Promise<void> => {
  for (const { text, as, key, line } of saidInConfiguration(await file.text())) {
    const target = { by: 'text', text, as, ...(key === undefined ? {} : { key }) } as const;
    const isKnown = mentionsIn(target).some(
      (mention) =>
        mention.form === 'host' && serviceOfHost(inventory, workload.namespace, mention.host) !== undefined,
    );
    if (!isKnown) continue;
    out.refer({
      from: inventory.addressOf(workload),
      to: target,
      property: `configuration:${file.inside}`,
      where: { file: file.path, line: line + 1 },
      confidence: 'documented',
    });
  }
};
