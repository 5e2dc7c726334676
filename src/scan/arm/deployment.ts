/**
 * A template that is deployed with certain parameters: its values, its resources, and the deployments nested in it.
 *
 * A template that is used twice is two deployments. All of one tree know one another's resources: they mostly go to one
 * resource group.
 */
import type { SourceFile } from '../scanner.ts';
import { evaluate, loopLocals } from './evaluate.ts';
import { truthOf } from './functions.ts';
import { namesIn } from './ref-functions.ts';
import type { ModuleDeclaration, ResourceDeclaration, Template } from './syntax.ts';
import {
  type Deployed,
  type Ref,
  type Scope,
  type Thing,
  type Tree,
  type Value,
  itemsOf,
  patternOf,
  unknown,
} from './value.ts';

export interface DeploymentOptions {
  readonly file: SourceFile;
  readonly template: Template;
  readonly scope: string;
  readonly tree: Tree;
  /** Values of parameters, by name in lower case. */
  readonly given: (name: string, depth: number) => Value | undefined;
  /** The deployment around it. */
  readonly around?: Deployed;
  /** Whether expressions of an inline template are those of the template around it. */
  readonly isOuter?: boolean;
  /** Its own condition, or that of one around it, is known to be false. */
  readonly isOff?: boolean;
  /** What the deployment itself is called. */
  readonly name?: string;
  /** The files of the templates that it is deployed by, as `SourceFile.inside` gives them. */
  readonly above?: readonly string[];
}

export class Deployment implements Deployed {
  readonly file: SourceFile;
  readonly template: Template;
  readonly scope: string;
  readonly tree: Tree;
  readonly isOff: boolean;
  /** The files of its template, and of those that it is deployed by. */
  readonly chain: readonly string[];
  readonly things: Thing[] = [];
  private readonly options: DeploymentOptions;
  private readonly values = new Map<string, Value>();
  private readonly symbols = new Map<string, Thing>();
  private readonly nested = new Map<string, Deployment>();

  constructor(options: DeploymentOptions) {
    this.options = options;
    this.file = options.file;
    this.template = options.template;
    this.scope = options.scope;
    this.tree = options.tree;
    this.isOff = options.isOff === true;
    this.chain = [...(options.above ?? []), options.file.inside];
    this.tree.all.push(this);
  }

  /** Counts a computation; false once there were too many. */
  mayGoOn(): boolean {
    return --this.tree.steps > 0;
  }

  /** Remembers a resource under its symbol. */
  add(thing: Thing): void {
    this.things.push(thing);
    this.symbols.set(thing.declaration.symbol, thing);
    const alike = this.tree.byType.get(thing.key.type);
    if (alike === undefined) this.tree.byType.set(thing.key.type, [thing]);
    else alike.push(thing);
  }

  nest(symbol: string, deployment: Deployment): void {
    this.nested.set(symbol, deployment);
  }

  parameter(name: string, depth = 0): Value | undefined {
    if (this.isOuter()) return this.options.around?.parameter(name, depth);
    const key = name.toLowerCase();
    if (!this.template.parameters.has(key)) return undefined;
    return this.once(`parameter ${key}`, () => {
      const given = this.options.given(key, depth);
      const standard = this.template.parameters.get(key);
      return given ?? (standard === undefined ? unknown(name) : this.evaluate(standard, depth));
    });
  }

  variable(name: string, depth = 0): Value | undefined {
    if (this.isOuter()) return this.options.around?.variable(name, depth);
    const key = name.toLowerCase();
    const expr = this.template.variables.get(key);
    return expr === undefined ? undefined : this.once(`variable ${key}`, () => this.evaluate(expr, depth));
  }

  /** What a bare name of Bicep means. */
  named(name: string, depth: number): Value | undefined {
    const found = this.variable(name, depth) ?? this.parameter(name, depth);
    if (found !== undefined) return found;
    const symbol = this.symbolic(name);
    if (symbol === undefined) return undefined;
    return 'names' in symbol
      ? { is: 'ref', ref: { kind: 'thing', thing: symbol }, path: [], words: name }
      : { is: 'deployment', deployment: symbol };
  }

