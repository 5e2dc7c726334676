/** Whose code a file is: the package that it lies in, as a thing that stands on what the code calls. */
import type { Address, ResourceFact } from '../../model/fact.ts';
import { folderOf, joined } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';

/** A package of code: the folder of a package.json, or a folder without one above it. */
export interface CodePackage {
  readonly address: Address;
  readonly fact: ResourceFact;
  /** The folder, as ids are made of it; '' is the top. */
  readonly folder: string;
}

/** Finds the packages of files. */
export class Packages {
  private readonly byFolder = new Map<string, Promise<CodePackage | undefined>>();
  private readonly context: ScanContext;

  constructor(context: ScanContext) {
    this.context = context;
  }

  /** The nearest package.json's, else the folder of the file. */
  async of(file: SourceFile): Promise<CodePackage> {
    const inside = folderOf(file.inside);
    let up = '';
    for (let folder = inside; ; folder = folderOf(folder), up += '../') {
      const found = await this.at(file, folder, up);
      if (found !== undefined) return found;
      if (folder === '') break;
    }
    return this.bare(inside, file);
  }

  private at(file: SourceFile, folder: string, up: string): Promise<CodePackage | undefined> {
    const known = this.byFolder.get(folder) ?? this.read(file, folder, up);
    this.byFolder.set(folder, known);
    return known;
  }

  private async read(file: SourceFile, folder: string, up: string): Promise<CodePackage | undefined> {
    const found = await this.context.file(joined(file.folder, up), 'package.json');
    if (found === undefined) return undefined;
    const text = await found.text();
    const { name, line } = nameIn(text);
    return packageOf(folder, name, { file: found.path, line });
  }

  private readonly bareOnes = new Map<string, CodePackage>();

  private bare(folder: string, file: SourceFile): CodePackage {
    const known = this.bareOnes.get(folder) ?? packageOf(folder, undefined, { file: file.path, line: 1 });
    this.bareOnes.set(folder, known);
    return known;
  }
}

/** The name of a package.json and its line. A manifest that does not parse may still have a name. */
const nameIn = (text: string): { readonly name?: string; readonly line: number } => {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const name =
      typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, 'name')
        ? (parsed as { readonly name: unknown }).name
        : undefined;
    if (typeof name !== 'string' || name.trim() === '') return { line: 1 };
    const at = text.indexOf(`"name"`);
    return { name: name.trim(), line: at < 0 ? 1 : text.slice(0, at).split('\n').length };
  } catch {
    return { line: 1 };
  }
};

const packageOf = (folder: string, name: string | undefined, where: ResourceFact['where']): CodePackage => {
  const plain = name?.replace(/^@[^/]*\//, '');
  const last = folder.slice(folder.lastIndexOf('/') + 1);
  const local = last !== '' ? last : (plain ?? 'code');
  const address = { scope: folderOf(folder), local };
  const names = [...new Set([plain, last].filter((one) => one !== undefined && one !== ''))] as string[];
  return {
    address,
    folder,
    fact: {
      address,
      type: 'code/package',
      kind: 'service',
      where,
      ...(name === undefined || name === local ? {} : { name }),
      ...(names.length === 0 ? {} : { view: { names } }),
    },
  };
};
