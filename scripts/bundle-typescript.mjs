/**
 * Leaves TypeScript's parser in dist/, in one small file: its package is needed to build the program, not to run it, and
 * is larger than all the rest.
 *
 * It stays CommonJS, as it is published: it looks for its own file's name. The built modules are pointed to it.
 */
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

const BUNDLE = path.join(DIST, 'scan/typescript/typescript.cjs');

await build({
  configFile: false,
  logLevel: 'error',
  build: {
    target: 'node20',
    outDir: path.dirname(BUNDLE),
    emptyOutDir: false,
    copyPublicDir: false,
    ssr: fileURLToPath(import.meta.resolve('typescript')),
    minify: true,
    rolldownOptions: {
      output: { format: 'cjs', entryFileNames: path.basename(BUNDLE), comments: { legal: true } },
    },
  },
});

// Who hands on a work hands on its licence, and the notices that it carries.
const PACKAGE = path.dirname(path.dirname(fileURLToPath(import.meta.resolve('typescript'))));
for (const name of ['LICENSE.txt', 'ThirdPartyNoticeText.txt'])
  copyFileSync(path.join(PACKAGE, name), path.join(path.dirname(BUNDLE), `typescript-${name}`));

for (const name of readdirSync(DIST, { recursive: true })) {
  const file = path.join(DIST, name);
  if (!file.endsWith('.js')) continue;
  const text = readFileSync(file, 'utf8');
  const pointed = text.replaceAll(/(\bfrom |\bimport\()'typescript'/g, (_, before) => {
    const way = path.relative(path.dirname(file), BUNDLE).split(path.sep).join('/');
    return `${before}'${way.startsWith('.') ? way : `./${way}`}'`;
  });
  if (pointed !== text) writeFileSync(file, pointed);
}
