/**
 * The syntax tree of one file: parsed once, whoever asks; what a machine has written is not parsed at all.
 *
 * Only the parser of TypeScript is used: no project, no types. Trees are kept as long as their file is, so that
 * several scanners share them.
 */
import ts from 'typescript';
import type { Finding } from '../../model/fact.ts';
import type { SourceFile } from '../scanner.ts';
import type { Site } from './value.ts';

export interface Parsed {
  /** None if it was not parsed. */
  readonly syntax?: ts.SourceFile;
  readonly findings: readonly Finding[];
}

/** Bytes. What people write is far below, bundles are above. */
const LARGEST = 1_500_000;
/** Characters. Data URLs in code may be long; whole programs in one line are longer. */
const LONGEST_LINE = 100_000;
/** Minified: lines of that length on average, in a file that is more than a few lines. */
const LONG_ON_AVERAGE = 500;
const SMALL = 20_000;

/** What a file of code is called. Declarations (`.d.ts`) are none: nothing in them runs. */
export const isCodeName = (name: string): boolean =>
  /\.[cm]?[jt]sx?$/.test(name) && !/\.d\.[cm]?ts$/.test(name);

const parsedFiles = new WeakMap<SourceFile, Promise<Parsed>>();

/** The tree of a file. Never throws: what is wrong with it is told. */
export const parsed = (file: SourceFile): Promise<Parsed> => {
  let known = parsedFiles.get(file);
  if (known === undefined) parsedFiles.set(file, (known = parse(file)));
  return known;
};

const parse = async (file: SourceFile): Promise<Parsed> => {
  if (file.size > LARGEST)
    return given(file, 'skipped', `it is code of ${file.size} bytes: generated, as it seems`);
  const text = await file.text();
  if (isMinified(text)) return given(file, 'skipped', 'its lines are too long to be written by hand');
  try {
    const syntax = ts.createSourceFile(
      file.inside,
      text,
      { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
      true,
      scriptKindOf(file.name),
    );
    return { syntax, findings: errorsIn(syntax, file) };
  } catch (error) {
    // The parser calls itself for what stands in brackets; hostile files have ten thousand of them.
    if (!(error instanceof RangeError)) throw error;
    return given(file, 'unreadable', 'its expressions are nested too deeply');
  }
};

const given = (file: SourceFile, kind: 'skipped' | 'unreadable', message: string): Parsed => ({
  findings: [{ kind, message, file: file.path }],
});

const isMinified = (text: string): boolean => {
  let lines = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    if (end - start > LONGEST_LINE) return true;
    lines++;
    start = end + 1;
  }
  return text.length - start > LONGEST_LINE || (text.length > SMALL && text.length / lines > LONG_ON_AVERAGE);
};

const scriptKindOf = (name: string): ts.ScriptKind => {
  if (name.endsWith('.tsx')) return ts.ScriptKind.TSX;
  return /\.[cm]?ts$/.test(name) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
};

/** The parser goes on after an error; one finding tells of the first. */
const errorsIn = (syntax: ts.SourceFile, file: SourceFile): readonly Finding[] => {
  const { parseDiagnostics = [] } = syntax as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const [first] = parseDiagnostics;
  if (first === undefined) return [];
  const more = parseDiagnostics.length > 1 ? ` (and ${parseDiagnostics.length - 1} more)` : '';
  const what = ts.flattenDiagnosticMessageText(first.messageText, ' ').slice(0, 200);
  return [
    {
      kind: 'unreadable',
      message: `it has a syntax error${more}: ${what} What stands around it was read`,
      file: file.path,
      line: syntax.getLineAndCharacterOfPosition(first.start).line + 1,
    },
  ];
};

/** Where a node stands. Of a chain of calls (`a\n.b()\n.c()`) each link has its own line. */
export const siteOf = (node: ts.Node, file: SourceFile): Site => {
  let site = sites.get(node);
  if (site === undefined) sites.set(node, (site = newSite(node, file)));
  return site;
};

/** A function may be called a thousand times from one place. */
const sites = new WeakMap<ts.Node, Site>();

const newSite = (node: ts.Node, file: SourceFile): Site => {
  const syntax = node.getSourceFile();
  let at = node;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) at = node.expression.name;
  const line = syntax.getLineAndCharacterOfPosition(at.getStart(syntax)).line + 1;
  return { file: file.path, inside: file.inside, line };
};

/** An expression without what only types and brackets add: `(x as T)!` is `x`. */
export const bare = (node: ts.Expression): ts.Expression => {
  let at = node;
  while (isWrapping(at)) at = at.expression;
  return at;
};

type Wrapping =
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.TypeAssertion
  | ts.NonNullExpression
  | ts.SatisfiesExpression;

const isWrapping = (node: ts.Node): node is Wrapping =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isTypeAssertionExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isSatisfiesExpression(node);

/** What is around an expression once brackets, types and `await` are looked through. */
export const around = (node: ts.Node): { readonly parent: ts.Node; readonly child: ts.Node } => {
  let child = node;
  while (isWrapping(child.parent) || ts.isAwaitExpression(child.parent)) child = child.parent;
  return { parent: child.parent, child };
};

/** The variable or field that an expression is bound to at once. */
export const boundTo = (node: ts.Node): string | undefined => {
  const { parent, child } = around(node);
  if (parent === undefined) return undefined;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === child)
    return nameText(parent.name);
  if (
    ts.isBinaryExpression(parent) &&
    parent.right === child &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  ) {
    if (ts.isIdentifier(parent.left)) return parent.left.text;
    if (ts.isPropertyAccessExpression(parent.left)) return nameText(parent.left.name);
  }
  return undefined;
};

/** The name that is written, if one is: of a property, a variable, a private field. */
export const nameText = (name: ts.Node): string | undefined => {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  return undefined;
};

/** The innermost named function, method, class or variable that holds a node's function. */
export const enclosingName = (node: ts.Node): string | undefined => {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isFunctionLike(at)) {
      const name = functionName(at);
      if (name !== undefined) return name;
    }
  }
  return undefined;
};

/** What a function is called: by itself, or by what it is bound to. A constructor is called as its class. */
export const functionName = (node: ts.SignatureDeclaration): string | undefined => {
  if (ts.isConstructorDeclaration(node)) return node.parent.name?.text ?? boundTo(node.parent);
  if (node.name !== undefined) return nameText(node.name);
  const { parent } = around(node);
  if (parent !== undefined && ts.isPropertyAssignment(parent)) return nameText(parent.name);
  return boundTo(node);
};
