/**
 * Where references lead in a plan: through variables up to the caller's expressions, through outputs down into
 * modules, to the resources in the end. What goes through a local is lost: plans leave them out.
 */
import type { Plain } from '../../model/fact.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { metIn } from './address.ts';
import { type Module, insideOf, leavesIn, modulesIn, resourcesIn } from './configuration.ts';

/** Addresses of resources; `true`: it is named, `false`: it is one of a module that is named as a whole. */
export type Reached = ReadonlyMap<string, boolean>;

export interface Follower {
  /**
   * @param each what `each.…` stands for where the references are written, if anything.
   */
  from(module: Module, references: readonly string[], each?: Plain): Reached;
  /** All resources of the modules and resources named: what `depends_on` waits for. */
  waitedFor(module: Module, references: readonly string[]): Reached;
  /** Locals that were met, by module and name. */
  readonly locals: ReadonlySet<string>;
}

const NOTHING: Reached = new Map();

export const follower = (): Follower => {
  const locals = new Set<string>();
  const known = new Map<Module, Map<string, Reached>>();

  /** Each variable and output is followed once; one that leads to itself leads nowhere. */
  const once = (module: Module, key: string, follow: () => Reached): Reached => {
    let found = known.get(module);
    if (found === undefined) known.set(module, (found = new Map()));
    const before = found.get(key);
    if (before !== undefined) return before;
    found.set(key, NOTHING);
    const reached = follow();
    found.set(key, reached);
    return reached;
  };

  const variable = (module: Module, name: string): Reached =>
    once(module, `var.${name}`, () => {
      const { caller } = module;
      if (caller === undefined) return NOTHING;
      const value = at(caller.call, 'expressions', name);
      return from(caller.module, textsIn(value), at(caller.call, 'for_each_expression'));
    });

  const output = (module: Module, name: string): Reached =>
    once(module, `output.${name}`, () =>
      from(module, textsIn(at(module.body, 'outputs', name, 'expression'))),
    );

  const outputs = (module: Module): Reached => {
    const all = at(module.body, 'outputs');
    const names = typeof all === 'object' && all !== null ? Object.keys(all) : [];
    return joined(names.map((name) => unsure(output(module, name))));
  };

  const from = (module: Module, references: readonly string[], each?: Plain): Reached => {
    const met = references.flatMap((reference) => metIn(reference) ?? []);
    const exact = new Set(
      met.flatMap((one) => (one.form === 'module' && one.output !== undefined ? one.name : [])),
    );
    return joined(
      met.map((one): Reached => {
        switch (one.form) {
          case 'resource':
            return new Map([[insideOf(module, one.address), true]]);
          case 'variable':
            return variable(module, one.name);
          case 'local':
            locals.add(insideOf(module, `local.${one.name}`));
            return NOTHING;
          case 'each':
            return each === undefined ? NOTHING : from(module, textsIn(each));
          case 'module': {
            const child = module.calls.get(one.name);
            if (child === undefined) return NOTHING;
            if (one.output !== undefined) return output(child, one.output);
            // Beside `module.a.x` Terraform also lists `module.a`; alone it means that the output is not known.
            return exact.has(one.name) ? NOTHING : outputs(child);
          }
        }
      }),
    );
  };

  const waitedFor = (module: Module, references: readonly string[]): Reached =>
    joined(
      references.map((reference): Reached => {
        const met = metIn(reference);
        const child =
          met?.form === 'module' && met.output === undefined ? module.calls.get(met.name) : undefined;
        if (child === undefined) return from(module, [reference]);
        const inside = modulesIn(child).flatMap(resourcesIn);
        return new Map(inside.filter(({ mode }) => mode === 'managed').map(({ local }) => [local, true]));
      }),
    );

  return { from, waitedFor, locals };
};

const textsIn = (expression: Plain | undefined): readonly string[] =>
  leavesIn(expression, '', []).flatMap(({ references }) => references);

const unsure = (reached: Reached): Reached => new Map([...reached.keys()].map((address) => [address, false]));

const joined = (all: readonly Reached[]): Reached => {
  if (all.length === 1) return all[0]!;
  const union = new Map<string, boolean>();
  for (const reached of all) {
    for (const [address, isNamed] of reached) union.set(address, isNamed || (union.get(address) ?? false));
  }
  return union;
};

/** The value of an expression that is a constant, or a variable whose value the plan tells. */
export const valueOf = (plan: Plain, module: Module, expression: Plain | undefined): string | undefined => {
  const constant = textOf(at(expression, 'constant_value'));
  if (constant !== undefined) return constant;
  const names = itemsOf(at(expression, 'references')).flatMap((text) => {
    const met = metIn(textOf(text) ?? '');
    return met === undefined ? [] : [met];
  });
  const [only] = names;
  if (only?.form !== 'variable' || names.some((one) => one.form !== 'variable' || one.name !== only.name))
    return undefined;
  const fallback = textOf(at(module.body, 'variables', only.name, 'default'));
  if (module.caller === undefined) return textOf(at(plan, 'variables', only.name, 'value')) ?? fallback;
  const given = at(module.caller.call, 'expressions', only.name);
  return given === undefined ? fallback : valueOf(plan, module.caller.module, given);
};
