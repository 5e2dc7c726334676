/**
 * What goes wrong inside of a plug-in: told as that plug-in's defect, never as ours.
 *
 * It is the user's to mend (by another version, or by leaving the plug-in out), and so ends like any other mistake of
 * theirs; what was thrown is kept for those who wrote the plug-in.
 */
import { quoted } from './printable.ts';
import { UserError } from './user-error.ts';

/** What a plug-in did wrong: a UserError that names the plug-in, and keeps the stack of what it threw. */
export class PluginDefect extends UserError {
  /** The stack of what the plug-in threw, if it threw an error. */
  readonly trace?: string;

  /**
   * @param what a part of the plug-in: `the rule "owner"`
   * @param said what it did: `throws: …`, `returns no list`
   */
  constructor(plugin: string, what: string, said: string, trace?: string) {
    super({
      message: `${what} of the plug-in ${quoted(plugin)} ${said}`,
      hint: `this is a defect of the plug-in, not of Faultline: ${trace === undefined ? '' : '--verbose shows where, '}--no-config does without it`,
    });
    if (trace !== undefined) this.trace = trace;
  }
}

/** What was thrown, as the defect of a plug-in; what is one already stays what it is. */
export const defectOf = (plugin: string, what: string, error: unknown): PluginDefect =>
  error instanceof PluginDefect
    ? error
    : error instanceof Error
      ? new PluginDefect(plugin, what, `throws: ${error.message}`, error.stack ?? String(error))
      : new PluginDefect(
          plugin,
          what,
          `throws ${typeof error === 'string' ? quoted(error) : 'what is no error'}`,
        );

/** The result of a plug-in's function. @throws PluginDefect if it throws. */
export const guarded = <T>(plugin: string, what: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    throw defectOf(plugin, what, error);
  }
};

/** The same for a function that takes its time. @throws PluginDefect if it throws, at once or later. */
export const guardedLater = async <T>(
  plugin: string,
  what: string,
  run: () => T | Promise<T>,
): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    throw defectOf(plugin, what, error);
  }
};
