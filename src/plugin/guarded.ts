/** Scanners and formats of plug-ins, with a fence: what they throw or return is never taken for our own mistake. */
import { PluginDefect, defectOf, guarded, guardedLater } from '../model/plugin-defect.ts';
import { quoted } from '../model/printable.ts';
import { UserError } from '../model/user-error.ts';
import type { Scanner } from '../scan/scanner.ts';
import type { PluginReporter } from './plugin.ts';

/** The same scanner; it answers with facts, or a PluginDefect is thrown. */
export const guardedScanner = (plugin: string, scanner: Scanner): Scanner => {
  const what = `the scanner ${quoted(scanner.name)}`;
  return {
    ...scanner,
    claims: (file) => {
      const claimed: unknown = guarded(plugin, what, () => scanner.claims(file));
      if (typeof claimed === 'boolean') return claimed;
      // A promise would be taken for yes, for every file that there is.
      throw new PluginDefect(plugin, what, 'does not answer true or false to "claims"');
    },
    scan: async (files, context) => {
      const facts: unknown = await guardedLater(plugin, what, () => scanner.scan(files, context));
      const { flawOfFacts } = await import('./facts.ts');
      const flaw = flawOfFacts(facts);
      if (flaw !== undefined)
        throw new PluginDefect(plugin, what, `returns facts that cannot be read: ${flaw}`);
      return facts as Awaited<ReturnType<Scanner['scan']>>;
    },
  };
};

/**
 * The same format; it answers with texts that end with a line feed, or a PluginDefect is thrown. A UserError is what the
 * contract lets it throw for a report that has nothing for it.
 */
export const guardedReporter = (plugin: string, reporter: PluginReporter): PluginReporter => {
  const what = `the format ${quoted(reporter.name)}`;
  const textOf = (text: unknown): string => {
    if (typeof text === 'string') return text;
    throw new PluginDefect(plugin, what, 'does not return a text');
  };
  const attempt = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw error instanceof UserError ? error : defectOf(plugin, what, error);
    }
  };
  const { pieces } = reporter;
  return {
    ...reporter,
    render: (report, surroundings) => {
      const text = attempt(() => textOf(reporter.render(report, surroundings)));
      return text === '' || text.endsWith('\n') ? text : `${text}\n`;
    },
    ...(pieces === undefined
      ? {}
      : {
          pieces: function* (report, surroundings) {
            const iterator = attempt(() => pieces.call(reporter, report, surroundings)[Symbol.iterator]());
            for (;;) {
              const next = attempt(() => iterator.next());
              if (next.done === true) return;
              yield textOf(next.value);
            }
          },
        }),
  };
};
