/** The configuration inside a plan: its modules, their resources, and where each stands. Locals are not in it. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';

/** A module as it is called; the root has no call. */
export interface Module {
  /** `module.a.module.b`; empty for the root. */
  readonly address: string;
  readonly path: readonly Step[];
  readonly body: Plain;
  readonly caller?: { readonly module: Module; readonly call: Plain; readonly path: readonly Step[] };
  readonly calls: ReadonlyMap<string, Module>;
}

export interface Configured {
  readonly local: string;
  readonly type: string;
  readonly mode: string;
  readonly module: Module;
  readonly body: Plain;
  readonly path: readonly Step[];
}

/** Terraform itself allows no deeper nesting than its users can bear; a file made to hurt could. */
const MOST_DEEP = 60;

export const rootModule = (plan: Plain): Module =>
  moduleAt(
    at(plan, 'configuration', 'root_module') ?? null,
    '',
    ['configuration', 'root_module'],
    undefined,
    0,
  );

const moduleAt = (
  body: Plain,
  address: string,
  path: readonly Step[],
  caller: Module['caller'],
  depth: number,
): Module => {
  const calls = new Map<string, Module>();
  const module: Module = { address, path, body, calls, ...(caller === undefined ? {} : { caller }) };
  if (depth > MOST_DEEP) return module;
  for (const [name, call] of entriesOf(at(body, 'module_calls'))) {
    const callPath = [...path, 'module_calls', name];
    const inner = insideOf(module, `module.${name}`);
    const by = { module, call, path: callPath };
    calls.set(name, moduleAt(at(call, 'module') ?? null, inner, [...callPath, 'module'], by, depth + 1));
  }
  return module;
};

/** An address within a module as an address of the whole. */
export const insideOf = ({ address }: Module, local: string): string =>
  address === '' ? local : `${address}.${local}`;

/** A module and all below it, callers first. */
export const modulesIn = (module: Module): readonly Module[] => [
  module,
  ...[...module.calls.values()].flatMap(modulesIn),
];

export const resourcesIn = (module: Module): readonly Configured[] =>
  itemsOf(at(module.body, 'resources')).flatMap((body, index) => {
    const address = textOf(at(body, 'address'));
    const type = textOf(at(body, 'type'));
    if (address === undefined || type === undefined) return [];
    const mode = textOf(at(body, 'mode')) ?? 'managed';
    const path = [...module.path, 'resources', index];
    return [{ local: insideOf(module, address), type, mode, module, body, path }];
  });

/** An expression with references, and the property that it is the value of: blocks joined, indexes left out. */
interface Leaf {
  readonly property: string;
  readonly references: readonly string[];
  readonly path: readonly Step[];
}

/** All expressions with references in an `expressions` map, or in a part of one. */
export const leavesIn = (
  node: Plain | undefined,
  property: string,
  path: readonly Step[],
): readonly Leaf[] => {
  if (path.length > 2 * MOST_DEEP + 40 || typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node))
    return node.flatMap((item: Plain, index) => leavesIn(item, property, [...path, index]));
  const references = at(node, 'references');
  if (Array.isArray(references) && references.every((text) => typeof text === 'string'))
    return [{ property, references, path }];
  if (Object.hasOwn(node, 'constant_value')) return [];
  return entriesOf(node).flatMap(([name, member]) =>
    leavesIn(member, property === '' ? name : `${property}.${name}`, [...path, name]),
  );
};
