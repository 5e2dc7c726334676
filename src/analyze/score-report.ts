/** A score as data and in words. */
import type { Block, Line } from '../model/report.ts';
import { minutesLong } from './moments.ts';
import { type Subject, type Times, VERDICTS, type Verdict, medianError, orderOf } from './score.ts';
import { moreOf, moreText } from './asked.ts';

export type Counts = Readonly<Record<Verdict, number>>;

/** How many subjects have each verdict. */
export const countVerdicts = (subjects: readonly Subject[]): Counts =>
  Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, subjects.filter((subject) => subject.verdict === verdict).length]),
  ) as Record<Verdict, number>;

/** Subjects that were right or wrong: neither injected nor left open by the sources. */
export const counted = <S extends Subject>(subjects: readonly S[]): readonly S[] =>
  subjects.filter(({ verdict }) => verdict !== 'open' && verdict !== 'injected');

/** The names of the counts in JSON. */
const countsData = (counts: Counts): object => ({
  hit: counts.hit,
  missed: counts.missed,
  falseAlarm: counts['false alarm'],
  spared: counts.spared,
  open: counts.open,
  injected: counts.injected,
});

export const scoreData = (subjects: readonly Subject[]): object => {
  const scored = counted(subjects);
  const onset = medianError(timesOf(scored, 'onset'));
  const recovery = medianError(timesOf(scored, 'recovered'));
  return {
    ...countsData(countVerdicts(subjects)),
    exact: scored.filter(({ predicted, observed }) => predicted === observed).length,
    accepted: scored.filter(({ accepted }) => accepted).length,
    order: orderOf(scored),
    onsetErrorMinutes: onset ?? null,
    recoveryErrorMinutes: recovery ?? null,
    subjects: subjects.map(subjectData),
  };
};

const timesOf = (subjects: readonly Subject[], key: 'onset' | 'recovered'): readonly Times[] =>
  subjects.flatMap((subject) => subject[key] ?? []);

export const subjectData = (subject: Subject): object => ({
  ...subject,
  verdict: subject.verdict === 'false alarm' ? 'falseAlarm' : subject.verdict,
});

/**
 * What a replay says of its score: the counts, and what was wrong, one by one. Of what nothing is known of, nothing
 * could be predicted: that is a miss, too, but one of the document, and a list of names is enough.
 */
export const scoreBlocks = (
  subjects: readonly Subject[],
  limit: number,
  isKnown: (id: string) => boolean,
): readonly Block[] => {
  const counts = countVerdicts(subjects);
  const scored = counted(subjects);
  const exact = scored.filter(({ predicted, observed }) => predicted === observed).length;
  const allWrong = scored.filter(({ verdict }) => verdict === 'missed' || verdict === 'false alarm');
  const wrong = allWrong.filter(({ id }) => isKnown(id));
  const unknown = allWrong.filter(({ id }) => !isKnown(id));
  return [
    { type: 'heading', text: 'Predicted against observed' },
    {
      type: 'text',
      lines: [
        [
          { text: `${counts.hit} hit, ${counts.spared} rightly spared`, tone: 'strong' },
          `, ${counts.missed} missed, ${falseAlarmsText(counts['false alarm'])}${uncountedText(counts)}`,
        ],
        [`${exact} of ${scored.length} in exactly the state observed${timesText(scored)}`],
        ...(unknown.length === 0 ? [] : [unknownLine(unknown, limit)]),
      ],
    },
    ...(wrong.length === 0
      ? []
      : [
          {
            type: 'table' as const,
            columns: [
              { title: 'Verdict' },
              { title: 'Node', yields: 1, cut: 'middle' as const },
              { title: 'Predicted' },
              { title: 'Observed' },
              { title: 'Source', yields: 2, cut: 'end' as const },
            ],
            rows: wrong
              .slice(0, limit)
              .map(({ verdict, id, predicted, observed, source }): readonly Line[] => [
                [verdict],
                [{ text: id, tone: 'id' }],
                [{ state: predicted }],
                [{ state: observed }],
                [{ text: source ?? '', tone: 'dim' }],
              ]),
            ...moreOf(wrong.length, limit),
          },
        ]),
  ];
};

const unknownLine = (unknown: readonly Subject[], limit: number): Line => [
  `${unknown.length} of the missed have no dependency here that could tell: `,
  ...unknown
    .slice(0, limit)
    .flatMap(({ id }, i): Line => [...(i === 0 ? [] : [', ']), { text: id, tone: 'id' }]),
  unknown.length > limit ? ` ${moreText(unknown.length - limit)}` : '',
];

export const falseAlarmsText = (count: number): string =>
  `${count} false ${count === 1 ? 'alarm' : 'alarms'}`;

const uncountedText = ({ open, injected }: Counts): string => {
  const parts = [
    ...(open === 0 ? [] : [`left open by the sources: ${open}`]),
    ...(injected === 0 ? [] : [`injected: ${injected}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
};

const timesText = (scored: readonly Subject[]): string => {
  const onset = medianError(timesOf(scored, 'onset'));
  const recovery = medianError(timesOf(scored, 'recovered'));
  const parts = [
    ...(onset === undefined ? [] : [`onset off by ${minutesLong(onset * 60)} (median)`]),
    ...(recovery === undefined
      ? []
      : [`recovery ${onset === undefined ? 'off ' : ''}by ${minutesLong(recovery * 60)}`]),
  ];
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
};
