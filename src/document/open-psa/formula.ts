/** The formulas of Open-PSA, as gates of the few operators that a fault tree has. */
import { nearest } from '../../model/nearest.ts';
import type { OpenPsaGate } from './model.ts';
import type { Fault, XmlElement } from './xml.ts';

/** Formulas that are names. */
export const REFERENCES: ReadonlySet<string> = new Set(['gate', 'basic-event', 'house-event', 'event']);

/** One of these. */
export const or = (inputs: readonly number[]): OpenPsaGate => ({ operator: 'or', atLeast: 0, inputs });
export const ALWAYS: OpenPsaGate = { operator: 'and', atLeast: 0, inputs: [] };
export const NEVER: OpenPsaGate = or([]);

interface Making {
  readonly element: XmlElement;
  readonly fault: Fault;
  /** Adds a gate; returns its literal. */
  readonly add: (gate: OpenPsaGate) => number;
}

interface Formula {
  readonly least: number;
  readonly most: number;
  readonly make: (
    inputs: readonly number[],
    making: Making,
  ) => { readonly gate: OpenPsaGate; readonly isNegated: boolean };
}

/** `and` and `or` of their inputs, each once. */
const plain =
  (operator: 'and' | 'or', isNegated = false): Formula['make'] =>
  (inputs) => ({ gate: { operator, atLeast: 0, inputs: [...new Set(inputs)] }, isNegated });

/** An odd number of inputs holds; as gates of two. */
const exclusive =
  (isNegated: boolean): Formula['make'] =>
  ([first, ...others], { add }) => {
    const last = others.pop();
    if (last === undefined) return { gate: or([first!]), isNegated };
    const before = others.reduce(
      (sum, input) => add({ operator: 'xor', atLeast: 0, inputs: [sum, input] }),
      first!,
    );
    return { gate: { operator: 'xor', atLeast: 0, inputs: [before, last] }, isNegated };
  };

const FORMULAS: Readonly<Record<string, Formula>> = {
  and: { least: 1, most: Infinity, make: plain('and') },
  or: { least: 1, most: Infinity, make: plain('or') },
  nand: { least: 1, most: Infinity, make: plain('and', true) },
  nor: { least: 1, most: Infinity, make: plain('or', true) },
  not: { least: 1, most: 1, make: plain('or', true) },
  xor: { least: 1, most: Infinity, make: exclusive(false) },
  iff: { least: 2, most: 2, make: exclusive(true) },
  imply: {
    least: 2,
    most: 2,
    make: ([first, second]) => ({ gate: or([first! ^ 1, second!]), isNegated: false }),
  },
  atleast: {
    least: 1,
    most: Infinity,
    make: (inputs, { element, fault, add }) => {
      const min = element.attributes.get('min');
      const atLeast = /^\d{1,9}$/.test(min?.value ?? '') ? Number(min!.value) : 0;
      if (atLeast < 1 || atLeast > inputs.length) {
        throw fault(
          min?.at ?? element.at,
          `<atleast> takes a number from 1 to that of its inputs, here ${inputs.length}`,
          'write <atleast min="…">',
        );
      }
      // An input that is to count twice needs a second name.
      const seen = new Set<number>();
      const distinct = inputs.map((input) => {
        if (seen.has(input)) return add(or([input]));
        seen.add(input);
        return input;
      });
      return { gate: { operator: 'atLeast', atLeast, inputs: distinct }, isNegated: false };
    },
  },
};

/**
 * What makes a gate of a formula's inputs.
 *
 * @throws UserError if there is no such formula, or it takes another number of inputs.
 */
export const makerOf = (element: XmlElement, fault: Fault): Formula['make'] => {
  const { name, at, children } = element;
  if (!Object.hasOwn(FORMULAS, name)) throw unknownFormula(element, fault);
  const { least, most, make } = FORMULAS[name]!;
  if (children.length < least || children.length > most) {
    const takes = least === most ? least : `at least ${least}`;
    throw fault(at, `<${name}> takes ${takes} ${least === 1 ? 'input' : 'inputs'}, not ${children.length}`);
  }
  return make;
};

const unknownFormula = (element: XmlElement, fault: Fault): Error => {
  const { name, at } = element;
  if (name === 'cardinality') {
    return fault(
      at,
      '<cardinality> is not supported',
      'write it with <atleast>: at least min, and not at least max + 1',
    );
  }
  const [near] = nearest(name, [...Object.keys(FORMULAS), ...REFERENCES, 'constant']);
  return fault(at, `<${name}> is no formula`, near === undefined ? undefined : `did you mean <${near}>?`);
};

/**
 * What a constant says.
 *
 * @throws UserError if it is none.
 */
export const truthOf = (element: XmlElement, fault: Fault): boolean => {
  const value = element.attributes.get('value');
  if (element.name !== 'constant' || value === undefined || !/^(?:true|false|0|1)$/.test(value.value))
    throw fault(value?.at ?? element.at, 'this is <constant value="true"/> or <constant value="false"/>');
  return value.value === 'true' || value.value === '1';
};
