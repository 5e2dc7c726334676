/** Modules: run once each, what they import first; names that they give each other are live, circles are no harm. */
import ts from 'typescript';
import type { Cell } from './journal.ts';
import { Env, type Frame, type ModuleState } from './frames.ts';
import type { Machine } from './machine.ts';
import { fileIn, folderIn } from './paths-known.ts';
import { hoist } from './statements.ts';
import { declare } from './patterns.ts';
import { isExported, moduleName } from './module-syntax.ts';
import type { Value } from './value.ts';
import { type ObjectValue, UNDEFINED, objectOf, unknownOf, valueOf } from './values.ts';

/** What `export default` without a name is kept under. */
const DEFAULT = '*default*';

/** A name of another module: its value is what it has there when it is asked for. */
class Live implements Cell {
  private readonly ask: () => Value | undefined;
  private own: Value | undefined;
  /** It stands for itself, through whatever others: then it has no value. */
  private isAsked = false;

  constructor(ask: () => Value | undefined) {
    this.ask = ask;
  }

  get value(): Value | undefined {
    if (this.own !== undefined || this.isAsked) return this.own;
    this.isAsked = true;
    try {
      return this.ask();
    } finally {
      this.isAsked = false;
    }
  }

  set value(value: Value | undefined) {
    this.own = value;
  }
}

/** Runs the modules of a program, in such an order that what a module imports runs before it. */
export const runModules = (machine: Machine): void => {
  for (const inside of inOrder(machine)) runModule(machine, stateOf(machine, inside)!);
};

/** Imported before importing; not recursive, for chains of imports may be long. */
const inOrder = ({ program }: Machine): readonly string[] => {
  const done = new Set<string>();
  const seen = new Set<string>();
  for (const entry of program.entries) {
    const open = [entry];
    while (open.length > 0) {
      const at = open.at(-1)!;
      if (!seen.has(at)) {
        seen.add(at);
        const targets = [...(program.modules.get(at)?.targets.values() ?? [])];
        for (const target of targets.toReversed()) if (!seen.has(target)) open.push(target);
      } else {
        open.pop();
        if (program.modules.has(at)) done.add(at);
      }
    }
  }
  return [...done];
};

const stateOf = (machine: Machine, inside: string): ModuleState | undefined => {
  const known = machine.modules.get(inside);
  const source = machine.program.modules.get(inside);
  if (known !== undefined || source === undefined) return known;
  const exported = objectOf([]);
  const moduleObject = objectOf([['exports', exported]]);
  const state = {
    source,
    file: source.file,
    moduleObject,
    exports: new Map(),
    asked: new Set(),
    stars: [],
    state: 'new',
    later: [],
  };
  const frame: Frame = {
    module: state as unknown as ModuleState,
    thisValue: exported,
    via: [],
    depth: 0,
    isAtStart: true,
    args: [],
    guard: undefined,
    isConditional: false,
    exits: [],
    yields: [],
  };
  const env = new Env(undefined, frame, true);
  const whole: ModuleState = Object.assign(state as unknown as ModuleState, { env });
  env.cells.set('module', { value: moduleObject });
  env.cells.set('exports', { value: exported });
  env.cells.set('__dirname', { value: folderIn(source.file) });
  env.cells.set('__filename', { value: fileIn(source.file) });
  machine.modules.set(inside, whole);
  return whole;
};

const runModule = (machine: Machine, state: ModuleState): void => {
  if (state.state !== 'new') return;
  state.state = 'running';
  const { syntax, json } = state.source;
  if (json !== undefined) state.moduleObject.entries.set('exports', valueOf(json));
  if (syntax !== undefined) {
    const statements = [...syntax.statements];
    hoist(machine, statements, state.env);
    for (const node of statements) link(machine, node, state);
    for (const node of statements)
      machine.entry(machine.site(node, state.env.frame), () => void machine.parts.execute(node, state.env));
    // The list may grow while it is gone through.
    for (const { site, run } of state.later) machine.entry(site, run);
  }
  state.state = 'done';
  if (state.namespace !== undefined) fill(machine, state, state.namespace);
};

