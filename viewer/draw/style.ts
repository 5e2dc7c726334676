/** The look of the picture for Cytoscape: few rules, each by a word, because every rule is tried on every change. */
import type { StylesheetJsonBlock } from 'cytoscape';
import type { Theme } from '../model/state.ts';
import { PALETTES } from './colours.ts';

export const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif';

/** Layers from the ground up; open boxes lie on each other by depth. */
const LAYERS = { box: 0, link: 40, hot: 41, path: 42, node: 50 } as const;

/** Room at each side of a box's title, and its height: what is pressed there belongs to the title. */
export const TITLE = { height: 28, mark: 16, gap: 8 } as const;

/** Borders by state: thin, dashed, double and thick tell them apart without colour. */
export const BORDERS = {
  operational: { width: 1.2, style: 'solid' },
  degraded: { width: 2.4, style: 'dashed' },
  partial: { width: 5, style: 'double' },
  outage: { width: 3.5, style: 'solid' },
} as const;

/** Lines by what they stand for: dashes and gaps. */
export const DASHES = { hard: undefined, soft: [7, 4], choice: [2, 3.5], start: [1, 6] } as const;

/** How much of what steps back is still seen. */
export const BACK = 0.22;

/** What Cytoscape's types do not know (lists, data as numbers) is said without them. */
interface Rule {
  readonly selector: string;
  readonly style: object;
}

export const stylesheetFor = (theme: Theme, isLarge: boolean): StylesheetJsonBlock[] =>
  rulesFor(theme, isLarge) as StylesheetJsonBlock[];

