/**
 * The numbers of an Open-PSA file: expressions over constants and parameters, each worked out to its mean.
 *
 * Of random deviates, which say how sure a number is, the mean counts; the distribution itself is not used.
 */
import type { Fault, XmlElement } from './xml.ts';
import { elementText } from './xml.ts';

/** What an expression may need to know. */
export interface Surroundings {
  readonly fault: Fault;
  /** The value of a parameter that an expression names. */
  readonly parameter: (reference: XmlElement) => number;
  /** Hours. */
  readonly missionTime: number;
}

/** How many inputs an operation takes, and what it makes of them. */
interface Operation {
  readonly least: number;
  readonly most: number;
  readonly value: (inputs: readonly number[]) => number;
}

const unary = (value: (x: number) => number): Operation => ({
  least: 1,
  most: 1,
  value: ([x]) => value(x!),
});
const binary = (value: (x: number, y: number) => number): Operation => ({
  least: 2,
  most: 2,
  value: ([x, y]) => value(x!, y!),
});
const many = (value: (inputs: readonly number[]) => number): Operation => ({
  least: 1,
  most: Infinity,
  value,
});
const sum = (inputs: readonly number[]): number => inputs.reduce((total, x) => total + x, 0);

const OPERATIONS: Readonly<Record<string, Operation>> = {
  pi: { least: 0, most: 0, value: () => Math.PI },
  neg: unary((x) => -x),
  add: many(sum),
  sub: many(([first, ...others]) => first! - sum(others)),
  mul: many((inputs) => inputs.reduce((product, x) => product * x, 1)),
  div: many(([first, ...others]) => others.reduce((quotient, x) => quotient / x, first!)),
  abs: unary(Math.abs),
  acos: unary(Math.acos),
  asin: unary(Math.asin),
  atan: unary(Math.atan),
  cos: unary(Math.cos),
  cosh: unary(Math.cosh),
  exp: unary(Math.exp),
  log: unary(Math.log),
  log10: unary(Math.log10),
  mod: binary((x, y) => Math.trunc(x) % Math.trunc(y)),
  pow: binary((x, y) => x ** y),
  sin: unary(Math.sin),
  sinh: unary(Math.sinh),
  tan: unary(Math.tan),
  tanh: unary(Math.tanh),
  sqrt: unary(Math.sqrt),
  ceil: unary(Math.ceil),
  floor: unary(Math.floor),
  min: many((inputs) => inputs.reduce((least, x) => Math.min(least, x))),
  max: many((inputs) => inputs.reduce((most, x) => Math.max(most, x))),
  mean: many((inputs) => sum(inputs) / inputs.length),
  // λ, t: failed at t, if failures come at the rate λ and nothing is repaired.
  exponential: binary((rate, time) => -Math.expm1(-rate * time)),
  // γ, λ, μ, t: fails on demand, or later at the rate λ, and is repaired at the rate μ.
  GLM: {
    least: 4,
    most: 4,
    value: (inputs) => {
      const [onDemand, failure, repair, time] = inputs as readonly [number, number, number, number];
      const rate = failure + repair;
      return (failure - (failure - onDemand * rate) * Math.exp(-rate * time)) / rate;
    },
  },
  // α, β, t0, t.
  Weibull: {
    least: 4,
    most: 4,
    value: (inputs) => {
      const [scale, shape, shift, time] = inputs as readonly [number, number, number, number];
      return time <= shift ? 0 : -Math.expm1(-(((time - shift) / scale) ** shape));
    },
  },
  'uniform-deviate': binary((from, to) => (from + to) / 2),
  'normal-deviate': binary((mean) => mean),
  // Mean, error factor, level of confidence; or μ and σ of the logarithm.
  'lognormal-deviate': {
    least: 2,
    most: 3,
    value: ([first, second, level]) => (level === undefined ? Math.exp(first! + second! ** 2 / 2) : first!),
  },
  'gamma-deviate': binary((shape, scale) => shape * scale),
  'beta-deviate': binary((a, b) => a / (a + b)),
};

/** Elements that name a parameter, inside of an expression. */
export const parametersIn = (expression: XmlElement): readonly XmlElement[] =>
  expression.name === 'parameter' ? [expression] : expression.children.flatMap(parametersIn);

const LEAVES: ReadonlySet<string> = new Set(['float', 'int', 'bool', 'parameter', 'system-mission-time']);

/** Whether an element is an expression that is understood, for telling it from what is not. */
export const isExpression = ({ name }: XmlElement): boolean =>
  LEAVES.has(name) || Object.hasOwn(OPERATIONS, name);

/**
 * The value of an expression.
 *
 * @throws UserError if it uses what is not understood, or is no finite number.
 */
export const valueOf = (expression: XmlElement, surroundings: Surroundings): number => {
  const { fault, parameter, missionTime } = surroundings;
  const { name, at, children } = expression;
  if (name === 'float' || name === 'int' || name === 'bool') return constantOf(expression, fault);
  if (name === 'parameter') return parameter(expression);
  if (name === 'system-mission-time') return missionTime;
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) {
    throw fault(
      at,
      `the expression ${elementText(expression)} is not supported`,
      'write its value as <float value="…"/>',
    );
  }
  if (children.length < operation.least || children.length > operation.most) {
    const takes = operation.least === operation.most ? operation.least : `at least ${operation.least}`;
    throw fault(at, `<${name}> takes ${takes} values, not ${children.length}`);
  }
  const value = operation.value(children.map((child) => valueOf(child, surroundings)));
  if (!Number.isFinite(value)) throw fault(at, `<${name}> of these values is no number`);
  return value;
};

const NUMBERS: Readonly<Record<string, RegExp>> = {
  float: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/,
  int: /^[+-]?\d+$/,
  bool: /^(?:true|false|1|0)$/,
};

const constantOf = ({ name, at, attributes }: XmlElement, fault: Fault): number => {
  const value = attributes.get('value');
  if (value === undefined) throw fault(at, `<${name}> needs a value`, `<${name} value="…"/>`);
  const text = value.value.trim();
  if (!NUMBERS[name]!.test(text)) throw fault(value.at, `"${text.slice(0, 40)}" is no ${name}`);
  return text === 'true' ? 1 : text === 'false' ? 0 : Number(text);
};
