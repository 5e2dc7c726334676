/** Proves that the page on the incident of 2017 says what is predicted, and what was observed. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';
import { solve } from '../../src/analyze/solve.ts';
import { nodeById } from '../../src/model/estate.ts';
import { type State, STATES } from '../../src/model/state.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { RENEW } from './pages.ts';

const PAGE = path.join(ROOT, 'docs/incidents/2017-02-28-aws-s3.md');

const estate = await loadEstate(['graphs/incidents/2017-02-28-aws-s3.yaml'], { cwd: ROOT });
const { scenario, outcome } = solve(estate, { fail: [], scenario: 's3-outage' }, '2017-02-28');

const predictedOf = (id: string): State => STATES[outcome.ranks[estate.positions.get(id)!]!]!;

const compared = [...scenario!.observed].map(([id, { state, accept }]) => {
  const predicted = predictedOf(id);
  const undecided = accept.includes('operational') && accept.length > 1;
  const verdict = undecided
    ? 'left open'
    : predicted === 'operational'
      ? state === 'operational'
        ? 'rightly spared'
        : 'missed'
      : state === 'operational'
        ? 'false alarm'
        : 'hit';
  return { id, predicted, state, accept, verdict, node: nodeById(estate, id)! };
});

const MEANINGS = {
  hit: 'affected, and seen affected',
  missed: 'not affected, but seen affected',
  'false alarm': 'affected, but seen unharmed',
  'rightly spared': 'not affected, and seen unharmed',
  'left open': 'sources allow both',
} as const;

const nameOf = (id: string): string => nodeById(estate, id)!.name ?? id;

const those = (verdict: string) => compared.filter((one) => one.verdict === verdict);

const verdicts = [
  ['Verdict', 'Predicted and observed', 'Apps', 'Others'],
  ...Object.entries(MEANINGS).map(([verdict, meaning]) => {
    const apps = those(verdict).filter(({ node }) => node.kind === 'app').length;
    return [verdict, meaning, String(apps), String(those(verdict).length - apps)];
  }),
];

const apps = [
  ['App', 'Predicted', 'Observed', 'Accepted'],
  ...compared
    .filter(({ node, predicted }) => node.kind === 'app' && predicted !== 'operational')
    .map(({ id, predicted, state, accept }) => [nameOf(id), predicted, state, accept.join(', ')]),
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

describe('the page on S3 in 2017', () => {
  it.each([
    ['table: verdicts', markdown(verdicts)],
    ['table: apps', markdown(apps)],
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
    expect(those('hit').filter(({ accept, predicted }) => !accept.includes(predicted))).toEqual([]);
    // "The one with an edge" among the misses, and the web shops without any among those spared.
    const hasEdges = ({ node }: (typeof compared)[number]): boolean =>
      node.in !== undefined || node.dependsOn.length > 0;
    expect(
      those('missed')
        .filter(hasEdges)
        .map(({ id }) => id),
    ).toEqual(['harmony/customer-messages']);
    const bare = those('rightly spared').filter((one) => !hasEdges(one));
    expect(bare.length).toBeGreaterThan(those('rightly spared').length / 2);
  });
});
