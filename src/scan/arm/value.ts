/**
 * Values as far as they are known before anything is deployed, with the resources that each is made of.
 *
 * A text keeps the place of a part that is not known: `${location}-shop`. The same unknown part is written in the same
 * words wherever it stands, so that two names that are made alike are alike.
 */
import type { Address, Plain } from '../../model/fact.ts';
import type { SourceFile } from '../scanner.ts';
import type { ModuleDeclaration, ResourceDeclaration, Template } from './syntax.ts';

/** A resource that a value is made of. */
export type Ref =
  | { readonly kind: 'thing'; readonly thing: Thing }
  /** By type and names, looked for among the resources of a deployment and of those around it. */
  | {
      readonly kind: 'id';
      readonly type: string;
      readonly names: readonly string[];
      readonly in: Deployed;
    };

export type Value =
  | { readonly is: 'plain'; readonly plain: null | boolean | number; readonly refs: readonly Ref[] }
  | { readonly is: 'text'; readonly text: string; readonly refs: readonly Ref[] }
  | { readonly is: 'list'; readonly items: readonly Value[]; readonly line: number }
  | { readonly is: 'map'; readonly entries: ReadonlyMap<string, Entry>; readonly line: number }
  /** A resource itself, or its id; `path`: what of it. */
  | { readonly is: 'ref'; readonly ref: Ref; readonly path: readonly string[]; readonly words: string }
  /** A nested deployment; `at`: its outputs. */
  | { readonly is: 'deployment'; readonly deployment: Deployed; readonly at?: 'outputs' }
  | { readonly is: 'unknown'; readonly words: string; readonly refs: readonly Ref[] };

/** A member of a map: its line, and what its key is made of. */
export interface Entry {
  readonly value: Value;
  readonly line: number;
  readonly refs: readonly Ref[];
}

/** A resource of a deployment; or, `is: 'module'`, a nested one of which the template is not there. */
export interface Thing {
  readonly deployment: Deployed;
  readonly declaration: ResourceDeclaration | ModuleDeclaration;
  readonly type: string;
  /** Its own name and before it those of its parents, as far as they are known. */
  readonly names: readonly string[];
  readonly address: Address;
  /** Type and names in lower case: what it is found by. */
  readonly key: { readonly type: string; readonly name: string };
  /** What it is a child of. */
  readonly parent?: Ref;
}

/** What the tree of deployments shares. */
export interface Tree {
  readonly all: Deployed[];
  /** Computations that are left: no template needs nearly as many. */
  steps: number;
  /** Ids that are given away. */
  readonly taken: Set<string>;
  /** Resources by type, in lower case. */
  readonly byType: Map<string, Thing[]>;
}

/** A template with values for its parameters, as those see it that compute with it: see `Deployment`. */
export interface Deployed {
  readonly file: SourceFile;
  readonly template: Template;
  readonly scope: string;
  readonly tree: Tree;
  readonly things: readonly Thing[];
  /** Counts a computation; false once there were too many. */
  mayGoOn(): boolean;
  parameter(name: string, depth?: number): Value | undefined;
  variable(name: string, depth?: number): Value | undefined;
  output(name: string): Value | undefined;
  /** What a bare name of Bicep means. */
  named(name: string, depth: number): Value | undefined;
  /** A resource or a nested deployment by its symbolic name. */
  symbolic(name: string): Thing | Deployed | undefined;
  /** A deployment nested in this one or in one around it, by its own name. */
  deploymentNamed(name: string): Deployed | undefined;
  /** The one resource of this template that bears a name. */
  thingNamed(name: string): Thing | undefined;
  /** Names of a loop where it stands for all its turns. */
  inGeneral(declaration: ResourceDeclaration | ModuleDeclaration): Scope;
  /** One scope for each turn of a declaration's loop; one alone where there is none, or its turns are not known. */
  turns(declaration: ResourceDeclaration | ModuleDeclaration): {
    readonly scopes: readonly Scope[];
    readonly count?: number;
  };
  /** Whether there is none of it: its condition is known to be false, or that of what is around it. */
  isSwitchedOff(declaration: ResourceDeclaration | ModuleDeclaration): boolean;
}

/** What names mean where an expression stands. */
export interface Scope {
  readonly deployment: Deployed;
  /** Items and indexes of the loops around it. */
  readonly locals: ReadonlyMap<string, Value>;
}

/** Characters of a text that are kept: what doubles itself at each step would else fill all memory. */
const MOST_TEXT = 20_000;

