/** Circles of gates, which the format does not know. */
import type { Definition } from './definitions.ts';
import type { OpenPsaGate, OpenPsaModel } from './model.ts';

const OPEN = 1;
const DONE = 2;

/**
 * A gate that needs itself is a mistake.
 *
 * @throws UserError that names the circle.
 */
export const assertNoCircle = ({ events, gates }: OpenPsaModel, all: readonly Definition[]): void => {
  const state = new Uint8Array(gates.length);
  /** The gates on the way down, and for each the input that is looked at next. */
  const way: number[] = [];
  const next: number[] = [];
  for (let root = 0; root < gates.length; root++) {
    if (state[root] !== 0) continue;
    way.push(root);
    next.push(0);
    state[root] = OPEN;
    while (way.length > 0) {
      const gate = way.at(-1)!;
      const input = gates[gate]!.inputs[next[next.length - 1]!++];
      if (input === undefined) {
        state[gate] = DONE;
        way.pop();
        next.pop();
        continue;
      }
      const below = (input >> 1) - events.length;
      if (below < 0 || state[below] === DONE) continue;
      if (state[below] === OPEN) throw circular(way.slice(way.indexOf(below)), gates, all);
      state[below] = OPEN;
      way.push(below);
      next.push(0);
    }
  }
};

/** Gates of a circle that a message names; more are counted. */
const NAMED = 8;

const circular = (
  circle: readonly number[],
  gates: readonly OpenPsaGate[],
  all: readonly Definition[],
): Error => {
  const names = circle.flatMap((gate) => gates[gate]!.name ?? []);
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names;
  const { element, fault } = all.find(
    ({ type, path, name, isPrivate }) => type === 'gate' && (isPrivate ? path : name) === names[0],
  )!;
  return fault(
    element.at,
    `gates in a circle: ${[...shown, names[0]].join(' → ')}`,
    'the format has no circles; of a model that has some, faultline availability --open-psa writes a tree without',
  );
};
