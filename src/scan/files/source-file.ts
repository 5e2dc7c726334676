/** A file of the disk as scanners see it: its head read when first looked at, its text when asked for. */
import type { Finding } from '../../model/fact.ts';
import type { SourceFile } from '../scanner.ts';
import { type Decoded, type Flaw, pieceDecoder } from './decode.ts';
import { isCompressed, isJsonName } from './names.ts';
import { readHead, readPieces, readWhole, statusOf, tooLarge } from './reading.ts';

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
  if (latest?.file !== file) latest = { file, head: readHead(file, isCompressed(file)) };
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

  /** What was read before it broke off stands; why it did, is told. */
  async *chunks(): AsyncIterable<string> {
    const decoder = pieceDecoder();
    const pieces = readPieces(this.real, isCompressed(this.real));
    let isBroken = false;
    try {
      for (;;) {
        const piece = await pieces.next();
        const text = piece.done === true ? decoder.end() : decoder.next(piece.value);
        isBroken ||= text.includes('\ufffd');
        if (text !== '') yield text;
        if (piece.done !== true) continue;
        if (piece.value !== undefined) this.tell(findingOf(this.path, piece.value));
        break;
      }
    } finally {
      // Whoever asked may have had enough: what is open is closed.
      await pieces.return(undefined);
      if (isBroken) this.tell(findingOf(this.path, NOT_ALL_TEXT));
    }
  }
}

const NOT_ALL_TEXT: Flaw = {
  kind: 'unreadable',
  message: 'some of it is no text in the encoding that it begins with: those characters are not known',
};

/** A flaw of a file, or of a folder. */
export const findingOf = (file: string, { kind, message, hint }: Flaw): Finding => ({
  kind,
  message,
  file,
  ...(hint === undefined ? {} : { hint }),
});
