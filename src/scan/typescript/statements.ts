/** What statements do: declarations, branches, `try`, `switch`. Loops have a file of their own. */
import ts from 'typescript';
import { functionValue } from './closures.ts';
import { enumValue } from './enums.ts';
import { guardOf } from './guards.ts';
import { runLoop } from './loops.ts';
import { type Completion, Env, NORMAL, Thrown } from './frames.ts';
import type { Machine } from './machine.ts';
import { bindName, declare } from './patterns.ts';
import { UNDEFINED, isSame, truthOf, unknownOf } from './values.ts';

/** Runs statements one after another, until one leaves. Functions are there before the first one runs. */
export const executeAll = (machine: Machine, nodes: readonly ts.Statement[], env: Env): Completion => {
  hoist(machine, nodes, env);
  for (const node of nodes) {
    const completion = machine.parts.execute(node, env);
    if (completion.kind !== 'normal') return completion;
  }
  return NORMAL;
};

export const hoist = (machine: Machine, nodes: readonly ts.Statement[], env: Env): void => {
  for (const node of nodes) {
    if (ts.isFunctionDeclaration(node) && node.body !== undefined && node.name !== undefined)
      declare(machine, node.name.text, functionValue(machine, node, env), env);
  }
};

export const execute = (machine: Machine, node: ts.Statement, env: Env): Completion =>
  machine.deeper(
    node,
    env.frame,
    () => run(machine, node, env),
    () => NORMAL,
  );

const run = (machine: Machine, node: ts.Statement, env: Env): Completion => {
  const { parts } = machine;
  if (ts.isExpressionStatement(node)) {
    parts.evaluate(node.expression, env);
    return NORMAL;
  }
  if (ts.isVariableStatement(node)) return declareAll(machine, node.declarationList, env);
  if (ts.isReturnStatement(node))
    return {
      kind: 'return',
      value: node.expression === undefined ? UNDEFINED : parts.evaluate(node.expression, env),
    };
  if (ts.isIfStatement(node)) return runIf(machine, node, env);
  if (ts.isBlock(node)) return parts.executeAll(node.statements, new Env(env, env.frame));
  if (ts.isClassDeclaration(node)) {
    const value = parts.classOf(node, env);
    if (node.name !== undefined) declare(machine, node.name.text, value, env);
    return NORMAL;
  }
  if (ts.isThrowStatement(node)) throw new Thrown(parts.evaluate(node.expression, env));
  if (ts.isTryStatement(node)) return runTry(machine, node, env);
  if (ts.isSwitchStatement(node)) return runSwitch(machine, node, env);
  if (ts.isIterationStatement(node, false)) return runLoop(machine, node, env);
  if (ts.isLabeledStatement(node)) {
    const completion = parts.execute(node.statement, env);
    return completion.kind === 'break' && completion.label === node.label.text ? NORMAL : completion;
  }
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
    const kind = ts.isBreakStatement(node) ? 'break' : 'continue';
    return node.label === undefined ? { kind } : { kind, label: node.label.text };
  }
  if (ts.isEnumDeclaration(node)) declare(machine, node.name.text, enumValue(machine, node, env), env);
  else if (ts.isModuleDeclaration(node)) runNamespace(machine, node, env);
  else if (ts.isExportAssignment(node)) parts.exportDefault(node, env);
  return NORMAL;
};

/** `const`, `let`, `var`, `using`. */
const declareAll = (machine: Machine, list: ts.VariableDeclarationList, env: Env): Completion => {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  const home = isVar ? functionOf(env) : env;
  for (const { name, initializer } of list.declarations) {
    if (initializer === undefined) {
      // `var x;` leaves what is there.
      if (!isVar || !ts.isIdentifier(name) || !home.cells.has(name.text))
        bindName(machine, name, UNDEFINED, home);
    } else bindName(machine, name, machine.parts.evaluate(initializer, env), home);
  }
  return NORMAL;
};

/** Where `var` goes. */
const functionOf = (env: Env): Env => {
  let at = env;
  while (!at.isFunction && at.parent !== undefined) at = at.parent;
  return at;
};

const runIf = (machine: Machine, node: ts.IfStatement, env: Env): Completion => {
  const truth = truthOf(machine.parts.evaluate(node.expression, env));
  const then = (): Completion => machine.parts.execute(node.thenStatement, env);
  const otherwise = (): Completion =>
    node.elseStatement === undefined ? NORMAL : machine.parts.execute(node.elseStatement, env);
  if (truth !== undefined) return truth ? then() : otherwise();
  return machine.branch(env.frame, [then, otherwise]);
};

