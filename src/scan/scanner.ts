/** What a scanner is: a plain object that knows one format, from texts to facts. It touches no files itself. */
import type { Facts, TestimonyKind } from '../model/fact.ts';

/** A file that may hold something: read when somebody asks. */
export interface SourceFile {
  /** As the user would write it, with `/`: relative to the working folder. */
  readonly path: string;
  /** The last segment. */
  readonly name: string;
  /** The path of the folder that it lies in; `.` is the working folder. */
  readonly folder: string;
  /** What the path is inside of what is scanned: ids are made of it. The same wherever the command is called from. */
  readonly inside: string;
  /** Bytes. */
  readonly size: number;
  /** The first bytes as text (up to 64 KiB), for recognising; empty if it is binary. */
  readonly head: string;
  /** All of it, decoded (UTF-8, or UTF-16 with a byte order mark), without the mark, line ends as they are. */
  text(): Promise<string>;
  /**
   * The same piece by piece, for files that are larger than the memory should hold: some 64 KiB at a time, never
   * cut inside of a character. No limit of size holds for it.
   */
  chunks(): AsyncIterable<string>;
}

/** What a scanner may ask of the world around its files. */
export interface ScanContext {
  /**
   * Another file, by a path relative to a folder as `SourceFile.folder` gives it: a module, an env_file, a mounted
   * configuration. None if it is not there or lies outside of the repository.
   */
  file(folder: string, relative: string): Promise<SourceFile | undefined>;
  /** The files directly in a folder, sorted by name; none if it is not there or outside of the repository. */
  folder(folder: string, relative: string): Promise<readonly SourceFile[]>;
  /** All files of the repository that are not ignored: for what only code can tell. Listed when first asked for. */
  everything(): Promise<readonly SourceFile[]>;
  /** Values given on the command line: `--region`, `--var name=value`. */
  readonly region?: string;
  readonly variables: ReadonlyMap<string, string>;
  /** Tells how far it is; a scanner with much to do calls it now and then. */
  progress(done: number, of: number): void;
}

/** A scanner: one format, from texts to facts. */
export interface Scanner {
  /** `terraform`: lower case and dashes. Of our own scanners the page in docs/scanners/ is called the same. */
  readonly name: string;
  /** `Terraform and OpenTofu configuration`. */
  readonly title: string;
  /** Shared by scanners that mean the same by the same address; left out: the name. */
  readonly realm?: string;
  /** What kind of source it reads; left out: `declared`. */
  readonly tells?: TestimonyKind;
  /**
   * Globs of further names of files that it may claim (`Procfile`): files of other names than those that some format of
   * ours has are not opened unless a scanner says so.
   */
  readonly files?: readonly string[];
  /** It reads beside others what they read as well: one file of code may build stacks and call services. */
  readonly alongside?: boolean;
  /** Whether a file is of this format: by content where names do not tell. Cheap; it sees every file. */
  claims(file: SourceFile): boolean;
  /** Facts of all files claimed. What cannot be read is a finding; only a defect throws. */
  scan(files: readonly SourceFile[], context: ScanContext): Promise<Facts>;
}
