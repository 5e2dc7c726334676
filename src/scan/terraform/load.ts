/** From files to modules: each folder is read once, calls with a local source are followed, and roots are found. */
import { hclParser } from '../hcl/parse.ts';
import type { Expression, HclFile } from '../hcl/syntax.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { byCodePoint, byText } from '../../model/order.ts';
import { Findings } from './estate.ts';
import {
  type ModuleFile,
  type ModuleFolder,
  isAssignment,
  isConfiguration,
  literalText,
  moduleOf,
  problemsOf,
  whereOf,
} from './folder.ts';
import type { CallTarget } from './module.ts';
import { type CallExpression, rewriteBody } from './rewrite.ts';

/** Files that an expression may read (`file("policy.json")`); longer ones stay unread. */
const MOST_BYTES = 200_000;

/** A module's own folder in a path that `file` is given. */
const HERE = /^(?:\.\/)*/;

export class Loader {
  readonly findings = new Findings();
  private readonly context: ScanContext;
  private readonly parse: (text: string) => HclFile;
  /** Files that are scanned, by folder. */
  private readonly scanned = new Map<string, SourceFile[]>();
  private readonly folders = new Map<string, Promise<ModuleFolder>>();
  private readonly targets = new Map<string, Map<string, CallTarget>>();
  private readonly texts = new Map<string, HclFile>();
  private readonly others = new Map<string, HclFile>();
  private done = 0;

  private constructor(context: ScanContext, parse: (text: string) => HclFile, files: readonly SourceFile[]) {
    this.context = context;
    this.parse = parse;
    for (const file of files) {
      const beside = this.scanned.get(file.folder);
      if (beside === undefined) this.scanned.set(file.folder, [file]);
      else beside.push(file);
    }
  }

  static async of(context: ScanContext, files: readonly SourceFile[]): Promise<Loader> {
    return new Loader(context, await hclParser(), files);
  }

  /** Folders among the files that hold a module, by code point. */
  scannedFolders(): readonly string[] {
    const folders = [...this.scanned].filter(([, files]) => files.some(({ name }) => isConfiguration(name)));
    return folders.map(([folder]) => folder).toSorted(byCodePoint);
  }

  /** Any HCL that is no module: Terragrunt's. */
  async hcl(source: SourceFile): Promise<HclFile> {
    const known = this.others.get(source.path);
    if (known !== undefined) return known;
    const { hcl } = await this.file(source);
    this.others.set(source.path, hcl);
    return hcl;
  }

  /** A text that is HCL: what Terragrunt generates, often the same for many units. */
  text(text: string): HclFile {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const hcl = this.parse(text);
    this.texts.set(text, hcl);
    return hcl;
  }

  /** The module of a scanned folder. */
  scannedFolder(folder: string): Promise<ModuleFolder> {
    return this.folder(this.scanned.get(folder)!);
  }

  /** The module at a path from a folder, wherever in the repository it is; none if there is nothing of it. */
  async at(folder: string, relative: string): Promise<ModuleFolder | undefined> {
    const files = (await this.context.folder(folder, relative)).filter(({ name }) => isConfiguration(name));
    const [first] = files;
    if (first === undefined) return undefined;
    return this.folder(this.scanned.get(first.folder) ?? files);
  }

  target(folder: ModuleFolder, call: string): CallTarget {
    return this.targets.get(folder.folder)?.get(call) ?? { to: 'nowhere', source: '' };
  }

