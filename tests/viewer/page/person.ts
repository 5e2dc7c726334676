/** What a person does with the page and reads from it: by roles and labels, never by what is inside. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { STATES, type State } from '../../../src/model/state.ts';
import { runProgram } from '../../cli/run.ts';

/** What is read will be as expected, once the page has answered. */
export const eventually = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 15_000, interval: 60 });

// —— doing ———————————————————————————————————————————————————————————————————————————————————————————————————————————

/** Types a selection into the search, and lets what comes first fail. */
export const fail = async (page: Page, selection: string, state: State = 'outage'): Promise<void> => {
  await page.getByLabel('State that it fails to').selectOption(state);
  await page.getByRole('combobox', { name: 'Fail', exact: true }).fill(selection);
  await page.getByRole('combobox', { name: 'Fail', exact: true }).press('Enter');
};

export const side = (page: Page): Locator => page.getByRole('complementary', { name: 'Answers' });

export const picture = (page: Page): Locator =>
  page.getByRole('application', { name: 'Picture of what needs what' });

/** Opens a panel by its tab. */
export const openPanel = async (page: Page, name: string): Promise<void> => {
  await page
    .getByRole('tablist', { name: 'Answers' })
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click();
};

/** Asks something of the node that is selected. */
export const askOf = async (page: Page, topic: string): Promise<void> => {
  await page
    .getByRole('tablist', { name: 'Questions about the node' })
    .getByRole('tab', { name: new RegExp(`^${topic} ?\\d*$`) })
    .click();
};

/** Another fragment in the same page, as if somebody had changed the address. */
export const goTo = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, hash);
};

/** Goes by keys from thing to thing in the picture until one is told that begins with these words. */
export const walkTo = async (page: Page, words: RegExp, keys: readonly string[]): Promise<string> => {
  await picture(page).focus();
  for (const key of keys) {
    await page.keyboard.press(key);
    // What is told stands there a frame later.
    await page.waitForTimeout(20);
    const said = await spoken(page);
    if (words.test(said)) return said;
  }
  throw new Error(`no such thing on this way: ${String(words)}; the last was ${await spoken(page)}`);
};

// —— reading —————————————————————————————————————————————————————————————————————————————————————————————————————————

/** What the page tells those who listen. */
export const spoken = async (page: Page): Promise<string> =>
  (await page.locator('body > #page > [role=status]').textContent()) ?? '';

/** Below the picture: how much is drawn, and what is not. */
export const counts = (page: Page): Locator => page.getByText(/^[\d,]+ .*\barrow/);

/** How many of something the picture is said to have. */
export const counted = async (page: Page, noun: RegExp): Promise<number> => {
  const [, number = '0'] =
    new RegExp(`([\\d,]+) (?:${noun.source})`).exec(await counts(page).innerText()) ?? [];
  return Number(number.replaceAll(',', ''));
};

/** Nodes and boxes that are drawn. */
export const shapes = async (page: Page): Promise<number> => {
  const [drawn = ''] = (await counts(page).innerText()).split('·');
  return [...drawn.matchAll(/([\d,]+) (?:nodes?|box(?:es)?|shapes?)\b/g)].reduce(
    (sum, [, number]) => sum + Number(number!.replaceAll(',', '')),
    0,
  );
};

/** A text as one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The rows of a table by its caption, all of them: text by column, `id` of what the row is about. */
export const rowsOf = async (
  within: Page | Locator,
  caption: RegExp,
): Promise<readonly Readonly<Record<string, string>>[]> => {
  const more = within.getByRole('button', { name: /^Show [\d,]+ more$/ });
  while ((await more.count()) > 0) await more.first().click();
  const table = within.getByRole('table', { name: caption });
  if ((await table.count()) === 0) return [];
  return table.evaluate((one) => {
    const heads = [...one.querySelectorAll('thead th')].map((head) =>
      (head.textContent ?? '').replace(/[▲▼]/g, '').trim(),
    );
    return [...one.querySelectorAll('tbody tr')].map((row) => {
      const title = row.querySelector('th [title], th[title]')?.getAttribute('title') ?? '';
      const cells = [...row.children].map((cell, i) => [
        heads[i] ?? '',
        // A state is a shape, its letter and its word.
        (cell.querySelector('.state')?.getAttribute('title') ?? cell.textContent ?? '').trim(),
      ]);
      return Object.fromEntries([...cells, ['id', /\(([^()]*)\)$/.exec(title)?.[1] ?? title]]) as Record<
        string,
        string
      >;
    });
  });
};

