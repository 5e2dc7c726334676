/**
 * How a failure is borne where it happens: what a `catch` does with it, by its text.
 *
 * A `catch` that throws again, hands the error on (`next(error)`), ends the process or answers with an error's status
 * bears nothing.
 */
import ts from 'typescript';
import type { Surrounding } from './value.ts';
import { bare, nameText } from './syntax.ts';

type Guard = NonNullable<Surrounding['guard']>;

/** Of a `try`: how its block is guarded; none if it is not. */
export const guardOf = (node: ts.TryStatement): Guard | undefined => {
  const { catchClause } = node;
  if (catchClause === undefined) return undefined;
  const variable = catchClause.variableDeclaration?.name;
  return guardOfBody(catchClause.block, variable && ts.isIdentifier(variable) ? variable.text : undefined);
};

/** Of `x.catch(f)` and `x.then(f, g)`: how what stands before it is guarded. */
export const catchingCall = (node: ts.CallExpression): Guard | undefined => {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const name = node.expression.name.text;
  const handler = name === 'catch' ? node.arguments[0] : name === 'then' ? node.arguments[1] : undefined;
  if (handler === undefined) return undefined;
  const callback = bare(handler);
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) {
    return HANDING_ON.has(lastName(callback) ?? '') ? undefined : 'caught';
  }
  const parameter = callback.parameters[0]?.name;
  const error = parameter && ts.isIdentifier(parameter) ? parameter.text : undefined;
  if (ts.isBlock(callback.body)) return guardOfBody(callback.body, error);
  if (isHandedOn(callback.body, error)) return undefined;
  return givesValue(callback.body, error) ? 'fallback' : 'caught';
};

const guardOfBody = (body: ts.Block, error: string | undefined): Guard | undefined => {
  let isFallback = false;
  let isPassedOn = false;
  const look = (node: ts.Node): void => {
    if (isPassedOn || ts.isFunctionLike(node)) return;
    if (ts.isThrowStatement(node)) isPassedOn = true;
    else if (ts.isExpression(node) && isHandedOn(node, error)) isPassedOn = true;
    else if (
      ts.isReturnStatement(node) &&
      node.expression !== undefined &&
      givesValue(node.expression, error)
    )
      isFallback = true;
    else if (isAssignment(node) && givesValue(node.right, error)) isFallback = true;
    ts.forEachChild(node, look);
  };
  look(body);
  if (isPassedOn) return undefined;
  return isFallback ? 'fallback' : 'caught';
};

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

const HANDING_ON: ReadonlySet<string> = new Set(['next', 'reject', 'callback', 'cb', 'done', 'fail']);

/** Whether an expression hands the failure on: by a callback, a status of an error, the end of the process. */
const isHandedOn = (node: ts.Expression, error: string | undefined): boolean => {
  if (ts.isObjectLiteralExpression(node)) return node.properties.some(isErrorStatus);
  if (!ts.isCallExpression(node)) return false;
  const name = lastName(node.expression) ?? '';
  const [first] = node.arguments;
  if (name === 'exit' || name === 'abort') return true;
  if (name === 'status' || name === 'sendStatus' || name === 'writeHead') return isErrorCode(first);
  if (name === 'json') return node.arguments.length > 1 && isHandedOn(node.arguments[1]!, error);
  return (
    HANDING_ON.has(name) &&
    first !== undefined &&
    error !== undefined &&
    (name === 'reject' || mentions(first, error))
  );
};

const isErrorStatus = (property: ts.ObjectLiteralElementLike): boolean => {
  if (!ts.isPropertyAssignment(property)) return false;
  const name = nameText(property.name);
  return (name === 'statusCode' || name === 'status') && isErrorCode(property.initializer);
};

const isErrorCode = (node: ts.Expression | undefined): boolean =>
  node !== undefined && ts.isNumericLiteral(node) && Number(node.text) >= 400;

const lastName = (node: ts.Expression): string | undefined =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : undefined;

/** Whether it is a value that the caller may go on with: not nothing, not what a log gives, not the error. */
const givesValue = (node: ts.Expression, error: string | undefined): boolean => {
  const inner = bare(node);
  if (ts.isVoidExpression(inner) || (ts.isIdentifier(inner) && inner.text === 'undefined')) return false;
  if (ts.isCallExpression(inner) && /^(?:console|log|logger)\b/.test(inner.expression.getText()))
    return false;
  return !(ts.isIdentifier(inner) && inner.text === error);
};

const mentions = (node: ts.Node, name: string): boolean =>
  (ts.isIdentifier(node) && node.text === name) ||
  ts.forEachChild(node, (child) => (mentions(child, name) ? true : undefined)) === true;
