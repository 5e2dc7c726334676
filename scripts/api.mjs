// Writes docs/api.md: all that `import … from 'faultline'` has, with what the code says of it. Run it after a change of the
// public API; a test fails where it was forgotten.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as prettier from 'prettier';
import { Node, Project } from 'ts-morph';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the page is. */
export const PAGE = path.join(ROOT, 'docs/api.md');

/**
 * All exports of a build, by name: what each is, as the compiler declares it, and what is said of it.
 *
 * @param {string} dist the folder of the build
 */
export const exportsOf = async (dist) => {
  // `export type *` gives the names of values, too, and not the values.
  const values = new Set(Object.keys(await import(pathToFileURL(path.join(dist, 'index.js')).href)));
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      module: 199,
      moduleResolution: 99,
      allowImportingTsExtensions: true,
      noEmit: true,
      types: [],
    },
  });
  const index = project.addSourceFileAtPath(path.join(dist, 'index.d.ts'));
  return [...index.getExportedDeclarations()]
    .map(([name, [declaration]]) => entryOf(name, declaration, dist))
    .filter(({ name, isType }) => isType || values.has(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

const entryOf = (name, declaration, dist) => {
  const said = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : declaration;
  const docs = said.getJsDocs();
  const file = path.relative(dist, declaration.getSourceFile().getFilePath()).replace(/\.d\.ts$/, '.ts');
  return {
    name,
    isType:
      !Node.isVariableDeclaration(declaration) &&
      !Node.isClassDeclaration(declaration) &&
      !Node.isFunctionDeclaration(declaration),
    source: `src/${file.split(path.sep).join('/')}`,
    doc: docs.map((doc) => docText(doc)).join('\n\n'),
    code: said
      .getText(false)
      .replace(/^export (?:declare )?/, '')
      .replace(/^declare /, ''),
  };
};

/** What is said, with the tags as a list below it. */
const docText = (doc) => {
  const tags = doc.getTags().map((tag) => {
    const text = (tag.getCommentText() ?? '').replaceAll(/\s*\n\s*/g, ' ');
    const name = Node.isJSDocParameterTag(tag) ? ` \`${tag.getName()}\`` : '';
    return `- _${tag.getTagName()}_${name}: ${text}`;
  });
  return [doc.getDescription().trim(), tags.join('\n')].filter((part) => part !== '').join('\n\n');
};

const HEAD = `# The public API

All that \`import … from 'faultline'\` has, as the compiler declares it, with what the code says of it. How it is used is told
in [library.md](library.md). What stands here keeps its meaning until the next major version; what does not is internal.

This page is made by \`node scripts/api.mjs\`.
`;

/** The page of a build. */
export const pageOf = async (dist) => {
  const entries = await exportsOf(dist);
  const section = (title, some) =>
    [
      `## ${title}`,
      ...some.map(({ name, doc, code }) => `### ${name}\n\n${doc}\n\n\`\`\`typescript\n${code}\n\`\`\``),
    ].join('\n\n');
  const text = [
    HEAD,
    section(
      'Functions and values',
      entries.filter(({ isType }) => !isType),
    ),
    section(
      'Types',
      entries.filter(({ isType }) => isType),
    ),
  ].join('\n');
  const options = await prettier.resolveConfig(PAGE);
  return prettier.format(text, { ...options, parser: 'markdown' });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const dist = process.argv[2] ?? path.join(ROOT, 'dist');
  const page = await pageOf(path.resolve(dist));
  const before = (() => {
    try {
      return readFileSync(PAGE, 'utf8');
    } catch {
      return '';
    }
  })();
  if (page !== before) writeFileSync(PAGE, page);
}
