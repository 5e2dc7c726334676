/** A file of the disk as scanners see it: its head read when first looked at, its text when asked for. */
import type { Finding } from '../../model/fact.ts';
import type { SourceFile } from '../scanner.ts';
import type { Decoded, Flaw } from './decode.ts';
import { isJsonName } from './names.ts';
import { readHead, readWhole, statusOf, tooLarge } from './reading.ts';

/** Takes what was not read, each thing once. */
export type Tell = (finding: Finding) => void;

export interface FileNames {
  /** What it is opened by: a path whose folders are no links. */
  readonly real: string;
  readonly path: string;
  readonly inside: string;
}

/** Only one head is kept: every scanner looks at a file before the next file's turn, and heads of a large repository
 * would fill the memory. */
let latest: { readonly file: string; readonly head: Decoded } | undefined;

const headOf = (file: string): Decoded => {
  if (latest?.file !== file) latest = { file, head: readHead(file) };
  return latest.head;
};

export class FoundFile implements SourceFile {
  readonly real: string;
  readonly path: string;
  readonly inside: string;
  private readonly tell: Tell;

  constructor({ real, path, inside }: FileNames, tell: Tell) {
    this.real = real;
    this.path = path;
    this.inside = inside;
    this.tell = tell;
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  get folder(): string {
    const slash = this.path.lastIndexOf('/');
    return slash < 0 ? '.' : this.path.slice(0, slash) || '/';
  }

  get size(): number {
    const status = statusOf(this.real);
    return 'kind' in status ? 0 : status.size;
  }

  get head(): string {
    const head = headOf(this.real);
    return head.ok ? head.text : '';
  }

  /** Why it gives nothing, as far as its size and its head tell. */
  flaw(): Flaw | undefined {
    // Only what somebody claims may be larger, and that is seen when it is read.
    const large = isJsonName(this.name) ? undefined : tooLarge(this.size, false);
    if (large !== undefined) return large;
    const head = headOf(this.real);
    return head.ok ? undefined : head.flaw;
  }

  /** Empty if it cannot be read: why, is told. */
  text(): Promise<string> {
    const read = readWhole(this.real, isJsonName(this.name));
    if (!read.ok) this.tell(findingOf(this.path, read.flaw));
    return Promise.resolve(read.ok ? read.text : '');
  }

  /** As `text`, in one piece. */
  async *chunks(): AsyncIterable<string> {
    yield await this.text();
  }
}

/** A flaw of a file, or of a folder. */
export const findingOf = (file: string, { kind, message, hint }: Flaw): Finding => ({
  kind,
  message,
  file,
  ...(hint === undefined ? {} : { hint }),
});
