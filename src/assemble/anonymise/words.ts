/** Texts of one's own, replaced: the same text by the same word, numbered in the order in which they are met. */

/** What a text is. */
type Sort =
  'file' | 'owner' | 'policy' | 'reason' | 'scenario' | 'source' | 'tag' | 'template' | 'text' | 'title';

export class Words {
  private readonly known = new Map<Sort, Map<string, number>>();

  /** `owner-3` */
  of(sort: Sort, text: string): string {
    return `${sort}-${this.number(sort, text)}`;
  }

  /** `file-2.tf`: what kind of file it is stays. */
  file(name: string): string {
    const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
    return `${this.of('file', name)}.${ENDINGS.has(ending) ? ending : 'txt'}`;
  }

  /** Where something is known from: a line of a file stays one. */
  source(text: string): string {
    const line = /^([^:\s][^:]*\.[A-Za-z0-9]+|[^:\s]*file):([1-9]\d{0,8})$/.exec(text);
    return line === null ? this.of('source', text) : `${this.file(line[1]!)}:${line[2]!}`;
  }

  /** Why something is so. What sort of reference a scan saw is its own word, and questions go by it. */
  reason(text: string): string {
    if (text === INSTANCE) return text;
    const sort = SCANNED.exec(text)?.[0];
    return sort === undefined ? this.of('reason', text) : `${sort} ${this.of('reason', text)}`;
  }

  /** A tag; those that a scan makes by itself stay. */
  tag(text: string): string {
    if (text === 'scanned' || /^count:\d{1,9}$/.test(text)) return text;
    return /nat_?gateway/i.test(text) ? 'nat_gateway' : this.of('tag', text);
  }

  private number(sort: Sort, text: string): number {
    let known = this.known.get(sort);
    if (known === undefined) this.known.set(sort, (known = new Map()));
    let number = known.get(text);
    if (number === undefined) known.set(text, (number = known.size + 1));
    return number;
  }
}

/** Endings of files that say nothing of whose they are. */
const ENDINGS: ReadonlySet<string> = new Set(
  'bicep cjs conf cs cts go hcl html java js json jsx md mjs mts php properties py rb sh sql tf tfvars toml ts tsx txt xml yaml yml'.split(
    ' ',
  ),
);

const INSTANCE = 'the service that it is an instance of';

const SCANNED = /^(?:call|config|entry points?|network|placement):/;
