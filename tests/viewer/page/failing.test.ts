import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { ROOT } from '../../cli/run.ts';
import { describePage } from './browser.ts';
import {
  affectedApps,
  appCounts,
  appWavesIn,
  appsIn,
  appsWithWaves,
  cli,
  counts,
  eventually,
  fail,
  openPanel,
  picture,
  side,
  spoken,
  walkTo,
} from './person.ts';

const S3 = 'graphs/incidents/2017-02-28-aws-s3.yaml';
const SHOP = 'graphs/examples/web-shop-multi-region.yaml';

const impactOf = (file: string, ...args: readonly string[]) => cli('impact', ...args, '--graph', file);

/** A walk through a picture of few things. */
const THROUGH = [
  'ArrowDown',
  'ArrowDown',
  'ArrowDown',
  'ArrowRight',
  'ArrowRight',
  'ArrowUp',
  'ArrowLeft',
  'ArrowLeft',
  'ArrowDown',
  'ArrowDown',
];

const failed = (page: Page) => page.getByRole('list', { name: 'What fails' });

const affectedWaves = async (page: Page) =>
  Object.fromEntries(
    Object.entries(await appsWithWaves(page)).filter(([, text]) => !text.startsWith('operational')),
  );

describePage('a failure in the page', ({ show, folder }) => {
  /** What impact says of faults of several states: the command line has a scenario for that. */
  const together = (faults: Readonly<Record<string, string>>) => {
    const file = path.join(folder, 'together.yaml');
    writeFileSync(
      file,
      stringify({
        faultline: 1,
        include: [path.resolve(ROOT, SHOP)],
        scenarios: {
          together: { faults: Object.entries(faults).map(([node, state]) => ({ fail: node, state })) },
        },
      }),
    );
    return impactOf(file, '--scenario', 'together', '--allow-outside');
  };

  it('has the answer that impact has: S3 on 28 February 2017, by search', async () => {
    const { page } = await show({ args: [S3] });
    await fail(page, 'aws/us-east-1/s3');
    const said = impactOf(S3, 'aws/us-east-1/s3');
    await eventually(() => affectedApps(page)).toEqual(appsIn(said));
    expect(Object.keys(appsIn(said))).not.toEqual([]);
    await page.getByRole('heading', { name: '18 of 79 apps affected' }).waitFor();
    // Those who listen are told the same.
    await eventually(() => spoken(page)).toBe(
      `18 of 79 apps affected: ${appCounts(said)}; ${said.summary.affected} of 236 nodes`,
    );
  });

  it('may be a partial one, and be taken back', async () => {
    const { page } = await show({ args: [S3] });
    await fail(page, 'aws/us-east-1/s3', 'partial');
    const said = impactOf(S3, 'aws/us-east-1/s3', '--state', 'partial');
    await eventually(() => affectedApps(page)).toEqual(appsIn(said));
    expect(appsIn(said)).not.toEqual(appsIn(impactOf(S3, 'aws/us-east-1/s3')));
    await page.getByRole('button', { name: 'aws/us-east-1/s3 (partial) fails no longer' }).click();
    await eventually(() => affectedApps(page)).toEqual({});
    await page.getByText('79 apps, nothing fails').waitFor();
    await eventually(() => spoken(page)).toBe('Nothing fails.');
    await eventually(() => failed(page).count()).toBe(0);
  });

  it('may be a degraded one', async () => {
    const { page } = await show({ args: [S3], hash: 'fail.degraded=aws/us-east-1/s3' });
    const said = impactOf(S3, 'aws/us-east-1/s3', '--state', 'degraded');
    await eventually(() => affectedApps(page)).toEqual(appsIn(said));
    expect(Object.values(appsIn(said))).toContain('degraded');
  });

  it('may be several at once: a zone and a vendor, with the waves of impact', async () => {
    const { page } = await show({ args: [SHOP] });
    await fail(page, 'aws/us-east-1/us-east-1a');
    await fail(page, 'payments', 'degraded');
    await eventually(() => affectedApps(page)).toEqual(
      appsIn(together({ 'aws/us-east-1/us-east-1a': 'outage', payments: 'degraded' })),
    );
    await fail(page, 'aws/us-east-1');
    const all = together({
      'aws/us-east-1/us-east-1a': 'outage',
      payments: 'degraded',
      'aws/us-east-1': 'outage',
    });
    await eventually(() => affectedApps(page)).toEqual(appsIn(all));
    await eventually(() => affectedWaves(page)).toEqual(appWavesIn(all));
    expect(
      await failed(page)
        .getByRole('button', { name: /fails no longer/ })
        .count(),
    ).toBe(3);
    await failed(page).getByRole('button', { name: 'Clear' }).click();
    await eventually(() => affectedApps(page)).toEqual({});
  });

  it.each([
    ['a region', 'aws/us-east-1'],
    ['a selection', 'kind:zone'],
    ['all of an owner', 'owner:web-team'],
  ])('may be %s, and comes in the waves of impact', async (_, selection) => {
    const { page } = await show({ args: [SHOP] });
    await fail(page, selection);
    const said = impactOf(SHOP, selection);
    await eventually(() => affectedApps(page)).toEqual(appsIn(said));
    await eventually(() => affectedWaves(page)).toEqual(appWavesIn(said));
  });

  it('may be a scenario as a whole', async () => {
    const { page } = await show({ args: [S3] });
    await page.getByRole('button', { name: 'S3 loses its index and placement subsystems' }).click();
    await openPanel(page, 'Apps');
    await eventually(() => affectedApps(page)).toEqual(appsIn(impactOf(S3, '--scenario', 's3-outage')));
    await page.getByRole('button', { name: 'Leave s3-outage' }).click();
    await eventually(() => affectedApps(page)).toEqual({});
  });

  it('says what it does not know, and goes on', async () => {
    const { page } = await show({ args: [SHOP], hash: 'fail=payments&fail=no/such/node' });
    await page.getByRole('alert').getByText('nothing matches "no/such/node"').waitFor();
    expect(await page.getByRole('alert').getByText('nothing matches').count()).toBe(1);
    await page.getByRole('button', { name: 'no/such/node fails no longer' }).click();
    await eventually(() => affectedApps(page)).toEqual(appsIn(impactOf(SHOP, 'payments')));
    await eventually(() => page.getByRole('alert').count()).toBe(0);
  });
});

