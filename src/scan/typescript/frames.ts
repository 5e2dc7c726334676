/** What a running program consists of: modules, frames of calls, variables, and the closures of functions and classes. */
import type ts from 'typescript';
import type { SourceFile } from '../scanner.ts';
import type { Cell, Change } from './journal.ts';
import type { ModuleSource } from './program.ts';
import type { Site, Surrounding, Value } from './value.ts';
import type { FunctionValue, ObjectValue } from './values.ts';

/** How a statement ended. */
export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly label?: string };

export const NORMAL: Completion = { kind: 'normal' };

/** The program throws: it is certain, as far as it can be seen. */
export class Thrown {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** A budget has run out: what is being run is given up. */
export class Stopped {
  readonly why = 'budget';
}

/** An end that may have come: with what had been changed up to it. */
export interface Exit {
  readonly completion: Completion;
  readonly change: Change;
}

/** A module while it is run. */
export interface ModuleState {
  readonly source: ModuleSource;
  readonly file: SourceFile;
  readonly env: Env;
  /** What it exports by name. */
  readonly exports: Map<string, () => Value | undefined>;
  /** The names that are being looked up: a circle of names that stand for each other has no value. */
  readonly asked: Set<string>;
  /** Specifiers of `export * from`. */
  readonly stars: string[];
  /** `module`: what its `exports` holds is what CommonJS exports. */
  readonly moduleObject: ObjectValue;
  state: 'new' | 'running' | 'done';
  namespace?: ObjectValue;
  /** Run when all of it has run: callbacks that somebody calls later. */
  readonly later: { readonly site: Site; readonly run: () => void }[];
}

/** A call of a function of the files. */
export interface Frame {
  readonly module: ModuleState;
  readonly caller?: Frame;
  readonly node?: ts.Node;
  readonly thisValue: Value | undefined;
  /** The class whose body it is in, and whether in a static part: what `super` means. */
  readonly home?: { readonly class: Value; readonly isStatic: boolean };
  /** The innermost named function. */
  readonly name?: string;
  readonly via: readonly Site[];
  readonly depth: number;
  readonly isAtStart: boolean;
  readonly args: readonly Value[];
  /** What the instance that is being made is bound to. */
  readonly making?: string;
  guard: Surrounding['guard'];
  isConditional: boolean;
  readonly exits: Exit[];
  /** What a generator gives. */
  readonly yields: Value[];
  /** Class initialisers that wait for `super(…)`. */
  afterSuper?: () => void;
}

/** Variables, innermost first. */
export class Env {
  readonly cells = new Map<string, Cell>();
  readonly parent: Env | undefined;
  readonly frame: Frame;
  /** Where `var` goes. */
  readonly isFunction: boolean;

  constructor(parent: Env | undefined, frame: Frame, isFunction = false) {
    this.parent = parent;
    this.frame = frame;
    this.isFunction = isFunction;
  }

  find(name: string): Cell | undefined {
    let cell = this.cells.get(name);
    for (let env = this.parent; cell === undefined && env !== undefined; env = env.parent) {
      cell = env.cells.get(name);
    }
    return cell;
  }
}

export interface CallOptions {
  readonly site: Site;
  readonly frame: Frame;
  /** It is called later, by somebody else: not while the program starts. */
  readonly isLater?: boolean;
  /** Nothing in the files calls it: it is the first of its calls. */
  readonly isEntry?: boolean;
  /** There may be more arguments: what each of them is. */
  readonly more?: Value;
  /** What the function is called on. */
  readonly thisValue?: Value;
  readonly boundTo?: string;
}

export interface Accessor {
  readonly get?: FunctionValue;
  readonly set?: FunctionValue;
}

/** What a function of the files closes over. */
export interface Closure {
  readonly node: ts.FunctionLikeDeclaration;
  readonly env: Env;
  readonly home: Frame['home'];
  /** A function is an object, too. */
  readonly properties: Map<string, Value>;
  /** By `bind`. */
  readonly bound?: { readonly thisValue: Value | undefined; readonly args: readonly Value[] };
}

/** What a class of the files is made of. */
export interface ClassBody {
  readonly node: ts.ClassLikeDeclaration;
  readonly env: Env;
  /** A class of the files, of a library, or what is not known. */
  readonly parent: Value | undefined;
  readonly statics: Map<string, Value>;
}

/** The parts of the interpreter that need each other. */
export interface Parts {
  evaluate(node: ts.Expression, env: Env): Value;
  execute(node: ts.Statement, env: Env): Completion;
  executeAll(nodes: readonly ts.Statement[], env: Env): Completion;
  /** Calls any value, of the files or not. */
  call(callee: Value, args: readonly Value[], options: CallOptions, node: ts.Node): Value;
  /** Calls a function of the files. */
  apply(
    callee: FunctionValue,
    thisValue: Value | undefined,
    args: readonly Value[],
    options: CallOptions,
  ): Value;
  construct(callee: Value, args: readonly Value[], options: CallOptions, node: ts.Node): Value;
  getMember(of: Value, name: string, env: Env, node: ts.Node): Value;
  setMember(of: Value, name: string, value: Value, env: Env): void;
  classOf(node: ts.ClassLikeDeclaration, env: Env): Value;
  exportDefault(node: ts.ExportAssignment, env: Env): void;
  /** What `import * as` or `import()` of a specifier gives. */
  importOf(specifier: string, from: ModuleState): Value;
  requireOf(specifier: string, from: ModuleState): Value;
  callSuper(args: readonly Value[], env: Env, node: ts.CallExpression): void;
  superMember(name: string, env: Env): Value | undefined;
}
