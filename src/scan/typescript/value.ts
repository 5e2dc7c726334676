/**
 * What an expression of a program is worth, as far as its text tells: the nouns that the interpreter of TypeScript
 * and the readers of what it found share.
 *
 * Nothing is thrown away: what cannot be known keeps what went into it, so that a bucket whose name runs through three
 * functions and a template is still seen to be that bucket.
 */

/** A place in the code. */
export interface Site {
  /** As the user would write it (`SourceFile.path`). */
  readonly file: string;
  /** As ids are made of it (`SourceFile.inside`). */
  readonly inside: string;
  /** From 1. */
  readonly line: number;
}

export type Value =
  | { readonly kind: 'plain'; readonly plain: undefined | null | boolean | number | string }
  /** An array. `isOpen`: there may be more in it than is known. Lists and objects change while the program runs. */
  | { readonly kind: 'list'; readonly items: Value[]; isOpen: boolean }
  | { readonly kind: 'object'; readonly entries: Map<string, Value>; isOpen: boolean; readonly site?: Site }
  /** A text of which not all is known: a template, a concatenation, a tagged template. */
  | { readonly kind: 'text'; readonly parts: readonly Value[] }
  /** One of these: both arms of a conditional, a value and its default (the default stands last). */
  | { readonly kind: 'either'; readonly of: readonly Value[] }
  /** What a package exports: `aws-cdk-lib/aws-s3` with `['Bucket']`. A namespace or default import has an empty path. */
  | Library
  /** What `new` made of a library's class. */
  | { readonly kind: 'made'; readonly made: Made }
  /** What a call gave whose function is not among the files. */
  | { readonly kind: 'result'; readonly call: Call }
  /** A property of any of these: `table.tableName`, `fn.role`; of a list without known index `[*]`. */
  | { readonly kind: 'member'; readonly of: Value; readonly name: string }
  /** `process.env.NAME`. */
  | { readonly kind: 'environment'; readonly name: string }
  /** A function of the files: only the interpreter looks into it. */
  | { readonly kind: 'function'; readonly name: string; readonly site: Site; readonly closure: unknown }
  /** A class of the files; `extends`: the library class at the end of its chain. */
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly site: Site;
      readonly extends?: Library;
      readonly closure: unknown;
    }
  /** What `new` made of a class of the files. `made`: what it is of a library, if it extends a class of one. */
  | {
      readonly kind: 'instance';
      readonly class: string;
      readonly fields: Map<string, Value>;
      made?: Made;
      readonly site: Site;
      readonly closure: unknown;
    }
  /** Not known. `of`: all that went into it. `name`: what it is called there (a parameter, a global). */
  | { readonly kind: 'unknown'; readonly of: readonly Value[]; readonly name?: string };

export interface Library {
  readonly kind: 'library';
  readonly module: string;
  readonly path: readonly string[];
}

/** Around a `new` or a call: what decides how its failure is borne. */
export interface Surrounding {
  /** The innermost named function, method or variable that holds the function. */
  readonly inside?: string;
  /** It runs once, when the module is loaded or the process starts, and not for each request. */
  readonly isAtStart: boolean;
  /** It stands in a `try`, or has a `.catch(…)`, that does not throw again. `fallback`: and that gives another value. */
  readonly guard?: 'caught' | 'fallback';
  /** Under an `if` or in a branch that may not be taken. */
  readonly isConditional: boolean;
}

/** A `new` of a library's class, or the `super(…)` of a class that extends one. */
export interface Made {
  /** In the order of making, from 0. */
  readonly id: number;
  readonly class: Library;
  readonly args: readonly Value[];
  readonly site: Site;
  /** The calls that led there, outermost first: the same `new` in a function that is called twice makes two. */
  readonly via: readonly Site[];
  readonly around: Surrounding;
  /** The class of the files that extends the library's, if it is one. */
  readonly by?: string;
  /** The variable or field that it is bound to, if it is bound at once: `const table = new Table(…)`. */
  readonly boundTo?: string;
}

/** A call of a function or method that is not among the files. */
export interface Call {
  readonly id: number;
  /** `library` for plain functions, `member` for methods: of a made, a result, a library (statics), anything. */
  readonly callee: Value;
  /** The last word of the callee: `grantRead`, `fromBucketName`. */
  readonly name: string;
  readonly args: readonly Value[];
  readonly site: Site;
  readonly via: readonly Site[];
  readonly around: Surrounding;
  readonly boundTo?: string;
}
