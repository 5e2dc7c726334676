import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import { counts, eventually, fail, goTo, openPanel, picture, side, spoken } from './person.ts';

const SHOP = ['graphs/examples/web-shop-multi-region.yaml'];
const BOTH = [...SHOP, '--against', 'graphs/examples/web-shop.yaml'];
const S3 = ['graphs/incidents/2017-02-28-aws-s3.yaml'];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong, a line each. The tests' own script goes past the page's policy by the debugger. */
const wrongIn = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Answer> } };
    const found = await axe.run(only === undefined ? {} : { runOnly: only });
    return { violations: found.violations, passes: found.passes.length };
  }, rules);
  if (passes === 0) throw new Error('axe has looked at nothing');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 300)} ${failureSummary.slice(0, 400)}`,
    ),
  );
};

interface Answer {
  readonly violations: readonly Found[];
  readonly passes: readonly unknown[];
}

/** Texts that are cut off without saying so, of what should be read whole. */
const cutIn = (page: Page): Promise<readonly string[]> =>
  page.locator('h1, h2, h3, label, button, [role=tab], th, legend, summary, p').evaluateAll((all) =>
    all.flatMap((one) => {
      const { overflowX, overflowY, textOverflow, display, clip, clipPath } = getComputedStyle(one);
      const isSeen = one.getClientRects().length > 0 && one.clientWidth > 1;
      // Ellipsis says so, and a name has its whole text in its title.
      const mayBeCut =
        textOverflow === 'ellipsis' ||
        one.querySelector('[title], .part-elided, bdi') !== null ||
        one.closest('.sr-only') !== null ||
        clip !== 'auto' ||
        clipPath !== 'none' ||
        display === 'inline';
      const isWide = one.scrollWidth > one.clientWidth + 1 && overflowX !== 'auto' && overflowX !== 'scroll';
      const isHigh = one.scrollHeight > one.clientHeight + 1 && overflowY === 'hidden';
      return isSeen && !mayBeCut && (isWide || isHigh)
        ? [
            `${one.tagName} ${(one.textContent ?? '').slice(0, 80)}: ${one.scrollWidth}×${one.scrollHeight} in ${one.clientWidth}×${one.clientHeight}`,
          ]
        : [];
    }),
  );

/** What a reader needs more than the picture: nothing lies beyond the right edge. */
const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

const settled = async (page: Page): Promise<void> => {
  await counts(page).waitFor();
  let before = '';
  await eventually(async () => {
    const now = await page.locator('body').innerText();
    const isSame = now === before;
    before = now;
    await page.waitForTimeout(120);
    return isSame;
  }).toBe(true);
};

/** The main states, by what they are called. */
const STATES: readonly (readonly [title: string, args: readonly string[], hash: string])[] = [
  ['the start', SHOP, ''],
  ['a fault, the apps', SHOP, 'fail=aws/us-east-1&fail.partial=payments'],
  ['a proof', SHOP, 'fail=aws/us-east-1&node=shop&panel=node'],
  ['what a node needs', SHOP, 'fail=payments&node=checkout&panel=node&topic=needs'],
  ['cut sets', SHOP, 'node=shop&panel=node&topic=cut-sets'],
  ['availability', SHOP, 'node=shop&panel=node&topic=availability'],
  ['an edge', SHOP, 'fail=aws/us-east-1&edge=shop,checkout&panel=node'],
  ['the ranking', SHOP, 'panel=sweep'],
  ['an incident', S3, 'scenario=s3-outage&at=7200&panel=time'],
  ['changes', SHOP, 'fail=aws/us-east-1&panel=edits&try=soften,back-office,orders/us-east-1,partial'],
  ['a comparison', BOTH, 'fail=aws/us-east-1&panel=compare'],
  ['what is found and hidden', SHOP, 'find=kind:zone&hide=kind:dns&by=owner'],
  ['about', S3, 'panel=about'],
  ['a mistake', SHOP, 'fail=nobody'],
];

describePage('the page for everybody', ({ show }) => {
  it.each([
    { width: 1280, height: 800, scheme: 'light' },
    { width: 1280, height: 800, scheme: 'dark' },
    { width: 390, height: 844, scheme: 'light' },
    { width: 390, height: 844, scheme: 'dark' },
  ] as const)(
    'has nothing that axe finds wrong, and no text that is cut: $width × $height, $scheme',
    async (screen) => {
      const wrong: string[] = [];
      // In the dark only the colours are others.
      const rules = screen.scheme === 'dark' ? ['color-contrast'] : undefined;
      for (const args of [SHOP, S3, BOTH]) {
        const { page } = await show({ args, ...screen });
        await settled(page);
        for (const [title, , hash] of STATES.filter((state) => state[1] === args)) {
          await goTo(page, hash);
          await settled(page);
          for (const each of await wrongIn(page, rules)) wrong.push(`${title}: ${each}`);
          for (const each of await cutIn(page)) wrong.push(`${title}, cut: ${each}`);
          if ((await widthOf(page)) > screen.width) wrong.push(`${title}: ${await widthOf(page)} wide`);
        }
        if (args === SHOP) {
          for (const menu of ['View', 'Share']) {
            await page.getByRole('banner').getByRole('button', { name: menu }).click();
            for (const each of await wrongIn(page, rules)) wrong.push(`${menu}: ${each}`);
            if ((await widthOf(page)) > screen.width) wrong.push(`${menu}: ${await widthOf(page)} wide`);
            await page.keyboard.press('Escape');
          }
          await page.getByRole('combobox', { name: 'Fail', exact: true }).fill('us');
          await page.getByRole('listbox').getByRole('option').first().waitFor();
          for (const each of await wrongIn(page, rules)) wrong.push(`search: ${each}`);
          if ((await widthOf(page)) > screen.width) wrong.push(`search: ${await widthOf(page)} wide`);
        }
      }
      expect([...new Set(wrong)]).toEqual([]);
    },
  );

  it('is reached whole by Tab, forwards and backwards, and lets the focus go', async () => {
    const { page } = await show({ args: SHOP, hash: 'fail=payments' });
    await settled(page);
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const one = document.activeElement;
        if (one === null || one === document.body) return '';
        return `${one.tagName} ${one.getAttribute('role') ?? ''} ${one.getAttribute('aria-label') ?? one.textContent?.slice(0, 30) ?? ''} ${[...document.querySelectorAll('*')].indexOf(one)}`;
      });
    const around = async (key: string): Promise<readonly string[]> => {
      const seen: string[] = [];
      for (let i = 0; i < 120; i += 1) {
        await page.keyboard.press(key);
        const now = await focused();
        if (now === '' || now === seen[0]) break;
        seen.push(now);
      }
      return seen;
    };
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const forwards = await around('Tab');
    const stops = await page
      .locator('a[href], button, input, select, [tabindex="0"], summary')
      .evaluateAll(
        (all) =>
          all.filter(
            (one) =>
              (one as HTMLElement).tabIndex >= 0 &&
              !(one as HTMLButtonElement).disabled &&
              one.getClientRects().length > 0 &&
              getComputedStyle(one).visibility === 'visible',
          ).length,
      );
    expect(new Set(forwards).size).toBe(stops);
    expect(forwards.length).toBe(stops);
    const backwards = await around('Shift+Tab');
    expect(backwards.toReversed().toSorted()).toEqual(forwards.toSorted());
  });

  it('shows where the focus is', async () => {
    const { page } = await show({ args: SHOP, hash: 'fail=payments' });
    await settled(page);
    const unseen: string[] = [];
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => {
        const one = document.activeElement;
        if (one === null || one === document.body) return '';
        const has = (element: Element): boolean => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
        };
        return has(one) || has(one.parentElement!) ? '' : `${one.tagName} ${one.className}`;
      });
      if (found !== '') unseen.push(found);
    }
    expect(unseen).toEqual([]);
  });

  it('has tabs that the arrows walk', async () => {
    const { page } = await show({ args: SHOP });
    await settled(page);
    const list = page.getByRole('tablist', { name: 'Answers' });
    await list.getByRole('tab', { name: 'Apps' }).focus();
    const walked: string[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
      await page.keyboard.press(key);
      const selected = list.getByRole('tab', { selected: true });
      walked.push(await selected.innerText());
      expect(await selected.evaluate((one) => one === document.activeElement)).toBe(true);
    }
    expect(walked).toEqual(['Details', 'Ranking', 'About', 'Apps', 'About', 'Apps']);
  });

  it('is worked by the keyboard alone: from the search to a proof and back', async () => {
    const { page } = await show({ args: SHOP });
    await settled(page);
    await page.keyboard.press('Tab');
    // The first stop leads past the picture.
    await page.keyboard.press('Enter');
    expect(
      await page.getByRole('tab', { name: 'Apps' }).evaluate((one) => one === document.activeElement),
    ).toBe(true);
    await page.getByRole('combobox', { name: 'Fail', exact: true }).focus();
    await page.keyboard.type('payment');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => spoken(page)).toContain('2 of 3 apps affected');
    await side(page).getByRole('table').getByRole('button', { name: 'Shop', exact: true }).focus();
    await page.keyboard.press('Enter');
    await side(page).getByText('it fails').waitFor();
    await page.getByRole('banner').getByRole('button', { name: 'View' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Boxes by' }).focus();
    await page.keyboard.press('Escape');
    expect(
      await page
        .getByRole('banner')
        .getByRole('button', { name: 'View' })
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
  });

  it('has a picture that the arrows walk, where each stop is told, and Escape leaves', async () => {
    const { page } = await show({ args: SHOP });
    await settled(page);
    await picture(page).focus();
    const told = new Set<string>();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowDown', 'e', 'e']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(60);
      told.add(await spoken(page));
    }
    expect(told.size).toBeGreaterThan(3);
    expect([...told].some((words) => / needs /.test(words))).toBe(true);
    await page.keyboard.press('Enter');
    await side(page).getByText('Written in').waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => new URL(page.url()).hash).not.toContain('edge=');
    await page.keyboard.press('Tab');
    expect(await picture(page).evaluate((one) => one === document.activeElement)).toBe(false);
  });

  it('tells all states by more than colour', async () => {
    const { page } = await show({ args: SHOP });
    await fail(page, 'aws/us-east-1/s3');
    await openPanel(page, 'About');
    const signs = side(page)
      .getByRole('listitem')
      .filter({ hasText: /^(outage|partial|degraded|operational)/ });
    expect(await signs.count()).toBe(4);
    const shapes = await signs
      .locator('svg')
      .evaluateAll((all) => all.map((one) => one.innerHTML.replace(/class="[^"]*"/g, '')));
    expect(new Set(shapes).size).toBe(4);
  });
});