  symbolic(name: string): Thing | Deployed | undefined {
    return (
      this.symbols.get(name) ??
      this.nested.get(name) ??
      this.within(name) ??
      (this.isOuter() ? this.options.around?.symbolic(name) : undefined)
    );
  }

  /** A nested resource of Bicep, by its own name alone: so it is called by those beside it. */
  private within(name: string): Thing | undefined {
    const found = this.things.filter(({ declaration }) => declaration.symbol.endsWith(`::${name}`));
    return found.length === 1 ? found[0] : undefined;
  }

  /** A deployment nested in this one or in one around it, by its own name. */
  deploymentNamed(name: string): Deployed | undefined {
    const found = [...this.nested.values()].find(
      ({ options }) => options.name?.toLowerCase() === name.toLowerCase(),
    );
    return found ?? this.options.around?.deploymentNamed(name);
  }

  /** The one resource of this template that bears a name. */
  thingNamed(name: string): Thing | undefined {
    const wanted = name.toLowerCase();
    const found = this.things.filter(({ key }) => key.name === wanted);
    return found.length === 1 ? found[0] : undefined;
  }

  output(name: string): Value | undefined {
    const expr = this.template.outputs.get(name.toLowerCase());
    return expr === undefined
      ? undefined
      : this.once(`output ${name.toLowerCase()}`, () => this.evaluate(expr, 0));
  }

  /** The names that a declaration's resource bears, with those of its parents in front. */
  namesOf(declaration: ResourceDeclaration | ModuleDeclaration, parent: Ref | undefined): readonly string[] {
    const expr = declaration.body.get('name');
    const pattern = expr === undefined ? undefined : patternOf(evaluate(expr, this.inGeneral(declaration)));
    const own = pattern === undefined ? [`\${${declaration.symbol}}`] : namesIn(pattern);
    const above = parent === undefined ? [] : parent.kind === 'thing' ? parent.thing.names : parent.names;
    return [...above, ...own];
  }

  /** Names of a loop where it stands for all its turns. */
  inGeneral({ loop }: ResourceDeclaration | ModuleDeclaration): Scope {
    return {
      deployment: this,
      locals: new Map(loop === undefined ? [] : loopLocals(loop, undefined, undefined)),
    };
  }

  /** One scope for each turn of a declaration's loop; one alone where there is none, or its turns are not known. */
  turns(declaration: ResourceDeclaration | ModuleDeclaration): {
    readonly scopes: readonly Scope[];
    readonly count?: number;
  } {
    const { loop } = declaration;
    const items = loop === undefined ? undefined : itemsOf(this.evaluate(loop.list, 0));
    if (loop === undefined || items === undefined) return { scopes: [this.inGeneral(declaration)] };
    const scopes = items
      .slice(0, MOST_TURNS)
      .map((item, turn): Scope => ({ deployment: this, locals: new Map(loopLocals(loop, item, turn)) }));
    return { scopes: scopes.length === 0 ? [this.inGeneral(declaration)] : scopes, count: items.length };
  }

  /** Whether there is none of it: its condition is known to be false, or that of what is around it. */
  isSwitchedOff({ condition, loop }: ResourceDeclaration | ModuleDeclaration): boolean {
    if (this.isOff) return true;
    const truth =
      condition === undefined || loop !== undefined ? undefined : truthOf(this.evaluate(condition, 0));
    return truth === false;
  }

  private isOuter(): boolean {
    return this.options.isOuter === true;
  }

  private evaluate(expr: Parameters<typeof evaluate>[0], depth: number): Value {
    return evaluate(expr, { deployment: this, locals: new Map() }, depth);
  }

  /** Computed when first asked for; what asks for itself is unknown. */
  private once(key: string, make: () => Value): Value {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    this.values.set(key, unknown(key));
    const value = make();
    this.values.set(key, value);
    return value;
  }
}

/** Turns of a loop that are told one by one. */
const MOST_TURNS = 100;
