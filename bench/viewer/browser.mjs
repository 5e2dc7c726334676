/** A browser that measures: pages with a clock in them, real presses of the mouse, and what each thread was busy for. */
import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { LAUNCH } from '../../scripts/chromium.mjs';

const SIZE = { width: 1280, height: 800 };
/** Milliseconds between two looks at whether something is there. */
const LOOK = 20;
const PATIENCE = 60_000;

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ page: Page, threads: () => Promise<Threads>, memory: () => Promise<Memory>, close: () => Promise<void> }} Opened
 * @typedef {{ main: number, workers: number, all: number, waited: number }} Threads milliseconds of the processor that the
 *   page's threads have had, and for how long they stood in line for it
 * @typedef {{ heap: number, resident: number }} Memory bytes: JavaScript's in the page itself, and of its process
 */

/**
 * A browser of its own for each page, so that none finds another's code compiled, nor its memory.
 *
 * @param {string} file
 * @param {{ hash?: string, motion?: 'reduce' | 'no-preference' }} [how]
 * @returns {Promise<Opened>}
 */
export const openPage = async (file, { hash = '', motion = 'no-preference' } = {}) => {
  const browser = await chromium.launch(LAUNCH);
  const context = await browser.newContext({ viewport: SIZE, reducedMotion: motion, offline: true });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.addInitScript(recorder);
  const devtools = await browser.newBrowserCDPSession();
  const ofPage = await context.newCDPSession(page);
  await ofPage.send('Performance.enable');
  await page.goto(`${pathToFileURL(file).href}${hash === '' ? '' : `#${hash}`}`, { waitUntil: 'commit' });
  const processId = async () => {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    // Chromium keeps a spare one, which has nothing in it.
    return renderers.reduce((most, id) => (residentOf(id) > residentOf(most) ? id : most));
  };
  return {
    page,
    threads: async () => threadsOf(await processId()),
    memory: async () => {
      const { metrics } = await ofPage.send('Performance.getMetrics');
      const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
      return { heap, resident: residentOf(await processId()) };
    },
    close: () => browser.close(),
  };
};

/** In the page, before anything else: notes when it was pressed, what it asked its workers, and when it stood still. */
const recorder = () => {
  const bench = { pressed: 0, asked: [], stalls: [], frames: [], isCounting: false };
  globalThis.bench = bench;
  addEventListener('mouseup', ({ timeStamp }) => (bench.pressed = timeStamp), { capture: true });
  const stalls = (list) => {
    for (const { startTime, duration } of list.getEntries())
      bench.stalls.push({ from: startTime, until: startTime + duration });
  };
  new PerformanceObserver(stalls).observe({ entryTypes: ['longtask'] });
  globalThis.Worker = class extends Worker {
    postMessage(message, ...rest) {
      const asked = { name: String(message?.name), from: performance.now(), until: undefined };
      bench.asked.push(asked);
      // A worker is asked one thing at a time: what it says next is the answer. The page hears it before we do.
      this.addEventListener('message', ({ timeStamp }) => (asked.until ??= timeStamp), { once: true });
      super.postMessage(message, ...rest);
    }
  };
  bench.count = () => {
    [bench.frames, bench.isCounting] = [[], true];
    const next = (now) => {
      bench.frames.push(now);
      if (bench.isCounting) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  };
};

/** When something was marked for the last time: milliseconds since the page was asked for; undefined: it was not. */
const markOf = (page, name) =>
  page.evaluate((mark) => performance.getEntriesByName(mark).at(-1)?.startTime, name);

/** Waits until something is marked after a moment, and tells when that was. */
export const markAfter = async (page, name, after = 0) => {
  await page.waitForFunction(
    ([mark, since]) => (performance.getEntriesByName(mark).at(-1)?.startTime ?? -1) > since,
    [name, after],
    { polling: LOOK },
  );
  return markOf(page, name);
};

/** Presses at a point with the real mouse; tells when the browser got to know that it was let go. */
export const press = async (page, { x, y }, key) => {
  await page.mouse.move(x, y);
  if (key !== undefined) await page.keyboard.down(key);
  await page.mouse.down();
  await page.mouse.up();
  if (key !== undefined) await page.keyboard.up(key);
  return page.evaluate(() => globalThis.bench.pressed);
};

/** Milliseconds from frame to frame while something is done; of all of it, if there was not even a second one. */
export const framesDuring = async (page, act) => {
  const start = Date.now();
  await page.evaluate(() => globalThis.bench.count());
  await act();
  const frames = await page.evaluate(() => {
    globalThis.bench.isCounting = false;
    return globalThis.bench.frames;
  });
  if (frames.length < 2) return [Date.now() - start];
  return frames.slice(1).map((at, i) => at - frames[i]);
};

// —— what Linux knows ——————————————————————————————————————————————————————————————————————————————————————————————

/** @returns {Threads} */
const threadsOf = (id) => {
  const spent = { main: 0, workers: 0, all: 0, waited: 0 };
  for (const thread of readdirSync(`/proc/${id}/task`)) {
    const [ran, waited] = statOf(`/proc/${id}/task/${thread}/schedstat`).split(' ').map(Number);
    const name = statOf(`/proc/${id}/task/${thread}/comm`);
    if (!Number.isFinite(ran) || !Number.isFinite(waited)) continue;
    spent.all += ran / 1e6;
    if (thread === String(id)) spent.main += ran / 1e6;
    else if (name.startsWith('DedicatedWorker')) spent.workers += ran / 1e6;
    else continue;
    spent.waited += waited / 1e6;
  }
  return spent;
};

/** '' of a thread that has just ended. */
const statOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** Bytes of a process that are in memory. */
const residentOf = (id) => 1024 * Number(/VmRSS:\s+(\d+)/.exec(statOf(`/proc/${id}/status`))?.[1] ?? 0);
