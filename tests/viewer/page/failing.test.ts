import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { runProgram } from '../../cli/run.ts';
import { describePage } from './browser.ts';

const INCIDENT = 'graphs/incidents/2017-02-28-aws-s3.yaml';

interface Affected {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  readonly state: string;
}

/** What the command line says of the same failure. */
const impactOf = (...args: readonly string[]): readonly Affected[] => {
  const { stdout } = runProgram(['impact', ...args, '--format', 'json']);
  return (JSON.parse(stdout) as { readonly affected: readonly Affected[] }).affected;
};

/** The rows of the table of apps that are not operational: id and state. */
const affectedApps = async (page: Page): Promise<ReadonlyMap<string, string>> => {
  const more = page.getByRole('button', { name: /^Show .* more|^\d+ more/ });
  while ((await more.count()) > 0) await more.first().click();
  const rows = await page.locator('#side table tbody tr').evaluateAll((all) =>
    all.map((row) => [
      row.querySelector('[data-id]')?.getAttribute('data-id') ?? '',
      /outage|partial|degraded|operational/.exec(row.textContent ?? '')?.[0] ?? '',
    ]),
  );
  return new Map(rows.filter(([id, state]) => id !== '' && state !== 'operational') as [string, string][]);
};

describePage('a failure in the page', (show) => {
  it('has the answer that impact has: S3 on 28 February 2017', async () => {
    const { page, troubles } = await show({ args: [INCIDENT] });
    await page.getByRole('combobox', { name: 'Fail', exact: true }).fill('aws/us-east-1/s3');
    await page.keyboard.press('Enter');
    await page.getByText('18 of 79 apps affected').first().waitFor();
    const expected = impactOf('aws/us-east-1/s3', '--graph', INCIDENT).filter(({ kind }) => kind === 'app');
    expect(await affectedApps(page)).toEqual(new Map(expected.map(({ id, state }) => [id, state])));
    expect(troubles).toEqual([]);
  });
});
