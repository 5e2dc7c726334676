/**
 * Places as numbers, and back: origins hold on to whole texts, and the page is given none.
 */
import { Origin, type Place, type Sought, type Source, type Step } from '../../model/place.ts';

/** File (its number in `files`), line and column, from 1; the number of the template that it was said in, if any. */
type PlaceData = readonly [file: number, line: number, column: number, template?: number];

interface FileData {
  readonly file: string;
  /** It came with the program. */
  readonly isShipped?: true;
}

export interface PlacesData {
  readonly files: readonly FileData[];
  /** Ids of templates. */
  readonly templates?: readonly string[];
  readonly places: readonly PlaceData[];
}

/** Places beside that of a value, as numbers: that of its key, and that of what stands under "until" in it. */
export interface Beside {
  readonly key?: number;
  readonly until?: number;
}

/** Numbers of origins, in the order in which they are met. */
export class Numbering {
  private readonly known = new Map<Origin, number>();
  private readonly wanted: { readonly origin: Origin; readonly at: Sought['at'] }[] = [];

  /** The number of an origin: always the same. */
  of(origin: Origin): number {
    let number = this.known.get(origin);
    if (number === undefined) this.known.set(origin, (number = this.add(origin, 'value')));
    return number;
  }

  /** A number for the place of a key. */
  add(origin: Origin, at: Sought['at']): number {
    return this.wanted.push({ origin, at }) - 1;
  }

  /** The places of all that have a number; every source is searched once. */
  data(): PlacesData {
    const files = new Map<Source, number>();
    const templates = new Map<string, number>();
    const sought: { readonly number: number; readonly path: readonly Step[]; readonly at: Sought['at'] }[][] =
      [];
    this.wanted.forEach(({ origin, at }, number) => {
      const file = numberIn(files, origin.source);
      (sought[file] ??= []).push({ number, path: origin.path, at });
    });
    const places = Array.from<PlaceData>({ length: this.wanted.length });
    for (const [source, file] of files) {
      const found = source.locate(sought[file]!);
      sought[file]!.forEach(({ number, path: [room, name] }, i) => {
        const { line, column } = found[i] ?? TOP;
        places[number] =
          room === TEMPLATES ? [file, line, column, numberIn(templates, String(name))] : [file, line, column];
      });
    }
    return {
      files: [...files.keys()].map(({ file, isShipped }) => ({
        file,
        ...(isShipped === true ? { isShipped } : {}),
      })),
      ...(templates.size === 0 ? {} : { templates: [...templates.keys()] }),
      places,
    };
  }
}

/** The key of a document below which templates stand. */
const TEMPLATES = 'templates';

const TOP = { line: 1, column: 1 } as const;

const numberIn = <T>(numbers: Map<T, number>, item: T): number => {
  let number = numbers.get(item);
  if (number === undefined) numbers.set(item, (number = numbers.size));
  return number;
};

/**
 * Origins by number. The path of each is its number, below its template if there is one: what is asked for below it is
 * at its place, unless `beside` knows better.
 */
export const originsFrom = (
  { files, places, templates = [] }: PlacesData,
  beside: ReadonlyMap<number, Beside>,
): readonly Origin[] => {
  const placeAt = (number: number, file: string): Place => {
    const [, line, column] = places[number] ?? [0, TOP.line, TOP.column];
    return { file, line, column };
  };
  const roots = files.map(({ file, isShipped }) => {
    const found = ({ path, at }: Sought): Place => {
      const [number, ...below] = path[0] === TEMPLATES ? path.slice(2) : path;
      if (typeof number !== 'number') return { file, ...TOP };
      const { key, until } = beside.get(number) ?? {};
      return placeAt(
        (below[0] === 'until' ? until : below.length === 0 && at === 'key' ? key : undefined) ?? number,
        file,
      );
    };
    return new Origin({
      file,
      ...(isShipped === true ? { isShipped } : {}),
      locate: (sought) => sought.map(found),
      frame: () => '',
    });
  });
  return places.map(([file, , , template], number) => {
    const root = roots[file]!;
    return (template === undefined ? root : root.at(TEMPLATES).at(templates[template]!)).at(number);
  });
};
