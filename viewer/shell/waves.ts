/** Which nodes fell in which round. */
import type { ImpactAnswer } from '../model/messages.ts';

/** Rounds that are lit one after the other: a long cascade is told in as many steps as anybody waits for. */
const MOST_STEPS = 10;

/** The rounds to be lit, ascending; the last is always among them. */
export const waveSteps = ({ waveCount }: Pick<ImpactAnswer, 'waveCount'>): readonly number[] => {
  const stride = Math.max(1, Math.ceil(waveCount / MOST_STEPS));
  return Array.from({ length: Math.ceil(waveCount / stride) }, (_, step) =>
    Math.min(waveCount - 1, (step + 1) * stride - 1),
  );
};

/** Positions that reached their state in that round. */
export const freshInWave = (
  { ranks, waves }: Pick<ImpactAnswer, 'ranks' | 'waves'>,
  wave: number,
): ReadonlySet<number> => {
  const fresh = new Set<number>();
  waves.forEach((round, position) => {
    if (round === wave && ranks[position]! > 0) fresh.add(position);
  });
  return fresh;
};