/** Imports and exports are there before anything runs. */
const link = (machine: Machine, node: ts.Statement, state: ModuleState): void => {
  const { env, exports } = state;
  const local = (name: string) => (): Value | undefined => env.cells.get(name)?.value;
  if (ts.isImportDeclaration(node)) linkImport(machine, node, state);
  else if (ts.isImportEqualsDeclaration(node)) {
    const { moduleReference: reference, name } = node;
    if (ts.isExternalModuleReference(reference)) {
      const specifier = moduleName(reference.expression);
      if (specifier !== undefined)
        env.cells.set(name.text, new Live(() => requireOf(machine, specifier, state)));
    } else env.cells.set(name.text, new Live(() => entityOf(machine, reference, env)));
    if (isExported(node)) exports.set(name.text, local(name.text));
  } else if (ts.isExportDeclaration(node)) linkExport(machine, node, state);
  else if (ts.isExportAssignment(node)) {
    if (node.isExportEquals !== true) exports.set('default', local(DEFAULT));
  } else if (isExported(node)) {
    for (const name of declaredNames(node)) exports.set(name, local(name));
    const isDefault =
      ts.getCombinedModifierFlags(node as unknown as ts.Declaration) & ts.ModifierFlags.Default;
    if (isDefault && (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)))
      exports.set('default', local(node.name?.text ?? DEFAULT));
  }
};

const linkImport = (machine: Machine, node: ts.ImportDeclaration, state: ModuleState): void => {
  const specifier = moduleName(node.moduleSpecifier);
  const clause = node.importClause;
  if (specifier === undefined || clause === undefined || clause.isTypeOnly) return;
  const bind = (local: string, name: string): void => {
    state.env.cells.set(local, new Live(() => exportOf(machine, specifier, name, state)));
  };
  if (clause.name !== undefined) bind(clause.name.text, 'default');
  const { namedBindings } = clause;
  if (namedBindings === undefined) return;
  if (ts.isNamespaceImport(namedBindings))
    state.env.cells.set(namedBindings.name.text, new Live(() => importOf(machine, specifier, state)));
  else
    for (const { name, propertyName } of namedBindings.elements) bind(name.text, (propertyName ?? name).text);
};

const linkExport = (machine: Machine, node: ts.ExportDeclaration, state: ModuleState): void => {
  if (node.isTypeOnly) return;
  const { exports, env, stars } = state;
  const specifier = moduleName(node.moduleSpecifier);
  const clause = node.exportClause;
  if (clause === undefined) {
    if (specifier !== undefined) stars.push(specifier);
  } else if (ts.isNamespaceExport(clause)) {
    if (specifier !== undefined) exports.set(clause.name.text, () => importOf(machine, specifier, state));
  } else {
    for (const { name, propertyName } of clause.elements) {
      const own = (propertyName ?? name).text;
      exports.set(name.text, () =>
        specifier === undefined ? env.cells.get(own)?.value : exportOf(machine, specifier, own, state),
      );
    }
  }
};

const declaredNames = (node: ts.Statement): readonly string[] => {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  if (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node)
  )
    return node.name === undefined ? [] : [node.name.text];
  return [];
};

const namesIn = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));

const entityOf = (machine: Machine, name: ts.EntityName, env: Env): Value | undefined => {
  if (ts.isIdentifier(name)) return env.find(name.text)?.value;
  const of = entityOf(machine, name.left, env);
  return of && machine.parts.getMember(of, name.right.text, env, name);
};

/** `export default …`, `export = …`. */
export const exportDefault = (machine: Machine, node: ts.ExportAssignment, env: Env): void => {
  const value = machine.parts.evaluate(node.expression, env);
  const { module } = env.frame;
  if (node.isExportEquals === true) module.moduleObject.entries.set('exports', value);
  else declare(machine, DEFAULT, value, module.env);
};

