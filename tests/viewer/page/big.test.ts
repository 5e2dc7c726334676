import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import { appsIn, cli, counted, counts, dataIn, eventually, fail, rowsOf, shapes, side } from './person.ts';

const NODES = 10_000;
const EDGES = 40_000;

/** Regions, zones in them, services that need others of any region, and apps on top: the same in every run. */
const estate = (): object => {
  let seed = 7;
  const below = (count: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
  const regions = Array.from({ length: 20 }, (_, i) => `cloud/region-${i}`);
  const zones = regions.flatMap((region) => ['a', 'b', 'c'].map((letter) => `${region}/zone-${letter}`));
  const services = Array.from({ length: 5_920 }, (_, i) => `${zones[i % 60]!}/service-${i}`);
  const apps = Array.from({ length: NODES - 20 - 60 - services.length }, (_, i) => `app-${i}`);
  const places = zones.length + services.length;
  let left = EDGES - places - apps.length * 4;
  return Object.fromEntries<object>([
    ...regions.map((id) => [id, { kind: 'region' }] as const),
    ...zones.map((id, i) => [id, { kind: 'zone', in: regions[Math.floor(i / 3)]! }] as const),
    ...services.map((id, i) => {
      const count = Math.min(left, i === services.length - 1 ? left : 3);
      left -= count;
      // Only those before it: circles have their own tests.
      const needs = new Set(Array.from({ length: i < 10 ? 0 : count }, () => services[below(i)]!));
      return [id, { kind: 'service', in: zones[i % 60]!, dependsOn: [...needs] }] as const;
    }),
    ...apps.map((id, i) => {
      const needs = new Set(Array.from({ length: 4 }, () => services[below(services.length)]!));
      return [
        id,
        { kind: 'app', owner: `team-${i % 80}`, tier: 1 + (i % 3), dependsOn: [...needs] },
      ] as const;
    }),
  ]);
};

describePage('an estate of ten thousand nodes', ({ show, folder, fileFor }) => {
  const file = path.join(folder, 'estate.json');
  writeFileSync(file, JSON.stringify({ faultline: 1, nodes: estate() }));

  it('opens gathered: as much as fits a screen is drawn, and all else is counted', async () => {
    const { page } = await show({ args: [file] });
    await counts(page).waitFor();
    const drawn = await shapes(page);
    expect(drawn + (await counted(page, /arrows/))).toBeLessThanOrEqual(300);
    expect(drawn).toBeGreaterThan(5);
    expect(await counted(page, /nodes in closed boxes/)).toBeGreaterThan(NODES - drawn - 1);
    // More of it is drawn on demand.
    await page.getByRole('banner').getByRole('button', { name: 'View' }).click();
    await page.getByRole('combobox', { name: 'Detail' }).selectOption({ label: 'as much as can be drawn' });
    await eventually(() => shapes(page)).toBeGreaterThan(drawn);
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
    await counts(page).waitFor();
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
    const data = dataIn(page);
    expect(page.length - data.length).toBeLessThanOrEqual(3_000_000);
  });
});
