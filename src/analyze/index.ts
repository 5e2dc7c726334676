/**
 * The list of questions. A new one is its file and its line here.
 *
 * Only the names and summaries are loaded at the start; the rest when it is asked for.
 */
import type { Analysis, OptionSpec } from './analysis.ts';

export interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Analysis>;
}

const listed = <S extends readonly OptionSpec[]>(
  name: string,
  summary: string,
  load: () => Promise<Analysis<S>>,
): Listed => ({ name, summary, load });

/** The questions, in the order of the help: name, summary, and how to load each. */
export const ANALYSES: readonly Listed[] = [
  listed(
    'impact',
    'what fails, how badly and why, if something drops',
    async () => (await import('./impact.ts')).impact,
  ),
  listed(
    'why',
    'the proof of one node’s state, or what spared it',
    async () => (await import('./why.ts')).why,
  ),
  listed(
    'replay',
    'a scenario over time: what falls when, and until when',
    async () => (await import('./replay.ts')).replay,
  ),
  listed(
    'recovery',
    'the order in which things can come back, and what can never start',
    async () => (await import('./recovery.ts')).recovery,
  ),
  listed(
    'check',
    'hold the infrastructure to policies and rules, and fail if it breaks one',
    async () => (await import('./check.ts')).check,
  ),
  listed(
    'sweep',
    'every single failure, ranked by what it takes down',
    async () => (await import('./sweep.ts')).sweep,
  ),
  listed(
    'availability',
    'how much of the time apps are there, and what that hangs on',
    async () => (await import('./availability.ts')).availability,
  ),
  listed(
    'cut-sets',
    'which failures, alone or together, take an app down',
    async () => (await import('./cut-sets.ts')).cutSets,
  ),
  listed('spof', 'which single failures take an app down', async () => (await import('./spof.ts')).spof),
  listed(
    'advise',
    'which changes take most risk from an app, each verified',
    async () => (await import('./advise.ts')).advise,
  ),
  listed(
    'experiments',
    'chaos experiments that put predictions to the test',
    async () => (await import('./experiments.ts')).experiments,
  ),
  listed('nodes', 'the nodes that a selection matches', async () => (await import('./nodes.ts')).nodes),
  listed(
    'show',
    'one node: what it stands on, and what stands on it',
    async () => (await import('./show.ts')).show,
  ),
  listed(
    'providers',
    'the packs there are: what they hold, and how well it is known',
    async () => (await import('./providers.ts')).providers,
  ),
  listed(
    'validate',
    'check documents, and count what they describe',
    async () => (await import('./validate.ts')).validate,
  ),
];
