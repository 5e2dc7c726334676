/** How many are down at a moment, by state: `O 13 P 4 D 1 of 79 apps`. */
import { STATES, type State } from '../../../src/model/state.ts';
import { StateShape } from '../../parts/state-shape.tsx';
import { counted, grouped } from '../../parts/words.ts';
import { type Load, total } from './course.ts';

const WORST_FIRST = [3, 2, 1] as const;

export const LoadText = ({ load, what, of }: { load: Load; what: string; of: number }) => (
  <span class="time-load" title={loadWords(load, what)}>
    {total(load) === 0 ? (
      <span class="dim">{`no ${what} affected`}</span>
    ) : (
      <>
        {WORST_FIRST.filter((rank) => load[rank] > 0).map((rank) => (
          <Amount key={rank} state={STATES[rank]} amount={load[rank]} />
        ))}
        <span class="dim">{`of ${counted(of, what)}`}</span>
      </>
    )}
  </span>
);

const Amount = ({ state, amount }: { state: State; amount: number }) => (
  <span class="time-amount">
    <StateShape state={state} />
    {grouped(amount)}
    <span class="sr-only">{` in ${state}`}</span>
  </span>
);

/** `18 apps affected: 13 outage, 4 partial, 1 degraded`. */
export const loadWords = (load: Load, what: string): string => {
  if (total(load) === 0) return `no ${what} affected`;
  const parts = WORST_FIRST.filter((rank) => load[rank] > 0).map(
    (rank) => `${grouped(load[rank])} ${STATES[rank]}`,
  );
  return `${counted(total(load), what)} affected: ${parts.join(', ')}`;
};