export const text = (value: string, refs: readonly Ref[] = []): Value => ({
  is: 'text',
  text: value.length > MOST_TEXT ? value.slice(0, MOST_TEXT) : value,
  refs,
});

export const plain = (value: null | boolean | number, refs: readonly Ref[] = []): Value => ({
  is: 'plain',
  plain: value,
  refs,
});

/** Items of a list that are kept. */
const MOST_ITEMS = 5_000;

export const list = (items: readonly Value[], line = 0): Value => ({
  is: 'list',
  items: items.length > MOST_ITEMS ? items.slice(0, MOST_ITEMS) : items,
  line,
});

export const unknown = (words: string, refs: readonly Ref[] = []): Value => ({ is: 'unknown', words, refs });

/** What is known of a value by its deployment alone: a text without gaps. */
export const knownText = (value: Value | undefined): string | undefined => {
  const found = value === undefined ? undefined : patternOf(value);
  return found === undefined || isOpen(found) ? undefined : found;
};

/** A scalar as a text, with `${…}` for what is not known; none of a list or a map. */
export const patternOf = (value: Value): string | undefined => {
  switch (value.is) {
    case 'text':
      return value.text;
    case 'plain':
      return value.plain === null ? undefined : String(value.plain);
    case 'unknown':
    case 'ref':
      return `\${${value.words}}`;
    case 'list':
    case 'map':
    case 'deployment':
      return undefined;
  }
};

/** Whether a text has parts that are not known. */
export const isOpen = (pattern: string): boolean => pattern.includes('${');

/** Items of a list; undefined if it is not known which there are. */
export const itemsOf = (value: Value | undefined): readonly Value[] | undefined =>
  value?.is === 'list' ? value.items : undefined;

/** Values that are looked through for references, and references that one value may have. */
const MOST_VALUES = 20_000;
const MOST_REFS = 500;

/** All resources that values are made of, however deep, each once. */
export const refsOf = (...values: readonly Value[]): readonly Ref[] => {
  const found = new Set<Ref>();
  const open: Value[] = values.toReversed();
  let left = MOST_VALUES;
  for (let value = open.pop(); value !== undefined && left-- > 0; value = open.pop()) {
    if (value.is === 'list') open.push(...value.items.toReversed());
    else if (value.is === 'map') {
      for (const { refs } of value.entries.values()) for (const ref of refs) found.add(ref);
      open.push(...[...value.entries.values()].map((entry) => entry.value).toReversed());
    } else if (value.is === 'ref') found.add(value.ref);
    else if (value.is !== 'deployment') for (const ref of value.refs) found.add(ref);
    if (found.size >= MOST_REFS) break;
  }
  return [...found];
};

/** A value as plain data: what is not known is left out, but for texts of which a part is. */
export const plainOf = (value: Value): Plain | undefined => new Plainly().of(value);

/** Lists that share their items may stand for more values than there is memory for. */
class Plainly {
  private left = 100_000;

  of(value: Value): Plain | undefined {
    if (--this.left < 0) return undefined;
    switch (value.is) {
      case 'plain':
        return value.plain;
      case 'text':
        return value.text;
      case 'list':
        return value.items.flatMap((item) => this.of(item) ?? []);
      case 'map': {
        const members: (readonly [string, Plain])[] = [];
        for (const [key, { value: member }] of value.entries) {
          const one = this.of(member);
          if (one !== undefined) members.push([key, one]);
        }
        return Object.fromEntries(members);
      }
      case 'ref':
      case 'unknown':
      case 'deployment':
        return undefined;
    }
  }
}

/** The value of plain data: parameters of a file. */
export const valueOf = (data: Plain): Value => {
  if (typeof data === 'string') return text(data);
  if (typeof data !== 'object' || data === null) return plain(data);
  if (Array.isArray(data)) return list((data as readonly Plain[]).map(valueOf));
  return {
    is: 'map',
    line: 0,
    entries: new Map(
      Object.entries(data).map(([key, member]) => [key, { value: valueOf(member), line: 0, refs: [] }]),
    ),
  };
};

/** Whether two values are the same; undefined if that is not known. */
export const areEqual = (a: Value, b: Value): boolean | undefined => {
  const one = patternOf(a);
  const other = patternOf(b);
  if (one === undefined || other === undefined) return undefined;
  if (isOpen(one) || isOpen(other)) return one === other ? true : undefined;
  return one.toLowerCase() === other.toLowerCase();
};
