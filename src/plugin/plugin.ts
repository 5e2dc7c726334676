/**
 * The contract of a plug-in: a plain object with scanners, rules and formats, the default export of an ES module.
 *
 *     export default definePlugin({ api: 1, name: 'acme', rules: [hasOwner] });
 *
 * The functions below do nothing but check types where the plug-in is written: a plug-in in plain JavaScript needs none of
 * them, nor this package. What is loaded is checked again at the door (`checked.ts`).
 */
import type { PluginRule } from '../analyze/check/plugin-rule.ts';
import type { Need } from '../report/needed.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Scanner } from '../scan/scanner.ts';

/** The version of this contract. It changes where a plug-in that was right would no longer be. */
export const PLUGIN_API = 1;

/** A format of a plug-in: `--format NAME`, for every command that prints a report. */
export interface PluginReporter extends Reporter {
  /** What a report must have for it: rows (`table`), a `graph`, or findings (`checked`); left out: any will do. */
  readonly needs?: Need;
  /** Names of files that end so (`.adoc`) are written in it, if no format is named. Those of our own formats come first. */
  readonly ending?: string;
  /** A file that is there already is continued, not replaced. */
  readonly appends?: true;
}

/** What a plug-in adds. */
export interface Plugin {
  /** The version of the contract that it was written for. */
  readonly api: typeof PLUGIN_API;
  /** Lower case, digits and dashes: `acme`. Its rules are called `acme/RULE`. */
  readonly name: string;
  /** They are asked before ours whether a file is theirs, in this order. */
  readonly scanners?: readonly Scanner[];
  /** Rules of "faultline check", beside ours. */
  readonly rules?: readonly PluginRule[];
  /** Formats, beside ours. */
  readonly reporters?: readonly PluginReporter[];
}

/** Checks the type of a plug-in where it is written; returns it as it is. */
export const definePlugin = (plugin: Plugin): Plugin => plugin;

/** Checks the type of a scanner where it is written; returns it as it is. */
export const defineScanner = (scanner: Scanner): Scanner => scanner;

/** Checks the type of a rule where it is written; returns it as it is. */
export const defineRule = (rule: PluginRule): PluginRule => rule;

/** Checks the type of a format where it is written; returns it as it is. */
export const defineReporter = (reporter: PluginReporter): PluginReporter => reporter;
