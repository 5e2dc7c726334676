/**
 * Whether a back-test is as good as an earlier one.
 *
 * Worse is: a subject that was right and no longer is, that is no longer there, or whose state is further from the one
 * observed. New incidents and subjects may be
 * missed without blame: a back-test that may not grow would never be told the truth.
 */

/**
 * Whether a value can be held against: a result of `faultline backtest --format json` in which something is tested.
 * Of anything else nothing could get worse, which would look like good news.
 */
export const isBaseline = (value: unknown): boolean => {
  const incidents = listIn(value, 'incidents');
  return (
    fieldOf(value, 'faultline') === 1 &&
    fieldOf(value, 'command') === 'backtest' &&
    incidents.length > 0 &&
    incidents.every(
      (incident) =>
        ['incident', 'scenario'].every((key) => typeof fieldOf(incident, key) === 'string') &&
        listIn(incident, 'subjects').length > 0 &&
        listIn(incident, 'subjects').every((subject) =>
          ['id', 'verdict'].every((key) => typeof fieldOf(subject, key) === 'string'),
        ),
    )
  );
};

/**
 * What got worse, a line each; both are results of `faultline backtest --format json`. Where only some incidents were
 * asked for, the others of the earlier result do not count.
 */
export const fallenBehind = (
  before: unknown,
  now: unknown,
  asked?: ReadonlySet<string>,
): readonly string[] => {
  const current = standingsIn(now);
  return [...standingsIn(before, asked)].flatMap(([subject, was]) => {
    const is = current.get(subject);
    if (!isRight(was)) return [];
    if (is === undefined) return [`${subject}: was ${was.verdict}, is no longer tested`];
    if (!isRight(is)) return [`${subject}: was ${was.verdict}, is ${WORDS[is.verdict] ?? is.verdict}`];
    return is.closeness < was.closeness
      ? [`${subject}: was predicted ${was.predicted}, now ${is.predicted}; observed ${is.observed}`]
      : [];
  });
};

/** How well one subject was predicted. */
interface Standing {
  readonly verdict: string;
  readonly predicted: string;
  readonly observed: string;
  /** 2: in exactly the state observed, 1: in one that the sources accept, 0: in another, or nobody says. */
  readonly closeness: 0 | 1 | 2;
}

/** Verdicts of which the name in JSON is no word. */
const WORDS: Readonly<Record<string, string>> = { falseAlarm: 'a false alarm' };

const isRight = ({ verdict }: Standing): boolean => verdict === 'hit' || verdict === 'spared';

/** How all subjects were predicted, by incident, scenario and node. */
const standingsIn = (result: unknown, asked?: ReadonlySet<string>): ReadonlyMap<string, Standing> => {
  const standings = new Map<string, Standing>();
  for (const incident of listIn(result, 'incidents')) {
    if (asked?.has(textIn(incident, 'incident')) === false) continue;
    const name = `${textIn(incident, 'incident')}#${textIn(incident, 'scenario')}`;
    for (const subject of listIn(incident, 'subjects')) {
      standings.set(`${name} ${textIn(subject, 'id')}`, standingOf(subject));
    }
  }
  return standings;
};

const standingOf = (subject: unknown): Standing => {
  const predicted = textIn(subject, 'predicted');
  const observed = textIn(subject, 'observed');
  const isExact = predicted !== '' && predicted === observed;
  return {
    verdict: textIn(subject, 'apart') === '' ? textIn(subject, 'verdict') : 'told apart',
    predicted,
    observed,
    closeness: isExact ? 2 : fieldOf(subject, 'accepted') === true ? 1 : 0,
  };
};

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

const listIn = (value: unknown, key: string): readonly unknown[] => {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
};

const textIn = (value: unknown, key: string): string => {
  const text = fieldOf(value, key);
  return typeof text === 'string' ? text : '';
};
