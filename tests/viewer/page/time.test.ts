import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describePage } from './browser.ts';
import { affectedApps, appsIn, cli, dataOf, eventually, openPanel, rowsOf, side } from './person.ts';

const S3 = 'graphs/incidents/2017-02-28-aws-s3.yaml';

interface Replayed {
  readonly end: number;
  readonly score: {
    readonly subjects: readonly {
      readonly id: string;
      readonly verdict: string;
      readonly predicted: string;
      readonly observed: string;
    }[];
    readonly [verdict: string]: unknown;
  };
}

const time = (page: Page) => page.getByRole('slider', { name: 'Time' });

const scrubTo = async (page: Page, seconds: number): Promise<void> => {
  await time(page).evaluate((range, at) => {
    (range as HTMLInputElement).value = String(at);
    range.dispatchEvent(new Event('input', { bubbles: true }));
  }, seconds);
};

const at = async (page: Page): Promise<number> => Number(await time(page).inputValue());

const replayAt = (seconds: number) =>
  appsIn(cli('replay', 's3-outage', '--at', `${seconds}s`, '--graph', S3));

describePage('a scenario in the page', ({ show }) => {
  it('is chosen, scrubbed, and at each time has the states of faultline replay --at', async () => {
    const { page } = await show({ args: [S3] });
    await openPanel(page, 'Incidents');
    await side(page).getByRole('button', { name: 'S3 loses its index and placement subsystems' }).click();
    await side(page).getByRole('button', { name: 'Watch it over time' }).click();
    await openPanel(page, 'Apps');
    const seen = new Set<string>();
    for (const minutes of [0, 60, 200, 230, 265, 300]) {
      const wanted = minutes * 60;
      await scrubTo(page, Math.min(wanted, Number(await time(page).getAttribute('max'))));
      const exact = await at(page);
      const said = replayAt(exact);
      await eventually(() => affectedApps(page)).toEqual(said);
      seen.add(JSON.stringify(said));
    }
    // It was not the same all the time.
    expect(seen.size).toBeGreaterThan(3);
  });

  it('goes from change to change by buttons and keys, and says the time', async () => {
    const { page } = await show({ args: [S3], hash: 'scenario=s3-outage&at=0' });
    await page.getByRole('button', { name: 'Next change' }).click();
    await eventually(() => at(page)).toBe(8 * 60);
    expect(await time(page).getAttribute('aria-valuetext')).toContain('17:45');
    await eventually(() => affectedApps(page)).toEqual(replayAt(8 * 60));
    await time(page).focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => at(page)).toBe(169 * 60);
    await page.keyboard.press('Home');
    await eventually(() => at(page)).toBe(0);
    await page.keyboard.press('End');
    await eventually(() => at(page)).toBe(Number(await time(page).getAttribute('max')));
    await eventually(() => affectedApps(page)).toEqual({});
    // Nothing of this is a step to go back by.
    expect(await page.evaluate(() => history.length)).toBeLessThan(4);
  });

  it('plays and pauses', async () => {
    const { page } = await show({
      args: [S3],
      hash: 'scenario=s3-outage&at=0',
      motion: 'no-preference',
    });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await eventually(() => at(page)).toBeGreaterThan(60);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    const stopped = await at(page);
    await page.waitForTimeout(400);
    expect(await at(page)).toBe(stopped);
  });

  it('does not move by itself where motion is not wanted', async () => {
    const { page } = await show({ args: [S3], hash: 'scenario=s3-outage&at=0', motion: 'reduce' });
    await page.getByText('Reduced motion: in steps only').waitFor();
    expect(await page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(0);
    expect(
      await page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length),
    ).toBe(0);
  });

  it('has what was observed beside what was predicted, with the verdicts of faultline replay', async () => {
    const { page } = await show({ args: [S3], hash: 'scenario=s3-outage&at=0&panel=time' });
    const { score } = dataOf('replay', 's3-outage', '--graph', S3) as Replayed;
    const verdicts = side(page).getByRole('group', { name: 'Verdicts that are shown' });
    await verdicts.waitFor();
    const words = ['missed', 'hit', 'rightly spared'];
    expect(await verdicts.getByRole('button').allInnerTexts()).toEqual([
      `All ${score.subjects.length}`,
      `${String(score['missed'])} ${words[0]!}`,
      `${String(score['hit'])} ${words[1]!}`,
      `${String(score['spared'])} ${words[2]!}`,
      `${String(score['open'])} left open by the sources`,
    ]);
    await verdicts.getByRole('button', { name: / hit$/ }).click();
    const rows = side(page).getByRole('listitem').filter({ hasText: 'predicted' });
    const hits = score.subjects.filter(({ verdict }) => verdict === 'hit');
    await eventually(() => rows.count()).toBe(hits.length);
    const shown = await rows.evaluateAll((all) =>
      all.map((row) =>
        [
          row.querySelector('button[title]')?.getAttribute('title'),
          ...[...row.querySelectorAll('dl > div')].map((each) =>
            each.querySelector('.state')?.getAttribute('title'),
          ),
        ].join(' '),
      ),
    );
    expect(shown.toSorted()).toEqual(
      hits.map(({ id, predicted, observed }) => `${id} ${predicted} ${observed}`).toSorted(),
    );
  });
});

describePage('the waves of a cascade', ({ show }) => {
  it('are stepped through, one round after the other', async () => {
    const { page } = await show({ args: [S3], hash: 'fail=aws/us-east-1/s3' });
    const { affected } = cli('impact', 'aws/us-east-1/s3', '--graph', S3);
    const last = Math.max(...affected.map(({ wave }) => wave ?? 0));
    const wave = page.getByRole('slider', { name: 'Wave' });
    await eventually(() => wave.inputValue()).toBe(String(last));
    for (let now = last - 1; now >= 0; now -= 1) {
      await page.getByRole('button', { name: 'Previous wave' }).click();
      await eventually(() => wave.inputValue()).toBe(String(now));
      const upTo = affected.filter((one) => one.kind === 'app' && one.wave! <= now).map(({ id }) => id);
      await eventually(async () => Object.keys(await affectedApps(page))).toEqual(upTo.toSorted());
    }
    await page.getByRole('button', { name: 'Show all' }).click();
    await eventually(async () => Object.keys(await affectedApps(page)).length).toBe(18);
  });

  it('play, and end with all of them', async () => {
    const { page } = await show({
      args: [S3],
      hash: 'fail=aws/us-east-1/s3&wave=2',
      motion: 'no-preference',
    });
    const wave = page.getByRole('slider', { name: 'Wave' });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await eventually(() => wave.inputValue()).toBe('4');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect((await rowsOf(side(page), /^Apps: /)).filter(({ State }) => State !== 'operational').length).toBe(
      18,
    );
  });
});
