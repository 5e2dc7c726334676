import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ROOT } from '../../cli/run.ts';
import { describePage } from './browser.ts';
import {
  type Said,
  affectedApps,
  appsIn,
  cli,
  eventually,
  oneLine,
  openPanel,
  printed,
  rowsOf,
  side,
} from './person.ts';

const SHOP = 'graphs/examples/web-shop-multi-region.yaml';
const REGION = 'aws/us-east-1';

/** Chooses a node in one of the form's fields, as it is typed. */
const choose = async (page: Page, field: string, id: string): Promise<void> => {
  const box = page
    .getByRole('form', { name: 'A change to try' })
    .getByRole('combobox', { name: field, exact: true });
  await box.fill(id);
  await page.getByRole('listbox').getByRole('option', { name: id }).first().waitFor();
  await box.press('Enter');
  await eventually(() => (field === 'or instead' ? '' : box.inputValue())).toBe(
    field === 'or instead' ? '' : id,
  );
};

const kindOf = (page: Page, kind: string) => page.getByRole('radio', { name: kind }).check({ force: true });

const tryIt = (page: Page) => side(page).getByRole('button', { name: 'Try it' }).click();

/** The sums of the answer before and after, as the page has them. */
const sums = async (page: Page): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    (await rowsOf(side(page), /^Sums before and after/)).map((row) => [
      row['What is counted']!,
      `${row['Before']!} → ${row['After']!}`,
    ]),
  );

const sumsOf = (before: Said, after: Said): Readonly<Record<string, string>> => {
  const rows: readonly (readonly [string, (said: Said) => number])[] = [
    ['Nodes affected', ({ summary }) => summary.affected],
    ['Apps in outage', ({ summary }) => summary.apps.outage],
    ['Apps partial', ({ summary }) => summary.apps.partial],
    ['Apps degraded', ({ summary }) => summary.apps.degraded],
    ['USD an hour', ({ summary }) => summary.costPerHour ?? 0],
  ];
  return Object.fromEntries(
    rows.flatMap(([name, count]) =>
      count(before) === 0 && count(after) === 0
        ? []
        : [[name, `${count(before).toLocaleString('en')} → ${count(after).toLocaleString('en')}`]],
    ),
  );
};

