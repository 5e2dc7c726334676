/**
 * Loads the plug-ins that settings name.
 *
 * A plug-in is a program. It is never loaded because it lies in a repository: the user named the settings, or says that
 * those that are found may bring code.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Origin } from '../../model/place.ts';
import { quoted } from '../../model/printable.ts';
import { PluginDefect } from '../../model/plugin-defect.ts';
import { UserError } from '../../model/user-error.ts';
import { checkedPlugin } from '../../plugin/checked.ts';
import type { Plugin } from '../../plugin/plugin.ts';
import { type Config, complaint } from './read.ts';

/**
 * The plug-ins, in the order named.
 *
 * @param isAllowed whether the user said that settings that are found may load code
 * @throws UserError if they may not, or for a module that is not there or exports no plug-in; PluginDefect for one that
 *   throws when it is loaded.
 */
export const loadPlugins = async (config: Config, isAllowed: boolean): Promise<readonly Plugin[]> => {
  const { plugins: modules = [] } = config.values;
  const origin = config.origin.at('plugins');
  if (modules.length > 0 && !config.isNamed && !isAllowed) {
    const { file } = config.origin.source;
    throw complaint(
      origin,
      'key',
      `${file} asks to load code: ${modules.map(quoted).join(', ')}`,
      `that it lies here is no reason to run it: if you trust it, name it (--config ${file}) or say --allow-plugins; --no-config does without it`,
    );
  }
  const plugins: Plugin[] = [];
  for (const [i, module] of modules.entries()) {
    const exported = await exportOf(module, config, origin.at(i));
    try {
      plugins.push(checkedPlugin(exported, module, plugins));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw atOrigin(error, origin.at(i));
    }
  }
  return plugins;
};

/** The same problems, at the line that names the module. */
const atOrigin = ({ problems }: UserError, origin: Origin): UserError => {
  const [place] = origin.source.locate([{ path: origin.path, at: 'value' }]);
  return new UserError(problems.map((problem) => (place === undefined ? problem : { ...problem, place })));
};

const exportOf = async (module: string, { folder }: Config, origin: Origin): Promise<unknown> => {
  const file = fileOf(module, folder);
  if (file === undefined)
    throw complaint(
      origin,
      'value',
      `the plug-in ${quoted(module)} is not there`,
      isPath(module)
        ? 'paths are relative to the settings that name them'
        : `it is sought as a package from ${folder}; a path begins with "./"`,
    );
  try {
    return ((await import(pathToFileURL(file).href)) as { readonly default?: unknown }).default;
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    throw new PluginDefect(module, 'the module', `cannot be loaded: ${message}`, stack ?? message);
  }
};

const isPath = (module: string): boolean => /^\.{1,2}[\\/]/.test(module) || path.isAbsolute(module);

/** Names of packages, with a path inside or without: no URL of any kind. */
const PACKAGE = /^(?:@[\w.-]+\/)?[\w-][\w.-]*(?:\/[\w.-]+)*$/;

const fileOf = (module: string, folder: string): string | undefined => {
  if (isPath(module)) {
    const file = path.resolve(folder, module);
    return existsSync(file) ? file : undefined;
  }
  if (!PACKAGE.test(module)) return undefined;
  try {
    return createRequire(path.join(folder, 'faultline.config.yaml')).resolve(module);
  } catch {
    return importedOnly(module, folder);
  }
};

/** A package that exports nothing to `require`, as many ES modules do: its main entry. */
const importedOnly = (name: string, folder: string): string | undefined => {
  for (let at = folder; ; at = path.dirname(at)) {
    const home = path.join(at, 'node_modules', name);
    const file = path.join(home, 'package.json');
    if (existsSync(file)) {
      const entry = entryOf(
        (JSON.parse(readFileSync(file, 'utf8')) as { readonly exports?: unknown }).exports,
      );
      return entry === undefined ? undefined : path.join(home, entry);
    }
    if (at === path.dirname(at)) return undefined;
  }
};

const entryOf = (exports: unknown): string | undefined => {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const fields = exports as Readonly<Record<string, unknown>>;
  return ['.', 'import', 'node', 'default']
    .map((key) => entryOf(fields[key]))
    .find((entry) => entry !== undefined);
};
