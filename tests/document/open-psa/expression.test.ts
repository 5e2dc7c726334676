/** What each operation of Open-PSA works out, and with how many inputs. */
import { describe, expect, it } from 'vitest';
import { isExpression, parametersIn, valueOf } from '../../../src/document/open-psa/expression.ts';
import { faultsIn, readXml } from '../../../src/document/open-psa/xml.ts';

const element = (text: string) => readXml(text, faultsIn('a.xml', text));

const value = (text: string): number =>
  valueOf(element(text), { fault: faultsIn('a.xml', text), parameter: () => 7, missionTime: 8_760 });

const of = (name: string, inputs: readonly number[]): string =>
  `<${name}>${inputs.map((input) => `<float value="${input}"/>`).join('')}</${name}>`;

describe('an operation', () => {
  it.each<[string, readonly number[], number]>([
    ['pi', [], Math.PI],
    ['neg', [3], -3],
    ['add', [1, 2, 4], 7],
    ['sub', [10, 2, 3], 5],
    ['mul', [2, 3, 4], 24],
    ['div', [24, 3, 4], 2],
    ['abs', [-3], 3],
    ['acos', [0.5], Math.PI / 3],
    ['asin', [0.5], Math.PI / 6],
    ['atan', [1], Math.PI / 4],
    ['cos', [Math.PI / 3], 0.5],
    ['sin', [Math.PI / 6], 0.5],
    ['tan', [Math.PI / 4], 1],
    ['cosh', [Math.log(2)], 1.25],
    ['sinh', [Math.log(2)], 0.75],
    ['tanh', [Math.log(2)], 0.6],
    ['exp', [Math.log(3)], 3],
    ['log', [Math.E ** 2], 2],
    ['log10', [1_000], 3],
    ['mod', [17, 5], 2],
    ['mod', [17.9, 5.9], 2],
    ['pow', [2, 10], 1_024],
    ['sqrt', [9], 3],
    ['ceil', [1.2], 2],
    ['floor', [1.8], 1],
    ['min', [3, 1, 2], 1],
    ['max', [3, 1, 2], 3],
    ['mean', [1, 2, 6], 3],
    ['exponential', [0.5, 2], 1 - Math.exp(-1)],
    // γ, λ, μ, t: on demand at once, in the long run as often as it fails and is repaired.
    ['GLM', [0.4, 1, 3, 0], 0.4],
    ['GLM', [0.4, 1, 3, 1_000], 0.25],
    ['GLM', [0.4, 1, 3, Math.log(2) / 4], (0.4 + 0.25) / 2],
    ['Weibull', [10, 2, 5, 15], 1 - Math.exp(-1)],
    ['Weibull', [10, 2, 5, 25], 1 - Math.exp(-4)],
    ['Weibull', [10, 2, 5, 5], 0],
    ['uniform-deviate', [0.1, 0.3], 0.2],
    ['normal-deviate', [0.2, 5], 0.2],
    ['lognormal-deviate', [0.01, 3, 0.95], 0.01],
    ['lognormal-deviate', [-2, 2], 1],
    ['gamma-deviate', [3, 4], 12],
    ['beta-deviate', [1, 3], 0.25],
  ])('%s of %j is %d', (name, inputs, expected) => {
    expect(value(of(name, inputs))).toBeCloseTo(expected, 12);
    expect(isExpression(element(of(name, inputs)))).toBe(true);
  });

  it.each<[string, readonly number[], string]>([
    ['neg', [], '<neg> takes 1 values, not 0'],
    ['neg', [1, 2], '<neg> takes 1 values, not 2'],
    ['pi', [1], '<pi> takes 0 values, not 1'],
    ['pow', [1], '<pow> takes 2 values, not 1'],
    ['add', [], '<add> takes at least 1 values, not 0'],
    ['lognormal-deviate', [1], '<lognormal-deviate> takes at least 2 values, not 1'],
    ['lognormal-deviate', [1, 2, 3, 4], '<lognormal-deviate> takes at least 2 values, not 4'],
    ['log', [0], '<log> of these values is no number'],
    ['div', [1, 0], '<div> of these values is no number'],
    ['random', [1], 'the expression <random> is not supported'],
    ['constructor', [1], 'the expression <constructor> is not supported'],
  ])('%s of %j is refused', (name, inputs, message) => {
    expect(() => value(of(name, inputs))).toThrow(message);
  });
});

it('a leaf is what it says', () => {
  expect(value('<int value="-3"/>')).toBe(-3);
  expect(value('<float value=" .5e+1 "/>')).toBe(5);
  expect(value('<bool value="false"/>')).toBe(0);
  expect(value('<bool value="1"/>')).toBe(1);
  expect(value('<system-mission-time/>')).toBe(8_760);
  expect(value('<add><parameter name="p"/><neg><parameter name="q"/></neg><int value="1"/></add>')).toBe(1);
  expect(isExpression(element('<random/>'))).toBe(false);
  expect(isExpression(element('<toString/>'))).toBe(false);
});

it.each([
  ['<int value="1.5"/>', '"1.5" is no int'],
  ['<int value="1 2"/>', '"1 2" is no int'],
  ['<float value="1e"/>', '"1e" is no float'],
  ['<float value="."/>', '"." is no float'],
  ['<float value="x1"/>', '"x1" is no float'],
  ['<bool value="yes"/>', '"yes" is no bool'],
  ['<bool value="10"/>', '"10" is no bool'],
  ['<float/>', '<float> needs a value'],
])('%s is refused', (text, message) => {
  expect(() => value(text)).toThrow(message);
});

it('the parameters of an expression are those named anywhere in it', () => {
  const all = parametersIn(
    element('<add><parameter name="p"/><mul><parameter name="q"/><pi/></mul><parameter name="p"/></add>'),
  );
  expect(all.map(({ attributes }) => attributes.get('name')?.value)).toEqual(['p', 'q', 'p']);
});
