/**
 * The interpreter: runs the modules of a program on values that are known in part.
 *
 * What is abstract: what comes from outside (libraries, the environment, parameters of what a runtime calls) is a value
 * of its own kind that keeps where it came from; properties of it and calls on it are kept, too. What is joined: where
 * a condition is not known, both arms run on the same state, and each variable or property that they leave different
 * becomes an `either`; lists become open. Loops over what is not known run once. What is given up: prototypes, getters
 * defined at run time, regular expressions, what a variable was before an early `return` that may have come, the
 * order of what happens at the same time, exceptions of libraries. Steps, depth and recursion are limited; where a
 * limit is met, a finding says so and the value is unknown.
 */
import { callSuper, classValue, superMember } from './classes.ts';
import { callValue, constructValue } from './calls.ts';
import { explore } from './explore.ts';
import { evaluate } from './expressions.ts';
import { applyFunction } from './functions.ts';
import { Machine } from './machine.ts';
import { getMember, setMember } from './members.ts';
import { exportDefault, importOf, requireOf, runModules } from './modules.ts';
import { type Program, reachesOf } from './program.ts';
import { execute, executeAll } from './statements.ts';
import { textsOf } from './texts.ts';
import type { Trace, TraceOptions } from './trace.ts';

/** Runs every one of the given files' modules (once each; imports first), then explores as asked. */
export const interpret = (program: Program, options: TraceOptions): Trace => {
  const machine = new Machine(program, options);
  machine.parts = {
    evaluate: (node, env) => evaluate(machine, node, env),
    execute: (node, env) => execute(machine, node, env),
    executeAll: (nodes, env) => executeAll(machine, nodes, env),
    call: (callee, args, how, node) => callValue(machine, callee, args, how, node),
    apply: (callee, thisValue, args, how) => applyFunction(machine, callee, thisValue, args, how),
    construct: (callee, args, how, node) => constructValue(machine, callee, args, how, node),
    getMember: (of, name, env, node) => getMember(machine, of, name, env, node),
    setMember: (of, name, value, env) => setMember(machine, of, name, value, env),
    classOf: (node, env) => classValue(machine, node, env),
    exportDefault: (node, env) => exportDefault(machine, node, env),
    importOf: (specifier, from) => importOf(machine, specifier, from),
    requireOf: (specifier, from) => requireOf(machine, specifier, from),
    callSuper: (args, env, node) => callSuper(machine, args, env, node),
    superMember: (name, env) => superMember(machine, name, env),
  };
  runModules(machine);
  explore(machine);
  return {
    made: machine.made,
    calls: machine.calls,
    texts: textsOf(machine),
    reaches: reachesOf(program),
    findings: [...program.findings, ...machine.findings],
  };
};