const runTry = (machine: Machine, node: ts.TryStatement, env: Env): Completion => {
  const { frame } = env;
  const { tryBlock, catchClause, finallyBlock } = node;
  const before = frame.guard;
  const { doubts } = machine;
  frame.guard = guardOf(node) ?? before;
  let completion: Completion = NORMAL;
  let thrown: Thrown | undefined;
  try {
    completion = machine.parts.execute(tryBlock, env);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    thrown = error;
  } finally {
    frame.guard = before;
  }
  const runCatch = (clause: ts.CatchClause): Completion => {
    const inner = new Env(env, frame);
    const name = clause.variableDeclaration?.name;
    if (name !== undefined) bindName(machine, name, thrown?.value ?? unknownOf([], 'error'), inner);
    return machine.parts.executeAll(clause.block.statements, inner);
  };
  const runFinally = (last: Completion): Completion => {
    if (finallyBlock === undefined) return last;
    const own = machine.parts.execute(finallyBlock, env);
    return own.kind === 'normal' ? last : own;
  };
  try {
    if (catchClause !== undefined) {
      if (thrown !== undefined) {
        completion = runCatch(catchClause);
        thrown = undefined;
      } else if (machine.doubts > doubts) {
        const ended = completion;
        // What is in the block may fail: nobody knows.
        completion = machine.branch(frame, [() => ended, () => runCatch(catchClause)]);
      }
    }
  } catch (error) {
    if (error instanceof Thrown) runFinally(NORMAL);
    throw error;
  }
  completion = runFinally(completion);
  if (thrown !== undefined && completion.kind === 'normal') throw thrown;
  return completion;
};

const runSwitch = (machine: Machine, node: ts.SwitchStatement, env: Env): Completion => {
  const value = machine.parts.evaluate(node.expression, env);
  const { clauses } = node.caseBlock;
  const inner = new Env(env, env.frame);
  const from = (start: number): Completion => {
    for (const clause of clauses.slice(start)) {
      const completion = machine.parts.executeAll(clause.statements, inner);
      if (completion.kind === 'break' && completion.label === undefined) return NORMAL;
      if (completion.kind !== 'normal') return completion;
    }
    return NORMAL;
  };
  const otherwise = clauses.findIndex(ts.isDefaultClause);
  const possible: number[] = [];
  let isDecided = false;
  for (const [i, clause] of clauses.entries()) {
    if (ts.isDefaultClause(clause)) continue;
    const tested = machine.parts.evaluate(clause.expression, inner);
    const same = isSame(value, tested);
    if (same === false) continue;
    possible.push(i);
    if (same === true) {
      isDecided = true;
      break;
    }
  }
  if (!isDecided && otherwise >= 0) possible.push(otherwise);
  if (possible.length === 0) return NORMAL;
  if (possible.length === 1 && (isDecided || otherwise >= 0)) return from(possible[0]!);
  const arms = possible.map((start) => () => from(start));
  const isEmpty = !isDecided && otherwise < 0;
  return breaking(machine, env, () => machine.branch(env.frame, isEmpty ? [...arms, () => NORMAL] : arms));
};

/** Exits by `break` out of a branch of the switch are no exits of what is around it. */
const breaking = (machine: Machine, env: Env, branch: () => Completion): Completion => {
  const { exits } = env.frame;
  const start = exits.length;
  const completion = branch();
  const own = exits.slice(start).filter(({ completion: { kind } }) => kind === 'break');
  for (const { change } of own) {
    exits.splice(
      exits.findIndex((exit) => exit.change === change),
      1,
    );
    machine.journal.join([change, { slots: new Map(), lists: new Map() }]);
  }
  return completion.kind === 'break' && completion.label === undefined ? NORMAL : completion;
};

/** `namespace X { export const … }`: an object of what it exports. */
const runNamespace = (machine: Machine, node: ts.ModuleDeclaration, env: Env): void => {
  const { body, name } = node;
  if (body === undefined || !ts.isIdentifier(name) || !ts.isModuleBlock(body)) return;
  const inner = new Env(env, env.frame, true);
  machine.parts.executeAll(body.statements, inner);
  const entries = new Map(
    [...inner.cells].flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value] as const])),
  );
  const existing = env.cells.get(name.text)?.value;
  if (existing?.kind === 'object') for (const [key, value] of entries) existing.entries.set(key, value);
  else if (existing === undefined || entries.size > 0)
    declare(machine, name.text, { kind: 'object', entries, isOpen: false }, env);
};