describePage('a change that is tried', ({ show, folder }) => {
  /** Impact on the document with the page's own patch laid above it, as the page says to do it. */
  const withPatch = (patch: string): string => {
    const file = path.join(mkdtempSync(path.join(folder, 'patch-')), 'changes.yaml');
    // Here it is not saved where the program was started.
    const include = `include: [${SHOP}]`;
    expect(patch).toContain(include);
    writeFileSync(file, patch.replace(include, `include: [${JSON.stringify(path.resolve(ROOT, SHOP))}]`));
    return file;
  };
  const patchOf = async (page: Page): Promise<string> =>
    side(page).getByRole('region', { name: 'yaml to copy' }).innerText();
  const same = async (page: Page): Promise<Said> => {
    const before = cli('impact', REGION, '--graph', SHOP);
    const after = cli('impact', REGION, '--allow-outside', '--graph', withPatch(await patchOf(page)));
    await eventually(() => sums(page)).toEqual(sumsOf(before, after));
    await openPanel(page, 'Apps');
    await eventually(() => affectedApps(page)).toEqual(appsIn(after));
    await openPanel(page, 'Try');
    return after;
  };

  it('makes an edge soft, and has the numbers of impact before and after', async () => {
    const { page } = await show({ args: [SHOP], hash: `fail=${REGION}&panel=edits` });
    await choose(page, 'What goes on', 'back-office');
    await choose(page, 'without', 'orders/us-east-1');
    await side(page).getByLabel('at worst').selectOption('degraded');
    await tryIt(page);
    const after = await same(page);
    expect(appsIn(after)['back-office']).toBe('degraded');
  });

  it('copies a node elsewhere', async () => {
    const { page } = await show({ args: [SHOP], hash: `fail=${REGION}&panel=edits` });
    await kindOf(page, 'Copy elsewhere');
    await choose(page, 'A copy of', 'aws/us-east-1/cognito');
    await choose(page, 'in', 'aws/us-west-2');
    await tryIt(page);
    const after = await same(page);
    expect(appsIn(after)).not.toEqual(appsIn(cli('impact', REGION, '--graph', SHOP)));
  });

  it('adds an alternative', async () => {
    const { page } = await show({ args: [SHOP], hash: `fail=${REGION}&panel=edits` });
    await kindOf(page, 'Alternative');
    await choose(page, 'What needs', 'back-office');
    await choose(page, 'this', 'orders/us-east-1');
    await choose(page, 'or instead', 'payments');
    await tryIt(page);
    const after = await same(page);
    expect(appsIn(after)['back-office']).toBeUndefined();
  });

  it('removes and adds, several at once, each taken back by its own button', async () => {
    const { page } = await show({ args: [SHOP], hash: `fail=${REGION}&panel=edits` });
    await kindOf(page, 'Remove');
    await choose(page, 'What no longer needs', 'back-office');
    await choose(page, 'this', 'orders/us-east-1');
    await tryIt(page);
    await same(page);
    await kindOf(page, 'Add');
    await choose(page, 'What also needs', 'back-office');
    await choose(page, 'this', 'payments');
    await tryIt(page);
    await side(page).getByRole('heading', { name: '2 changes' }).waitFor();
    await same(page);
    await side(page)
      .getByRole('button', { name: /^Undo: .*payments/ })
      .click();
    await side(page).getByRole('heading', { name: '1 change' }).waitFor();
    await same(page);
    await side(page).getByRole('button', { name: 'Undo all' }).click();
    await openPanel(page, 'Apps');
    await eventually(() => affectedApps(page)).toEqual(appsIn(cli('impact', REGION, '--graph', SHOP)));
  });

  it('begins at an edge that is selected, and shows either side', async () => {
    const { page } = await show({
      args: [SHOP],
      hash: `fail=${REGION}&edge=back-office,orders/us-east-1&panel=node`,
    });
    await side(page).getByRole('button', { name: 'Remove it' }).click();
    await openPanel(page, 'Apps');
    await eventually(async () => (await affectedApps(page))['back-office']).toBeUndefined();
    await page.getByRole('group', { name: 'Which is shown' }).getByRole('button', { name: 'Before' }).click();
    await eventually(async () => (await affectedApps(page))['back-office']).toBe('outage');
    // The side, the panel, and the change itself.
    for (let step = 0; step < 3; step += 1) await page.goBack();
    await eventually(() => page.getByRole('group', { name: 'Which is shown' }).count()).toBe(0);
  });

  it('says why it cannot be made', async () => {
    const { page } = await show({ args: [SHOP], hash: 'panel=edits&try=remove,shop,payments' });
    await side(page).getByText('Not made:').waitFor();
    await side(page).getByText('Nothing is changed.').waitFor();
  });

  it('is suggested by faultline advise, and one press tries it', async () => {
    const { page } = await show({ args: [SHOP], hash: 'node=back-office&panel=edits' });
    await side(page).getByRole('button', { name: 'Suggest fixes' }).click();
    await side(page)
      .getByRole('button', { name: /^Try it: / })
      .first()
      .click();
    await side(page)
      .getByRole('heading', { name: /^\d+ changes?$/ })
      .waitFor();
    await side(page).getByRole('region', { name: 'yaml to copy' }).waitFor();
    expect(await side(page).getByText('Not made:').count()).toBe(0);
  });
});

describePage('two documents', ({ show, folder }) => {
  const BEFORE = 'graphs/examples/web-shop.yaml';

  it('are compared: what was added and removed, and what is worse and better', async () => {
    const { page } = await show({ args: [SHOP, '--against', BEFORE], hash: `fail=${REGION}&panel=compare` });
    const before = cli('impact', REGION, '--graph', BEFORE);
    const after = cli('impact', REGION, '--graph', SHOP);
    await eventually(() => sums(page)).toEqual(sumsOf(before, after));
    const rows = await rowsOf(side(page), /^Each affected app before and after/);
    const stateIn = (said: Said, id: string): string => appsIn(said)[id] ?? 'operational';
    expect(rows.length).toBeGreaterThan(0);
    for (const { id, Before, After } of rows)
      expect(`${Before!} ${After!}`).toBe(`${stateIn(before, id!)} ${stateIn(after, id!)}`);
    const said = oneLine(await side(page).getByRole('region', { name: 'What differs' }).innerText());
    expect(said).toMatch(/west/);
    // The verdict in a sentence is that of diff.
    const [verdict] = printed('diff', BEFORE, SHOP).split('\n\n');
    expect(
      oneLine(await side(page).getByRole('region', { name: 'What faultline diff says' }).innerText()),
    ).toContain(oneLine(verdict!).slice(0, 60));
  });

  it('say of each app in the table whether it is worse or better', async () => {
    const worse = path.join(folder, 'worse.yaml');
    const doc = (needs: string): string => `faultline: 1
nodes:
  a: { kind: app, dependsOn: [${needs}] }
  b: { kind: app, dependsOn: [y] }
  x: { kind: service }
  y: { kind: service }
`;
    const better = path.join(folder, 'better.yaml');
    writeFileSync(worse, doc('x'));
    writeFileSync(better, doc('{ node: x, impact: degraded }'));
    const { page } = await show({ args: [better, '--against', worse], hash: 'fail=x' });
    await page.getByRole('row', { name: /^degraded a .*better/ }).waitFor();
    await page.getByRole('group', { name: 'Which is shown' }).getByRole('button').first().click();
    await page.getByRole('row', { name: /^outage a .*better/ }).waitFor();
  });
});
