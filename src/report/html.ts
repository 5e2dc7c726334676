/**
 * A page of its own: nothing is fetched, and no script runs but its own, whose hash its policy names. Texts of documents
 * are escaped where they stand, and data where it is embedded.
 */
import { printable } from '../model/printable.ts';
import { SEVERITIES, type FileLine, type Finding } from '../model/finding.ts';
import type { Block, Checked, Report } from '../model/report.ts';
import { excuseText, knownPlace, placeOf, worstFirst } from './findings.ts';
import { blocksHtml } from './html/blocks.ts';
import { pictureOf } from './html/picture.ts';
import { SCRIPT } from './html/script.ts';
import { sha256Base64 } from './html/sha256.ts';
import { STYLE } from './html/style.ts';
import { htmlLine, htmlText } from './html/text.ts';
import { batchesOf, inPieces } from './in-pieces.ts';
import { inertJson } from './inert.ts';
import type { Surroundings } from './reporter.ts';

export const html = inPieces('html', function* (report, surroundings) {
  const { command, title } = report;
  const blocks = report.blocks();
  const checked = report.checked?.();
  const words = title.map((span) =>
    typeof span === 'string' ? span : 'state' in span ? span.state : span.text,
  );
  yield [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy()}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(words.join(''))}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<header><p class="brand">faultline ${htmlText(command)}</p><h1>${htmlLine(title)}</h1>`,
    failsHtml(report.failures?.() ?? []),
    '</header>',
    '<main>',
    ...(checked === undefined ? [] : [findingsHtml(checked)]),
    blocksHtml(blocks),
    ...pictureHtml(report, blocks),
    '</main>',
    '<script type="application/json" id="data">',
  ].join('\n');
  for (const piece of dataPieces(checked, surroundings)) yield inert(piece);
  yield ['</script>', `<script>${SCRIPT}</script>`, '</body>', '</html>', ''].join('\n');
});

const policy = (): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${sha256Base64(STYLE)}'`,
    `script-src 'sha256-${sha256Base64(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** Reasons that stand at the top; more are counted. */
const REASONS = 20;

const failsHtml = (failures: readonly string[]): string => {
  if (failures.length === 0) return '';
  const left = failures.length - REASONS;
  return [
    '<div class="fails"><p>This fails the run</p><ul>',
    ...failures.slice(0, REASONS).map((reason) => `<li>${htmlText(reason)}</li>`),
    ...(left > 0 ? [`<li>… and ${left} more</li>`] : []),
    '</ul></div>',
  ].join('\n');
};

/** A graph that no block shows. */
const pictureHtml = ({ graph }: Report, blocks: readonly Block[]): readonly string[] => {
  const isShown = blocks.some(
    (block) =>
      block.type === 'graph' ||
      (block.type === 'folded' && block.blocks.some(({ type }) => type === 'graph')),
  );
  return graph === undefined || isShown ? [] : [pictureOf('The affected part', graph())];
};

// —— findings ———————————————————————————————————————————————————————————————————————————————————————————————————————

const findingsHtml = ({ findings, rules }: Checked): string => {
  const used = new Set(findings.map(({ rule }) => rule));
  const excused = findings.filter((finding) => finding.excused !== undefined).length;
  const countOf = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity && finding.excused === undefined).length;
  const box = (value: string, count: number, isOn: boolean): string =>
    `<label><input type="checkbox" value="${value}"${isOn ? ' checked' : ''}> ${value} ${count}</label>`;
  return [
    '<h2>Findings</h2>',
    '<noscript><p class="dim">The list of findings needs JavaScript; what is below does not.</p></noscript>',
    '<div class="bar-tools" id="tools" hidden>',
    '<input type="search" id="search" placeholder="Search in findings" aria-label="Search in findings">',
    ...SEVERITIES.map((severity) => box(severity, countOf(severity), true)),
    box('excused', excused, false),
    '<select id="rule" aria-label="Rule"><option value="">all rules</option>',
    ...rules
      .filter(({ id }) => used.has(id))
      .map(({ id }) => `<option value="${htmlText(id)}">${htmlText(id)}</option>`),
    '</select><span class="dim" id="count" aria-live="polite"></span></div>',
    '<div id="findings"></div><button type="button" class="more" id="more" hidden></button>',
  ].join('\n');
};

/** Findings whose ways are embedded, ways of one, and steps of a way: a page must open at once. */
const MOST_WITH_WAYS = 2_000;
const MOST_WAYS = 5;
const MOST_STEPS = 200;

/** The rules and the findings as JSON. */
function* dataPieces(checked: Checked | undefined, surroundings: Surroundings): Iterable<string> {
  const rules = (checked?.rules ?? []).map(({ id, title, why, remedy }) => ({
    id: printable(id),
    title: printable(title),
    why: printable(why),
    remedy: printable(remedy),
  }));
  yield `{"rules":${JSON.stringify(rules)},"findings":[`;
  let done = 0;
  for (const batch of batchesOf(worstFirst(checked?.findings ?? []))) {
    const before = done;
    const all = batch.map((finding, i) =>
      findingData(finding, before + i < MOST_WITH_WAYS ? MOST_WAYS : 0, surroundings),
    );
    yield `${before === 0 ? '' : ','}${JSON.stringify(all).slice(1, -1)}`;
    done += batch.length;
  }
  yield ']}';
}

const findingData = (finding: Finding, ways: number, surroundings: Surroundings): object => {
  const { rule, severity, node, message, remedy, related, flows, fingerprint, excused } = finding;
  const shown = (place: FileLine | undefined): object => {
    const known = place && knownPlace(place, surroundings);
    return known === undefined ? {} : { place: { file: printable(known.file), line: known.line } };
  };
  const isCut = flows.length > ways || flows.some((flow) => flow.length > MOST_STEPS);
  return {
    rule: printable(rule),
    severity,
    node: printable(node),
    message: printable(message),
    ...(remedy === undefined ? {} : { remedy: printable(remedy) }),
    ...shown(placeOf(finding, surroundings)),
    related: related.map((one) => ({ message: printable(one.message), ...shown(one.place) })),
    flows: flows.slice(0, ways).map((flow) =>
      flow.slice(0, MOST_STEPS).map((step) => ({
        node: printable(step.node),
        state: step.state,
        message: printable(step.message),
        ...shown(step.place),
      })),
    ),
    ...(isCut ? { moreFlows: 'Not all of it is shown here: --format json has it.' } : {}),
    ...(excused === undefined ? {} : { excuse: printable(excuseText(excused)) }),
    fingerprint,
  };
};

/** JSON in which nothing can end the element that holds it, nor begin a comment. */
const inert = (json: string): string => inertJson(json).replaceAll('<', '\\u003c');
