import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import { askOf, eventually, fail, fromMenu, openPanel, pictureAsSvg, rowsOf, saved, side } from './person.ts';

/** Texts that are something else wherever they are not treated as texts. */
const TEXTS = [
  '<script>globalThis.hit = 1</script>',
  '</script><script>globalThis.hit = 2</script>',
  '<img src=x onerror="globalThis.hit = 3">',
  '"><svg onload=globalThis.hit=4>',
  `' onclick='globalThis.hit=5`,
  '\u202Egnorw si siht\u202C',
  '\u2028\u2029\u0085',
  '$& $1 $` {{x}} ${globalThis.hit=6} %s <!-- ]]>',
  'javascript:globalThis.hit=7',
  'a\u0007b\u001b[31mc\u0000d',
  'long '.repeat(2_000),
  'é\u0301\u0301\u0301\u0301 👩‍👩‍👧 \ud83d',
  'https://example.com/?a=<b>&c="d"',
];

/** Ids that are something else wherever they are keys of an object or ids of elements. */
const IDS = [
  '__proto__',
  'constructor',
  'toString',
  'cy',
  'hasOwnProperty',
  'page',
  'data',
  'side',
  'n0',
  'b1',
];

/** A document of these: an app each, all of which need one service, by an edge with each text. */
const hostile = (): string => {
  const text = (i: number): string => TEXTS[i % TEXTS.length]!.replaceAll('\u0000', '');
  const nodes = IDS.map(
    (id, i) =>
      [
        id,
        {
          kind: 'app',
          name: text(i),
          owner: i % 3 === 0 ? IDS[i] : text(i + 1),
          description: text(i + 2),
          tags: [text(i + 3)],
          dependsOn: [{ node: 'valueOf', why: text(i + 4), source: text(i + 8), confidence: 'documented' }],
        },
      ] as const,
  );
  const more = TEXTS.map(
    (_, i) => [`t/${i}`, { kind: 'app', name: text(i), dependsOn: ['valueOf'] }] as const,
  );
  const own = ([...nodes, ...more, ['valueOf', { kind: 'service', name: TEXTS[0] }]] as const)
    .map(([id, node]) => `  ${JSON.stringify(id)}: ${JSON.stringify(node)}`)
    .join('\n');
  return `faultline: 1
title: ${JSON.stringify(TEXTS[1])}
description: ${JSON.stringify(TEXTS[2])}
nodes:
${own}
scenarios:
  __proto__:
    title: ${JSON.stringify(TEXTS[0])}
    description: ${JSON.stringify(TEXTS[3])}
    faults: [{ fail: valueOf, state: outage, from: 0s, until: 1h }]
    observed:
      cy: { state: outage, why: ${JSON.stringify(TEXTS[1])}, source: ${JSON.stringify(TEXTS[2])} }
`;
};

/** Nothing of the document has run, and it has made no element. */
const isHarmless = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => (globalThis as { hit?: unknown }).hit)).toBeUndefined();
  expect(await page.locator('#page img, #page script, #page a[href^="javascript"]').count()).toBe(0);
};

