/** How likely each node fails by itself: what the documents say, and what a question assumes where they say nothing. */
import { select } from '../../assemble/select.ts';
import { parseAvailability } from '../../model/availability.ts';
import type { Estate } from '../../model/estate.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { complementOf } from './figures.ts';

/** What `--assume` says. */
interface Assumption {
  readonly selection: string;
  readonly availability: number;
  /** Nodes that it applies to. */
  readonly nodes: number;
}

export interface Chances {
  /** By position the probability that the node is in outage by itself; NaN where nothing is known of it. */
  readonly unavailability: Float64Array;
  readonly assumed: readonly Assumption[];
}

/**
 * The chances of an estate's nodes. Of several assumptions on a node the last counts.
 *
 * @throws UserError if an assumption is none, or matches nothing.
 */
export const chancesOf = (estate: Estate, assume: readonly string[] = []): Chances => {
  const unavailability = Float64Array.from(estate.nodes, ({ availability }) =>
    availability === undefined ? NaN : complementOf(availability),
  );
  const isSaid = unavailability.map((chance) => (Number.isNaN(chance) ? 0 : 1));
  const assumed = assume.map((text): Assumption => {
    const { selection, availability } = parsed(text);
    const matched = select(estate, [selection]).filter((position) => isSaid[position] === 0);
    for (const position of matched) unavailability[position] = complementOf(availability);
    return { selection, availability, nodes: matched.length };
  });
  return { unavailability, assumed };
};

const parsed = (text: string): { readonly selection: string; readonly availability: number } => {
  const cut = text.lastIndexOf('=');
  const value = text.slice(cut + 1).trim();
  const availability = parseAvailability(/^\d*\.?\d+$/.test(value) ? Number(value) : value);
  if (cut <= 0 || availability === undefined) {
    throw new UserError({
      message: `--assume takes a selection and an availability, not ${quoted(text)}`,
      hint: 'for example --assume kind:zone=99.95%',
    });
  }
  return { selection: text.slice(0, cut).trim(), availability };
};

/** Whether a node can fail by itself. */
export const canFail = ({ unavailability }: Chances, position: number): boolean =>
  unavailability[position]! > 0;
