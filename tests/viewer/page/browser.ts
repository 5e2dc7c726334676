/** The real page in a real browser: Debian's Chromium, on pages that the built program made. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { runProgram } from '../../cli/run.ts';

/** Where Debian puts it; `CHROMIUM` names another one. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A page, and what went wrong in it. */
export interface Shown {
  readonly page: Page;
  /** Errors that nobody caught, and all that the console calls one: a breach of the policy, too. */
  readonly troubles: readonly string[];
  /** Addresses that were asked for, the file itself aside. */
  readonly requests: readonly string[];
}

export interface Showing {
  /** Arguments of `faultline view`, without `--out`. */
  readonly args: readonly string[];
  /** The fragment of the address, without `#`. */
  readonly hash?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly motion?: 'reduce' | 'no-preference';
}

/**
 * Tests in a browser. Where there is none they are skipped, and say so; in CI that is a failure.
 *
 * Each gets `show`, which opens a page that the program has just made of these arguments, offline; all are closed after
 * the test file.
 */
export const describePage = (
  title: string,
  tests: (show: (showing: Showing) => Promise<Shown>) => void,
): void => {
  const isThere = existsSync(CHROMIUM);
  if (!isThere && process.env['CI'] !== undefined)
    throw new Error(
      `there is no browser at ${CHROMIUM}: apt-get install chromium, or say where it is by CHROMIUM`,
    );
  describe.skipIf(!isThere)(isThere ? title : `${title} (skipped: no browser at ${CHROMIUM})`, () => {
    let browser: Browser;
    const contexts: BrowserContext[] = [];
    const folder = mkdtempSync(path.join(tmpdir(), 'faultline-page-'));
    const made = new Map<string, string>();
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    });
    afterAll(async () => {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      rmSync(folder, { recursive: true });
    });
    const fileFor = (args: readonly string[]): string => {
      const key = args.join('\n');
      const known = made.get(key);
      if (known !== undefined) return known;
      const file = path.join(folder, `${made.size}.html`);
      const { code, stderr } = runProgram(['view', ...args, '--out', file]);
      if (code !== 0) throw new Error(stderr);
      made.set(key, file);
      return file;
    };
    tests(async ({ args, hash = '', width = 1280, height = 800, scheme = 'light', motion = 'reduce' }) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        reducedMotion: motion,
        offline: true,
      });
      contexts.push(context);
      const page = await context.newPage();
      const troubles: string[] = [];
      const requests: string[] = [];
      const address = pathToFileURL(fileFor(args)).href;
      page.on('pageerror', (error) => troubles.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(address) && !url.startsWith('blob:') && !url.startsWith('data:'))
          requests.push(url);
      });
      await page.goto(`${address}${hash === '' ? '' : `#${hash}`}`);
      await page.locator('#page:not([aria-busy])').waitFor({ state: 'attached' });
      return { page, troubles, requests };
    });
  });
};

/** A file with this text, in a folder of its own, and how to be rid of it. */
export const textFile = (
  name: string,
  text: string,
): { readonly file: string; readonly remove: () => void } => {
  const folder = mkdtempSync(path.join(tmpdir(), 'faultline-text-'));
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return { file, remove: () => rmSync(folder, { recursive: true }) };
};
