/**
 * Whether a back-test is as good as an earlier one.
 *
 * Worse is: a subject that was right and no longer is, or that is no longer there. New incidents and subjects may be
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
  const current = verdictsIn(now);
  return [...verdictsIn(before, asked)].flatMap(([subject, verdict]) => {
    const is = current.get(subject);
    if (is === verdict || !isRight(verdict)) return [];
    if (is === undefined) return [`${subject}: was ${verdict}, is no longer tested`];
    return isRight(is) ? [] : [`${subject}: was ${verdict}, is ${WORDS[is] ?? is}`];
  });
};

/** Verdicts of which the name in JSON is no word. */
const WORDS: Readonly<Record<string, string>> = { falseAlarm: 'a false alarm' };

const isRight = (verdict: string): boolean => verdict === 'hit' || verdict === 'spared';

/** Verdicts of all subjects that count, by incident, scenario and node. */
const verdictsIn = (result: unknown, asked?: ReadonlySet<string>): ReadonlyMap<string, string> => {
  const verdicts = new Map<string, string>();
  for (const incident of listIn(result, 'incidents')) {
    if (asked?.has(textIn(incident, 'incident')) === false) continue;
    const name = `${textIn(incident, 'incident')}#${textIn(incident, 'scenario')}`;
    for (const subject of listIn(incident, 'subjects')) {
      const verdict = textIn(subject, 'apart') === '' ? textIn(subject, 'verdict') : 'told apart';
      verdicts.set(`${name} ${textIn(subject, 'id')}`, verdict);
    }
  }
  return verdicts;
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
