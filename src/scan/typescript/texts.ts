/** Texts in the code that hold an address: literals, templates, sums, each site once, whether it was run or not. */
import ts from 'typescript';
import type { ModuleState } from './frames.ts';
import type { Machine } from './machine.ts';
import { globalOf } from './expressions.ts';
import { patternOf } from './read.ts';
import { around, enclosingName, nameText, siteOf } from './syntax.ts';
import type { Text } from './trace.ts';
import type { Value } from './value.ts';
import { plainValue, textValue, unknownOf } from './values.ts';

const ADDRESS =
  /[a-z][a-z0-9+.-]{0,30}:\/\/|\barn:|^[a-z0-9][a-z0-9.-]{0,200}:\d{2,5}(?:\/|$)|(?:^|[\s/@=,(])[\w$*{}-]{1,80}(?:\.[\w$*{}-]{1,80}){0,10}\.(?:com|net|org|io|dev|cloud|internal|local|cn|eu|aws)(?=$|[\s:/"',)?])/i;

/** Characters of a text that are looked at. */
const LOOKED_AT = 4_000;

const holdsAddress = (text: string): boolean => ADDRESS.test(text.slice(0, LOOKED_AT));

export const textsOf = (machine: Machine): readonly Text[] => {
  const found: Text[] = [];
  for (const state of [...machine.modules.values()].toSorted((a, b) =>
    a.file.inside < b.file.inside ? -1 : 1,
  )) {
    if (state.source.syntax !== undefined) collect(machine, state, state.source.syntax, found);
  }
  return found;
};

const collect = (machine: Machine, state: ModuleState, syntax: ts.SourceFile, found: Text[]): void => {
  const open: ts.Node[] = [syntax];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) continue;
    const value = textAt(machine, node, state);
    if (value !== undefined && holdsAddress(patternOf(value) ?? '')) {
      const key = keyOf(node);
      const inside = enclosingName(node);
      found.push({
        value,
        site: siteOf(node, state.file),
        ...(key === undefined ? {} : { key }),
        ...(inside === undefined ? {} : { inside }),
      });
      if (!ts.isTemplateExpression(node) && !isSum(node)) continue;
      // What stands in it is part of it, its own calls and choices are not.
      for (const inner of innerOf(node)) open.push(inner);
      continue;
    }
    if (isSum(node)) {
      open.push(...operandsOf(node).toReversed());
      continue;
    }
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    open.push(...children.toReversed());
  }
};

/** The expressions in a text that are no texts themselves. */
const innerOf = (node: ts.Node): readonly ts.Node[] => {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map((span) => span.expression);
  return operandsOf(node).filter((operand) => !ts.isStringLiteralLike(operand));
};

/** What a sum adds, from left to right. */
const operandsOf = (sum: ts.Node): readonly ts.Node[] => {
  const operands: ts.Node[] = [];
  let left = sum;
  while (isSum(left)) {
    operands.push(left.right);
    left = left.left;
  }
  return [left, ...operands.toReversed()];
};

const isSum = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

/** The value of a text: as it was when it was run, else as far as it is written. */
const textAt = (machine: Machine, node: ts.Node, state: ModuleState): Value | undefined => {
  if (ts.isStringLiteralLike(node)) return isName(node) ? undefined : plainValue(node.text);
  if (!ts.isTemplateExpression(node) && !isSum(node)) return undefined;
  return machine.texts.get(node) ?? written(machine, node, state, 0);
};

/** The deepest sum in a template in a sum … that is looked into. */
const DEEPEST = 20;

/** A text that was not run: names in it are those of the module. */
const written = (machine: Machine, node: ts.Node, state: ModuleState, depth: number): Value => {
  if (ts.isStringLiteralLike(node)) return plainValue(node.text);
  if (ts.isIdentifier(node)) return state.env.cells.get(node.text)?.value ?? globalOf(machine, node.text);
  if (depth > DEEPEST) return unknownOf();
  if (ts.isPropertyAccessExpression(node)) {
    const of = written(machine, node.expression, state, depth + 1);
    return machine.parts.getMember(of, node.name.text, state.env, node);
  }
  if (ts.isTemplateExpression(node))
    return textValue([
      plainValue(node.head.text),
      ...node.templateSpans.flatMap(({ expression, literal }) => [
        written(machine, expression, state, depth + 1),
        plainValue(literal.text),
      ]),
    ]);
  return isSum(node)
    ? textValue(operandsOf(node).map((operand) => written(machine, operand, state, depth + 1)))
    : unknownOf();
};

/** Keys of properties and names of modules are no texts. */
const isName = (node: ts.Node): boolean => {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isExternalModuleReference(parent) ||
    ts.isModuleDeclaration(parent)
  );
};

/** What a text is bound to: a variable, a property, a field. */
const keyOf = (node: ts.Node): string | undefined => {
  for (let { parent, child } = around(node); parent !== undefined; { parent, child } = around(parent)) {
    if (
      ts.isVariableDeclaration(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertyDeclaration(parent)
    )
      return nameText(parent.name);
    if (ts.isParameter(parent) || ts.isJsxAttribute(parent) || ts.isEnumMember(parent))
      return nameText(parent.name);
    if (ts.isBinaryExpression(parent)) {
      if (parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right === child) {
        if (ts.isIdentifier(parent.left)) return parent.left.text;
        return ts.isPropertyAccessExpression(parent.left) ? parent.left.name.text : undefined;
      }
      continue;
    }
    // `a ?? 'text'`, `c ? 'text' : …`, `['text']` are bound to what they are in.
    if (!ts.isConditionalExpression(parent) && !ts.isArrayLiteralExpression(parent)) return undefined;
  }
  return undefined;
};
