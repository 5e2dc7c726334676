/**
 * Open-PSA models (the exchange format of fault-tree programs), read into numbered vertices.
 *
 * Follows the Model Exchange Format 2.0d of the Open-PSA initiative: fault trees with components, gates of any formula,
 * house events, basic events, parameters and expressions. Event trees are left out, and of common-cause groups what they
 * say of each member alone counts; both is said. Whatever else is not understood is an error at its line.
 */
import { quoted } from '../../model/printable.ts';
import {
  type CommonCause,
  type Definition,
  type Definitions,
  Scopes,
  definitionsIn,
  nameOf,
} from './definitions.ts';
import { assertNoCircle } from './circle.ts';
import { isExpression, parametersIn, valueOf } from './expression.ts';
import { ALWAYS, NEVER, REFERENCES, or, makerOf, truthOf } from './formula.ts';
import type { OpenPsaEvent, OpenPsaFile, OpenPsaGate, OpenPsaModel, OpenPsaTop } from './model.ts';
import { type Fault, type XmlElement, elementText, faultsIn, readXml } from './xml.ts';

/** Hours in a year of 365 days: the mission time that Open-PSA programs take unless told. */
const MISSION_TIME = 8_760;

/**
 * Reads files that make up one model, gates and data often being apart.
 *
 * @throws UserError with place and lines: no XML, no Open-PSA, not supported, undefined, defined twice, circular.
 */
export const readOpenPsa = (files: readonly OpenPsaFile[], missionTime = MISSION_TIME): OpenPsaModel => {
  const roots = files.map(({ file, text }) => {
    const fault = faultsIn(file, text);
    return { root: readXml(text, fault), fault };
  });
  const definitions = definitionsIn(roots);
  const { all } = definitions;
  const events = new Scopes(
    'gate or event',
    all.filter(({ type }) => type !== 'parameter'),
  );
  const parameters = new Scopes(
    'parameter',
    all.filter(({ type }) => type === 'parameter'),
  );
  const numbers = numbersOf(all, parameters, missionTime);
  const model = numbered(definitions, events, numbers);
  assertNoCircle(model, all);
  return model;
};

// —— numbers ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** The value of an expression that stands in a scope. */
type Numbers = (expression: XmlElement, scope: string, fault: Fault) => number;

/** Works out all parameters, each after those that it names: chains of them may be long. */
const numbersOf = (all: readonly Definition[], parameters: Scopes, missionTime: number): Numbers => {
  const values = new Map<Definition, number>();
  const numbers: Numbers = (expression, scope, fault) =>
    valueOf(expression, {
      fault,
      missionTime,
      parameter: (reference) =>
        values.get(parameters.find(nameOf(reference, fault), scope, reference, fault))!,
    });
  const entered = new Set<Definition>();
  for (const root of all.filter(({ type }) => type === 'parameter')) {
    const open = [root];
    for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
      const { element, scope, fault } = next;
      const expression = onlyExpression(element, fault);
      if (expression === undefined) throw fault(element.at, `${elementText(element)} has no value`);
      if (!entered.has(next)) {
        entered.add(next);
        for (const reference of parametersIn(expression)) {
          const named = parameters.find(nameOf(reference, fault), scope, reference, fault);
          if (values.has(named)) continue;
          if (entered.has(named) && open.includes(named))
            throw fault(reference.at, `the parameter ${quoted(named.name)} is defined by itself`);
          open.push(named);
        }
      } else {
        open.pop();
        if (!values.has(next)) values.set(next, numbers(expression, scope, fault));
      }
    }
  }
  return numbers;
};

const DESCRIBES: ReadonlySet<string> = new Set(['label', 'attributes']);

/** What stands in a definition beside its label and attributes, if anything does. */
const onlyExpression = (element: XmlElement, fault: Fault): XmlElement | undefined => {
  const [first, second] = element.children.filter(({ name }) => !DESCRIBES.has(name));
  if (second !== undefined) throw fault(second.at, `${elementText(element)} says two things`);
  return first;
};

const labelOf = ({ children }: XmlElement): { readonly label?: string } => {
  const label = children.find(({ name }) => name === 'label')?.text.trim() ?? '';
  return label === '' ? {} : { label };
};

// —— vertices ———————————————————————————————————————————————————————————————————————————————————————————————————————

