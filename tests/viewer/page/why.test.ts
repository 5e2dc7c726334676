import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import {
  askOf,
  dataOf,
  eventually,
  fail,
  goTo,
  oneLine,
  openPanel,
  pictureAsSvg,
  printed,
  side,
} from './person.ts';

const S3 = 'graphs/incidents/2017-02-28-aws-s3.yaml';
const SHOP = 'graphs/examples/web-shop-multi-region.yaml';

/** A proof as words alone: without the lines of its tree, what the width broke, and what is told to listeners. */
const asWords = (text: string): string =>
  oneLine(text.replace(/[│├└─]/g, ' '))
    .replace(/step \d+: ?/g, '')
    .replace(/ ([,:])/g, '$1');

interface Place {
  readonly file: string;
  readonly line: number;
}

interface Node {
  readonly requires: readonly {
    readonly requirement: string;
    readonly why?: string;
    readonly place?: Place;
    readonly source?: string;
    readonly confidence?: string;
  }[];
  readonly requiredBy: readonly { readonly id: string }[];
  readonly standsOn: readonly { readonly id: string; readonly distance: number }[];
}

const shown = (id: string, file: string): Node => dataOf('show', id, '--graph', file) as Node;

describePage('a question in the page', ({ show }) => {
  it.each([
    ['an app that fell', SHOP, 'aws/us-east-1', 'Shop', 'shop'],
    ['an app that was spared, and by what', SHOP, 'aws/us-west-2', 'Shop', 'shop'],
    ['an app with evidence of a confidence', S3, 'aws/us-east-1/s3', 'Trello', 'trello'],
  ])('has the proof of faultline why: %s', async (_, file, fault, name, id) => {
    const { page } = await show({ args: [file] });
    await fail(page, fault);
    await side(page).getByRole('table').getByRole('button', { name, exact: true }).click();
    await page.getByRole('heading', { level: 2, name }).waitFor();
    const said = asWords(printed('why', id, '--fail', fault, '--graph', file));
    expect(said).toMatch(/\[.*\]|spared/);
    await eventually(async () =>
      asWords(await side(page).getByRole('tabpanel', { name: 'Why' }).innerText()).replace(
        /(outage|partial|degraded|operational) \1/g,
        '$1',
      ),
    ).toBe(said);
  });

  it('lights the path of the proof in the picture, and all else steps back', async () => {
    const { page } = await show({ args: [SHOP], hash: 'fail=payments&node=checkout&panel=node' });
    await side(page).getByRole('tabpanel', { name: 'Why' }).getByText('it fails').waitFor();
    const backIn = (svg: string): number => [...svg.matchAll(/ opacity="0?\.\d+"/g)].length;
    await eventually(async () => backIn(await pictureAsSvg(page))).toBeGreaterThan(10);
    await askOf(page, 'Needs');
    await eventually(async () => backIn(await pictureAsSvg(page))).toBe(0);
  });

  it('answers for an edge: what it requires, why, and in which line that is written', async () => {
    const { page } = await show({ args: [SHOP], hash: 'edge=shop,checkout&panel=node' });
    const [, second] = shown('shop', SHOP).requires;
    await side(page).getByText(`${second!.place!.file}:${second!.place!.line}`).waitFor();
    await side(page).getByText(second!.why!).waitFor();
    await side(page).getByText('partial at worst', { exact: true }).first().waitFor();
  });

  it('answers for an edge of an incident: who says so, and how sure that is', async () => {
    const { page } = await show({ args: [S3] });
    const trello = shown('trello', S3).requires.find(({ source }) => source !== undefined)!;
    await goTo(page, `edge=trello,${trello.requirement}&panel=node`);
    await side(page).getByText(trello.why!).waitFor();
    const text = await side(page).innerText();
    expect(text).toContain(trello.source);
    expect(text).toContain(trello.confidence);
  });

  it('says what a node stands on, and what stands on it, as faultline show does', async () => {
    const { page } = await show({ args: [SHOP], hash: 'node=orders/us-east-1&panel=node&topic=needs' });
    const node = shown('orders/us-east-1', SHOP);
    const panel = side(page).getByRole('tabpanel', { name: /^Need/ });
    const titles = async (): Promise<readonly string[]> =>
      [
        ...new Set(
          await panel
            .locator('button[title]')
            .evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? '')),
        ),
      ]
        .map((title) => /\(([^()]*)\)$/.exec(title)?.[1] ?? title)
        .toSorted();
    await eventually(titles).toEqual(
      node.standsOn
        .filter(({ distance }) => distance === 1)
        .map(({ id }) => id)
        .toSorted(),
    );
    // And further away.
    await panel.getByText(/^Through others it stands on: \d+$/).click();
    await eventually(titles).toEqual(node.standsOn.map(({ id }) => id).toSorted());
    await askOf(page, 'Needed by');
    await eventually(titles).toEqual(node.requiredBy.map(({ id }) => id).toSorted());
  });

  it.each([
    ['Single points', 'spof'],
    ['Cut sets', 'cut-sets'],
  ])('lists the %s of faultline %s, and lets one fail', async (topic, command) => {
    const { page } = await show({ args: [SHOP], hash: 'node=shop&panel=node' });
    await askOf(page, topic);
    const { cutSets } = dataOf(command, 'shop', '--graph', SHOP) as {
      readonly cutSets: readonly { readonly nodes: readonly string[] }[];
    };
    const panel = side(page).getByRole('tabpanel', { name: topic });
    await eventually(() =>
      panel
        .getByRole('button', { name: /^Fail / })
        .evaluateAll((all) => all.map((one) => (one.textContent ?? '').replace(/ ?\+ ?/g, ' + '))),
    ).toEqual(cutSets.map(({ nodes }) => nodes.join(' + ')));
    await panel
      .getByRole('button', { name: /^Fail / })
      .last()
      .click();
    await eventually(() => page.getByRole('button', { name: / fails no longer$/ }).count()).toBe(
      cutSets.at(-1)!.nodes.length,
    );
    await openPanel(page, 'Apps');
    await page.getByRole('row', { name: /^outage Shop/ }).waitFor();
  });

  it('ranks failures as faultline sweep does, shows each that is pointed at, and lets it fail', async () => {
    const { page } = await show({ args: [SHOP] });
    await openPanel(page, 'Ranking');
    const { failures } = dataOf('sweep', '--limit', '0', '--graph', SHOP) as {
      readonly failures: readonly { readonly node: string }[];
    };
    const table = side(page).getByRole('table', { name: 'Failures, worst first' });
    await eventually(() => table.getByRole('rowheader').allInnerTexts()).toEqual(
      failures.map(({ node }) => node),
    );
    await table.getByRole('button', { name: 'sign-in', exact: true }).hover();
    await page.getByText('Preview: sign-in fail').waitFor();
    await table.getByRole('button', { name: 'sign-in', exact: true }).click();
    await page.getByRole('button', { name: 'sign-in fails no longer' }).waitFor();
  });
});
