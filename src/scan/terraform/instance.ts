/**
 * A module as it is called: variables have values, locals and outputs are worked out when first asked for, and kept.
 * What they refer to are addresses of this call, so that one module called twice makes two sets of resources.
 */
import { evaluate } from '../hcl/evaluate.ts';
import { type Step, type Value, map, plain, unknown } from '../hcl/value.ts';
import type { Where } from '../../model/fact.ts';
import { keyOf, missing } from './address.ts';
import { type Declared, type ModuleFolder, whereOf } from './folder.ts';
import { moduleValue } from './module-values.ts';
import type { Argument, Call, Estate, Module, OpenInstance } from './module.ts';
import { type Repeat, repeatOf, scopeOf } from './repeat.ts';
import { resourceValue } from './resource-values.ts';
import { memberAt, referring } from './values.ts';
import { typed, withDefaults } from './variables.ts';

/** Modules in one another. */
const MOST_DEEP = 20;

/** Values asked for inside of one another: locals that need locals. */
const MOST_NESTED = 400;

/** Instances of one call that are opened one by one; of more, the first stands for all. */
const MOST_OPENED = 20;

interface Opening {
  readonly estate: Estate;
  readonly source: ModuleFolder;
  readonly scope: string;
  readonly prefix: string;
  readonly parent?: Module['parent'];
  readonly times: number | undefined;
  readonly generated?: readonly Declared[];
  /** What the caller, a file of values or the command line gives. */
  readonly argument: (name: string) => Argument | Value | undefined;
}

export class ModuleInstance implements Module {
  readonly estate: Estate;
  readonly source: ModuleFolder;
  readonly scope: string;
  readonly prefix: string;
  readonly parent: Module['parent'];
  readonly times: number | undefined;
  readonly generated: readonly Declared[];
  site: Where;
  private readonly depth: number;
  private readonly argument: Opening['argument'];
  private readonly values = new Map<string, Value>();
  private readonly open = new Set<string>();
  private readonly repeats = new Map<string, Repeat>();
  private readonly opened = new Map<string, Call>();

  constructor(opening: Opening) {
    this.estate = opening.estate;
    this.source = opening.source;
    this.scope = opening.scope;
    this.prefix = opening.prefix;
    this.parent = opening.parent;
    this.times = opening.times;
    this.generated = opening.generated ?? [];
    this.argument = opening.argument;
    this.depth = opening.prefix.split('module.').length - 1;
    this.site = { file: opening.source.folder, line: 1 };
  }

  key(local: string): string {
    return keyOf(this.scope, this.prefix + local);
  }

  resolve(root: string, steps: readonly Step[]): Value | undefined {
    const [first, ...rest] = steps;
    const name = String(first ?? '');
    switch (root) {
      case 'var':
        return memberAt(this.variable(name), rest);
      case 'local':
        return memberAt(this.local(name), rest);
      case 'module':
        return moduleValue(this, name, rest);
      case 'data':
      case 'ephemeral':
        return resourceValue(this, `${root}.${name}.${String(rest[0] ?? '')}`, rest.slice(1));
      case 'path':
        return this.path(name);
      case 'terraform':
      case 'tofu':
        return this.setting(name);
      case 'each':
      case 'count':
      case 'self':
        return unknown();
      default:
        if (first === undefined) return undefined;
        return this.source.resources.has(`${root}.${name}`) || root.includes('_')
          ? resourceValue(this, `${root}.${name}`, rest)
          : undefined;
    }
  }

  variable(name: string): Value {
    return this.kept(`var.${name}`, () => {
      const declared = this.source.variables.get(name) ?? this.generatedVariable(name);
      const given = this.argument(name);
      const value =
        given === undefined
          ? this.defaultOf(name, declared)
          : 'expression' in given
            ? evaluate(given.expression, given.scope)
            : given;
      const type = declared?.block.attributes.get('type')?.value;
      return type === undefined ? value : withDefaults(typed(value, type), type, this);
    });
  }

  argumentOf(name: string): Argument | undefined {
    const given = this.argument(name);
    if (given !== undefined) return 'expression' in given ? given : undefined;
    const expression = this.source.variables.get(name)?.block.attributes.get('default')?.value;
    return expression === undefined ? undefined : { expression, scope: this };
  }

  private generatedVariable(name: string): Declared | undefined {
    return this.generated.find(({ block }) => block.type === 'variable' && block.labels[0] === name);
  }

  private defaultOf(name: string, declared: Declared | undefined): Value {
    const expression = declared?.block.attributes.get('default')?.value;
    if (expression !== undefined) return evaluate(expression, this);
    if (declared === undefined) this.unresolved(`var.${name}`, 'there is no such variable');
    return unknown(this.parent === undefined ? referring([missing(`var.${name}`)]) : []);
  }