const numbered = (definitions: Definitions, scopes: Scopes, numbers: Numbers): OpenPsaModel => {
  const { all, commonCauses, leftOut } = definitions;
  const basic = all.filter(({ type }) => type === 'basic-event');
  const implied = impliedEvents(commonCauses, numbers);
  const defined = new Set(basic.map(({ isPrivate, path, name }) => (isPrivate ? path : name)));
  const implicit = [...implied].filter(([name]) => !defined.has(name));
  const events: OpenPsaEvent[] = [
    ...basic.map((definition) => eventOf(definition, numbers, implied)),
    ...implicit.map(([name, probability]) => ({ name, probability })),
  ];
  const implicitVertex = new Map(implicit.map(([name], i) => [name, basic.length + i]));
  const vertices = new Map<Definition, number>(basic.map((definition, vertex) => [definition, vertex]));
  const own = all.filter(({ type }) => type === 'gate' || type === 'house-event');
  own.forEach((definition, i) => vertices.set(definition, events.length + i));
  const inner: OpenPsaGate[] = [];

  const literalOf = (element: XmlElement, scope: string, fault: Fault): number => {
    if (REFERENCES.has(element.name)) {
      const name = nameOf(element, fault);
      const among = implicitVertex.get(name);
      if (among !== undefined && element.name !== 'gate') return 2 * among;
      const found = scopes.find(name, scope, element, fault);
      assertType(element, found, fault);
      return 2 * vertices.get(found)!;
    }
    const { gate, isNegated } = formulaOf(element, scope, fault);
    inner.push(gate);
    return 2 * (events.length + own.length + inner.length - 1) + (isNegated ? 1 : 0);
  };

  /** What a formula says, as one gate; of what has no operator of its own, a gate that passes on. */
  const formulaOf = (
    element: XmlElement,
    scope: string,
    fault: Fault,
  ): { readonly gate: OpenPsaGate; readonly isNegated: boolean } => {
    const { name, children } = element;
    if (REFERENCES.has(name)) return { gate: or([literalOf(element, scope, fault)]), isNegated: false };
    if (name === 'constant') return { gate: truthOf(element, fault) ? ALWAYS : NEVER, isNegated: false };
    const make = makerOf(element, fault);
    const inputs = children.map((child) => literalOf(child, scope, fault));
    const add = (gate: OpenPsaGate): number => {
      inner.push(gate);
      return 2 * (events.length + own.length + inner.length - 1);
    };
    return make(inputs, { element, fault, add });
  };

  const gates = own.map(({ type, element, scope, fault, path, name, isPrivate }): OpenPsaGate => {
    const formula = onlyExpression(element, fault);
    const title = isPrivate ? path : name;
    if (type === 'house-event') {
      const holds = formula !== undefined && truthOf(formula, fault);
      return { name: title, ...(holds ? ALWAYS : NEVER) };
    }
    if (formula === undefined) throw fault(element.at, `${elementText(element)} has no formula`);
    const { gate, isNegated } = formulaOf(formula, scope, fault);
    if (!isNegated) return { name: title, ...gate };
    inner.push(gate);
    return { name: title, ...or([2 * (events.length + own.length + inner.length - 1) + 1]) };
  });

  return {
    events,
    gates: [...gates, ...inner],
    tops: topsOf(all, vertices, [...gates, ...inner], events.length),
    leftOut: sentences(leftOut, commonCauses.length),
  };
};

const assertType = (reference: XmlElement, { type, name }: Definition, fault: Fault): void => {
  const said =
    reference.name === 'event' ? (reference.attributes.get('type')?.value ?? type) : reference.name;
  if (said !== type) {
    throw fault(
      reference.at,
      `${quoted(name)} is a ${type}, not a ${said}`,
      `write <${type} name=${quoted(name)}/>`,
    );
  }
};

const eventOf = (
  definition: Definition,
  numbers: Numbers,
  implied: ReadonlyMap<string, number>,
): OpenPsaEvent => {
  const { element, scope, fault, path, name, isPrivate } = definition;
  const expression = onlyExpression(element, fault);
  if (expression !== undefined && !isExpression(expression)) {
    throw fault(
      expression.at,
      `the expression ${elementText(expression)} is not supported`,
      'write its value as <float value="…"/>',
    );
  }
  const probability =
    expression === undefined ? implied.get(isPrivate ? path : name) : numbers(expression, scope, fault);
  if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
    throw fault(
      expression?.at ?? element.at,
      `the probability of ${quoted(name)} is ${probability}, which is not between 0 and 1`,
    );
  }
  return {
    name: isPrivate ? path : name,
    ...labelOf(element),
    ...(probability === undefined ? {} : { probability }),
  };
};

/** The members of common-cause groups, which the group defines: by name what it says of each. */
const impliedEvents = (groups: readonly CommonCause[], numbers: Numbers): ReadonlyMap<string, number> => {
  const implied = new Map<string, number>();
  for (const { element, scope, fault } of groups) {
    const distribution = element.children.find(({ name }) => name === 'distribution');
    const expression = distribution === undefined ? undefined : onlyExpression(distribution, fault);
    if (expression === undefined) throw fault(element.at, `${elementText(element)} has no distribution`);
    const probability = numbers(expression, scope, fault);
    if (!(probability >= 0 && probability <= 1))
      throw fault(expression.at, `a probability of ${probability} is not between 0 and 1`);
    for (const member of element.children.filter(({ name }) => name === 'members')) {
      for (const event of member.children) {
        implied.set(nameOf(event, fault), probability);
      }
    }
  }
  return implied;
};

/** The gates that no other gate of the same tree uses. */
const topsOf = (
  all: readonly Definition[],
  vertices: ReadonlyMap<Definition, number>,
  gates: readonly OpenPsaGate[],
  eventCount: number,
): readonly OpenPsaTop[] => {
  const own = all.filter(({ type }) => type === 'gate');
  const treeAt = new Map(own.map((definition) => [vertices.get(definition)!, definition.tree]));
  const used = new Set<number>();
  for (const definition of own) {
    // Through the formulas inside, which have no names and belong to this gate alone.
    const open = [vertices.get(definition)!];
    for (let gate = open.pop(); gate !== undefined; gate = open.pop()) {
      for (const input of gates[gate - eventCount]!.inputs) {
        const vertex = input >> 1;
        if (treeAt.has(vertex)) {
          if (treeAt.get(vertex) === definition.tree) used.add(vertex);
        } else if (vertex >= eventCount && gates[vertex - eventCount]!.name === undefined) open.push(vertex);
      }
    }
  }
  return own
    .filter((definition) => !used.has(vertices.get(definition)!))
    .map((definition) => ({
      tree: definition.tree ?? '',
      name: definition.isPrivate ? definition.path : definition.name,
      ...labelOf(definition.element),
      vertex: vertices.get(definition)!,
    }));
};

const sentences = (leftOut: ReadonlyMap<string, number>, commonCauses: number): readonly string[] => [
  ...(commonCauses === 0
    ? []
    : [
        `the members of ${commonCauses === 1 ? '1 group' : `${commonCauses} groups`} of common-cause failures fail independently of each other`,
      ]),
  ...[...leftOut].map(([name, count]) => `${count} <${name}> left out`),
];