const targetOf = (machine: Machine, specifier: string, from: ModuleState): ModuleState | undefined => {
  const inside = from.source.targets.get(specifier);
  const state = inside === undefined ? undefined : stateOf(machine, inside);
  if (state === undefined) return undefined;
  // What was given up says no more than a library does.
  if (state.source.syntax === undefined && state.source.json === undefined) return undefined;
  if (state.state === 'new') runModule(machine, state);
  return state;
};

const isCommonJs = (state: ModuleState): boolean => state.exports.size === 0 && state.stars.length === 0;

const exportsOf = (state: ModuleState): Value => state.moduleObject.entries.get('exports') ?? UNDEFINED;

const exportOf = (machine: Machine, specifier: string, name: string, from: ModuleState): Value => {
  const state = targetOf(machine, specifier, from);
  if (state === undefined)
    return { kind: 'library', module: specifier, path: name === 'default' ? [] : [name] };
  if (state.asked.has(name)) return unknownOf([], name);
  state.asked.add(name);
  try {
    return exportedValue(machine, state, name, new Set()) ?? unknownOf([], name);
  } finally {
    state.asked.delete(name);
  }
};

/** What a module exports under a name, through others that it re-exports. */
const exportedValue = (
  machine: Machine,
  state: ModuleState,
  name: string,
  seen: Set<ModuleState>,
): Value | undefined => {
  if (seen.has(state)) return undefined;
  seen.add(state);
  if (isCommonJs(state)) {
    const whole = exportsOf(state);
    const own =
      whole.kind === 'plain'
        ? undefined
        : machine.parts.getMember(whole, name, state.env, state.source.syntax!);
    const isThere = own !== undefined && own !== UNDEFINED && own.kind !== 'member';
    return isThere ? own : name === 'default' ? whole : own;
  }
  const own = state.exports.get(name)?.();
  if (own !== undefined) return own;
  if (name === 'default' && state.exports.has(name)) return undefined;
  let library: Value | undefined;
  for (const specifier of state.stars) {
    const target = targetOf(machine, specifier, state);
    if (target === undefined) library ??= { kind: 'library', module: specifier, path: [name] };
    else if (name !== 'default') {
      const found = exportedValue(machine, target, name, seen);
      if (found !== undefined && found !== UNDEFINED) return found;
    }
  }
  return library;
};

/** `import * as x`, `import('…')`. */
export const importOf = (machine: Machine, specifier: string, from: ModuleState): Value => {
  const state = targetOf(machine, specifier, from);
  if (state === undefined) return { kind: 'library', module: specifier, path: [] };
  return isCommonJs(state) ? exportsOf(state) : namespaceOf(machine, state);
};

/** `require('…')`. */
export const requireOf = (machine: Machine, specifier: string, from: ModuleState): Value =>
  importOf(machine, specifier, from);

const namespaceOf = (machine: Machine, state: ModuleState): Value => {
  if (state.namespace === undefined) {
    state.namespace = objectOf([]);
    machine.namespaces.set(state.namespace.entries, (name) => exportedValue(machine, state, name, new Set()));
  }
  fill(machine, state, state.namespace);
  return state.namespace;
};

/** For those who go through all that a namespace has. */
const fill = (machine: Machine, state: ModuleState, namespace: ObjectValue): void => {
  for (const name of exportedNames(machine, state, new Set())) {
    const value = exportedValue(machine, state, name, new Set());
    if (value !== undefined) namespace.entries.set(name, value);
  }
};

const exportedNames = (machine: Machine, state: ModuleState, seen: Set<ModuleState>): readonly string[] => {
  if (seen.has(state)) return [];
  seen.add(state);
  const inherited = state.stars.flatMap((specifier) => {
    const target = targetOf(machine, specifier, state);
    return target === undefined ? [] : exportedNames(machine, target, seen);
  });
  return [...new Set([...state.exports.keys(), ...inherited])];
};
