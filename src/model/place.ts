/**
 * Where something was said.
 *
 * Positions are asked for rarely (an error, a proof) and cost much to keep (580,000 requirements have as many), so
 * what the model carries is an `Origin`: enough to find the place again.
 */

import { groupBy } from './group-by.ts';

export interface Place {
  /** Path as the user would write it, with `/`, relative to the working folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** One step of the way to a value inside a document: a key or an index. */
export type Step = string | number;

/** What is to be found: the value at a path, or the key that leads to it. */
export interface Sought {
  readonly path: readonly Step[];
  readonly at: 'key' | 'value';
}

/** A text that values came from, which can tell where they stand. */
export interface Source {
  readonly file: string;
  /** It came with the program: its lines are nobody's to change. */
  readonly isShipped?: boolean;
  /** The place of each; a path that leads nowhere gets its nearest ancestor's. */
  locate(sought: readonly Sought[]): readonly Place[];
  /** The lines around a place, with a marker under its column. */
  frame(place: Place): string;
}

/** Where a node or a requirement was said: a path into a source, kept as a chain of steps. */
export class Origin {
  readonly source: Source;
  private readonly parent: Origin | undefined;
  private readonly step: Step | undefined;

  constructor(source: Source, parent?: Origin, step?: Step) {
    this.source = source;
    this.parent = parent;
    this.step = step;
  }

  /** The origin of a value inside this one. */
  at(step: Step): Origin {
    return new Origin(this.source, this, step);
  }

  /** The keys and indexes from the document's root. */
  get path(): readonly Step[] {
    return this.parent === undefined || this.step === undefined ? [] : [...this.parent.path, this.step];
  }
}

/** The places of many origins; every source is searched once. */
export const placesOf = (origins: readonly Origin[]): ReadonlyMap<Origin, Place> => {
  const places = new Map<Origin, Place>();
  for (const [source, members] of groupBy(origins, (origin) => origin.source)) {
    const found = source.locate(members.map(({ path }) => ({ path, at: 'value' })));
    members.forEach((origin, i) => {
      const place = found[i];
      if (place !== undefined) places.set(origin, place);
    });
  }
  return places;
};

/** `file:line`, the form in which editors and terminals make a place clickable. */
export const formatPlace = (place: Place): string => `${place.file}:${place.line}`;
