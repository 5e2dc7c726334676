/** All plans and states of a scan: each file read, recognised and described; files about the same things joined. */
import type { Facts, Finding, Plain, ReferenceFact, ResourceFact } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf } from '../tree.ts';
import { type Description, isMap } from './described.ts';
import { factsOf } from './facts.ts';
import { describePlan } from './plan.ts';
import { type Json, readJson } from './read.ts';
import { isEncrypted, isLog } from './recognise.ts';
import { describeShown } from './shown.ts';
import { describeState } from './state.ts';

/** A file that could be read. */
interface Read {
  readonly file: SourceFile;
  readonly json: Json;
  readonly description: Description;
}

export const scanTerraformJson = async (
  files: readonly SourceFile[],
  context: ScanContext,
): Promise<Facts> => {
  const findings: Finding[] = [];
  const read: Read[] = [];
  const sorted = files.toSorted((a, b) => byCodePoint(a.path, b.path));
  const paths = new Set(sorted.map(({ path }) => path));
  for (const [done, file] of sorted.entries()) {
    context.progress(done, sorted.length);
    if (file.name.endsWith('.backup') && paths.has(file.path.replace(/\.backup$/, ''))) {
      findings.push({ kind: 'skipped', message: 'an older copy of the state beside it', file: file.path });
      continue;
    }
    const result = readFile(file, await file.text());
    if ('kind' in result) findings.push(result);
    else read.push(result);
  }
  const parts = await Promise.all(byFolder(read).map((group) => factsOfFolder(group, context)));
  return {
    resources: parts.flatMap(({ resources }) => resources),
    references: parts.flatMap(({ references }) => references),
    findings: [...findings, ...parts.flatMap((part) => part.findings)],
  };
};

const readFile = (file: SourceFile, text: string): Read | Finding => {
  const finding = (kind: Finding['kind'], message: string, more: Partial<Finding> = {}): Finding => ({
    kind,
    message,
    file: file.path,
    ...more,
  });
  if (isLog(text))
    return finding('skipped', 'the log of a plan, not the plan itself', {
      hint: 'save the plan with `terraform plan -out=FILE` and print it with `terraform show -json FILE`',
    });
  if (isEncrypted(text))
    return finding('skipped', 'the state is encrypted', { hint: 'print it with `tofu show -json`' });
  const json = readJson(text);
  if ('message' in json) return finding('unreadable', json.message, { line: json.line });
  const description = describe(json.value);
  return typeof description === 'string'
    ? finding('unreadable', description, { line: json.line([]) })
    : { file, json, description };
};

/** What a value describes, or why that cannot be told. */
const describe = (value: Plain): Description | string => {
  if (!isMap(value)) return 'it is neither a plan nor a state';
  const format = at(value, 'format_version');
  if (format !== undefined) {
    const version = typeof format === 'string' ? format : JSON.stringify(format);
    // 0.x came before Terraform 1.0 and says the same; a new major number may mean anything.
    if (!/^[01]\.\d+$/.test(version)) return `its format version ${version} is not supported: 0 and 1 are`;
  }
  if (['planned_values', 'resource_changes', 'configuration'].some((key) => Object.hasOwn(value, key)))
    return describePlan(value);
  if (format !== undefined) return describeShown(value);
  const version = at(value, 'version');
  if (version === 3 || version === 4) return describeState(value);
  return entriesOf(value).length === 0
    ? 'it is empty'
    : `its version ${version === undefined ? 'is missing' : `${JSON.stringify(version)} is not supported`}: states of versions 3 and 4 are read`;
};

const byFolder = (read: readonly Read[]): readonly (readonly Read[])[] => {
  const folders = new Map<string, Read[]>();
  for (const one of read) {
    const folder = folderInside(one.file);
    const group = folders.get(folder);
    if (group === undefined) folders.set(folder, [one]);
    else group.push(one);
  }
  return [...folders.values()];
};

const folderInside = ({ inside }: SourceFile): string =>
  inside.slice(0, Math.max(0, inside.lastIndexOf('/')));

/**
 * The files of one folder are of one root module, and their facts join by address; a plan knows most. But states of
 * several lineages are of several roots: then each state has a scope of its own.
 */
const factsOfFolder = async (group: readonly Read[], context: ScanContext): Promise<Facts> => {
  const folder = folderInside(group[0]!.file);
  const lineages = new Set(group.flatMap(({ description }) => description.lineage ?? []));
  const isApart = ({ file, description }: Read): boolean =>
    lineages.size > 1 && description.lineage !== undefined && file.name !== 'terraform.tfstate';
  const scopeOf = (one: Read): string =>
    isApart(one) ? [...(folder === '' ? [] : [folder]), stemOf(one.file.name)].join('/') : folder;
  const ordered = group.toSorted((a, b) => rankOf(a) - rankOf(b));
  const hasConfiguration = (await context.folder(group[0]!.file.folder, '.')).some(({ name }) =>
    /\.(?:tf|tofu)(?:\.json)?$/.test(name),
  );

  const resources = new Map<string, ResourceFact>();
  const references = new Map<string, ReferenceFact>();
  const findings: Finding[] = [];
  const first = new Map<string, Read>();
  for (const one of ordered) {
    const scope = scopeOf(one);
    const facts = factsOf(one.description, one.json, one.file.path, scope);
    findings.push(...facts.findings);
    for (const fact of facts.resources) {
      const key = `${scope}\n${fact.address.local}`;
      if (!resources.has(key)) resources.set(key, fact);
    }
    for (const fact of facts.references) {
      const key = JSON.stringify([fact.from, fact.to, fact.property]);
      if (!references.has(key)) references.set(key, fact);
    }
    const before = first.get(scope);
    if (facts.resources.length > 0) findings.push(...twice(one, before, hasConfiguration && !isApart(one)));
    if (before === undefined) first.set(scope, one);
  }
  return { resources: [...resources.values()], references: [...references.values()], findings };
};

const twice = (
  { file, description }: Read,
  before: Read | undefined,
  hasConfiguration: boolean,
): readonly Finding[] => {
  const thing = description.form;
  const others = [
    ...(hasConfiguration ? ['the configuration'] : []),
    ...(before === undefined ? [] : [before.file.name]),
  ];
  if (others.length === 0) return [];
  const message = `this ${thing} and ${others.join(' and ')} beside it describe the same root module: all are used, and values are taken from ${before === undefined ? `the ${thing}` : before.file.name} first`;
  const hint = `if the ${thing} is older, what it alone has may be gone: leave it out of the scan`;
  return [{ kind: 'described-twice', message, file: file.path, hint }];
};

/** Plans before states; the newest state before older ones. */
const rankOf = ({ description }: Read): number =>
  description.form === 'plan' ? -Number.MAX_VALUE : -(description.serial ?? 0);

const stemOf = (name: string): string => name.replace(/\.(?:json|tfstate)(?:\.backup)?$/, '');
