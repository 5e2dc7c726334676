/** Pieces of lines about experiments. */
import type { Estate } from '../../model/estate.ts';
import type { Line } from '../../model/report.ts';

/** Apps that a line names; more are counted. */
export const NAMED = 4;

export const idSpan = (estate: Estate, position: number) =>
  ({ text: estate.nodes[position]!.id, tone: 'id' }) as const;

export const strong = (text: string) => ({ text, tone: 'strong' }) as const;

export const dim = (text: string) => ({ text, tone: 'dim' }) as const;

/** Parts with something between them, and how many were left out. */
export const listed = (parts: readonly Line[], between: string, most = NAMED): Line => [
  ...parts.slice(0, most).flatMap((part, i): Line => (i === 0 ? part : [between, ...part])),
  ...(parts.length > most ? [` and ${parts.length - most} more`] : []),
];
