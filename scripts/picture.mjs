// Draws docs/picture.svg from the results of the README's main job: run it after `npm run build`, when those change.
// A test draws it again and compares; `node scripts/picture.mjs -` prints it instead of writing it.
//
// What is drawn, its state and its arrows come from the results; only where it stands is said here. Apps that fell for
// the same reasons share a frame. An app that fell and has no frame makes the script fail, so that none is left out.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = 'graphs/incidents/2017-02-28-aws-s3.yaml';
const AWS = 'aws/us-east-1';
const S3 = `${AWS}/s3`;

const faultline = (...args) =>
  JSON.parse(
    execFileSync(process.execPath, ['dist/cli/main.js', ...args, '--graph', DOCUMENT, '--format', 'json'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  );

const { summary, affected } = faultline('impact', S3);
const nodes = new Map(faultline('nodes').nodes.map((node) => [node.id, node]));
const fallen = new Map(affected.map((node) => [node.id, node]));

const nodeOf = (id) => {
  const node = nodes.get(id);
  if (node === undefined) throw new Error(`the document has no "${id}" to draw`);
  return node;
};
const stateOf = (id) => fallen.get(nodeOf(id).id)?.state ?? 'operational';
const reasonsOf = (id) => (fallen.get(id)?.because ?? []).map(({ node }) => node);

// —— what stands where ——————————————————————————————————————————————————————————————————————————————————————————————

const WIDTH = 980;
const HEIGHT = 670;

/** Names shorter than the document's. */
const LABELS = {
  'aws/status-dashboard': 'Status dashboard',
  [`${AWS}/athena`]: 'Athena',
  [`${AWS}/ec2/ami`]: 'Machine images',
  [`${AWS}/ec2/launch`]: 'EC2 launches',
  [`${AWS}/lambda`]: 'Lambda',
  'sites-on-s3': 'Websites kept in S3',
  'web-call-apps-on-twilio': 'Calls through Twilio',
  statuspage: 'Statuspage',
  [`${S3}/index`]: 'Index',
  [`${S3}/placement`]: 'Placement',
};
const labelOf = (id) => LABELS[id] ?? (nodeOf(id).name ?? id).replace(/ \(.*\)$/, '').replace(/^S3 /, '');

const s3 = { id: S3, x: 20, y: 546, width: 940, height: 100 };

/** The parts of S3, inside it. GET is wide: much stands on it. */
const parts = [
  { id: `${S3}/index`, x: 40, width: 92 },
  { id: `${S3}/placement`, x: 144, width: 112 },
  { id: `${S3}/put`, x: 268, width: 80 },
  { id: `${S3}/delete`, x: 360, width: 96 },
  { id: `${S3}/list`, x: 468, width: 80 },
  { id: `${S3}/get`, x: 654, width: 162 },
].map((part) => ({ ...part, y: 594, height: 34 }));

/** What is in the middle: all that apps fell with, and the best known of the rest. */
const services = [
  { id: `${AWS}/lambda`, x: 88, y: 462 },
  { id: `${AWS}/ebs/snapshots`, x: 352, y: 462 },
  { id: `${AWS}/athena`, x: 460, y: 462 },
  { id: `${AWS}/ec2/ami`, x: 684, y: 462 },
  { id: 'netflix/us-east-1', x: 842, y: 462 },
  { id: 'aws/status-dashboard', x: 580, y: 384 },
  { id: `${AWS}/ec2/launch`, x: 684, y: 384 },
].map((service) => ({ ...service, width: 100, height: 46 }));

/** Frames of apps, by what all in them fell with; the lowest row ends at `bottom`. */
const FRAMES = new Map([
  [S3, { x: 30, bottom: 316, columns: 2, width: 168, caption: 'stand on S3 as a whole' }],
  [`${S3}/get`, { x: 692, bottom: 316, columns: 1, width: 106, caption: 'stand on GET' }],
  [`${AWS}/ebs/snapshots`, { x: 404, bottom: 316, columns: 1, width: 104, caption: 'stands on these' }],
  ['twilio', { x: 30, bottom: 100, columns: 1, width: 168, caption: '' }],
]);

/** Two of those that went on: one spared by its other regions, one that never stood on S3. */
const STOOD = { x: 834, bottom: 316, columns: 1, width: 116, caption: 'go on' };
const stood = ['netflix', 'virtual-office'];

const ROW = 31;
const SEVERITY = ['outage', 'partial', 'degraded', 'operational'];

/** Twilio first, since another app stands on it; then the worst, then by id. */
const rank = (id) => (id === 'twilio' ? -1 : SEVERITY.indexOf(stateOf(id)));

/** The apps of a frame in rows, and the frame around them. */
const framed = (ids, { x, bottom, columns, width, caption }) => {
  const sorted = ids.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const top = bottom - Math.ceil(sorted.length / columns) * ROW;
  return {
    caption,
    apps: sorted.map((id, i) => ({
      id,
      x: x + (i % columns) * (width + 8),
      y: top + Math.floor(i / columns) * ROW,
      width,
      height: 26,
    })),
    x: x - 10,
    y: top - 9,
    width: columns * (width + 8) + 12,
    height: bottom - top + (caption === '' ? 13 : 30),
  };
};

const byReasons = new Map();
for (const { id, kind } of affected) {
  if (kind !== 'app') continue;
  const key = reasonsOf(id).join(' ');
  byReasons.set(key, [...(byReasons.get(key) ?? []), id]);
}
const frames = new Map(
  [...byReasons].map(([reasons, ids]) => {
    const frame = FRAMES.get(reasons);
    if (frame === undefined) throw new Error(`no place for ${ids.join(', ')}, which fell with ${reasons}`);
    return [reasons, framed(ids, frame)];
  }),
);
for (const id of stood) if (stateOf(id) !== 'operational') throw new Error(`"${id}" should go on`);
const spared = framed(stood, STOOD);

const boxes = new Map(
  [s3, ...parts, ...services, ...[...frames.values(), spared].flatMap(({ apps }) => apps)].map((box) => [
    box.id,
    box,
  ]),
);
const undrawn = affected.filter(({ id, kind }) => kind !== 'app' && !boxes.has(id));

// —— drawing ————————————————————————————————————————————————————————————————————————————————————————————————————————

const COLOURS = {
  outage: { strong: '#b4232c', soft: '#fdeceb' },
  partial: { strong: '#b4540a', soft: '#fdf0e1' },
  degraded: { strong: '#7d6608', soft: '#fbf5d8' },
  operational: { strong: '#2a7248', soft: '#e8f4ec' },
};
const LETTERS = { outage: 'O', partial: 'P', degraded: 'D', operational: '✓' };
const INK = '#1f2328';
const QUIET = '#59636e';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const text = (x, y, content, { size = 13, anchor = 'start', fill = INK, weight = 400 } = {}) =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${fill}" font-weight="${weight}">${escaped(content)}</text>`;

const badge = (x, y, state) =>
  `<circle cx="${x}" cy="${y}" r="8.5" fill="${COLOURS[state].strong}"/>` +
  text(x, y + 4, LETTERS[state], { size: 11, anchor: 'middle', fill: '#ffffff', weight: 700 });

const panel = ({ x, y, width, height }, state, radius = 6) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${COLOURS[state].soft}" stroke="${COLOURS[state].strong}" stroke-width="1.2"/>`;

/** A name on one line, its state's letter before it. */
const chip = (box) => {
  const state = stateOf(box.id);
  const middle = box.y + box.height / 2;
  return (
    panel(box, state) + badge(box.x + 15, middle, state) + text(box.x + 29, middle + 4.5, labelOf(box.id))
  );
};

/** Words on lines of ten letters or so. */
const linesOf = (label) => {
  const lines = [''];
  for (const word of label.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= 10) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines.filter((line) => line !== '');
};

/** A name on two lines, its state's letter before it. */
const tile = (box) => {
  const state = stateOf(box.id);
  const middle = box.y + box.height / 2;
  const lines = linesOf(labelOf(box.id));
  const first = middle + 4.5 - (lines.length - 1) * 8;
  return (
    panel(box, state) +
    badge(box.x + 15, middle, state) +
    lines.map((line, i) => text(box.x + 29, first + i * 16, line, { size: 12 })).join('')
  );
};

const frame = ({ x, y, width, height, caption }) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="#ffffff" stroke="#d1d9e0"/>` +
  (caption === ''
    ? ''
    : text(x + width / 2, y + height - 10, caption, { size: 12, anchor: 'middle', fill: QUIET }));

/** An arrow in the direction of the damage, straight where it can be. */
const arrow = (from, to, state) => {
  const middle = (from.y + to.y) / 2;
  const way =
    from.x === to.x
      ? `M${from.x} ${from.y}V${to.y + 7}`
      : `M${from.x} ${from.y}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y + 7}`;
  return `<path d="${way}" fill="none" stroke="${COLOURS[state].strong}" stroke-width="1.6" marker-end="url(#${state})"/>`;
};

const top = ({ x, y, width }, at = x + width / 2) => ({ x: at, y });
const foot = ({ x, y, width, height }, at = x + width / 2) => ({ x: at, y: y + height });

/** Where an arrow leaves its box: right under its target, if the box is that wide. */
const port = (source, target) => {
  const { x } = foot(target);
  return top(source, Math.min(Math.max(x, source.x + 14), source.x + source.width - 14));
};

const AROUND = new Map([
  // The way to the dashboard leads between two boxes, those to the frames beside them.
  ['aws/status-dashboard', new Map([[`${S3}/get`, 676]])],
  [S3, new Map([[S3, 50]])],
  [`${S3}/get`, new Map([[`${S3}/get`, 794]])],
]);
const between = (from, to, key, state) => {
  const at = AROUND.get(key)?.get(from.id);
  return at === undefined
    ? arrow(port(from, to), foot(to), state)
    : arrow(top(from, at), foot(to, at), state);
};

const arrows = [
  ...services.flatMap((service) =>
    reasonsOf(service.id)
      .filter((id) => boxes.has(id))
      .map((id) => between(boxes.get(id), service, service.id, stateOf(service.id))),
  ),
  ...[...frames].flatMap(([reasons, outline]) => {
    const worst = stateOf(
      outline.apps.toSorted((a, b) => SEVERITY.indexOf(stateOf(a.id)) - SEVERITY.indexOf(stateOf(b.id)))[0]
        .id,
    );
    return reasons.split(' ').map((id) => between(boxes.get(id), outline, reasons, worst));
  }),
];

const held = faultline('why', 'netflix', '--fail', S3).spared.find(({ by }) => by === 'redundancy');
const virginia = top(boxes.get(held.failed[0].node));
/** The damage stops here: a bar instead of an arrowhead. */
const sparing =
  `<path d="M${virginia.x} ${virginia.y}V392M${virginia.x - 14} 392h28" fill="none" stroke="${COLOURS.outage.strong}" stroke-width="1.6"/>` +
  text(virginia.x, 366, `${held.holding.length} other`, { size: 12, anchor: 'middle', fill: QUIET }) +
  text(virginia.x, 382, 'regions hold', { size: 12, anchor: 'middle', fill: QUIET });

const hit = summary.apps.outage + summary.apps.partial + summary.apps.degraded;
const all = hit + summary.apps.operational;

const SAID = { outage: 'in outage', partial: 'partial', degraded: 'degraded', operational: 'not reached' };
const legend = SEVERITY.map((state, i) => {
  const count = summary.apps[state];
  const y = 132 + i * 26;
  return badge(421, y, state) + text(438, y + 4.5, `${count} app${count === 1 ? '' : 's'} ${SAID[state]}`);
}).join('');

const DESCRIPTION =
  `Amazon S3 in us-east-1 is at the bottom, in outage, with its operations inside it. Arrows lead up to the AWS ` +
  `services that stood on it, and on to the apps: ${summary.apps.outage} in outage, ${summary.apps.partial} partial, ` +
  `${summary.apps.degraded} degraded. Netflix and Virtual Office go on. Every state is told by a colour and a letter.`;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title description" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif">
<title id="title">What falls if Amazon S3 in us-east-1 drops, by the document of 28 February 2017</title>
<desc id="description">${escaped(DESCRIPTION)}</desc>
<defs>
${SEVERITY.map((state) => `<marker id="${state}" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0L8 4L0 8z" fill="${COLOURS[state].strong}"/></marker>`).join('\n')}
</defs>
<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="12" fill="#f6f8fa" stroke="#d1d9e0"/>
<g>
${text(412, 48, 'If S3 in us-east-1 drops', { size: 20, weight: 600 })}
${text(412, 74, `${hit} of ${all} apps are affected, in the document of`, { fill: QUIET })}
${text(412, 92, 'what stood on it on 28 February 2017', { fill: QUIET })}
${legend}
</g>
<g>
${[...frames.values(), spared].map(frame).join('\n')}
${panel(s3, stateOf(S3), 10)}
${badge(55, 570, stateOf(S3))}${text(71, 575, 'Amazon S3 in us-east-1 fails, and all its parts with it', { size: 14, weight: 600 })}
${text(270, 480, `+ ${undrawn.length} more`, { size: 12, anchor: 'middle', fill: QUIET })}
${text(270, 496, 'AWS services', { size: 12, anchor: 'middle', fill: QUIET })}
</g>
<g>
${arrows.join('\n')}
${sparing}
</g>
<g>
${[...parts, ...[...frames.values(), spared].flatMap(({ apps }) => apps)].map(chip).join('\n')}
${services.map(tile).join('\n')}
</g>
</svg>
`;

if (process.argv[2] === '-') process.stdout.write(svg);
else writeFileSync(new URL('../docs/picture.svg', import.meta.url), svg);