describePage('a document full of hostile texts', ({ show, folder }) => {
  const file = path.join(folder, 'hostile.yaml');
  writeFileSync(file, hostile());

  it('is shown as text in every panel, and runs nothing', async () => {
    const { page } = await show({ args: [file] });
    await page.getByRole('heading', { level: 1 }).getByText(TEXTS[1]!).waitFor();
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      seen.push(await page.locator('body').innerText());
      await isHarmless(page);
    };
    await fail(page, 'valueOf');
    await eventually(
      async () => (await rowsOf(side(page), /^Apps: /)).filter(({ State }) => State === 'outage').length,
    ).toBe(IDS.length + TEXTS.length);
    await read();
    for (const panel of ['Ranking', 'Incidents', 'Try', 'About']) {
      await openPanel(page, panel);
      await eventually(async () => (await side(page).innerText()).length).toBeGreaterThan(40);
      await read();
    }
    await openPanel(page, 'Incidents');
    await side(page).getByRole('list', { name: 'Scenarios' }).getByRole('button').click();
    await side(page).getByRole('button', { name: 'Watch it over time' }).click();
    await side(page).getByRole('group', { name: 'Verdicts that are shown' }).waitFor();
    for (const closed of await side(page).locator('summary').all()) await closed.click();
    await read();
    const text = seen.join('\n');
    for (const one of [TEXTS[0], TEXTS[1], TEXTS[2], TEXTS[4], TEXTS[7]]) expect(text).toContain(one);
    // Bytes that a terminal or a reader would obey are named instead.
    for (const byte of ['\u0007', '\u001b', '\u202e']) expect(text).not.toContain(byte);
  });

  it('has each node looked at, with every question asked', async () => {
    const { page } = await show({ args: [file], hash: 'fail=valueOf' });
    for (const id of IDS) {
      await page.evaluate((node) => {
        location.hash = `fail=valueOf&panel=node&node=${node}`;
      }, id);
      await eventually(() => side(page).locator('code').first().textContent()).toBe(id);
      await side(page).getByText('it fails').waitFor();
    }
    for (const topic of ['Needs', 'Needed by', 'Single points', 'Cut sets', 'Availability']) {
      await askOf(page, topic);
      await side(page)
        .getByRole('tabpanel', { name: new RegExp(`^${topic}`) })
        .waitFor();
      await isHarmless(page);
    }
    await page.evaluate(() => {
      location.hash = 'fail=valueOf&panel=node&edge=__proto__,valueOf';
    });
    await side(page).getByText('Written in').waitFor();
    await isHarmless(page);
  });

  it('is searched, found, grouped, saved, changed and compared', async () => {
    const { page } = await show({ args: [file], hash: 'fail=valueOf&by=owner' });
    const search = page.getByRole('combobox', { name: 'Fail', exact: true });
    await search.fill('<script');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await isHarmless(page);
    await search.press('Escape');
    await page.getByRole('searchbox', { name: 'Find' }).fill('owner:__proto__');
    await page.getByRole('searchbox', { name: 'Filter' }).fill('onerror');
    await eventually(async () => (await rowsOf(side(page), /^Apps: /)).length).toBeGreaterThan(0);
    const svg = await pictureAsSvg(page);
    expect(svg).not.toMatch(/<(?:script|img|svg onload|b>)/);
    const { content } = await saved(page, () => fromMenu(page, 'Share', 'Picture as PNG'));
    expect(content.length).toBeGreaterThan(5_000);
    await page.evaluate(() => {
      location.hash =
        'fail=valueOf&panel=edits&try=remove,__proto__,valueOf&try=soften,constructor,valueOf,partial';
    });
    await side(page).getByText('Undo all').waitFor();
    await side(page).getByRole('region', { name: 'yaml to copy' }).waitFor();
    expect(await side(page).getByText('Not made:').count()).toBe(0);
    // What was saved has left the menu open.
    await page.keyboard.press('Escape');
    await openPanel(page, 'Compare');
    await side(page).getByRole('region', { name: 'What faultline diff says' }).waitFor();
    await isHarmless(page);
  });

  it('may be picked out of the picture', async () => {
    const { page } = await show({ args: [file], hash: 'by=kind' });
    const stage = page.getByRole('application');
    const box = (await stage.boundingBox())!;
    for (let i = 1; i < 40; i += 1) {
      await page.mouse.move(box.x + (box.width * i) / 40, box.y + box.height * (0.2 + 0.6 * ((i % 7) / 7)));
    }
    await stage.focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'e', 'Enter', 'f', 'o', 'Escape'])
      await page.keyboard.press(key);
    await isHarmless(page);
  });

  it('as a name of ten thousand characters breaks no line of the page', async () => {
    const { page } = await show({ args: [file], width: 390, height: 844, hash: 'fail=valueOf' });
    await side(page).getByRole('table').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    // None takes more than a few lines.
    const rows = await side(page)
      .getByRole('row')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.max(...rows)).toBeLessThan(400);
  });
});
