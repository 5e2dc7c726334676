/** The peer: a page with nothing but Cytoscape and the same graph, drawn whole, its options for speed on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cached } from '../documents.mjs';
import { namedBy } from '../estate.mjs';

const LIBRARY = createRequire(import.meta.url).resolve('cytoscape/dist/cytoscape.min.js');

/** Of what is restyled by a press. */
const TENTH = 10;

/**
 * @param {string} name
 * @param {readonly import('../estate.mjs').Entry[]} entries
 * @param {'breadthfirst' | 'preset'} layout `preset`: all places are given, nothing is laid out
 * @returns {string} the page's path
 */
export const peerPage = (name, entries, layout) => {
  const page = cached(`${name}.html`);
  const library = readFileSync(LIBRARY, 'utf8').replaceAll('</script', String.raw`<\/script`);
  const elements = JSON.stringify(elementsOf(entries));
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>html,body,#cy{margin:0;height:100%}</style><div id="cy"></div>` +
      `<script>${library}</script><script>(${String(drawn)})(${elements}, '${layout}', ${TENTH})</script>`,
  );
  return page;
};

const elementsOf = (entries) => {
  const columns = Math.ceil(Math.sqrt(entries.length));
  const ids = new Set(entries.map(({ id }) => id));
  const nodes = entries.map(({ id, node }, i) => ({
    data: { id, ...(node.in === undefined ? {} : { parent: node.in }) },
    position: { x: 60 * (i % columns), y: 60 * Math.floor(i / columns) },
  }));
  const edges = entries.flatMap(({ id, node: { dependsOn = [] } }) =>
    dependsOn
      .flatMap(namedBy)
      .filter((target) => ids.has(target))
      .map((target) => ({ data: { source: id, target } })),
  );
  return [...nodes, ...edges];
};

/** Runs in the page. */
const drawn = (elements, name, tenth) => {
  const cy = globalThis.cytoscape({
    container: document.querySelector('#cy'),
    elements,
    layout: { name, fit: true, animate: false },
    textureOnViewport: true,
    hideEdgesOnViewport: true,
    motionBlur: false,
    pixelRatio: 1,
    style: [
      {
        selector: 'node',
        style: { label: 'data(id)', 'min-zoomed-font-size': 8, 'background-color': '#789' },
      },
      { selector: 'edge', style: { 'curve-style': 'haystack', width: 1, 'line-color': '#aaa' } },
      { selector: '.out', style: { 'background-color': '#b00', 'line-color': '#b00' } },
    ],
  });
  const painted = () =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => performance.mark('faultline:painted'));
      port1.start();
      port2.postMessage(undefined);
    });
  painted();
  cy.on('tap', () => {
    // Every tenth node, and the edges between any of them: others each time.
    const turn = (globalThis.turn = (globalThis.turn ?? -1) + 1);
    const fell = cy.nodes().filter((_, i) => i % tenth === turn % tenth);
    cy.batch(() => {
      cy.elements().removeClass('out');
      fell.addClass('out');
      fell.edgesWith(fell).addClass('out');
    });
    performance.mark('faultline:applied');
    painted();
  });
};
