/** What lies beside a template and says where it is deployed: samconfig.toml, or the manifest of a CDK assembly. */
import type { Plain } from '../../model/fact.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, parseTrees, textOf } from '../tree.ts';

/** A stack as a CDK assembly's manifest describes it. */
export interface AssemblyStack {
  readonly name: string;
  readonly region?: string;
  readonly account?: string;
}

/** Stacks of an assembly by the file of their template. */
export const assemblyStacks = async (
  folder: string,
  context: ScanContext,
): Promise<ReadonlyMap<string, AssemblyStack>> => {
  const manifest = await context.file(folder, 'manifest.json');
  if (manifest === undefined || !manifest.head.includes('"artifacts"')) return new Map();
  const tree = parseTrees(await manifest.text()).trees[0]?.value;
  return new Map(
    entriesOf(at(tree, 'artifacts')).flatMap(([id, artifact]) => {
      const file = textOf(at(artifact, 'properties', 'templateFile'));
      if (file === undefined || at(artifact, 'type') !== 'aws:cloudformation:stack') return [];
      const name = textOf(at(artifact, 'properties', 'stackName')) ?? id;
      return [[file, { name, ...environmentOf(at(artifact, 'environment')) }] as const];
    }),
  );
};

/** `aws://account/region`, each of which may be `unknown-…`. */
const environmentOf = (environment: Plain | undefined): Omit<AssemblyStack, 'name'> => {
  const [, account, region] = /^aws:\/\/([^/]*)\/([^/]*)$/.exec(textOf(environment) ?? '') ?? [];
  const isKnown = (text: string | undefined): text is string =>
    text !== undefined && text !== '' && !text.startsWith('unknown');
  return { ...(isKnown(account) ? { account } : {}), ...(isKnown(region) ? { region } : {}) };
};

/** What `sam deploy` is told by default. */
interface SamConfig {
  readonly name?: string;
  readonly region?: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const NOTHING: SamConfig = { parameters: new Map() };

/** Reads the default environment of the samconfig.toml beside a template. */
export const samConfig = async (file: SourceFile, context: ScanContext): Promise<SamConfig> => {
  if (!/^template\.(?:ya?ml|json)$/.test(file.name)) return NOTHING;
  const config = await context.file(file.folder, 'samconfig.toml');
  if (config === undefined) return NOTHING;
  const settings = new Map<string, string>();
  let isDefault = false;
  for (const line of (await config.text()).split(/\r?\n/)) {
    const table = /^\s*\[\s*"?([\w-]+)"?/.exec(line);
    if (table !== null) isDefault = table[1] === 'default';
    const entry = /^\s*(\w+)\s*=\s*(\S.*)$/.exec(line);
    if (isDefault && entry !== null && !settings.has(entry[1]!)) settings.set(entry[1]!, entry[2]!.trim());
  }
  const name = unquoted(settings.get('stack_name'));
  const region = unquoted(settings.get('region'));
  return {
    parameters: overridesIn(settings.get('parameter_overrides') ?? ''),
    ...(name === undefined ? {} : { name }),
    ...(region === undefined ? {} : { region }),
  };
};

const unquoted = (text: string | undefined): string | undefined => /^["']([^"']+)["']/.exec(text ?? '')?.[1];

/** `"A=\"b\" C=d"` or `["A=b", "C=d"]`. */
const overridesIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.replaceAll('\\"', "'").matchAll(/([A-Za-z0-9]+)=(?:'([^']*)'|([^\s"',\]]*))/g)].map(
      ([, name, quoted, bare]) => [name!, quoted ?? bare ?? ''],
    ),
  );
