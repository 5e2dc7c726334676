/**
 * Templates of Azure's Resource Manager, as they stand: declarations, and values that are yet to be computed. Both
 * languages, JSON and Bicep, come to these, and all that follows knows only these.
 */

/** A value as it is written. `line`: of the file, from 1. */
export type Expr = { readonly line: number } & (
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expr, Expr])[] }
  /** A variable, a parameter, a resource or a module of Bicep, or what a loop calls its item. */
  | { readonly kind: 'name'; readonly name: string }
  /** `concat(a, b)`; `of`: what a method is called on. */
  | { readonly kind: 'call'; readonly name: string; readonly of?: Expr; readonly args: readonly Expr[] }
  /** `a.b`, `a['b']`, `a[0]`, and Bicep's `a::b`, the resource `b` nested in `a`. */
  | { readonly kind: 'member'; readonly of: Expr; readonly key: Expr }
  /** A text with values in it. */
  | { readonly kind: 'text'; readonly parts: readonly Expr[] }
  /** The body once for each item. `loop`: how `copyIndex` names it. */
  | {
      readonly kind: 'each';
      readonly list: Expr;
      readonly item: string;
      readonly index?: string;
      readonly loop?: string;
      readonly body: Expr;
    }
  /** What an expression that is beyond this reader holds: only what it mentions is known. */
  | { readonly kind: 'opaque'; readonly parts: readonly Expr[] }
);

/** A loop around a resource or a module. */
export interface Loop {
  readonly list: Expr;
  readonly item: string;
  readonly index?: string;
  /** How `copyIndex('…')` names it. */
  readonly loop?: string;
}

interface Declaration {
  /** Bicep's symbolic name, the key among `resources`, or the number of the resource in a list. */
  readonly symbol: string;
  readonly line: number;
  readonly condition?: Expr;
  readonly loop?: Loop;
  readonly dependsOn: readonly Expr[];
  /** Bicep's decorators and comments aside, all that stands in the body. */
  readonly body: ReadonlyMap<string, Expr>;
}

export interface ResourceDeclaration extends Declaration {
  readonly is: 'resource';
  /** Without the version of its API: `Microsoft.Storage/storageAccounts`; of a nested one with those of its parents. */
  readonly type: string;
  /** The symbol of the resource that it is nested in. */
  readonly inside?: string;
  readonly isExisting: boolean;
}

export interface ModuleDeclaration extends Declaration {
  readonly is: 'module';
  /** The template itself, or where it is. */
  readonly source:
    | { readonly kind: 'inline'; readonly template: Template; readonly scope: 'inner' | 'outer' }
    | { readonly kind: 'path'; readonly path: Expr };
  readonly parameters: ReadonlyMap<string, Expr>;
}

export interface Template {
  readonly language: 'json' | 'bicep';
  readonly parameters: ReadonlyMap<string, Expr | undefined>;
  readonly variables: ReadonlyMap<string, Expr>;
  readonly declarations: readonly (ResourceDeclaration | ModuleDeclaration)[];
  readonly outputs: ReadonlyMap<string, Expr>;
  /** What could not be read. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly line: number;
  readonly message: string;
}
