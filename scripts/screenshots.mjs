/** Renews the pictures of the page in the docs, in both themes: `npm run build && node scripts/screenshots.mjs`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'faultline-pictures-'));
const page = path.join(folder, 'shop.html');
const made = spawnSync(
  process.execPath,
  ['dist/cli/main.js', 'view', 'graphs/examples/web-shop-multi-region.yaml', '--out', page, '--quiet'],
  { cwd: root, stdio: 'inherit' },
);
if (made.status !== 0) throw new Error('the page could not be made');

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
for (const [scheme, name] of [
  ['light', 'viewer.png'],
  ['dark', 'viewer-dark.png'],
]) {
  // Nothing moves in a picture: the states, without the light that shows how they spread.
  const tab = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  await tab.goto(`${pathToFileURL(page).href}#fail=aws/us-east-1`);
  await tab.getByText('3 of 3 apps affected').first().waitFor();
  await tab.waitForTimeout(1000);
  await tab.screenshot({ path: path.join(root, 'docs', name) });
}
await browser.close();
rmSync(folder, { recursive: true });
