/** What a question about experiments asks for, read from its options. */
import { select } from '../../assemble/select.ts';
import { MOST_NODES } from '../../engine/cut-sets/cut-sets.ts';
import type { Day } from '../../model/day.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Estate } from '../../model/estate.ts';
import { nearest } from '../../model/nearest.ts';
import { quoted } from '../../model/printable.ts';
import { STATES, type State } from '../../model/state.ts';
import { UserError } from '../../model/user-error.ts';
import type { OptionSpec } from '../analysis.ts';
import { type CutSetRequest, requestOf } from '../cut-sets/request.ts';
import { TOOLS, type Tool } from './experiment.ts';

/** Experiments of each kind, unless asked otherwise. */
const TOP = 5;

/** The longest that AWS FIS holds anything, and longer than anybody watches. */
const LONGEST = 12 * 3600;

export const EXPERIMENT_OPTIONS = [
  {
    name: 'for',
    value: 'tools',
    many: true,
    description: `hand over to these tools only: ${TOOLS.join(', ')} (default: all)`,
  },
  {
    name: 'only',
    value: 'kind',
    choices: ['cut-sets', 'soft-edges'],
    description: 'only what takes apps down, or only claims that a dependency is soft',
  },
  { name: 'top', value: 'count', description: `experiments of each kind, 0 for all (default: ${TOP})` },
  { name: 'order', value: 'size', description: 'the largest cut sets that are looked for (default: 2)' },
  {
    name: 'state',
    value: 'state',
    choices: STATES.filter((state) => state !== 'operational'),
    description: 'the state that counts as falling, or worse (default: outage)',
  },
  {
    name: 'among',
    value: 'selection',
    many: true,
    description:
      'what may fail (default: places, services, datastores, networks, control planes, others’ services)',
  },
  {
    name: 'hold',
    value: 'duration',
    description: 'how long each failure is held (default: 5m, or 5m longer than the apps take to settle)',
  },
  {
    name: 'date',
    value: 'day',
    description: 'the day that decides what dated dependencies count (default: today)',
  },
  { name: 'write', value: 'folder', description: 'write a file for each experiment and tool to that folder' },
] as const satisfies readonly OptionSpec[];

export interface RawOptions {
  readonly for?: readonly string[];
  readonly only?: 'cut-sets' | 'soft-edges';
  readonly top?: string;
  readonly order?: string;
  readonly state?: State;
  readonly among?: readonly string[];
  readonly hold?: string;
  readonly date?: string;
  readonly write?: string;
}

export interface ExperimentRequest {
  readonly cutSets: CutSetRequest;
  readonly tools: readonly Tool[];
  readonly only?: 'cut-sets' | 'soft-edges';
  /** Infinity: all. */
  readonly top: number;
  /** Seconds; left out: as long as the prediction asks for. */
  readonly hold?: number;
  readonly folder?: string;
}

/** @throws UserError if a selection matches nothing, or a value is none. */
export const experimentRequest = (
  estate: Estate,
  args: readonly string[],
  options: RawOptions,
  today: Day,
): ExperimentRequest => {
  const selections = args.length === 0 ? ['kind:app'] : args;
  // A selection that matches nothing is told before anything is computed.
  select(estate, selections);
  return {
    cutSets: requestOf(
      estate,
      selections,
      {
        order: options.order ?? '2',
        'node-limit': String(MOST_NODES),
        ...(options.state === undefined ? {} : { state: options.state }),
        ...(options.among === undefined ? {} : { among: options.among }),
        ...(options.date === undefined ? {} : { date: options.date }),
      },
      today,
    ),
    tools: toolsOf(options.for),
    ...(options.only === undefined ? {} : { only: options.only }),
    top: topOf(options.top),
    ...(options.hold === undefined ? {} : { hold: holdOf(options.hold) }),
    ...(options.write === undefined ? {} : { folder: folderOf(options.write) }),
  };
};

const toolsOf = (given: readonly string[] | undefined): readonly Tool[] => {
  if (given === undefined) return TOOLS;
  const words = given.flatMap((text) => text.split(',')).map((word) => word.trim());
  const asked = words.map((word): Tool => {
    const known = TOOLS.find((tool) => tool === word);
    if (known !== undefined) return known;
    const [near] = nearest(word, TOOLS);
    throw new UserError({
      message: `--for: there is no hand-off for ${quoted(word)}`,
      hint: near === undefined ? `there are: ${TOOLS.join(', ')}` : `did you mean "${near}"?`,
    });
  });
  const wanted = new Set(asked);
  return TOOLS.filter((tool) => wanted.has(tool));
};

const topOf = (text: string | undefined): number => {
  if (text === undefined) return TOP;
  if (!/^\d{1,6}$/.test(text))
    throw new UserError({ message: `--top takes a number of experiments, not ${quoted(text)}` });
  return text === '0' ? Infinity : Number(text);
};

const holdOf = (text: string): number => {
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds >= 60 && seconds <= LONGEST) return seconds;
  throw new UserError({
    message: `--hold takes a duration from 1m to 12h, not ${quoted(text)}`,
    hint: 'such as 10m: AWS FIS holds nothing for shorter or longer',
  });
};

const folderOf = (text: string): string => {
  const folder = text.replace(/\/+$/, '');
  if (folder !== '' && folder !== '-') return folder;
  throw new UserError({ message: `--write takes a folder, not ${quoted(text)}`, hint: 'such as chaos' });
};
