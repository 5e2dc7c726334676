/** A forecast in words: what becomes of apps and when, and what must go on. */
import { formatDuration } from '../../model/duration.ts';
import type { Estate } from '../../model/estate.ts';
import type { Line, Stretch } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { grouped } from '../totals.ts';
import type { AppForecast, Plan } from './experiment.ts';
import { dim, idSpan, listed } from './spans.ts';

/** What becomes of apps, and what must go on. */
export const forecastLines = (estate: Estate, { forecast, hold, edge }: Plan): readonly Line[] => {
  const held = edge === undefined ? `; held for ${formatDuration(hold)}` : '';
  const { apps, unharmed, affected, costPerHour = 0 } = forecast;
  return [
    apps.length === 0
      ? ['predicted: no app is affected', dim(held)]
      : [
          'predicted: ',
          ...listed(
            apps.map((app) => appLine(estate, app)),
            '; ',
          ),
          dim(
            `; ${affected} ${affected === 1 ? 'node' : 'nodes'} affected${costPerHour === 0 ? '' : `, up to ${grouped(costPerHour)} USD an hour`}${held}`,
          ),
        ],
    ...(unharmed.length === 0
      ? []
      : [
          [
            'must go on: ',
            ...listed(
              unharmed.map((position) => [idSpan(estate, position)]),
              ', ',
            ),
          ] as Line,
        ]),
  ];
};

const appLine = (estate: Estate, { position, rank, stretches }: AppForecast): Line => {
  const [first] = stretches;
  const isPlain =
    stretches.length === 1 && first?.from === 0 && first.until === undefined && first.state === stateOf(rank);
  return [
    idSpan(estate, position),
    ' ',
    ...(isPlain || stretches.length === 0
      ? [{ state: stateOf(rank) }]
      : listed(stretches.map(stretchLine), ', then ', 3)),
  ];
};

const stretchLine = ({ from, until, state }: Stretch): Line => [
  { state },
  ...(until === undefined
    ? from === 0
      ? []
      : [` from ${formatDuration(from)} on`]
    : [
        from === 0
          ? ` for ${formatDuration(until)}`
          : ` from ${formatDuration(from)} to ${formatDuration(until)}`,
      ]),
];
