import { expect, it } from 'vitest';
import { describePage } from './browser.ts';

const INCIDENT = ['graphs/incidents/2017-02-28-aws-s3.yaml'];

describePage('the page', (show) => {
  it('says what it is of, asks for nothing, and breaks no rule of its own', async () => {
    const { page, troubles, requests } = await show({ args: INCIDENT });
    await page.getByText('79 apps').first().waitFor();
    expect(await page.title()).toContain('Faultline');
    expect(troubles).toEqual([]);
    expect(requests).toEqual([]);
  });
});
