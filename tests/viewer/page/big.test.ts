import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { estateOf } from '../../../bench/estate.mjs';
import { describePage } from './browser.ts';
import { appsIn, cli, eventually, fail, rowsOf, side } from './person.ts';

const NODES = 10_000;

describePage('an estate of ten thousand nodes', ({ show, folder, fileFor }) => {
  const file = path.join(folder, 'estate.json');
  writeFileSync(
    file,
    JSON.stringify({
      faultline: 1,
      nodes: Object.fromEntries([...estateOf(NODES)].map(({ id, node }) => [id, node])),
    }),
  );

  it('opens gathered: as much as fits a screen is drawn, and all else is counted', async () => {
    const { page } = await show({ args: [file] });
    const counts = page.getByText(/^[\d,]+ shapes, [\d,]+ arrows/);
    await counts.waitFor();
    const text = await counts.innerText();
    const number = (pattern: RegExp): number => Number(pattern.exec(text)?.[1]?.replaceAll(',', ''));
    const [shapes, arrows] = [number(/([\d,]+) shapes/), number(/([\d,]+) arrows/)];
    expect(shapes + arrows).toBeLessThanOrEqual(300);
    expect(shapes).toBeGreaterThan(5);
    expect(number(/([\d,]+) nodes in closed boxes/)).toBeGreaterThan(NODES - shapes - 1);
    // More of it is drawn on demand.
    await page.getByRole('banner').getByRole('button', { name: 'View' }).click();
    await page.getByRole('combobox', { name: 'Detail' }).selectOption({ label: 'as much as can be drawn' });
    await eventually(async () =>
      Number(/^[\d,]+/.exec(await counts.innerText())?.[0]?.replaceAll(',', '')),
    ).toBeGreaterThan(shapes);
  });

  it('fails as faultline impact says, and lists the first of all apps', async () => {
    const { page } = await show({ args: [file] });
    await fail(page, 'kind:region');
    const said = cli('impact', 'kind:region', '--limit', '0', '--graph', file);
    const affected = Object.keys(appsIn(said)).length;
    expect(affected).toBeGreaterThan(1_000);
    await page
      .getByRole('heading', {
        name: new RegExp(`^${affected.toLocaleString('en')} of [\\d,]+ apps affected`),
      })
      .waitFor();
    // A hundred rows stand in the page; the rest is asked for.
    const rows = side(page).getByRole('rowheader');
    expect(await rows.count()).toBe(100);
    await side(page).getByRole('button', { name: 'Show 100 more' }).click();
    await eventually(() => rows.count()).toBe(200);
    // What is looked for is found among all of them.
    const last = Object.keys(appsIn(said)).at(-1)!;
    await page.getByRole('searchbox', { name: 'Filter' }).fill(last);
    await eventually(async () => (await rowsOf(side(page), /^Apps: /)).map(({ id }) => id)).toContain(last);
    await side(page).getByRole('rowheader').getByRole('button').first().click();
    await side(page).getByText('it fails').first().waitFor();
  });

  it('is taken hold of: a click selects what is drawn there', async () => {
    const { page } = await show({ args: [file] });
    await page.getByText(/^[\d,]+ shapes/).waitFor();
    const stage = page.getByRole('application');
    await stage.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await side(page).getByRole('heading', { level: 2 }).waitFor();
    const box = (await stage.boundingBox())!;
    for (const [x, y] of [
      [0.5, 0.5],
      [0.3, 0.4],
      [0.6, 0.7],
    ] as const) {
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    }
    await page.mouse.wheel(0, -300);
    await page.keyboard.press('0');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('makes a page of its data and not much more', () => {
    const page = readFileSync(fileFor([file]), 'utf8');
    const data = /<script[^>]*id="?data"?[^>]*>([\s\S]*?)<\/script>/.exec(page)![1]!;
    expect(page.length - data.length).toBeLessThanOrEqual(3_000_000);
  });
});