  local(name: string): Value {
    const local = this.source.locals.get(name);
    if (local === undefined) {
      this.unresolved(`local.${name}`, 'there is no such local value');
      return unknown();
    }
    return this.kept(`local.${name}`, () => evaluate(local.attribute.value, this));
  }

  output(name: string): Value {
    const output = this.source.outputs.get(name)?.block.attributes.get('value');
    if (output === undefined) return unknown();
    return this.kept(`output.${name}`, () => evaluate(output.value, this));
  }

  outputs(): Value {
    return map(new Map([...this.source.outputs.keys()].map((name) => [name, this.output(name)])));
  }

  /** `terraform.workspace` is told on the command line, or by nobody. */
  private setting(name: string): Value {
    const told = name === 'workspace' ? this.estate.workspace : undefined;
    return told === undefined ? unknown(referring([missing(`terraform.${name}`)])) : plain(told);
  }

  private path(name: string): Value {
    return name === 'module' || name === 'root' ? plain('.') : unknown();
  }

  repeat(local: string): Repeat {
    const known = this.repeats.get(local);
    if (known !== undefined) return known;
    const declared =
      this.source.resources.get(local) ?? this.source.calls.get(local.replace(/^module\./, ''));
    // Who asks while this is being worked out stands in a circle: it is one, then.
    this.repeats.set(local, { form: 'one', count: undefined, instances: [], from: undefined });
    const repeat = repeatOf(declared!.block, this);
    this.repeats.set(local, repeat);
    return repeat;
  }

  /** Opened when first asked for. */
  call(name: string): Call | undefined {
    const known = this.opened.get(name);
    if (known !== undefined) return known;
    const declared = this.source.calls.get(name);
    if (declared === undefined) return undefined;
    const key = this.key(`module.${name}`);
    const target = this.estate.target(this.source, name);
    const repeat = this.repeat(`module.${name}`);
    const opaque: Call = { is: 'opaque', key, repeat };
    this.opened.set(name, opaque);
    if (target.to !== 'folder') return opaque;
    const why = this.isInside(target.folder)
      ? 'it calls itself'
      : this.depth >= MOST_DEEP
        ? `modules nest deeper than ${MOST_DEEP} levels`
        : this.estate.budget.opens()
          ? undefined
          : 'there are too many modules';
    if (why !== undefined) {
      const message = `module "${name}" is not opened: ${why}`;
      this.estate.findings.add({ kind: 'skipped', message, ...whereOf(declared) });
      return opaque;
    }
    const call: Call = {
      is: 'open',
      repeat,
      instances: this.openings(name, declared, target.folder, repeat),
    };
    this.opened.set(name, call);
    return call;
  }

  private isInside(source: ModuleFolder): boolean {
    for (let outer = this.parent; outer !== undefined; outer = outer.module.parent)
      if (outer.module.source === source) return true;
    return this.source === source;
  }

  private openings(
    name: string,
    declared: Declared,
    source: ModuleFolder,
    repeat: Repeat,
  ): readonly OpenInstance[] {
    const opened = repeat.instances.slice(0, MOST_OPENED);
    const all = repeat.count ?? 1;
    return opened.map((instance, index) => {
      // Those beyond the limit are counted with the first.
      const own = index === 0 ? Math.max(all - opened.length + 1, 0) : 1;
      const isCounted = repeat.form === 'one' || repeat.count !== undefined;
      const scope = scopeOf(this, instance);
      const module = new ModuleInstance({
        estate: this.estate,
        source,
        scope: this.scope,
        prefix: `${this.prefix}module.${name}.`,
        parent: { module: this, ...declared },
        times:
          this.times === undefined || !isCounted ? undefined : this.times * (repeat.count === 0 ? 0 : own),
        argument: (argument) => {
          const expression = declared.block.attributes.get(argument)?.value;
          return expression === undefined ? undefined : { expression, scope };
        },
      });
      return { key: instance.key, module };
    });
  }

  kept(name: string, make: () => Value): Value {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    const { budget } = this.estate;
    if (this.open.has(name) || budget.depth >= MOST_NESTED) return unknown();
    this.open.add(name);
    budget.depth += 1;
    const { site } = this;
    try {
      const made = make();
      this.values.set(name, made);
      return made;
    } finally {
      budget.depth -= 1;
      this.open.delete(name);
      this.site = site;
    }
  }

  unresolved(what: string, why: string): void {
    this.estate.findings.add(
      { kind: 'unresolved', message: `${what}: ${why}`, ...this.site },
      `unresolved ${this.source.folder} ${what}`,
    );
  }
}
