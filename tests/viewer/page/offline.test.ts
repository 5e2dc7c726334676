import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import { affectedApps, appsIn, cli, counts, dataIn, eventually, openPanel, side } from './person.ts';

const S3 = 'graphs/incidents/2017-02-28-aws-s3.yaml';

describePage('a page that was saved', ({ show, fileFor }) => {
  it('needs nothing but itself: each panel opened, nothing asked for', async () => {
    const { page, requests, troubles } = await show({ args: [S3], hash: 'fail=aws/us-east-1/s3' });
    expect(page.url()).toMatch(/^file:/);
    for (const panel of ['Details', 'Ranking', 'Incidents', 'Try', 'About', 'Apps']) {
      await openPanel(page, panel);
      await eventually(async () => (await side(page).innerText()).length).toBeGreaterThan(40);
    }
    expect(requests).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('allows nothing but what is in it, by a policy without anything unsafe', () => {
    const text = readFileSync(fileFor([S3]), 'utf8');
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/i.exec(text)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src [^;]*'sha256-/);
    expect(policy).toMatch(/style-src [^;]*'sha256-/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    // It stands before anything that it is about.
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.search(/<script|<style/));
  });

  it('keeps to its policy: what is put into it does not run', async () => {
    const { page, troubles } = await show({ args: [S3] });
    const hasRun = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.hit = true';
      document.body.append(script);
      const link = document.createElement('button');
      link.setAttribute('onclick', 'globalThis.hit = true');
      document.body.append(link);
      link.click();
      let isBlocked = false;
      try {
        await fetch('https://example.com/');
      } catch {
        isBlocked = true;
      }
      return { hit: (globalThis as { hit?: boolean }).hit, isBlocked };
    });
    expect(hasRun).toEqual({ hit: undefined, isBlocked: true });
    expect(troubles.length).toBeGreaterThan(0);
    expect(troubles.filter((trouble) => !/Content Security Policy|violates|connect/i.test(trouble))).toEqual(
      [],
    );
    troubles.length = 0;
  });

  it('is at most 3 MB large, and its data', () => {
    const file = fileFor([S3]);
    const text = readFileSync(file, 'utf8');
    const data = dataIn(text);
    expect(data.length).toBeGreaterThan(1_000);
    expect(statSync(file).size - data.length).toBeLessThanOrEqual(3_000_000);
  });
});

describePage('a page that is served', ({ show, serve, folder }) => {
  const text = (needs: string): string => `faultline: 1
title: Served
nodes:
  shop: { kind: app, dependsOn: [${needs}] }
  desk: { kind: app, dependsOn: [mail] }
  store: { kind: storage }
  mail: { kind: service }
`;

  it('follows the files, and keeps what was done', async () => {
    const file = path.join(folder, 'served.yaml');
    writeFileSync(file, text('store'));
    const address = await serve([file]);
    const { page } = await show({ address, hash: 'fail=store' });
    await eventually(() => affectedApps(page)).toEqual({ shop: 'outage' });
    await side(page).getByRole('button', { name: 'shop', exact: true }).click();
    const hash = new URL(page.url()).hash;

    writeFileSync(file, text('{ node: store, impact: partial }'));
    await side(page)
      .getByText(/^partial/)
      .first()
      .waitFor();
    expect(new URL(page.url()).hash).toBe(hash);
    await page.getByRole('heading', { level: 2, name: 'shop' }).waitFor();
    await page.getByRole('button', { name: 'store fails no longer' }).waitFor();

    // A file that cannot be read: said so, and the last good picture stays.
    writeFileSync(file, 'faultline: 1\nnodes: [');
    const trouble = page.getByRole('alert').getByText('The files cannot be read as they are now');
    await trouble.waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('served.yaml');
    await openPanel(page, 'Apps');
    await eventually(() => affectedApps(page)).toEqual({ shop: 'partial' });
    await counts(page).waitFor();

    // Mended, it goes on.
    writeFileSync(file, text('store, mail'));
    await eventually(() => trouble.count()).toBe(0);
    await eventually(() => affectedApps(page)).toEqual(appsIn(cli('impact', 'store', '--graph', file)));
    await page.getByRole('button', { name: 'store fails no longer' }).waitFor();
  });

  it('asks only the program that serves it, and is refused under another name', async () => {
    const address = await serve([S3]);
    const { page } = await show({ address });
    await page.getByText('79 apps, nothing fails').waitFor();
    const { status } = await new Promise<{ status: number }>((resolve, reject) => {
      import('node:http')
        .then(({ get }) =>
          get(address, { headers: { host: 'example.com' } }, (answer) => {
            answer.resume();
            resolve({ status: answer.statusCode ?? 0 });
          }).on('error', reject),
        )
        .catch(reject);
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(
      await page.evaluate(() => document.querySelectorAll('link[rel=stylesheet], script[src]').length),
    ).toBe(0);
  });
});
