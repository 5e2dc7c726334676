/** Builds the page to one HTML file without data: script and style inline, nothing from elsewhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** Whoever passes a page on passes on what others wrote: their licences go with it, as data that the page can show. */
const withLicenses = (): Plugin => {
  let folder = '';
  return {
    name: 'with-licenses',
    apply: 'build',
    enforce: 'post',
    configResolved: ({ build }) => {
      folder = build.outDir;
    },
    closeBundle: () => {
      const file = path.join(folder, 'index.html');
      const text = readFileSync(path.join(folder, 'licenses.md'), 'utf8');
      const data = JSON.stringify(text).replaceAll('<', String.raw`\u003c`);
      const element = `<script type="application/json" id="licenses">${data}</script>`;
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace('<!--licenses-->', () => element),
      );
    },
  };
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), withLicenses()],
  worker: { format: 'iife' },
  build: {
    outDir: fileURLToPath(new URL('../dist/viewer', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Its size is held by a test.
    chunkSizeWarningLimit: 3000,
    license: { fileName: 'licenses.md' },
  },
});
