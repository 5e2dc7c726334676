/**
 * The state of an interpretation: what was found, budgets, and the ways to try what may happen. It knows nothing of
 * syntax: how to evaluate and to execute is given to it, so that the files of the interpreter need not import each
 * other in circles.
 */
import type ts from 'typescript';
import type { Finding } from '../../model/fact.ts';
import {
  type Accessor,
  type CallOptions,
  type Completion,
  type Exit,
  type Frame,
  type ModuleState,
  NORMAL,
  type Parts,
  Stopped,
  Thrown,
} from './frames.ts';
import { type Change, Journal } from './journal.ts';
import type { Program } from './program.ts';
import { boundTo, siteOf } from './syntax.ts';
import type { TraceOptions } from './trace.ts';
import type { Call, Library, Made, Site, Surrounding, Value } from './value.ts';
import { type FunctionValue, eitherOf } from './values.ts';

const MOST_STEPS = 4_000_000;
const MOST_STEPS_OF_ENTRY = 200_000;
const TOO_DEEP = 'it is nested too deeply to be followed';
const DEEPEST_EVALUATION = 450;

export class Machine {
  readonly program: Program;
  readonly options: TraceOptions;
  readonly journal = new Journal();
  readonly made: Made[] = [];
  readonly calls: Call[] = [];
  readonly findings: Finding[] = [];
  readonly modules = new Map<string, ModuleState>();
  /** Functions and classes that were run, and the latest value of those that came up. */
  readonly ran = new Set<ts.Node>();
  readonly functions = new Map<ts.Node, FunctionValue>();
  readonly classes = new Map<ts.Node, Value>();
  readonly instances = new Map<ts.Node, Value>();
  /** Literals and templates that were evaluated. */
  readonly texts = new Map<ts.Node, Value>();
  readonly globals = new Map<string, Value>();
  readonly globalNames = new Map<Value, string>();
  /** Getters and setters of object literals, by the objects' entries. */
  readonly accessors = new WeakMap<Map<string, Value>, Map<string, Accessor>>();
  /** `process.env`, `import.meta.env`. */
  readonly namespaces = new WeakMap<Map<string, Value>, (name: string) => Value | undefined>();
  readonly environmentObject: Value = { kind: 'unknown', of: [], name: 'process.env' };
  parts!: Parts;
  /** How many values came up that are not wholly known: where there is none, nothing can fail unseen. */
  doubts = 0;
  private steps = 0;
  private stepsOfEntry = 0;
  private depth = 0;
  private readonly told = new Set<string>();

  constructor(program: Program, options: TraceOptions) {
    this.program = program;
    this.options = options;
  }

  /** The site of a node in the file that a frame runs. */
  site(node: ts.Node, frame: Frame): Site {
    return siteOf(node, frame.module.file);
  }

  /** Counts one step; gives up if there were too many. */
  step(node: ts.Node, frame: Frame): void {
    this.steps++;
    if (++this.stepsOfEntry <= MOST_STEPS_OF_ENTRY && this.steps <= MOST_STEPS) return;
    this.tell(
      'unknown-value',
      'the program is too large to be followed to its end: from here on it was given up',
      this.site(node, frame),
    );
    throw new Stopped();
  }

  get isSpent(): boolean {
    return this.steps > MOST_STEPS;
  }

  /** Runs something with a budget of its own. What it throws ends it. */
  entry(site: Site, run: () => void): void {
    if (this.isSpent) return;
    const [steps, depth] = [this.stepsOfEntry, this.depth];
    this.stepsOfEntry = 0;
    this.depth = 0;
    try {
      run();
    } catch (error) {
      // The stack of the machine may end before the depth that is allowed: then this much is given up.
      if (error instanceof RangeError) this.tell('unknown-value', TOO_DEEP, site);
      else if (!(error instanceof Stopped) && !(error instanceof Thrown)) throw error;
    } finally {
      this.stepsOfEntry = steps;
      this.depth = depth;
    }
  }

