import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import {
  counts,
  eventually,
  fail,
  goTo,
  oneLine,
  openPanel,
  picture,
  shapes,
  side,
  walkTo,
} from './person.ts';

const SHOP = 'graphs/examples/web-shop-multi-region.yaml';

/** All that the page shows; what it told listeners last is no part of its state. */
const wordsOf = async (page: Page): Promise<string> =>
  oneLine((await page.locator('header, main').allInnerTexts()).join(' ')) +
  (await page
    .locator('input, select')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join('|')));

/** What it says once it says nothing new. */
const settledWords = async (page: Page): Promise<string> => {
  let before = '';
  // What is pointed at shows itself.
  await page.mouse.move(0, 0);
  await eventually(async () => {
    const now = await wordsOf(page);
    const isSame = now === before && /\d arrow/.test(now);
    before = now;
    await page.waitForTimeout(150);
    return isSame;
  }).toBe(true);
  return before;
};

describePage('a link', ({ show }) => {
  const seen = new Set<string>();
  it.each([
    ['a failure', 'fail=aws/us-east-1'],
    ['failures of other states', 'fail=payments&fail.degraded=sign-in'],
    ['a wave', 'fail=aws/us-east-1&wave=1'],
    ['a scenario over time', 'scenario=region-drops&at=1800&panel=time'],
    ['a proof', 'fail=aws/us-east-1&node=shop&panel=node'],
    ['another question', 'fail=aws/us-east-1&node=shop&panel=node&topic=cut-sets'],
    ['an edge', 'fail=aws/us-east-1&edge=shop,checkout&panel=node'],
    ['changes', 'fail=aws/us-east-1&panel=edits&try=remove,back-office,orders/us-east-1'],
    ['both sides of a change', 'fail=payments&side=before&panel=compare&try=remove,checkout,payments'],
    ['boxes by owner, from the left', 'by=owner&to=right&theme=dark'],
    ['what is found and hidden', 'fail=sign-in&show=affected&find=kind:zone&hide=kind:dns'],
    ['a sorted table with a filter', 'sort=cost&order=down&filter=team'],
    ['the ranking of zones', 'panel=sweep&each=zone'],
    ['nothing', ''],
    ['what is around a node', 'node=checkout&panel=about&focus=checkout,1'],
  ])('opens as it was: %s', async (_, hash) => {
    const { page, address } = await show({ args: [SHOP], hash });
    const words = await settledWords(page);
    await page.goto('about:blank');
    await page.goto(`${address}#${hash}`);
    expect(await settledWords(page)).toBe(words);
    // The page has not rewritten what it was given.
    expect(new URL(page.url()).hash).toBe(hash === '' ? '' : `#${hash}`);
    // And the fragment says something: no two of these pages are the same.
    expect(seen).not.toContain(words);
    seen.add(words);
  });

  it('is what each step writes, and Back undoes it', async () => {
    const { page } = await show({ args: [SHOP] });
    await page.getByText('Worst single failures').waitFor();
    const start = await settledWords(page);
    await fail(page, 'aws/us-east-1');
    await eventually(() => new URL(page.url()).hash).toBe('#fail=aws/us-east-1');
    const failing = await settledWords(page);
    await side(page).getByRole('table').getByRole('button', { name: 'Shop', exact: true }).click();
    await eventually(() => new URL(page.url()).hash).toBe('#fail=aws/us-east-1&node=shop&panel=node');
    const proved = await settledWords(page);
    await page.goBack();
    expect(await settledWords(page)).toBe(failing);
    await page.goBack();
    expect(await settledWords(page)).toBe(start);
    await page.goForward();
    await page.goForward();
    expect(await settledWords(page)).toBe(proved);
  });

  it('opens although it is nonsense', async () => {
    const { page } = await show({ args: [SHOP], hash: '%E0%A4%A&&=&panel=%00&wave=-7&fail&by=__proto__' });
    await page.getByText('3 apps, nothing fails').waitFor();
    for (const hash of [
      'at=1e999&scenario=constructor',
      'node=__proto__&panel=node',
      'edge=a&panel=node',
      'edge=shop,nobody&panel=node',
      'box=<script>&panel=node',
      'focus=toString,99',
      'hide=&hide=%20&find=%22',
      'hide=kind:nonsense',
      'try=soften,a&try=remove,shop,nobody&panel=edits',
      'each=hasOwnProperty&panel=sweep',
      'fail=***!!&fail=:',
    ]) {
      await goTo(page, hash);
      await counts(page).waitFor();
      await eventually(async () => (await side(page).innerText()).length).toBeGreaterThan(20);
    }
    await goTo(page, '');
    await page.getByText('3 apps, nothing fails').waitFor();
  });
});

