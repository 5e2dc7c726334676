import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { describePage } from './browser.ts';
import { counts, dataIn, eventually, fromMenu, pictureAsSvg, printed, saved, side } from './person.ts';

const S3 = 'graphs/incidents/2017-02-28-aws-s3.yaml';
const SHOP = 'graphs/examples/web-shop-multi-region.yaml';

const share = (page: Page, button: string) => saved(page, () => fromMenu(page, 'Share', button));

/** What the page would have put on the clipboard: a browser without permission has none to read from. */
const copied = async (page: Page, press: () => Promise<void>): Promise<string> => {
  await page.evaluate(() => {
    const kept: string[] = [];
    Object.assign(globalThis, { kept });
    navigator.clipboard.writeText = (text) => {
      kept.push(text);
      return Promise.resolve();
    };
  });
  await press();
  await eventually(() => page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept.length)).toBe(
    1,
  );
  return page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept[0]!);
};

describePage('what is taken from the page', ({ show }) => {
  it('is a PNG of the whole picture', async () => {
    const { page } = await show({ args: [SHOP], hash: 'fail=aws/us-east-1' });
    await counts(page).waitFor();
    const { name, content } = await share(page, 'Picture as PNG');
    expect(name).toMatch(/\.png$/);
    expect(content.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
    const [, svgWidth, svgHeight] = /width="(\d+)" height="(\d+)"/.exec(await pictureAsSvg(page))!;
    expect([width, height]).toEqual([2 * Number(svgWidth), 2 * Number(svgHeight)]);
    // Something is drawn in it: one colour alone would need next to no bytes.
    expect(content.length).toBeGreaterThan(20_000);
  });

  it('is an SVG that is XML, has every name, and runs nothing', async () => {
    const { page } = await show({ args: [SHOP], hash: 'fail=aws/us-east-1' });
    await counts(page).waitFor();
    const svg = await pictureAsSvg(page);
    const names = new Set<string>();
    const attributes = new Set<string>();
    let text = '';
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes: own }) => {
      names.add(name);
      for (const attribute of Object.keys(own)) attributes.add(attribute);
    });
    parser.on('text', (more) => {
      text += `${more} `;
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(svg).close();
    expect([...names].filter((name) => /script|foreignObject|image|use|a$/i.test(name))).toEqual([]);
    expect([...attributes].filter((name) => /^on|href/i.test(name))).toEqual([]);
    for (const name of ['Checkout', 'Shop', 'Back office', 'Payment vendor']) expect(text).toContain(name);
  });

  it('is the list of what is affected, as faultline impact prints it', async () => {
    const { page } = await show({ args: [S3], hash: 'fail.partial=aws/us-east-1/s3' });
    await page
      .getByText(/of 79 apps affected/)
      .first()
      .waitFor();
    const args = ['impact', 'aws/us-east-1/s3', '--state', 'partial', '--limit', '0', '--graph', S3];
    const csv = await share(page, 'Affected as CSV');
    expect(csv.content.toString()).toBe(printed(...args, '--format', 'csv'));
    const markdown = await share(page, 'Affected as Markdown');
    expect(markdown.content.toString()).toBe(printed(...args, '--format', 'markdown'));
    expect(await copied(page, () => side(page).getByRole('button', { name: 'Copy Markdown' }).click())).toBe(
      markdown.content.toString(),
    );
  });

  it('is a link to just this', async () => {
    const { page } = await show({ args: [SHOP], hash: 'fail=payments&node=shop&panel=node' });
    const link = await copied(page, () => fromMenu(page, 'Share', 'Copy link'));
    expect(link).toBe(page.url());
    expect(link).toContain('#fail=payments&node=shop&panel=node');
  });

  it('says so if there is nothing to list yet', async () => {
    const { page } = await show({ args: [SHOP] });
    await page.getByRole('banner').getByRole('button', { name: 'Share' }).click();
    await page.getByText('Fail something to save what is affected.').waitFor();
  });
});

describePage('an anonymised page', ({ show, fileFor }) => {
  it('shows none of the original names, anywhere', async () => {
    const args = [SHOP, '--anonymise'];
    const { page } = await show({ args });
    await counts(page).waitFor();
    const doc = parse(readFileSync(SHOP, 'utf8')) as {
      nodes: Record<string, { name?: string; owner?: string; why?: string }>;
    };
    const names = Object.entries(doc.nodes).flatMap(([id, { name, owner }]) => [id, name, owner]);
    // Words that the program has itself: a kind, and the name of the largest provider in what it knows.
    const own = new Set(['aws', 'shop', 'checkout', 'payments', 'Shop', 'Checkout', 'operations']);
    const data = dataIn(readFileSync(fileFor(args), 'utf8'));
    const seen = [await pictureAsSvg(page), data];
    for (const panel of ['Apps', 'Ranking', 'Incidents', 'Try', 'About']) {
      await page.getByRole('tab', { name: panel }).click();
      seen.push(await page.locator('body').innerText());
    }
    const text = seen.join('\n');
    const kept = [...new Set(names)].filter(
      (name) => name !== undefined && !own.has(name) && text.includes(name),
    );
    expect(kept).toEqual([]);
    expect(text).not.toContain('either region can serve the pages');
    expect(text).not.toContain('Web shop, two regions');
  });

  it('has the answers of the original', async () => {
    const { page } = await show({ args: [SHOP, '--anonymise'] });
    await page.getByText('3 apps, nothing fails').waitFor();
    await page.getByRole('tab', { name: 'Ranking' }).click();
    const table = page.getByRole('table', { name: 'Failures, worst first' });
    await table.waitFor();
    const numbers = (await table.getByRole('row').allInnerTexts()).length;
    expect(numbers).toBe(26);
  });
});
