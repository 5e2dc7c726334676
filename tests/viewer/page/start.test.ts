import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import { eventually, rowsOf, side } from './person.ts';

const INCIDENT = ['graphs/incidents/2017-02-28-aws-s3.yaml'];

describePage('the page', ({ show }) => {
  it('says what it is of, and that nothing fails yet', async () => {
    const { page } = await show({ args: INCIDENT });
    await page.getByText('236 nodes, 414 dependencies, 79 apps').waitFor();
    expect(await page.title()).toBe('Amazon S3 in us-east-1, 28 February 2017 – Faultline');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Amazon S3 in us-east-1');
    await eventually(async () => (await rowsOf(side(page), /^Apps: /)).length).toBe(79);
    expect(new Set((await rowsOf(side(page), /^Apps: /)).map(({ State }) => State))).toEqual(
      new Set(['operational']),
    );
  });

  it('offers a first failure, and shows it while it is pointed at, but no longer', async () => {
    const { page } = await show({ args: INCIDENT });
    await page.getByRole('button', { name: 'aws/us-east-1', exact: true }).hover();
    await page.getByText('Preview: aws/us-east-1 fail').waitFor();
    await page.getByRole('heading', { level: 1 }).hover();
    await eventually(() => page.getByText('Preview:').count()).toBe(0);
    await page.getByText('79 apps, nothing fails').waitFor();
    await page.getByRole('button', { name: 'aws/us-east-1', exact: true }).click();
    await page.getByRole('heading', { name: /of 79 apps affected/ }).waitFor();
  });
});
