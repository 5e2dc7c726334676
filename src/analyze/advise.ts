/** Which changes take most risk from an app, each verified, and the fewest that together do what is asked for. */
import { select, selectOne } from '../assemble/select.ts';
import { nearest } from '../model/nearest.ts';
import type { Estate } from '../model/estate.ts';
import { quoted } from '../model/printable.ts';
import { STATES, type State, rankOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import { adviceReport } from './advise/report.ts';
import { CHANGE_KINDS, type ChangeKind } from './advise/candidates.ts';
import type { Goal } from './advise/exposure.ts';
import { searched } from './advise/search.ts';
import { defineAnalysis } from './analysis.ts';
import { rowLimit } from './asked.ts';

/** Rows of a table on the terminal, unless asked otherwise; JSON always has all. */
const ROWS = 10;

/** Changes of a plan: more are a project, and the search grows with them. */
const MOST_CHANGES = 8;

export const advise = defineAnalysis({
  name: 'advise',
  summary: 'which changes take most risk from an app, each verified',
  argument: { name: 'app', description: 'the app, or any other node', required: true, many: false },
  options: [
    {
      name: 'survive',
      value: 'selection',
      many: true,
      description: 'what must be survived, each alone: find the fewest changes that do it ("kind:region")',
    },
    {
      name: 'at-most',
      value: 'state',
      choices: STATES.filter((state) => state !== 'outage'),
      description: 'with --survive: the worst that the app may be (default: degraded)',
    },
    { name: 'policy', value: 'name', description: 'a survive policy of the document that must hold' },
    {
      name: 'max-changes',
      value: 'count',
      description: `changes that may be combined, 1 to ${MOST_CHANGES} (default: 3)`,
    },
    { name: 'keep', value: 'selection', many: true, description: 'what must stay as it is' },
    {
      name: 'only',
      value: 'kinds',
      many: true,
      description: `only changes of these kinds: ${CHANGE_KINDS.join(', ')}`,
    },
    {
      name: 'among',
      value: 'selection',
      many: true,
      description: 'what may fail (default: places, services, stores, networks, vendors)',
    },
    {
      name: 'date',
      value: 'day',
      description: 'the day that decides what dated dependencies count (default: today)',
    },
    {
      name: 'write',
      value: 'file',
      description: 'write the combined changes there, as a document that includes yours',
    },
    {
      name: 'limit',
      value: 'rows',
      description: `rows of a table in text and markdown, 0 for all (default: ${ROWS})`,
    },
  ],
  examples: [
    'advise checkout',
    'advise shop --survive "kind:region" --at-most degraded --max-changes 2',
    'advise shop --only replica,failover --keep "owner:payments-team"',
  ],
  run: async ({ estate, args, options, today, sweeper, progress }) => {
    const app = estate.nodes[selectOne(estate, args, 'advise')]!.id;
    const limit = rowLimit(options.limit, ROWS);
    const goal = goalOf(estate, app, options);
    const kept = new Set(options.keep === undefined ? [] : select(estate, options.keep));
    const keptIds = new Set([...kept].map((position) => estate.nodes[position]!.id));
    const question = {
      app,
      day: options.date ?? today,
      among: options.among,
      goal,
      sweeper,
      progress,
      kinds: kindsOf(options.only),
      isKept: (id: string) => keptIds.has(id),
      maxChanges: countOf(options['max-changes']),
    };
    const found = await searched(estate, question);
    return adviceReport(estate, found, {
      question,
      limit,
      goalText: goalText(options),
      write: options.write,
    });
  },
});

interface GoalOptions {
  readonly survive?: readonly string[];
  readonly 'at-most'?: State;
  readonly policy?: string;
}

/** @throws UserError for a policy that there is not, or half a goal. */
const goalOf = (estate: Estate, app: string, options: GoalOptions): Goal | undefined => {
  const { survive, policy } = options;
  if (policy !== undefined && survive !== undefined)
    throw new UserError({ message: '--survive and --policy are two goals', hint: 'give one of them' });
  if (policy !== undefined) return goalOfPolicy(estate, app, policy);
  if (survive === undefined) {
    if (options['at-most'] === undefined) return undefined;
    throw new UserError({
      message: '--at-most says how well something is survived, and not what',
      hint: 'add --survive "kind:region"',
    });
  }
  select(estate, survive);
  return { fail: survive, atMost: rankOf(options['at-most'] ?? 'degraded'), together: false, as: 3 };
};

const goalOfPolicy = (estate: Estate, app: string, name: string): Goal => {
  const policies = estate.policies?.survive ?? [];
  const found = policies.find((policy) => policy.name === name);
  if (found === undefined) {
    const names = policies.flatMap((policy) => policy.name ?? []);
    const [near] = nearest(name, names);
    throw new UserError({
      message: `there is no survive policy ${quoted(name)}`,
      hint:
        near !== undefined
          ? `did you mean "${near}"?`
          : names.length === 0
            ? 'the document has none with a name; --survive says the same on the command line'
            : `there are: ${names.join(', ')}`,
    });
  }
  if (!select(estate, found.apps).includes(estate.positions.get(app)!)) {
    throw new UserError({
      message: `the policy ${quoted(name)} is not about ${app}`,
      hint: `it is about ${found.apps.join(', ')}`,
    });
  }
  return {
    fail: found.fail,
    atMost: rankOf(found.atMost),
    together: found.together,
    as: rankOf(found.state),
  };
};

const goalText = ({ survive, policy, 'at-most': atMost = 'degraded' }: GoalOptions): string | undefined =>
  policy !== undefined
    ? `the policy ${policy}`
    : survive === undefined
      ? undefined
      : `surviving ${survive.join(', ')} at most ${atMost}`;

/** @throws UserError with the nearest kind. */
const kindsOf = (given: readonly string[] | undefined): ReadonlySet<ChangeKind> => {
  if (given === undefined) return new Set(CHANGE_KINDS);
  const words = given.flatMap((text) => text.split(',')).map((word) => word.trim());
  return new Set(
    words.map((word) => {
      const known = CHANGE_KINDS.find((kind) => kind === word);
      if (known !== undefined) return known;
      const [near] = nearest(word, CHANGE_KINDS);
      throw new UserError({
        message: `--only: there is no kind of change ${quoted(word)}`,
        hint: near === undefined ? `there are: ${CHANGE_KINDS.join(', ')}` : `did you mean "${near}"?`,
      });
    }),
  );
};

/** @throws UserError for what is no such number. */
const countOf = (text: string | undefined): number => {
  if (text === undefined) return 3;
  const count = Number(text);
  if (/^\d$/.test(text) && count >= 1 && count <= MOST_CHANGES) return count;
  throw new UserError({
    message: `--max-changes takes a number from 1 to ${MOST_CHANGES}, not ${quoted(text)}`,
  });
};
