/**
 * The viewer in a browser without a graphics card: how long until there is a picture, how it moves, and how long a press
 * takes until its cascade is painted. Beside it, in the same round, a page that draws the same graph with nothing but
 * Cytoscape.
 */
import { median } from './measure.mjs';
import { shownBytes, shownCount, shownRatio, shownTime } from './result.mjs';
import { framesDuring, markAfter, openPage, press } from './viewer/browser.mjs';
import { countsOf, drawnEstate, wholeEstate } from './viewer/estates.mjs';
import { peerPage } from './viewer/peer.mjs';

/** Pages that are opened; the peer takes seconds for the large one. */
const ROUNDS = 5;
const ROUNDS_OF_SLOW = 2;
/** Milliseconds for which the picture is moved, and those that a page is left in peace before it is pressed. */
const MOVED = 3000;
const CALM = 2500;
/** And for which the waves of a press are watched, of so many presses a page. */
const WATCHED = 1800;
const PRESSES = 6;
/** Of a frame, whatever is done. */
const WORST_FRAME = 100;

/** What is promised. Click: to the states that are computed and handed to the picture, and to the frame that shows them. */
const SIZES = [
  { nodes: 2000, click: { applied: 30, painted: 150 } },
  { nodes: 10_000, first: 5000, click: { applied: 100, painted: 300 } },
];
const DRAWN = { nodes: 1000, first: 2000 };

/** @returns {Promise<import('./result.mjs').Line[]>} */
export const benchViewer = async () => {
  const lines = await drawnLines();
  for (const size of SIZES) lines.push(...(await wholeLines(size)));
  return lines;
};

const drawnLines = async () => {
  const estate = drawnEstate(DRAWN.nodes);
  const peer = peerPage('viewer-drawn-peer', estate.entries, 'breadthfirst');
  const { ours, theirs } = await firstPictures(estate, 'detail=fine', peer, ROUNDS);
  const { boxes, nodes, arrows } = ours[0].scene;
  const what = `${shownCount(nodes)} nodes in ${boxes} boxes, ${shownCount(arrows)} arrows, all drawn`;
  return firstLines(what, DRAWN.first, ours, theirs, 'breadthfirst');
};

const wholeLines = async ({ nodes, first, click }) => {
  const estate = wholeEstate(nodes);
  const { edges } = countsOf(estate);
  const what = `${shownCount(nodes)} nodes, ${shownCount(edges)} edges`;
  const peer = peerPage(`viewer-peer-${nodes}`, estate.entries, 'preset');
  const { ours, theirs } = await firstPictures(estate, '', peer, ROUNDS_OF_SLOW, true);
  const { boxes, nodes: leaves, arrows } = ours[0].scene;
  const drawn = `${what}, drawn as ${boxes + leaves} shapes, ${arrows} arrows`;
  return [
    ...firstLines(drawn, first, ours, theirs, 'preset'),
    ...frameLines(what, ours, theirs),
    ...clickLines(what, click, ours, theirs),
    ...layoutLines(what, ours),
    ...memoryLines(what, estate, ours, theirs),
  ];
};

// —— rounds ————————————————————————————————————————————————————————————————————————————————————————————————————————

const firstPictures = async (estate, hash, peer, rounds, isWhole = false) => {
  const [ours, theirs] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await ourRound(estate.page, hash, isWhole));
    theirs.push(await peerRound(peer, isWhole));
  }
  return { ours, theirs };
};

const ourRound = async (file, hash, isWhole) => {
  const { page, threads, memory, close } = await openPage(file, { hash });
  try {
    const picture = await markAfter(page, 'faultline:picture');
    const painted = await markAfter(page, 'faultline:painted', picture);
    const first = { painted, ...(await threads()) };
    const scene = await page.evaluate(sceneOfPage);
    const layouts = [await sceneAsked(page, 0)];
    if (!isWhole) return { first, scene, layouts };
    await page.waitForTimeout(CALM);
    const frames = await movedFrames(page);
    const clicks = await ourClicks(page, threads);
    layouts.push(await otherLayout(page));
    return { first, scene, layouts, frames, clicks, memory: await memory() };
  } finally {
    await close();
  }
};

