/** Proves that the page on the incident of 2017 says what is predicted, and what was observed. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';
import { play } from '../../src/analyze/played.ts';
import { type Subject, type Verdict, subjectsOf } from '../../src/analyze/score.ts';
import { nodeById } from '../../src/model/estate.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { RENEW } from './pages.ts';

const PAGE = path.join(ROOT, 'docs/incidents/2017-02-28-aws-s3.md');

const estate = await loadEstate(['graphs/incidents/2017-02-28-aws-s3.yaml'], { cwd: ROOT });
const scenario = estate.scenarios.get('s3-outage')!;
const compared = subjectsOf(estate, play(estate, scenario, {}, '2017-02-28'));

const MEANINGS = {
  hit: ['hit', 'affected, and seen affected'],
  missed: ['missed', 'not affected, but seen affected'],
  'false alarm': ['false alarm', 'affected, but seen unharmed'],
  spared: ['rightly spared', 'not affected, and seen unharmed'],
  open: ['left open', 'sources allow both'],
} as const;

const nameOf = (id: string): string => nodeById(estate, id)!.name ?? id;

const those = (verdict: Verdict): readonly Subject[] => compared.filter((one) => one.verdict === verdict);

const verdicts = [
  ['Verdict', 'Predicted and observed', 'Apps', 'Others'],
  ...(Object.keys(MEANINGS) as (keyof typeof MEANINGS)[]).map((verdict) => {
    const apps = those(verdict).filter(({ kind }) => kind === 'app').length;
    return [...MEANINGS[verdict], String(apps), String(those(verdict).length - apps)];
  }),
];

const apps = [
  ['App', 'Predicted', 'Observed', 'Accepted'],
  ...compared
    .filter(({ kind, predicted }) => kind === 'app' && predicted !== 'operational')
    .map(({ id, predicted, observed, accept }) => [nameOf(id), predicted, observed, accept.join(', ')]),
];

const minutesOf = (seconds: number | null): string => (seconds === null ? 'never' : String(seconds / 60));

const times = [
  ['Node', 'Onset', 'Observed', 'Recovered', 'Observed'],
  ...compared
    .filter(({ recovered }) => recovered !== undefined)
    .map(({ id, onset, recovered }) => [
      `\`${id}\``,
      ...(onset === undefined ? ['', ''] : [minutesOf(onset.predicted), minutesOf(onset.observed)]),
      minutesOf(recovered!.predicted),
      minutesOf(recovered!.observed),
    ]),
];

const missed = `${those('missed')
  .map(({ id }) => nameOf(id))
  .join(', ')}.`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const markdown = ([head = [], ...body]: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n');
const wrapped = (text: string): string => text.replaceAll(/(.{1,118})(?: |$)/g, '$1\n').trimEnd();

/** What stands below a mark, without the spaces that make it pretty. */
const shownBelow = (text: string, mark: string): string =>
  plain(text.split(`<!-- ${mark} -->\n\n`)[1]?.split('\n\n')[0] ?? '');
const plain = (text: string): string => text.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ').trim();

const hasEdges = ({ id }: Subject): boolean => {
  const node = nodeById(estate, id)!;
  return node.in !== undefined || node.dependsOn.length > 0;
};

describe('the page on S3 in 2017', () => {
  it.each([
    ['table: verdicts', markdown(verdicts)],
    ['table: apps', markdown(apps)],
    ['table: times', markdown(times)],
    ['list: missed', wrapped(missed)],
  ])('shows the true %s', (mark, truth) => {
    const text = readFileSync(PAGE, 'utf8');
    if (RENEW) {
      const [before = '', after = ''] = text.split(`<!-- ${mark} -->\n\n`);
      writeFileSync(PAGE, `${before}<!-- ${mark} -->\n\n${truth}${after.slice(after.indexOf('\n\n'))}`);
    } else expect(shownBelow(text, mark)).toBe(plain(truth));
  });

  it('claims of it what is so', () => {
    // "Every hit is in a state that the sources accept."
    expect(those('hit').filter(({ accepted }) => !accepted)).toEqual([]);
    // "The one with an edge" among the misses, and the web shops without any among those spared.
    expect(
      those('missed')
        .filter(hasEdges)
        .map(({ id }) => id),
    ).toEqual(['harmony/customer-messages']);
    const shops = those('spared').filter((one) => one.kind === 'app' && !hasEdges(one));
    expect(shops.length).toBeGreaterThan(those('spared').filter(({ kind }) => kind === 'app').length / 2);
  });
});
