/** Kubernetes manifests: objects in YAML or JSON, as they are applied to a cluster. */
import type { Scanner, SourceFile } from './scanner.ts';
import { KUSTOMIZATIONS, looksLikeObjects } from './kubernetes/recognise.ts';

/** By content: anything may be called `deploy.yaml`. Charts and kustomizations tell how to read what is beside them. */
const claims = ({ name, head }: SourceFile): boolean => {
  if (name === 'Chart.yaml' || KUSTOMIZATIONS.has(name)) return true;
  const [, kind] = /\.(ya?ml|json)$/i.exec(name) ?? [];
  return kind !== undefined && looksLikeObjects(head, kind.toLowerCase() === 'json');
};

export const kubernetes: Scanner = {
  name: 'kubernetes',
  title: 'Kubernetes manifests',
  claims,
  scan: async (files, context) => (await import('./kubernetes/scan.ts')).scanKubernetes(files, context),
};
