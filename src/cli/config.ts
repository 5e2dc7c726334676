/**
 * Settings of the user: `faultline.config.yaml`, found upward or named, and variables of the environment.
 *
 * They give options values that the command line does not give, and bring plug-ins. They never change what a document
 * means. Nothing of this happens for help; without settings nothing of it is loaded.
 */
import { type Command, Option } from 'commander';
import { configFileFor } from './config/find.ts';
import { applyEnvironment } from './config/environment.ts';
import { isOn } from './config/switch.ts';
import { wantedOf } from './outputs/wanted.ts';

/** The options that say which settings hold. */
interface Choice {
  readonly config?: string | false;
  readonly allowPlugins?: boolean;
}

/** Options of which a command that has any takes settings: it reads something, or prints a report. */
const TAKING: ReadonlySet<string | undefined> = new Set(['--graph', '--scan', '--region', '--format']);

/** Adds the options about settings to a command that takes them. */
export const addConfig = (command: Command): Command => {
  if (!command.options.some(({ long }) => TAKING.has(long))) return command;
  return command
    .addOption(
      new Option(
        '--config <file>',
        'settings: defaults of options, and plug-ins (default: faultline.config.yaml, found upward)',
      ),
    )
    .addOption(new Option('--no-config', 'no settings'))
    .addOption(new Option('--allow-plugins', 'let settings that were found, not named, load code'));
};

/**
 * Gives a command that is about to run all that settings and environment say; plug-ins become the value `plugins`.
 *
 * @param commandOf makes the command of that name with all its options
 * @throws UserError for any mistake in them
 */
export const configure = async (
  command: Command,
  names: readonly string[],
  commandOf: (name: string) => Promise<Command | undefined>,
): Promise<void> => {
  if (!command.options.some(({ long }) => long === '--config')) return;
  const cwd = process.cwd();
  const { config: asked, allowPlugins } = command.opts<Choice>();
  const isAsked = command.getOptionValueSource('config') === 'cli';
  applyEnvironment(command, process.env);
  const file = configFileFor(isAsked && asked !== undefined ? { config: asked } : {}, process.env, cwd);
  if (file !== undefined) {
    const { readConfig } = await import('./config/read.ts');
    const { applyConfig } = await import('./config/options.ts');
    const config = await readConfig(file, cwd);
    const { loadPlugins } = await import('./config/plugins.ts');
    const isAllowed = allowPlugins === true || isOn(process.env['FAULTLINE_ALLOW_PLUGINS']);
    const plugins = await loadPlugins(config, isAllowed);
    await applyConfig(command, config, { names, wholeOf: commandOf, plugins, cwd });
    if (plugins.length > 0) command.setOptionValueWithSource('plugins', plugins, 'config');
  }
  // Now all formats are known: a slip is told before anything else is read.
  if (command.opts()['format'] !== undefined) wantedOf(command.opts());
};
