/** Renews the pictures of the page in the docs: `npm run build && node scripts/screenshots.mjs`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { LAUNCH } from './chromium.mjs';

const SHOP = 'graphs/examples/web-shop-multi-region.yaml';
const S3 = 'graphs/incidents/2017-02-28-aws-s3.yaml';

/** File in docs/, document, address and a text that stands there once all is computed. */
const PICTURES = [
  ['viewer.png', 'light', SHOP, 'fail=aws/us-east-1', '3 of 3 apps affected'],
  ['viewer-dark.png', 'dark', SHOP, 'fail=aws/us-east-1', '3 of 3 apps affected'],
  [
    'viewer-incident.png',
    'light',
    S3,
    'scenario=s3-outage&at=3600&panel=time&show=affected',
    '18 of 79 apps',
  ],
];

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'faultline-pictures-'));

const pageOf = (document) => {
  const file = path.join(folder, `${path.basename(document)}.html`);
  const args = ['dist/cli/main.js', 'view', document, '--out', file, '--quiet'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`no page of ${document}`);
  return pathToFileURL(file).href;
};

const browser = await chromium.launch(LAUNCH);
for (const [name, scheme, document, hash, text] of PICTURES) {
  // Nothing moves in a picture: the states, without the light that shows how they spread.
  const viewport = { width: 1280, height: 800 };
  const tab = await browser.newPage({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
  await tab.goto(`${pageOf(document)}#${hash}`);
  await tab.getByText(text).first().waitFor();
  await tab.waitForTimeout(1500);
  await tab.screenshot({ path: path.join(root, 'docs', name) });
}
await browser.close();
rmSync(folder, { recursive: true });