describePage('a failure in the picture', ({ show }) => {
  it('is made and unmade by the keyboard alone', async () => {
    const { page } = await show({ args: [SHOP], hash: 'focus=payments,1' });
    await counts(page).waitFor();
    const said = await walkTo(page, /^Payment vendor,/, THROUGH);
    expect(said).toContain('external');
    expect(said).toContain('operational');
    await page.keyboard.press('f');
    await eventually(() => affectedApps(page)).toEqual(appsIn(impactOf(SHOP, 'payments')));
    expect(await picture(page).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('f');
    await eventually(() => affectedApps(page)).toEqual({});
  });

  it('is made by a click on S3 and its button, and by a double click', async () => {
    // Among few things it is drawn large.
    const { page } = await show({ args: [S3], hash: 'focus=quora,1' });
    await page.getByText('hidden').waitFor();
    const spot = await placeOf(page, 'aws/us-east-1/s3');
    await page.mouse.click(spot.x, spot.y);
    await side(page).getByRole('button', { name: 'Copy id' }).waitFor();
    expect(await side(page).locator('code').first().textContent()).toBe('aws/us-east-1/s3');
    await side(page).getByRole('button', { name: 'Fail it' }).click();
    await openPanel(page, 'Apps');
    await eventually(() => affectedApps(page)).toEqual(appsIn(impactOf(S3, 'aws/us-east-1/s3')));
    // With a failure the strip below takes room from the picture.
    const again = await placeOf(page, 'aws/us-east-1/s3');
    await page.mouse.dblclick(again.x, again.y);
    await eventually(() => failed(page).count()).toBe(0);
  });

  it('takes several, with Shift', async () => {
    const { page } = await show({ args: [SHOP], hash: 'focus=checkout,2' });
    await page.getByText('hidden').waitFor();
    const vendor = await placeOf(page, 'payments');
    await page.keyboard.down('Shift');
    await page.mouse.click(vendor.x, vendor.y);
    await eventually(() => affectedApps(page)).toEqual(appsIn(impactOf(SHOP, 'payments')));
    const other = await placeOf(page, 'sign-in');
    await page.mouse.click(other.x, other.y);
    await page.keyboard.up('Shift');
    await eventually(() => affectedApps(page)).toEqual(appsIn(impactOf(SHOP, 'payments', 'sign-in')));
  });
});

/** Where something is drawn on the screen: the tip at the pointer names what is below it. */
const placeOf = async (page: Page, id: string): Promise<{ readonly x: number; readonly y: number }> => {
  const box = (await picture(page).boundingBox())!;
  // Each move costs a frame: first the rough way.
  for (const step of [40, 18]) {
    for (let y = box.y + step / 2; y < box.y + box.height; y += step) {
      for (let x = box.x + step / 2; x < box.x + box.width; x += step) {
        await page.mouse.move(x, y);
        const tip = await page.locator('.draw-tip:not([hidden]) p').allTextContents();
        if (tip.slice(0, 2).includes(id)) return { x, y };
      }
    }
  }
  throw new Error(`${id} is not in the picture`);
};