  /** One level deeper into an expression or statement; too deep, it gives what is given instead. */
  deeper<T>(node: ts.Node, frame: Frame, run: () => T, instead: () => T): T {
    this.step(node, frame);
    if (this.depth >= DEEPEST_EVALUATION) {
      this.tell('unknown-value', TOO_DEEP, this.site(node, frame));
      return instead();
    }
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }

  /** Tells something once for a place. */
  tell(kind: Finding['kind'], message: string, site: Site): void {
    const key = `${kind} ${message} ${site.file}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.findings.push({ kind, message, file: site.file, line: site.line });
  }

  surrounding(frame: Frame): Surrounding {
    return {
      ...(frame.name === undefined ? {} : { inside: frame.name }),
      isAtStart: frame.isAtStart,
      ...(frame.guard === undefined ? {} : { guard: frame.guard }),
      isConditional: frame.isConditional,
    };
  }

  newMade(
    library: Library,
    args: readonly Value[],
    options: CallOptions,
    by?: { readonly name: string; readonly boundTo: string | undefined },
  ): Made {
    const { frame, site } = options;
    const bound = by === undefined ? options.boundTo : by.boundTo;
    const made: Made = {
      id: this.made.length,
      class: library,
      args,
      site,
      via: frame.via,
      around: this.surrounding(frame),
      ...(by === undefined ? {} : { by: by.name }),
      ...(bound === undefined ? {} : { boundTo: bound }),
    };
    this.made.push(made);
    return made;
  }

  newCall(callee: Value, name: string, args: readonly Value[], options: CallOptions): Call {
    const { frame, site } = options;
    const call: Call = {
      id: this.calls.length,
      callee,
      name,
      args,
      site,
      via: frame.via,
      around: this.surrounding(frame),
      ...(options.boundTo === undefined ? {} : { boundTo: options.boundTo }),
    };
    this.calls.push(call);
    return call;
  }

  callOptions(node: ts.Node, frame: Frame): CallOptions {
    const bound = boundTo(node);
    return { site: this.site(node, frame), frame, ...(bound === undefined ? {} : { boundTo: bound }) };
  }

  /**
   * Runs arms of which one happens, none knows which. Arms that leave (by `return`, `break`, `continue`) are kept as
   * exits of the frame; those that throw did not happen, unless all do.
   */
  branch(frame: Frame, arms: readonly (() => Completion)[]): Completion {
    const before = frame.isConditional;
    frame.isConditional = true;
    const staying: Change[] = [];
    const leaving: Exit[] = [];
    let thrown: Thrown | undefined;
    try {
      for (const arm of arms) {
        const { result, change } = this.journal.attempt(() => caught(arm));
        if (result instanceof Thrown) thrown = result;
        else if (result.kind === 'normal') staying.push(change);
        else leaving.push({ completion: result, change });
      }
    } finally {
      frame.isConditional = before;
    }
    if (staying.length > 0) {
      this.journal.join(staying);
      frame.exits.push(...leaving);
      if (leaving.length > 0) frame.isConditional = true;
      return NORMAL;
    }
    const last = leaving.pop();
    if (last === undefined) throw thrown ?? new Stopped();
    frame.exits.push(...leaving);
    this.journal.join([last.change]);
    return last.completion;
  }

  /** Runs something whose end by `throw` ends nothing else. */
  attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
    }
  }

  /** As `branch`, for expressions: one of their values. */
  choose(frame: Frame, arms: readonly (() => Value)[]): Value {
    const values: Value[] = [];
    this.branch(
      frame,
      arms.map((arm) => () => {
        values.push(arm());
        return NORMAL;
      }),
    );
    return eitherOf(values);
  }
}

const caught = (run: () => Completion): Completion | Thrown => {
  try {
    return run();
  } catch (error) {
    if (error instanceof Thrown) return error;
    throw error;
  }
};
