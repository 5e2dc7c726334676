/**
 * What becomes of a call that fails: whether the `try` or `.catch` around it goes on with its work. One that only says
 * that it failed (a status of 500, a rejected promise) passes the failure on.
 */
import ts from 'typescript';

/** Where a failure is caught and borne. */
interface Guard {
  /** From 1: of the `catch`. */
  readonly line: number;
}

/** Words of a `catch` that hands the failure on: it throws, rejects, or answers with the status of an error. */
const HANDS_ON =
  /\bthrow\b|\breject\(|\b[45]\d\d\b|process\.exit|\bnext\(\s{0,3}\w|\b(?:callback|cb|done)\(\s{0,3}(?!null|undefined)\w|\.fail\(|\berrorResponse\b|\bsendError\b|\.send\(\s{0,3}(?:e|err|error)\b|\breturn\s{1,3}(?:err|error|e)\b|\b(?:success|ok)\s{0,3}:\s{0,3}false/;

/** The innermost guard around a line of a file that bears a failure; none if nothing does. */
export const guardAt = (syntax: ts.SourceFile, line: number): Guard | undefined => {
  const starts = syntax.getLineStarts();
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const end = starts[line] ?? syntax.end;
  let found: Guard | undefined;
  const open: ts.Node[] = [syntax];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.end <= start || node.getFullStart() >= end) continue;
    const clause = catchOf(node, start);
    if (clause !== undefined) {
      // The innermost counts: nodes are met from the outside in.
      const { line: at } = syntax.getLineAndCharacterOfPosition(clause.getStart(syntax));
      found = HANDS_ON.test(clause.getText(syntax)) ? undefined : { line: at + 1 };
    }
    ts.forEachChild(node, (child) => void open.push(child));
  }
  return found;
};

/** The `catch` that holds for a position: of a `try` around it, or the callback of a `.catch` behind it. */
const catchOf = (node: ts.Node, position: number): ts.Node | undefined => {
  if (ts.isTryStatement(node)) {
    const isInside = node.tryBlock.getFullStart() <= position && position < node.tryBlock.end;
    return isInside ? node.catchClause : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  if (name.text !== 'catch' || expression.end <= position) return undefined;
  return node.arguments[0];
};