  /** Where all calls of a module lead, and where those lead. */
  async follow(module: ModuleFolder): Promise<void> {
    const waiting = [module];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.targets.has(next.folder)) continue;
      const targets = new Map<string, CallTarget>();
      this.targets.set(next.folder, targets);
      for (const [name, declared] of next.calls) {
        const source = literalText(declared.block.attributes.get('source')?.value);
        const target = await this.lookUp(next, name, source, whereOf(declared));
        targets.set(name, target);
        if (target.to === 'folder') waiting.push(target.folder);
      }
    }
  }

  private async lookUp(
    from: ModuleFolder,
    name: string,
    source: string | undefined,
    where: { readonly file: string; readonly line: number },
  ): Promise<CallTarget> {
    if (source !== undefined && /^\.\.?(?:\/|$)/.test(source)) {
      const folder = await this.at(from.folder, source);
      if (folder !== undefined) return { to: 'folder', folder };
      this.findings.add({
        kind: 'unresolved',
        message: `module "${name}": nothing is at ${source}`,
        ...where,
      });
      return { to: 'nowhere', source };
    }
    const message = `module "${name}" is not among the files: ${source ?? 'its source is not a plain text'}`;
    this.findings.add({ kind: 'skipped', message, ...where });
    return { to: 'elsewhere', source: source ?? '' };
  }

  private folder(files: readonly SourceFile[]): Promise<ModuleFolder> {
    const [first] = files;
    const { folder } = first!;
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const read = this.readFolder(folder, files);
    this.folders.set(folder, read);
    return read;
  }

  private async readFolder(folder: string, files: readonly SourceFile[]): Promise<ModuleFolder> {
    const sorted = files.toSorted(byText(({ name }) => name));
    const configuration: ModuleFile[] = [];
    const assigned: ModuleFile[] = [];
    for (const source of sorted) {
      if (isConfiguration(source.name)) {
        if (!isReplaced(source.name, files)) configuration.push(await this.file(source));
      } else if (isAssignment(source.name)) assigned.push(await this.file(source));
    }
    const inside = sorted[0]!.inside;
    const end = inside.lastIndexOf('/');
    return moduleOf(folder, end < 0 ? '' : inside.slice(0, end), configuration, assigned);
  }

  private async file(source: SourceFile): Promise<ModuleFile> {
    this.context.progress(this.done++, Math.max(this.done, this.scanned.size));
    let text: string;
    try {
      text = await source.text();
    } catch {
      this.findings.add({ kind: 'unreadable', message: 'it cannot be read as text', file: source.path });
      return { source, hcl: EMPTY };
    }
    const parsed: ModuleFile = { source, hcl: this.parse(text) };
    for (const problem of problemsOf(parsed)) this.findings.add(problem);
    if (!/\bfile(?:exists)?\s*\(/.test(text)) return parsed;
    const body = await rewriteBody(parsed.hcl.body, (call) => this.fileCall(call, source.folder));
    return { source, hcl: { ...parsed.hcl, body } };
  }

  /** `file("x.json")` and `fileexists("x.json")`, if the path is plain or begins with the module's own folder. */
  private async fileCall(call: CallExpression, folder: string): Promise<Expression | undefined> {
    if (call.name !== 'file' && call.name !== 'fileexists') return undefined;
    const path = pathIn(call.args[0]);
    if (path === undefined) return undefined;
    const file = await this.context.file(folder, path);
    if (call.name === 'fileexists') return { kind: 'literal', value: file !== undefined, line: call.line };
    if (file === undefined || file.size > MOST_BYTES) return undefined;
    try {
      return { kind: 'literal', value: await file.text(), line: call.line };
    } catch {
      return undefined;
    }
  }
}

const EMPTY: HclFile = { body: { attributes: new Map(), blocks: [] }, problems: [] };

/** OpenTofu reads `x.tofu` instead of `x.tf`, if both are there. */
const isReplaced = (name: string, files: readonly SourceFile[]): boolean => {
  const [stem, ending] = [name.replace(/\.tf(?:\.json)?$/, ''), /\.tf((?:\.json)?)$/.exec(name)];
  return ending !== null && files.some((file) => file.name === `${stem}.tofu${ending[1]!}`);
};

const pathIn = (expression: Expression | undefined): string | undefined => {
  const plain = literalText(expression);
  if (plain !== undefined) return plain.startsWith('/') ? undefined : plain.replace(HERE, './');
  if (expression?.kind !== 'template') return undefined;
  const [first, ...rest] = expression.parts;
  const isHere =
    first?.kind === 'attribute' &&
    first.of.kind === 'variable' &&
    first.of.name === 'path' &&
    first.name === 'module';
  const texts = rest.map(literalText);
  return isHere && texts.every((text) => text !== undefined)
    ? `./${texts.join('').replace(/^\//, '')}`
    : undefined;
};
