/** Trees of files as texts, and what a scan of them finds. */
import { terraform } from '../../../src/scan/terraform.ts';
import { sourceFile } from '../../support/source-files.ts';
import type { Facts, ReferenceFact, ResourceFact } from '../../../src/model/fact.ts';
import type { ScanContext, SourceFile } from '../../../src/scan/scanner.ts';

/** The path that a relative one means; nothing if it leads out of the tree. */
const joined = (folder: string, relative: string): string | undefined => {
  const steps: string[] = [];
  for (const step of `${folder}/${relative}`.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '..' && step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
};

export interface Asked {
  readonly variables?: Readonly<Record<string, string>>;
  readonly region?: string;
  /** Only what lies below this folder is scanned; the rest is there to be followed. */
  readonly below?: string;
}

/** Scans files by path and text. */
export const scan = async (texts: Readonly<Record<string, string>>, asked: Asked = {}): Promise<Facts> => {
  const below = asked.below ?? '';
  const files = Object.entries(texts).map(([path, text]): SourceFile => ({
    ...sourceFile(path, text),
    inside: path.startsWith(below) ? path.slice(below.length) : path,
  }));
  const context: ScanContext = {
    file: (folder, relative) => Promise.resolve(files.find(({ path }) => path === joined(folder, relative))),
    folder: (folder, relative) => {
      const wanted = joined(folder, relative);
      return Promise.resolve(files.filter((file) => file.folder === (wanted === '' ? '.' : wanted)));
    },
    everything: () => Promise.resolve(files),
    variables: new Map(Object.entries(asked.variables ?? {})),
    progress: () => undefined,
    ...(asked.region === undefined ? {} : { region: asked.region }),
  };
  return terraform.scan(
    files.filter((file) => file.path.startsWith(below) && terraform.claims(file)),
    context,
  );
};

/** The resource at an address, its scope in front: `live/app:aws_x.y`. */
export const resource = ({ resources }: Facts, id: string): ResourceFact | undefined =>
  resources.find(({ address }) => (address.scope === '' ? '' : `${address.scope}:`) + address.local === id);

const nameOf = ({ scope, local }: { readonly scope: string; readonly local: string }): string =>
  (scope === '' ? '' : `${scope}:`) + local;

const targetOf = ({ to }: ReferenceFact): string =>
  to.by === 'address' ? nameOf(to.address) : `${to.as} ${to.key === undefined ? '' : `${to.key}=`}${to.text}`;

/** References as lines: `from -> to (property)`. */
export const references = ({ references: all }: Facts): readonly string[] =>
  all.map((reference) => `${nameOf(reference.from)} -> ${targetOf(reference)} (${reference.property})`);

/** Those of one resource, without its name. */
export const from = (facts: Facts, id: string): readonly string[] =>
  references(facts)
    .filter((line) => line.startsWith(`${id} -> `))
    .map((line) => line.slice(id.length + 4));