const peerRound = async (file, isWhole) => {
  const { page, threads, memory, close } = await openPage(file);
  try {
    const painted = await markAfter(page, 'faultline:painted');
    const first = { painted, ...(await threads()) };
    if (!isWhole) return { first };
    await page.waitForTimeout(CALM);
    const frames = await movedFrames(page);
    const clicks = [];
    for (let i = 0; i < 3; i++) {
      const pressed = await press(page, { x: 5, y: 5 });
      const applied = await markAfter(page, 'faultline:applied', pressed);
      clicks.push({
        applied: applied - pressed,
        painted: (await markAfter(page, 'faultline:painted', applied)) - pressed,
      });
      await page.waitForTimeout(CALM / 5);
    }
    return { first, frames, clicks, memory: await memory() };
  } finally {
    await close();
  }
};

/** Runs in the page: what is drawn. */
const sceneOfPage = () => {
  const { cy } = document.querySelector('.draw-canvas')._cyreg;
  const boxes = cy.nodes('.open').length;
  return { boxes, nodes: cy.nodes().length - boxes, arrows: cy.edges().length };
};

/** Frames while the picture is dragged to and fro, and then while the wheel turns. */
const movedFrames = async (page) => {
  const { x, y } = { x: 420, y: 400 };
  const during = async (act) => {
    const until = Date.now() + MOVED;
    return framesDuring(page, async () => {
      for (let i = 0; Date.now() < until; i++) await act(i);
    });
  };
  const still = await framesDuring(page, () => page.waitForTimeout(MOVED / 3));
  await page.mouse.move(x, y);
  await page.mouse.down();
  const panned = await during((i) => page.mouse.move(x + 150 * Math.sin(i / 9), y + 100 * Math.sin(i / 7)));
  await page.mouse.up();
  const zoomed = await during((i) => page.mouse.wheel(0, Math.sin(i / 20) > 0 ? -40 : 40));
  return { still, panned, zoomed };
};

// —— presses ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** Places fail one after the other, each for the first time: nothing is known from before. */
const ourClicks = async (page, threads) => {
  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await page.waitForTimeout(CALM / 5);
  const places = await page.evaluate(() => {
    const { cy } = document.querySelector('.draw-canvas')._cyreg;
    return cy.nodes('.open').map((box) => box.id());
  });
  const clicks = [];
  for (const place of places.slice(0, PRESSES)) {
    const at = await page.evaluate(titleOf, place);
    const before = await threads();
    const pressed = await press(page, at, 'Shift');
    const answered = await page
      .waitForFunction(
        (since) =>
          globalThis.bench.asked.findLast(({ name, from }) => name === 'impact' && from > since)?.until,
        pressed,
        { polling: 20 },
      )
      .then((handle) => handle.jsonValue());
    const applied = await markAfter(page, 'faultline:applied', answered);
    const painted = await markAfter(page, 'faultline:painted', applied);
    const frames = await framesDuring(page, () => page.waitForTimeout(WATCHED));
    const after = await threads();
    clicks.push({
      answered: answered - pressed,
      applied: applied - pressed,
      painted: painted - pressed,
      frames,
      main: after.main - before.main,
      workers: after.workers - before.workers,
    });
    await page.evaluate(() => (location.hash = ''));
    await page.waitForTimeout(CALM / 5);
  }
  return clicks;
};

/** Runs in the page: where the title of an open box is on the screen. */
const titleOf = (id) => {
  const canvas = document.querySelector('.draw-canvas');
  const { cy } = canvas._cyreg;
  const { left, top } = canvas.getBoundingClientRect();
  const { x1, y1 } = cy
    .getElementById(id)
    .renderedBoundingBox({ includeLabels: false, includeOverlays: false });
  return { x: left + x1 + 12, y: top + y1 + 9 };
};

// —— the worker ————————————————————————————————————————————————————————————————————————————————————————————————————

/** The last scene that was asked for: how long its worker took, and how long the page stood still meanwhile. */
const sceneAsked = (page, since) =>
  page
    .waitForFunction(
      (after) => {
        const asked = globalThis.bench.asked.findLast(({ name, from }) => name === 'scene' && from > after);
        if (asked?.until === undefined) return undefined;
        const { from, until } = asked;
        const stalls = globalThis.bench.stalls.filter((stall) => stall.until > from && stall.from < until);
        return { ms: until - from, stalls: stalls.map((stall) => stall.until - stall.from) };
      },
      since,
      { polling: 50 },
    )
    .then((handle) => handle.jsonValue());

/** Other boxes, which takes another layout. */
const otherLayout = async (page) => {
  const since = await page.evaluate(() => {
    const now = performance.now();
    location.hash = 'by=owner';
    return now;
  });
  return sceneAsked(page, since);
};

// —— lines —————————————————————————————————————————————————————————————————————————————————————————————————————————

