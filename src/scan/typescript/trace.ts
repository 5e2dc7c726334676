/** What a program did while it was interpreted, and how to ask for it. */
import type { Finding } from '../../model/fact.ts';
import type { Call, Made, Site, Value } from './value.ts';

/** All of it, in the order in which it happened. */
export interface Trace {
  readonly made: readonly Made[];
  readonly calls: readonly Call[];
  /** Texts with an address in them (URLs, ARNs, hosts), wherever they stand in the code; comments are none. */
  readonly texts: readonly Text[];
  /** Files by `inside`, with those that each imports, through others too. */
  readonly reaches: ReadonlyMap<string, readonly string[]>;
  /** Syntax errors, files given up, budgets that ran out. */
  readonly findings: readonly Finding[];
}

/** A literal or template in the code. */
export interface Text {
  readonly value: Value;
  readonly site: Site;
  /** What it is bound to: the variable, the property, the parameter's name if that is known. */
  readonly key?: string;
  /** The innermost named function that it stands in. */
  readonly inside?: string;
}

/**
 * What a dialect knows of libraries' functions: the value that a call gives, or nothing. `invoke` runs a function
 * value of the program: `bucket.arn.apply((arn) => …)`, `list.forEach` of a library's own kind.
 */
export type Intrinsic = (
  call: Call,
  invoke: (callback: Value, args: readonly Value[]) => Value,
) => Value | undefined;

export interface TraceOptions {
  readonly intrinsic?: Intrinsic;
  /** The value of a property of a library value, if the dialect knows it: `Aws.REGION`, `stack.region`. */
  readonly property?: (of: Value, name: string) => Value | undefined;
  /**
   * Which functions and classes that nothing called are run as well, with parameters that are not known: `all` (code
   * that a runtime calls), `constructs` (only classes that extend a library's class), `none`.
   */
  readonly explore: 'all' | 'constructs' | 'none';
  /** Values of environment variables that are known; others stay `environment`. */
  readonly environment?: ReadonlyMap<string, string>;
}
