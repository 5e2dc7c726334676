/**
 * How git is run in a repository that nobody vouches for: its configuration may name programs (a monitor, hooks, helpers),
 * and none of them is run.
 */
import { devNull } from 'node:os';

/** Arguments that stand before any others. What is given so counts more than what any file says. */
export const SAFELY: readonly string[] = [
  'core.fsmonitor=false',
  // Also writing an index runs a hook.
  `core.hooksPath=${devNull}`,
  // A folder that is itself laid out as a repository must not bring a configuration of its own.
  'safe.bareRepository=explicit',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

/**
 * The surroundings of git: without what a hook tells it of another repository or index. Nothing is fetched that a partial
 * clone lacks, and nobody is asked for a password.
 */
export const gitEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  LC_ALL: 'C',
});