const APPS = /^Apps: /;

/** State by id of the apps that are affected, as the table of apps has it. */
export const affectedApps = async (page: Page): Promise<Readonly<Record<string, string>>> =>
  byId(
    (await rowsOf(side(page), APPS))
      .filter(({ State: state }) => state !== 'operational')
      .map(({ id, State: state }) => [id!, state!]),
  );

/** State and wave by id of all apps. */
export const appsWithWaves = async (page: Page): Promise<Readonly<Record<string, string>>> =>
  byId((await rowsOf(side(page), APPS)).map(({ id, State, Wave = '' }) => [id!, `${State!} ${Wave}`.trim()]));

/** Sorted, without a prototype: an app may be called as everything is called in a page. */
const byId = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

// —— what the command line says ——————————————————————————————————————————————————————————————————————————————————————

/** The data of a command that tells what is affected. */
export const cli = (...args: readonly string[]): Said => dataOf(...args) as Said;

/** The command's data. */
export const dataOf = (...args: readonly string[]): unknown => {
  const { stdout, stderr } = runProgram([...args, '--format', 'json']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
};

/** What it prints. */
export const printed = (...args: readonly string[]): string => runProgram(args).stdout;

export interface Said {
  readonly summary: {
    readonly nodes: number;
    readonly affected: number;
    readonly apps: Readonly<Record<State, number>>;
    readonly costPerHour?: number;
  };
  readonly affected: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: State;
    readonly wave?: number;
  }[];
}

/** Of an answer's data: state by id of the affected apps. */
export const appsIn = ({ affected }: Said): Readonly<Record<string, string>> =>
  byId(affected.filter(({ kind }) => kind === 'app').map(({ id, state }) => [id, state]));

/** With their waves. */
export const appWavesIn = ({ affected }: Said): Readonly<Record<string, string>> =>
  byId(
    affected
      .filter(({ kind }) => kind === 'app')
      .map(({ id, state, wave }) => [id, `${state} ${wave ?? ''}`.trim()]),
  );

/** `2 outage, 1 partial`, as a sentence about apps has it. */
export const appCounts = ({ summary: { apps } }: Said): string =>
  STATES.slice(1)
    .toReversed()
    .filter((state) => apps[state] > 0)
    .map((state) => `${apps[state]} ${state}`)
    .join(', ');

// —— what the page hands out —————————————————————————————————————————————————————————————————————————————————————————

/** A file that a button saves. */
export const saved = async (
  page: Page,
  press: () => Promise<void>,
): Promise<{ readonly name: string; readonly content: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 20_000 }), press()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
};

/** Presses something in the menu of the bar above. */
export const fromMenu = async (page: Page, menu: string, button: string): Promise<void> => {
  const opener = page.getByRole('banner').getByRole('button', { name: menu });
  if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
  await page.getByRole('group', { name: menu }).getByRole('button', { name: button }).click();
};

/** The data in a page's text: the last of what looks like them, for the page's program writes such pages, too. */
export const dataIn = (text: string): string => {
  const from = text.lastIndexOf('<script type="application/json" id="data">');
  return text.slice(from, text.indexOf('</script>', from));
};

/** The picture as the page saves it. */
export const pictureAsSvg = async (page: Page): Promise<string> =>
  (await saved(page, () => fromMenu(page, 'Share', 'Picture as SVG'))).content.toString();
