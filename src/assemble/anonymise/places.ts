/** Origins without the names of files and templates: they tell the same lines, of files called otherwise. */
import { Origin, type Sought, type Source } from '../../model/place.ts';
import type { Words } from './words.ts';

/** The key of a document below which templates stand. */
const TEMPLATES = 'templates';

/** The nameless origin of an origin: of the same one always the same. */
export const namelessOrigins = (words: Words): ((origin: Origin) => Origin) => {
  const sources = new Map<Source, NamelessSource>();
  const known = new Map<Origin, Origin>();
  return (origin) => {
    let nameless = known.get(origin);
    if (nameless === undefined) {
      let source = sources.get(origin.source);
      if (source === undefined)
        sources.set(origin.source, (source = new NamelessSource(origin.source, words)));
      known.set(origin, (nameless = source.add(origin)));
    }
    return nameless;
  };
};

class NamelessSource implements Source {
  readonly file: string;
  readonly isShipped: boolean;
  private readonly source: Source;
  private readonly words: Words;
  private readonly root: Origin;
  private readonly origins: Origin[] = [];

  constructor(source: Source, words: Words) {
    this.source = source;
    this.words = words;
    this.isShipped = source.isShipped === true;
    // Where the program lies on somebody's disk is nobody's business either.
    this.file = this.isShipped ? source.file.replace(/^.*[/\\]/s, '') : words.file(source.file);
    this.root = new Origin(this);
  }

  /** An origin whose path is its number, below its template if there is one. */
  add(origin: Origin): Origin {
    const number = this.origins.push(origin) - 1;
    const [room, template] = origin.path;
    if (room !== TEMPLATES || template === undefined) return this.root.at(number);
    const name = this.isShipped ? template : this.words.of('template', String(template));
    return this.root.at(TEMPLATES).at(name).at(number);
  }

  locate(sought: readonly Sought[]): ReturnType<Source['locate']> {
    const places = this.source.locate(
      sought.map(({ path, at }) => {
        const [number, ...rest] = path[0] === TEMPLATES ? path.slice(2) : path;
        const origin = typeof number === 'number' ? this.origins[number] : undefined;
        return { path: origin === undefined ? [] : [...origin.path, ...rest], at };
      }),
    );
    return places.map((place) => ({ ...place, file: this.file }));
  }

  frame(): string {
    return '';
  }
}
