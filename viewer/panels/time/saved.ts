/** A replay as rows for a spreadsheet: a row for each time in which a node was down. */
import { csv } from '../../../src/report/csv.ts';
import { STATES } from '../../../src/model/state.ts';
import type { NodeFacts } from '../../model/messages.ts';
import type { Fate } from './fates.ts';

/** Seconds after the first fault; an end that is not there is left empty. */
export const fatesCsv = (fates: readonly Fate[], nodes: readonly NodeFacts[]): string =>
  csv.render(
    {
      command: 'replay',
      title: [],
      blocks: () => [],
      data: () => ({}),
      table: () => ({
        columns: ['node', 'kind', 'owner', 'state', 'from_seconds', 'until_seconds'],
        rows: fates.flatMap(({ position, stretches }) => {
          const { id = '', kind = '', owner = null } = nodes[position] ?? {};
          return stretches.map(({ from, until, rank }) => [
            id,
            kind,
            owner,
            STATES[rank]!,
            from,
            until === Infinity ? null : until,
          ]);
        }),
      }),
    },
    { width: 80, paint: (_, text) => text },
  );

/** A file's name for a scenario. */
export const fileName = (scenario: string, ending: string): string =>
  `${
    scenario
      .replaceAll(/[^\w.-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 80) || 'replay'
  }.${ending}`;
