/** Loops: turn by turn as long as it is known how they go on, else once for all turns. */
import ts from 'typescript';
import { iterated } from './iterated.ts';
import { type Completion, Env, NORMAL } from './frames.ts';
import type { Machine } from './machine.ts';
import { assign, bindName, declare } from './patterns.ts';
import type { Value } from './value.ts';
import { ANY, UNDEFINED, armsOf, memberOf, plainValue, truthOf, unknownOf } from './values.ts';

const MOST_TURNS = 1000;

export const runLoop = (machine: Machine, node: ts.IterationStatement, env: Env): Completion => {
  const { exits } = env.frame;
  const wasConditional = env.frame.isConditional;
  const start = exits.length;
  const completion = turns(machine, node, new Env(env, env.frame));
  // What may have left a turn has left the loop, at the latest.
  const own = exits.slice(start).filter((exit) => isOwn(exit.completion, node));
  for (const exit of own) {
    exits.splice(exits.indexOf(exit), 1);
    machine.journal.join([exit.change, { slots: new Map(), lists: new Map() }]);
  }
  if (exits.length === start) env.frame.isConditional = wasConditional;
  return completion;
};

const labelOf = (node: ts.Node): string | undefined =>
  ts.isLabeledStatement(node.parent) ? node.parent.label.text : undefined;

const isOwn = (completion: Completion, node: ts.Node): boolean =>
  (completion.kind === 'break' || completion.kind === 'continue') &&
  (completion.label === undefined || completion.label === labelOf(node));

/** What a turn's end means for the loop: it goes on, it is over, or something further out is. */
const turn = (machine: Machine, node: ts.IterationStatement, env: Env): 'on' | 'over' | Completion => {
  const completion = machine.parts.execute(node.statement, env);
  if (completion.kind === 'normal') return 'on';
  if (!isOwn(completion, node)) return completion;
  return completion.kind === 'continue' ? 'on' : 'over';
};

const turns = (machine: Machine, node: ts.IterationStatement, env: Env): Completion => {
  if (ts.isForOfStatement(node))
    return forEach(machine, node, env, machine.parts.evaluate(node.expression, env));
  if (ts.isForInStatement(node)) {
    const of = machine.parts.evaluate(node.expression, env);
    return forEach(machine, node, env, keysOf(of));
  }
  if (ts.isForStatement(node)) return forLoop(machine, node, env);
  const { expression } = node as ts.WhileStatement | ts.DoStatement;
  const test = (): boolean | undefined => truthOf(machine.parts.evaluate(expression, env));
  return whileLoop(machine, node, env, test, () => {}, ts.isDoStatement(node));
};

const keysOf = (of: Value): Value => {
  if (of.kind === 'object')
    return { kind: 'list', items: [...of.entries.keys()].map(plainValue), isOpen: of.isOpen };
  if (of.kind === 'list')
    return { kind: 'list', items: of.items.map((_, i) => plainValue(String(i))), isOpen: of.isOpen };
  return unknownOf([of]);
};

const forEach = (machine: Machine, node: ts.ForInOrOfStatement, env: Env, list: Value): Completion => {
  const run = (item: Value): 'on' | 'over' | Completion => {
    const inner = new Env(env, env.frame);
    if (ts.isVariableDeclarationList(node.initializer)) {
      const name = node.initializer.declarations[0]?.name;
      if (name !== undefined) bindName(machine, name, item, inner);
    } else assign(machine, node.initializer, item, inner);
    return turn(machine, node, inner);
  };
  const lists = armsOf(list).filter((arm) => arm.kind !== 'plain' || typeof arm.plain === 'string');
  const once = (item: Value): Completion =>
    machine.branch(env.frame, [
      () => {
        const ended = run(item);
        return typeof ended === 'string' ? NORMAL : ended;
      },
      () => NORMAL,
    ]);
  for (const arm of lists) {
    const { items, isOpen } = iterated(arm);
    // The list may grow while it is gone through.
    for (let i = 0; i < items.length && i < MOST_TURNS; i++) {
      const item = items[i]!;
      if (lists.length > 1 || isOpen) {
        const ended = once(item);
        if (ended.kind !== 'normal') return ended;
        continue;
      }
      const ended = run(item);
      if (ended === 'over') return NORMAL;
      if (ended !== 'on') return ended;
    }
    if (items.length > MOST_TURNS) tooMany(machine, node, env);
    if (isOpen && items.length === 0) {
      const ended = once(memberOf(arm, ANY));
      if (ended.kind !== 'normal') return ended;
    }
  }
  return NORMAL;
};

const tooMany = (machine: Machine, node: ts.Node, env: Env): void =>
  machine.tell(
    'unknown-value',
    `a loop takes more than ${MOST_TURNS} turns: it was followed no further`,
    machine.site(node, env.frame),
  );

const forLoop = (machine: Machine, node: ts.ForStatement, env: Env): Completion => {
  const { initializer, condition, incrementor } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) {
      for (const declaration of initializer.declarations) {
        const value =
          declaration.initializer === undefined
            ? UNDEFINED
            : machine.parts.evaluate(declaration.initializer, env);
        bindName(machine, declaration.name, value, env);
      }
    } else machine.parts.evaluate(initializer, env);
  }
  const test = (): boolean | undefined =>
    condition === undefined ? true : truthOf(machine.parts.evaluate(condition, env));
  const step = (): void => {
    if (incrementor !== undefined) machine.parts.evaluate(incrementor, env);
  };
  return whileLoop(machine, node, env, test, step, false);
};

const whileLoop = (
  machine: Machine,
  node: ts.IterationStatement,
  env: Env,
  test: () => boolean | undefined,
  step: () => void,
  isDo: boolean,
): Completion => {
  for (let i = 0; i < MOST_TURNS; i++) {
    const goesOn = isDo && i === 0 ? true : test();
    if (goesOn === false) return NORMAL;
    // A `do` whose first turn was run stands for those that may follow.
    if (goesOn === undefined && isDo) return NORMAL;
    // Variables of the loop's head are new in each turn: closures keep theirs.
    const inner = new Env(env, env.frame);
    for (const [name, { value }] of env.cells) if (value !== undefined) declare(machine, name, value, inner);
    const back = (): void => {
      for (const [name, cell] of env.cells) {
        const value = inner.cells.get(name)?.value;
        if (value !== undefined && value !== cell.value) machine.journal.setCell(cell, value);
      }
    };
    if (goesOn === undefined) {
      // It may go on, for how long is not known: once, for all turns there may be.
      const ended = machine.branch(env.frame, [
        () => {
          const result = turn(machine, node, inner);
          back();
          if (typeof result !== 'string') return result;
          step();
          return NORMAL;
        },
        () => NORMAL,
      ]);
      return ended;
    }
    const ended = turn(machine, node, inner);
    back();
    if (ended === 'over') return NORMAL;
    if (ended !== 'on') return ended;
    step();
    // `while (true)` that is left by what is not known is left.
    if (
      env.frame.exits.some((exit) => isOwn(exit.completion, node) || exit.completion.kind === 'return') &&
      i > 2
    )
      return NORMAL;
  }
  tooMany(machine, node, env);
  return NORMAL;
};
