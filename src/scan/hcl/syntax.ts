/**
 * HCL as a tree: bodies of attributes and blocks, and expressions. The nouns, nothing else.
 *
 * The native syntax (`*.tf`) and the JSON syntax (`*.tf.json`) both become this tree. Lines count from 1.
 */

/** `makes` of a for expression: what each round adds, under which key if it makes an object. */
interface Making {
  readonly key?: Expression;
  readonly value: Expression;
  /** `...` after the value: one list of values for each key. */
  readonly grouped: boolean;
}

export interface Entry {
  /** A bare key is a literal. */
  readonly key: Expression;
  readonly value: Expression;
}

export type Expression = { readonly line: number } & (
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  /** `"a-${b}"` and heredocs; a lone `"${x}"` is x itself. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  /** `aws_x`, `var`, `local`, `each`, `module`, `data`, what a for expression names … */
  | { readonly kind: 'variable'; readonly name: string }
  /** `x.y` */
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  /** `x["k"]`, `x[0]`, and `x.0` of old. */
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  /** `x.*.id`, `x[*].id`: `rest` is what follows the star. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly rest: readonly string[] }
  /** `expands`: the last argument is a list of arguments, `f(a, b...)`. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly expands: boolean;
    }
  | {
      readonly kind: 'for';
      readonly key?: string;
      readonly item: string;
      readonly of: Expression;
      readonly makes: Making;
      readonly when?: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  /** One operand: `-` or `!`. Two: the usual ones. */
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] }
  /** What could not be read, as it is written. */
  | { readonly kind: 'unknown'; readonly text: string }
);

export interface Attribute {
  readonly name: string;
  readonly value: Expression;
  readonly line: number;
}

/** What stands between braces, or in a file as a whole. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

export interface Block extends Body {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
}

export interface HclProblem {
  readonly line: number;
  readonly message: string;
}

export interface HclFile {
  readonly body: Body;
  /** What is broken; everything else stands. */
  readonly problems: readonly HclProblem[];
}
