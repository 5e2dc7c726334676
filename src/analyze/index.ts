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