const least = (values) => Math.min(...values);
const most = (values) => values.reduce((one, other) => Math.max(one, other), 0);
const part = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;

/** The middle, and the quietest. */
const both = (values) => `${shownTime(median(values))} (quietest ${shownTime(least(values))})`;

const target = (name, bound, value) =>
  bound === undefined ? {} : { target: `${name}≤ ${shownTime(bound)}`, met: value <= bound };

const firstLines = (what, bound, ours, theirs, layout) => {
  const taken = ours.map(({ first }) => first.painted);
  const peer = theirs.map(({ first }) => first.painted);
  const processor = least(ours.map(({ first }) => first.all));
  return [
    {
      what: `${what}: first picture`,
      measured: `${both(taken)}, processor ${shownTime(processor)}`,
      ...target('', bound, median(taken)),
    },
    {
      what: `— plain Cytoscape, ${layout}`,
      measured: `${both(peer)}, processor ${shownTime(least(theirs.map(({ first }) => first.all)))}`,
      ratio: `${shownRatio(median(peer) / median(taken))} ours`,
    },
  ];
};

const frameLines = (what, ours, theirs) =>
  ['still', 'panned', 'zoomed'].flatMap((kind) => {
    const line = (rounds, name) => {
      const all = rounds.map(({ frames }) => frames[kind]);
      const worst = least(all.map(most));
      const frames = all.flat();
      return {
        what: name,
        measured: `median ${shownTime(median(frames))}, 95 % ${shownTime(part(frames, 0.95))}, worst ${shownTime(most(frames))} (of the quietest round ${shownTime(worst)})`,
      };
    };
    return [
      {
        ...line(ours, `${what}: frames, ${kind}`),
        ...(kind === 'still'
          ? {}
          : target('', WORST_FRAME, most(ours.flatMap(({ frames }) => frames[kind])))),
      },
      line(theirs, `— plain Cytoscape, ${kind}`),
    ];
  });

const clickLines = (what, bounds, ours, theirs) => {
  const clicks = ours.flatMap((round) => round.clicks);
  const of = (key) => clicks.map((click) => click[key]);
  const peer = theirs.flatMap((round) => round.clicks.map(({ painted }) => painted));
  const waves = clicks.flatMap(({ frames }) => frames);
  return [
    { what: `${what}: press to answer`, measured: both(of('answered')) },
    {
      what: `${what}: press to computed and applied`,
      measured: both(of('applied')),
      ...target('', bounds.applied, median(of('applied'))),
    },
    {
      what: `${what}: press to painted frame`,
      measured: both(of('painted')),
      ...target('', bounds.painted, median(of('painted'))),
    },
    {
      what: '— the first press of a page',
      measured: both(ours.map(({ clicks: [first] }) => first.painted)),
    },
    {
      what: '— processor, press and all waves of it',
      measured: `page ${shownTime(least(of('main')))}, workers ${shownTime(least(of('workers')))}`,
    },
    {
      what: '— frames while waves are lit',
      measured: `median ${shownTime(median(waves))}, 95 % ${shownTime(part(waves, 0.95))}, worst ${shownTime(most(waves))} (of the quietest press ${shownTime(least(clicks.map(({ frames }) => most(frames))))})`,
      ...target('', WORST_FRAME, most(waves)),
    },
    {
      what: '— plain Cytoscape, a tenth restyled, to painted frame',
      measured: both(peer),
      ratio: `${shownRatio(median(peer) / median(of('painted')))} ours`,
    },
  ];
};

const layoutLines = (what, ours) =>
  ['first', 'by owner'].map((name, i) => {
    const asked = ours.map(({ layouts }) => layouts[i]);
    return {
      what: `${what}: scene and layout in the worker, ${name}`,
      measured: `${both(asked.map(({ ms }) => ms))}, page stood still for ${shownTime(median(asked.map(({ stalls }) => most(stalls))))} at most`,
    };
  });

const memoryLines = (what, { pageBytes, dataBytes }, ours, theirs) => {
  const shown = (rounds) =>
    `${shownBytes(median(rounds.map(({ memory }) => memory.resident)))} resident, ${shownBytes(median(rounds.map(({ memory }) => memory.heap)))} of the page’s JavaScript`;
  return [
    { what: `${what}: memory of the page’s process`, measured: shown(ours) },
    { what: '— plain Cytoscape', measured: shown(theirs) },
    { what: `${what}: the file`, measured: `${shownBytes(pageBytes)}, ${shownBytes(dataBytes)} of it data` },
  ];
};
