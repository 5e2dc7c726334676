/** What a file brings in, by the words in its text: imports, re-exports, `require`, `import()`. */
import ts from 'typescript';

/** The specifiers of all that a file brings in when it runs, each once, in order. Imports of types alone are none. */
export const specifiersIn = (syntax: ts.SourceFile): readonly string[] => {
  const found = new Set<string>();
  const open: ts.Node[] = [syntax];
  // Not recursive: trees may be deeper than the stack.
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.add(specifier);
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) open.push(child);
    });
  }
  return [...found];
};

const specifierOf = (node: ts.Node): string | undefined => {
  if (ts.isImportDeclaration(node))
    return isTypeOnly(node.importClause) ? undefined : literal(node.moduleSpecifier);
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : literal(node.moduleSpecifier);
  if (ts.isImportEqualsDeclaration(node))
    return node.isTypeOnly || !ts.isExternalModuleReference(node.moduleReference)
      ? undefined
      : literal(node.moduleReference.expression);
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const isImport =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require');
  return isImport ? literal(node.arguments[0]) : undefined;
};

const isTypeOnly = (clause: ts.ImportClause | undefined): boolean => {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
};

const literal = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
