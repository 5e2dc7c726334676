/** Kubernetes files as texts in a test, and what the scanner tells of them as short lines. */
import type { Facts, ReferenceFact, ResourceFact } from '../../../src/model/fact.ts';
import { kubernetes } from '../../../src/scan/kubernetes.ts';
import { joined } from '../../../src/scan/paths.ts';
import { sourceFile } from '../../support/source-files.ts';
import type { ScanContext } from '../../../src/scan/scanner.ts';

export { sourceFile };

/** Scans the files of a repository that the scanner claims, below a folder if one is given. */
export const scanned = async (texts: Readonly<Record<string, string>>, below = ''): Promise<Facts> => {
  const files = Object.entries(texts).map(([path, text]) => sourceFile(path, text));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const context: ScanContext = {
    file: (folder, relative) => Promise.resolve(byPath.get(joined(folder, relative))),
    folder: (folder, relative) =>
      Promise.resolve(files.filter((file) => joined(file.folder, '.') === joined(folder, relative))),
    everything: () => Promise.resolve(files),
    variables: new Map(),
    progress: () => {},
  };
  const given = files.filter((file) => file.path.startsWith(below) && kubernetes.claims(file));
  return kubernetes.scan(given, context);
};

const shownEnd = ({ to }: ReferenceFact): string => {
  if (to.by === 'address') return `${to.address.scope}/${to.address.local}`;
  return `${to.as} ${to.key === undefined ? '' : `${to.key}=`}${to.text}`;
};

/** `shop/web -> host api:80`: references but images, sorted. */
export const references = ({ references: all }: Facts): readonly string[] =>
  all
    .filter(({ to }) => to.by === 'address' || to.as !== 'image')
    .map((reference) => `${reference.from.scope}/${reference.from.local} -> ${shownEnd(reference)}`)
    .toSorted();

/** The one reference whose line holds a text. */
export const reference = (facts: Facts, end: string): ReferenceFact => {
  const found = facts.references.filter((one) => shownEnd(one).includes(end));
  if (found.length !== 1) throw new Error(`${found.length} references to ${end}`);
  return found[0]!;
};

export const ids = ({ resources }: Facts): readonly string[] =>
  resources.map(({ address }) => `${address.scope}/${address.local}`).toSorted();

export const resource = (facts: Facts, id: string): ResourceFact => {
  const found = facts.resources.filter(({ address }) => `${address.scope}/${address.local}` === id);
  if (found.length !== 1) throw new Error(`${found.length} resources ${id}`);
  return found[0]!;
};

/** `kind file:line message` of each finding. */
export const findings = ({ findings: all }: Facts): readonly string[] =>
  all.map(({ kind, file, line, message }) => `${kind} ${file}:${line ?? ''} ${message}`);

/** A workload with one container, `pod` and `container` being more of their members. */
export const workload = (
  name: string,
  more: {
    kind?: string;
    image?: string;
    container?: string;
    pod?: string;
    spec?: string;
    namespace?: string;
  } = {},
): string => `---
apiVersion: apps/v1
kind: ${more.kind ?? 'Deployment'}
metadata: {name: ${name}${more.namespace === undefined ? '' : `, namespace: ${more.namespace}`}}
spec:
  ${more.spec ?? 'replicas: 1'}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      ${more.pod ?? 'restartPolicy: Always'}
      containers:
      - name: main
        image: ${more.image ?? `acme/${name}:1`}
        ${more.container ?? 'tty: false'}
`;

export const service = (
  name: string,
  app = name,
  namespace = 'default',
  more = 'clusterIP: ""',
): string => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {app: ${app}}
  ${more}
`;
