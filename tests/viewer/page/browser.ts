/** The real page in a real browser: Debian's Chromium, on pages that the built program made or serves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { LAUNCH } from '../../../scripts/chromium.mjs';
import { MAIN, ROOT, runProgram } from '../../cli/run.ts';

/** A page, and what went wrong in it. */
interface Shown {
  readonly page: Page;
  /** Where it is, without a fragment. */
  readonly address: string;
  /** Errors that nobody caught, all that the console warns of (a breach of the policy, too), and dialogs. */
  readonly troubles: string[];
  /** Addresses that were asked for, the page itself and what it made by itself aside. */
  readonly requests: readonly string[];
}

interface Showing {
  /** Arguments of `faultline view`, without `--out`. */
  readonly args?: readonly string[];
  /** Or a page that is served, or a file that was made otherwise: its address. */
  readonly address?: string;
  /** The fragment of the address, without `#`. */
  readonly hash?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly motion?: 'reduce' | 'no-preference';
}

export interface Bench {
  /** Opens a page that the program has just made of these arguments, offline, or one that is served. */
  readonly show: (showing: Showing) => Promise<Shown>;
  /** The file that the program makes of these arguments of `faultline view`. */
  readonly fileFor: (args: readonly string[]) => string;
  /** `faultline view` at work, until the tests of the file are over. */
  readonly serve: (args: readonly string[]) => Promise<string>;
  /** A folder for what the tests write; it goes when they are over. */
  readonly folder: string;
}

/** Milliseconds that a page, or a server, has to be there. */
const PATIENCE = 30_000;

/**
 * Tests in a browser. Where there is none they are skipped, and say so; in CI that is a failure.
 *
 * Whatever a test shows is closed after it, and it must have asked for nothing and complained of nothing.
 */
export const describePage = (title: string, tests: (bench: Bench) => void): void => {
  const isThere = existsSync(LAUNCH.executablePath);
  if (!isThere && process.env['CI'] !== undefined)
    throw new Error(
      `there is no browser at ${LAUNCH.executablePath}: apt-get install chromium, or say where it is by CHROMIUM`,
    );
  describe.skipIf(!isThere)(
    isThere ? title : `${title} (skipped: no browser at ${LAUNCH.executablePath})`,
    () => {
      let browser: Browser;
      const contexts = new Map<string, Promise<BrowserContext>>();
      const folder = mkdtempSync(path.join(tmpdir(), 'faultline-page-'));
      const made = new Map<string, string>();
      const servers: ChildProcess[] = [];
      let open: Shown[] = [];
      beforeAll(async () => {
        browser = await chromium.launch(LAUNCH);
      }, PATIENCE);
      afterEach(async () => {
        const shown = open;
        open = [];
        await Promise.all(shown.map(({ page }) => page.close()));
        expect(shown.flatMap(({ troubles }) => troubles)).toEqual([]);
        expect(shown.flatMap(({ requests }) => requests)).toEqual([]);
      });
      afterAll(async () => {
        await browser.close();
        for (const server of servers) server.kill();
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
      const contextFor = (
        { width = 1280, height = 800, scheme = 'light', motion = 'reduce' }: Showing,
        isOffline: boolean,
      ): Promise<BrowserContext> => {
        const options = {
          viewport: { width, height },
          colorScheme: scheme,
          reducedMotion: motion,
          offline: isOffline,
        };
        const key = JSON.stringify(options);
        const context = contexts.get(key) ?? browser.newContext(options);
        contexts.set(key, context);
        return context;
      };

      tests({
        folder,
        fileFor,
        show: async (showing) => {
          const address = showing.address ?? pathToFileURL(fileFor(showing.args ?? [])).href;
          const context = await contextFor(showing, address.startsWith('file:'));
          const page = await context.newPage();
          page.setDefaultTimeout(PATIENCE / 2);
          const troubles: string[] = [];
          const requests: string[] = [];
          page.on('pageerror', (error) => troubles.push(error.stack ?? error.message));
          page.on('console', (message) => {
            if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
          });
          page.on('dialog', (dialog) => {
            troubles.push(`a dialog: ${dialog.message()}`);
            void dialog.dismiss();
          });
          page.on('request', (request) => {
            const url = request.url();
            if (!url.startsWith(address) && !url.startsWith('blob:') && !url.startsWith('data:'))
              requests.push(url);
          });
          const shown = { page, address, troubles, requests };
          open.push(shown);
          await page.goto(`${address}${showing.hash === undefined ? '' : `#${showing.hash}`}`);
          await page.locator('#page:not([aria-busy])').waitFor({ state: 'attached', timeout: PATIENCE });
          return shown;
        },
        serve: (args) =>
          new Promise((resolve, reject) => {
            const server = spawn(process.execPath, [MAIN, 'view', ...args], { cwd: ROOT });
            servers.push(server);
            let text = '';
            const read = (chunk: Buffer): void => {
              text += chunk.toString();
              const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];
              if (address !== undefined) resolve(address);
            };
            server.stdout.on('data', read);
            server.stderr.on('data', read);
            server.on('exit', () => reject(new Error(text)));
          }),
      });
    },
  );
};
