/** Backstage catalogs: what people say of their software, in descriptor files of any name. */
import type { Scanner } from './scanner.ts';

/** By content: `catalog-info.yaml` is only what most people call it. A file may hold objects of a cluster, too. */
export const backstage = {
  name: 'backstage',
  title: 'Backstage catalogs',
  tells: 'catalog',
  alongside: true,
  claims: ({ name, head }) =>
    /\.ya?ml$/i.test(name)
      ? /^["']?apiVersion["']?\s*:\s*["']?(?:scaffolder\.)?backstage\.io\//m.test(head)
      : /\.json$/i.test(name) && /"apiVersion"\s*:\s*"backstage\.io\//.test(head),
  scan: async (files, context) => (await import('./backstage/scan.ts')).scanCatalogs(files, context),
} as const satisfies Scanner;