describePage('what is drawn', ({ show }) => {
  it('leaves nothing out without counting it', async () => {
    const { page } = await show({ args: [SHOP] });
    await counts(page).waitFor();
    const all = await shapes(page);
    await page.getByRole('searchbox', { name: 'Hide' }).fill('kind:zone, kind:dns');
    await page.keyboard.press('Enter');
    // Four zones with two arrows to each region's servers and orders and one to the region; one answering service in aws.
    await page.getByText(/5 nodes, \d+ edges hidden/).waitFor();
    expect(await shapes(page)).toBe(all - 5);
    await page.getByRole('button', { name: 'Show all' }).click();
    await eventually(() => shapes(page)).toBe(all);
    expect(await page.getByRole('searchbox', { name: 'Hide' }).inputValue()).toBe('');
  });

  it('says so of a selection that matches nothing, and of one that cannot be read', async () => {
    const { page } = await show({ args: [SHOP] });
    await page.getByRole('searchbox', { name: 'Find' }).fill('owner:nobody');
    await page.getByRole('alert').getByText('nothing matches "owner:nobody"').waitFor();
    await page.getByRole('searchbox', { name: 'Find' }).fill('owner:web-team');
    await eventually(() => page.getByRole('alert').count()).toBe(0);
  });

  it('is around one node, so many steps away, if that is asked for', async () => {
    const { page } = await show({ args: [SHOP], hash: 'node=back-office&panel=node' });
    await counts(page).waitFor();
    const all = await shapes(page);
    await side(page).getByRole('button', { name: '1 step' }).click();
    await page.getByText(/\d+ nodes, \d+ edges hidden/).waitFor();
    const near = await shapes(page);
    await side(page).getByRole('button', { name: '3 steps' }).click();
    await eventually(() => shapes(page)).toBeGreaterThan(near);
    expect(await shapes(page)).toBeLessThan(all);
  });

  it('is only what is affected, if that is asked for', async () => {
    const { page } = await show({ args: [SHOP], hash: 'fail=payments' });
    await page.getByRole('button', { name: 'Affected only' }).click();
    // The vendor, the checkout and the shop.
    await page.getByText(/· 22 nodes, \d+ edges hidden/).waitFor();
    expect(await shapes(page)).toBe(3);
  });

  it('closes a box by the keyboard, counts what is inside by state, and opens it again', async () => {
    const { page } = await show({ args: [SHOP], hash: 'fail=aws/us-east-1/s3' });
    await counts(page).waitFor();
    const all = await shapes(page);
    const keys = Array.from({ length: 8 }, () => ['ArrowDown', 'ArrowLeft', 'ArrowLeft']).flat();
    await walkTo(page, /^us-east-1,|^aws\/us-east-1,/, [
      ...keys,
      ...keys.map((key) => (key === 'ArrowDown' ? 'ArrowUp' : 'ArrowRight')),
    ]);
    await page.keyboard.press('o');
    await page.getByText(/nodes in closed boxes/).waitFor();
    expect(await shapes(page)).toBeLessThan(all);
    const said = await walkTo(page, /us-east-1, region, closed box/, [
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      ...keys,
    ]);
    expect(said).toContain('3 of 10 affected: 2 outage, 1 partial');
    await page.keyboard.press('o');
    await eventually(() => shapes(page)).toBe(all);
    expect(await picture(page).evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('may be boxes of something else', async () => {
    const { page } = await show({ args: [SHOP] });
    await counts(page).waitFor();
    const seen = new Set<string>();
    await page.getByRole('banner').getByRole('button', { name: 'View' }).click();
    for (const by of ['namespace', 'owner', 'kind', 'nothing', 'provider, region, zone']) {
      await page.getByRole('combobox', { name: 'Boxes by' }).selectOption({ label: by });
      await eventually(async () => seen.has(await counts(page).innerText())).toBe(false);
      seen.add(await counts(page).innerText());
    }
    await openPanel(page, 'Apps');
    expect(seen.size).toBe(5);
  });
});