const rulesFor = (theme: Theme, isLarge: boolean): readonly Rule[] => {
  const palette = PALETTES[theme];
  const { states, ink, dim, ground, panel, frame, edge, accent, added, removed } = palette;
  const ranks = [
    ['degraded', 1],
    ['partial', 2],
    ['outage', 3],
  ] as const;
  return [
    {
      selector: 'node',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        'z-index-compare': 'manual',
        'z-index': LAYERS.node,
        label: 'data(label)',
        color: ink,
        'font-family': FONT,
        'font-size': 'data(size)',
        'text-valign': 'data(side)',
        'text-margin-y': 'data(gap)',
        'overlay-opacity': 0,
        'background-image': 'data(images)',
        // Of lists, what is not said of the second and third is not what was said of the first.
        'background-image-containment': ['inside', 'over', 'over', 'over'],
        'background-clip': ['none', 'none', 'none', 'none'],
        'text-outline-color': ground,
        'text-outline-width': 2,
        'text-outline-opacity': 0.7,
      },
    },
    {
      selector: '.node',
      style: {
        shape: 'round-rectangle',
        'corner-radius': 9,
        'background-color': states.operational.fill,
        'border-width': BORDERS.operational.width,
        'border-color': states.operational.line,
        'bounds-expansion': 10,
        'background-width': [24, 18, 18],
        'background-height': [24, 18, 18],
        'background-position-x': ['50%', '100%', '0%'],
        'background-position-y': ['50%', '0%', '0%'],
        'background-offset-x': [0, 9, -9],
        'background-offset-y': [0, -9, -9],
      },
    },
    {
      selector: '.app',
      style: {
        'corner-radius': 16,
        'font-weight': 'bold',
        'border-width': 1.8,
        'background-width': [26, 19, 19],
        'background-height': [26, 19, 19],
      },
    },
    {
      selector: '.open, .closed',
      style: {
        shape: 'round-rectangle',
        'corner-radius': 8,
        'background-color': panel,
        'border-width': 1,
        'border-color': frame,
        'font-weight': 600,
        'bounds-expansion': 3,
        'background-width': [15, TITLE.mark, TITLE.mark, TITLE.mark],
        'background-height': [15, TITLE.mark, TITLE.mark, TITLE.mark],
        'background-position-x': ['0%', '100%', '100%', '100%'],
        'background-position-y': ['0%', '0%', '0%', '0%'],
        'background-offset-x': [9, -6, -26, -46],
        'background-offset-y': [7, 6, 6, 6],
      },
    },
    {
      selector: '.open',
      style: {
        'z-index': 'data(depth)',
        'background-opacity': 0.6,
        'text-halign': 'left-inside',
        'text-valign': 'top-inside',
        'text-margin-x': 'data(indent)',
        color: dim,
        'text-outline-width': 0,
      },
    },
    {
      selector: '.closed',
      style: {
        'text-outline-width': 0,
        'background-fill': 'linear-gradient',
        'background-gradient-direction': 'to-right',
        'background-gradient-stop-colors': 'data(colours)',
        'background-gradient-stop-positions': 'data(stops)',
        'border-width': 1.5,
        'border-color': states.operational.line,
        'text-wrap': 'wrap',
        'text-max-width': 1000,
        'text-valign': 'center',
        'line-height': 1.3,
      },
    },
    ...ranks.flatMap(([state, rank]): readonly Rule[] => {
      const { fill, line, tint } = states[state];
      return [
        { selector: `.closed.w${rank}`, style: { 'border-color': line } },
        {
          selector: `.r${rank}`,
          style: {
            'background-color': fill,
            'border-color': line,
            'border-width': BORDERS[state].width,
            'border-style': BORDERS[state].style,
            ...(state === 'outage' ? { shape: 'octagon' } : {}),
          },
        },
        {
          selector: `.open.r${rank}`,
          style: {
            'background-color': tint,
            'background-opacity': 0.45,
            color: ink,
            ...(state === 'outage' ? { shape: 'round-rectangle' } : {}),
          },
        },
        ...(state === 'outage' ? [{ selector: `.closed.r${rank}`, style: { shape: 'cut-rectangle' } }] : []),
      ];
    }),
    {
      selector: 'edge',
      style: {
        'curve-style': isLarge ? 'haystack' : 'straight',
        ...(isLarge ? { 'haystack-radius': 0 } : {}),
        'z-index-compare': 'manual',
        'z-index': LAYERS.link,
        width: 'data(width)',
        'line-color': edge,
        'target-arrow-color': edge,
        ...(isLarge ? {} : { 'target-arrow-shape': 'triangle', 'arrow-scale': 0.8 }),
        'overlay-opacity': 0,
      },
    },
    { selector: '.soft', style: dashes('soft') },
    {
      selector: '.choice',
      style: {
        ...dashes('choice'),
        ...(isLarge
          ? {}
          : { 'source-arrow-shape': 'circle', 'source-arrow-fill': 'hollow', 'source-arrow-color': edge }),
      },
    },
    { selector: '.start', style: dashes('start') },
    {
      selector: '.many',
      style: {
        label: 'data(label)',
        'font-family': FONT,
        'font-size': 10,
        'min-zoomed-font-size': isLarge ? 8 : 6,
        color: dim,
        'text-background-color': ground,
        'text-background-opacity': 0.85,
        'text-background-padding': '1px',
        'text-background-shape': 'round-rectangle',
      },
    },
    ...ranks.map(([state, rank]): Rule => ({
      selector: `.h${rank}`,
      style: { ...lineColour(states[state].line), 'z-index': LAYERS.hot },
    })),
    { selector: 'edge.added', style: lineColour(added) },
    { selector: 'edge.removed', style: { ...lineColour(removed), ...dashed([6, 5]) } },
    { selector: 'node.added', style: outline(added, 'solid') },
    { selector: 'node.removed', style: outline(removed, 'dashed') },
    { selector: '.back', style: { opacity: BACK } },
    { selector: 'node.found', style: outline(accent, 'solid') },
    {
      selector: 'edge.path',
      style: { 'z-index': LAYERS.path },
    },
    { selector: 'node.path', style: outline(ink, 'solid') },
    { selector: 'node.selected', style: { ...outline(accent, 'solid'), 'outline-width': 4 } },
    {
      selector: 'edge.selected',
      style: { 'underlay-color': accent, 'underlay-opacity': 0.45, 'underlay-padding': 4 },
    },
    {
      selector: '.fresh',
      style: {
        'underlay-color': accent,
        'underlay-opacity': 0.3,
        'underlay-padding': 12,
        'underlay-shape': 'ellipse',
      },
    },
    // All of a region in another colour would hide what happens in it.
    { selector: '.open.fresh', style: { 'underlay-opacity': 0, ...outline(accent, 'solid') } },
    {
      selector: '.cursor',
      style: { 'overlay-color': accent, 'overlay-opacity': 0.25, 'overlay-padding': 6 },
    },
    { selector: '.open.cursor', style: { 'overlay-opacity': 0, ...outline(accent, 'dashed') } },
  ];
};

const dashed = (pattern: readonly number[]): object => ({
  'line-style': 'dashed',
  'line-dash-pattern': pattern,
  'line-cap': 'butt',
});

const dashes = (name: 'soft' | 'choice' | 'start'): object => dashed(DASHES[name]);

const lineColour = (colour: string): Record<string, string> => ({
  'line-color': colour,
  'target-arrow-color': colour,
  'source-arrow-color': colour,
});

/** A ring around a node. */
const outline = (colour: string, style: string): object => ({
  'outline-color': colour,
  'outline-width': 3,
  'outline-style': style,
  'outline-offset': 3,
});
